// What administrators write about organisations and into invitations.
import { z } from 'zod'
import { languages } from '#platform/i18n/language.ts'
import { emailField, nameField, readForm, type Fields } from '../people/person.input.ts'
import { roles } from '../people/role.policy.ts'

/** Whether the actor exists is known higher up; an empty choice means none. */
export const readOrganisationForm = (fields: Fields) =>
  readForm(
    z.object({
      name: nameField,
      actor: z
        .string('missing')
        .max(100, 'too-long')
        .transform((actor) => actor || null),
    }),
    fields,
  )

export const readInvitationForm = (fields: Fields) =>
  readForm(
    z.object({ email: emailField, role: z.enum(roles, 'missing'), language: z.enum(languages, 'missing') }),
    fields,
  )

/** What the list of roles beside a member sends. */
export const readRoleForm = (fields: Fields) => readForm(z.object({ role: z.enum(roles, 'missing') }), fields)
