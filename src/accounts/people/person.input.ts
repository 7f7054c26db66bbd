// What people write about themselves: from form fields to values, or an error for each field.
import { z } from 'zod'

/** Why a field cannot be taken as it is; the pages say it in the reader's language. */
export type FieldRefusal = 'missing' | 'too-long' | 'unseen' | 'no-email' | 'no-issuer'

export type Form<Value> =
  | { ok: true; value: Value }
  | { ok: false; errors: Partial<Record<keyof Value & string, FieldRefusal>> }

/** The fields of a form as the body of the request holds them; files and repetitions are nobody's honest input. */
export type Fields = Record<string, unknown>

const longestName = 100
/** RFC 5321 allows no longer path. */
const longestEmail = 254

/** Whether somebody who reads it sees all of it. What is not to be seen no page needs, and the database takes no NUL. */
export function isSeen(text: string): boolean {
  return !/[\p{Cc}\p{Cs}]/u.test(text)
}

export const nameField = z
  .string('missing')
  .transform((text) => text.normalize('NFC').replaceAll(/\s+/g, ' ').trim())
  .pipe(z.string().min(1, 'missing').max(longestName, 'too-long').refine(isSeen, 'unseen'))

/** In lower case: hosts make no difference, and mailboxes that do are not to be had. */
export const emailField = z
  .string('missing')
  .transform((text) => text.trim().toLowerCase())
  .pipe(z.string().min(1, 'missing').max(longestEmail, 'too-long').pipe(z.email('no-email')))

export function readForm<Value>(schema: z.ZodType<Value>, fields: Fields): Form<Value> {
  const parsed = schema.safeParse(fields)
  if (parsed.success) return { ok: true, value: parsed.data }
  const errors: Record<string, FieldRefusal> = {}
  // The first fault of a field is the one to mend.
  for (const { path, message } of parsed.error.issues) errors[String(path[0])] ??= message as FieldRefusal
  return { ok: false, errors: errors as Partial<Record<keyof Value & string, FieldRefusal>> }
}

/** A text field as it was typed, to be shown again or looked for, without what cannot be typed and is in nothing kept. */
export function typed(fields: Fields, name: string): string {
  const value = fields[name]
  return typeof value === 'string' ? value.replaceAll(/[^\P{Cc}\s]|\p{Cs}/gu, '') : ''
}

export const readSignInForm = (fields: Fields) => readForm(z.object({ email: emailField }), fields)

export const readNameForm = (fields: Fields) => readForm(z.object({ name: nameField }), fields)

export const readFirstAdministratorForm = (fields: Fields) =>
  readForm(z.object({ name: nameField, email: emailField, organisation: nameField }), fields)
