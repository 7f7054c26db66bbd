// Becoming somebody here: by an invitation, or, once, as the first administrator.
import { Hono, type Context } from 'hono'
import type { Child } from 'hono/jsx'
import {
  acceptInvitation, becomeFirstAdministrator, findInvitation, findPersonByEmail, firstLinkHours, invitationDays,
  isFirstLinkOpen, readFirstAdministratorForm, readNameForm, signInPerson, stateOf, typed, type Acceptance,
  type Accounts, type Fields, type Invitation,
} from '#accounts/index.ts' // prettier-ignore
import type { AppEnv } from '#platform/http/app-env.ts'
import { clientOf } from '#platform/http/rate-limit.ts'
import { TextField } from '#ui/controls/fields.tsx'
import { PageHead } from '#ui/layout/page-head.tsx'
import { showPage, siteFor, wordsFor, type SiteParts, type Words } from '../frame/frame.views.tsx'
import { accountPath, firstAdministratorPath, invitationPath, signInPath } from './account.paths.ts'
import { EmailField, NameField, readFields, refusalText, setCookies, WriteForm } from './form.views.tsx'

type Refusal = Extract<Acceptance, { ok: false }>['refusal']

export function joiningPages(parts: SiteParts, accounts: Accounts) {
  const { reader } = accounts.database

  const show = (c: Context<AppEnv>, title: string, body: Child, status: 200 | 422 | 410 = 200) =>
    showPage(c, siteFor(c, parts), { title, description: title, isPrivate: true, body, status })

  const countVisit = (c: Context<AppEnv>) => accounts.limits.visits.spend(c, clientOf(c, accounts.clientHeader))

  const refuse = (c: Context<AppEnv>, refusal: Refusal) => {
    const { t, at } = wordsFor(c)
    const body = (
      <>
        <PageHead
          title={t('accounts.invitation.bad-title')}
          lead={t(`accounts.invitation.${refusal}`, { days: invitationDays })}
        />
        <p>
          <a class="button" href={at(signInPath)}>
            {t('accounts.sign-in.title')}
          </a>
        </p>
      </>
    )
    return show(c, t('accounts.invitation.bad-title'), body, 410)
  }

  const invite = async (c: Context<AppEnv>, invitation: Invitation, token: string, fields?: Fields) => {
    const words = wordsFor(c)
    const isNew = (await findPersonByEmail(reader, invitation.email)) === undefined
    const form = fields && readNameForm(fields)
    const error = form && !form.ok ? refusalText(words.t, form.errors.name) : undefined
    return show(
      c,
      words.t('accounts.invitation.title', { organisation: invitation.organisationName }),
      <InvitationForm {...{ words, invitation, token, isNew, error }} name={fields && typed(fields, 'name')} />,
      error ? 422 : 200,
    )
  }

  return new Hono<AppEnv>()
    .get(invitationPath, async (c) => {
      const token = c.req.query('token') ?? ''
      const invitation = await findInvitation(reader, token)
      if (!invitation) {
        await countVisit(c)
        return refuse(c, 'unknown')
      }
      const state = stateOf(invitation, accounts.now())
      return state === 'open' ? invite(c, invitation, token) : refuse(c, state)
    })
    .post(invitationPath, async (c) => {
      await accounts.limits.tries.spend(c, clientOf(c, accounts.clientHeader))
      const fields = await readFields(c)
      const token = typed(fields, 'token')
      const invitation = await findInvitation(reader, token)
      if (!invitation) return refuse(c, 'unknown')
      const known = await findPersonByEmail(reader, invitation.email)
      const form = readNameForm(known ? { name: known.name } : fields)
      if (!form.ok) return invite(c, invitation, token, fields)
      const accepted = await acceptInvitation(accounts, token, form.value.name)
      if (!accepted.ok) return refuse(c, accepted.refusal)
      return enter(c, accepted.person)
    })
    .get(firstAdministratorPath, async (c) => {
      const token = c.req.query('token') ?? ''
      if (!(await isFirstLinkOpen(accounts, token))) {
        await countVisit(c)
        return refuseFirst(c)
      }
      const words = wordsFor(c)
      return show(c, words.t('accounts.first.title'), <FirstAdministratorForm words={words} token={token} />)
    })
    .post(firstAdministratorPath, async (c) => {
      await accounts.limits.tries.spend(c, clientOf(c, accounts.clientHeader))
      const fields = await readFields(c)
      const token = typed(fields, 'token')
      const form = readFirstAdministratorForm(fields)
      if (!form.ok) {
        const words = wordsFor(c)
        const body = <FirstAdministratorForm words={words} token={token} fields={fields} errors={form.errors} />
        return show(c, words.t('accounts.first.title'), body, 422)
      }
      const person = await becomeFirstAdministrator(accounts, token, form.value)
      return person ? enter(c, person) : refuseFirst(c)
    })

  async function enter(c: Context<AppEnv>, person: string) {
    setCookies(c, await signInPerson(accounts, c.req.raw.headers, person))
    return c.redirect(wordsFor(c).at(accountPath), 303)
  }

  function refuseFirst(c: Context<AppEnv>) {
    const { t } = wordsFor(c)
    const title = t('accounts.first.bad-title')
    return show(
      c,
      title,
      <PageHead title={title} lead={t('accounts.first.bad-lead', { hours: firstLinkHours })} />,
      410,
    )
  }
}

type InvitationFormProps = {
  words: Words
  invitation: Invitation
  token: string
  /** Somebody who was here before keeps their name. */
  isNew: boolean
  name?: string
  error?: string
}

function InvitationForm({ words, invitation, token, isNew, name, error }: InvitationFormProps) {
  const { t, at } = words
  const { organisationName: organisation, email, role } = invitation
  return (
    <>
      <PageHead
        title={t('accounts.invitation.title', { organisation })}
        lead={t('accounts.invitation.lead', { email, role: t(`accounts.role.${role}`) })}
      >
        <p>{t(`accounts.role.${role}-text`)}</p>
      </PageHead>
      <WriteForm action={at(invitationPath)} button={t('accounts.invitation.accept')}>
        <input type="hidden" name="token" value={token} />
        {isNew && <NameField t={t} value={name} error={error} />}
      </WriteForm>
    </>
  )
}

type FirstAdministratorFormProps = {
  words: Words
  token: string
  fields?: Fields
  errors?: Extract<ReturnType<typeof readFirstAdministratorForm>, { ok: false }>['errors']
}

function FirstAdministratorForm({ words, token, fields = {}, errors = {} }: FirstAdministratorFormProps) {
  const { t, at } = words
  return (
    <>
      <PageHead title={t('accounts.first.title')} lead={t('accounts.first.lead')} />
      <WriteForm action={at(firstAdministratorPath)} button={t('accounts.first.button')}>
        <input type="hidden" name="token" value={token} />
        <NameField t={t} value={typed(fields, 'name')} error={refusalText(t, errors.name)} />
        <EmailField
          t={t}
          value={typed(fields, 'email')}
          error={refusalText(t, errors.email)}
          hint={t('accounts.first.email-hint')}
        />
        <TextField
          name="organisation"
          label={t('accounts.first.organisation')}
          hint={t('accounts.first.organisation-hint')}
          value={typed(fields, 'organisation')}
          error={refusalText(t, errors.organisation)}
          autocomplete="organization"
          maxlength={100}
          required
        />
      </WriteForm>
    </>
  )
}
