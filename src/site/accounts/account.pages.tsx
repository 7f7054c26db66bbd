// One's own account: how one is called, what one may do, where one is signed in.
import { Hono, type Context } from 'hono'
import {
  countBackupCodes, endSessions, listPasskeys, listSessions, may, permissionsOf, readNameForm, removePasskey, rename, sessionDays, typed, type Account, type Accounts,
  type FieldRefusal, type OpenSession, type Passkey,
} from '#accounts/index.ts' // prettier-ignore
import type { AppEnv } from '#platform/http/app-env.ts'
import { formatDay } from '#platform/i18n/format.ts'
import { DataTable } from '#ui/controls/data-table.tsx'
import { DefinitionList } from '#ui/controls/definition-list.tsx'
import { PageHead } from '#ui/layout/page-head.tsx'
import { Section } from '#ui/layout/section.tsx'
import { showPage, siteFor, wordsFor, type SiteParts, type Words } from '../frame/frame.views.tsx'
import { documentListPath } from '../documents/document.paths.ts'
import { codingPath } from '../coding/coding.paths.ts'
import { proposalsPath } from '../proposals/proposal.paths.ts'
import { sealsPath } from '../seals/seal.paths.ts'
import { actorPath } from '../site.paths.ts'
import { editionsPath } from '../editions/edition.paths.ts'
import { accountPath, organisationsPath, passkeyRemovalPath, sessionsPath, signOutPath } from './account.paths.ts'
import { signedIn } from './account.rules.ts'
import { Passkeys } from './passkey.views.tsx'
import { SecondFactor } from './second-factor.pages.tsx'
import { ActButton, NameField, readFields, refusalText, WriteForm } from './form.views.tsx'

export function accountPages(parts: SiteParts, accounts: Accounts) {
  const show = async (c: Context<AppEnv>, account: Account, wrong?: { name: string; error?: FieldRefusal }) => {
    const words = wordsFor(c)
    const title = words.t('accounts.account.title')
    const { reader } = accounts.database
    const sessions = await listSessions(reader, account.person, accounts.now())
    const passkeys = await listPasskeys(reader, account.person)
    const codesLeft = await countBackupCodes(reader, account.person)
    return showPage(c, siteFor(c, parts), {
      title,
      description: title,
      isPrivate: true,
      status: wrong ? 422 : 200,
      body: <AccountBody {...{ words, account, sessions, passkeys, codesLeft, wrong }} />,
    })
  }

  return new Hono<AppEnv>()
    .get(accountPath, (c) => show(c, signedIn(c)))
    .post(accountPath, async (c) => {
      const account = signedIn(c)
      const fields = await readFields(c)
      const form = readNameForm(fields)
      if (!form.ok) return show(c, account, { name: typed(fields, 'name'), error: form.errors.name })
      await rename(accounts, account, form.value.name)
      return c.redirect(wordsFor(c).at(accountPath), 303)
    })
    .post(passkeyRemovalPath, async (c) => {
      await removePasskey(accounts, signedIn(c), typed(await readFields(c), 'passkey'))
      return c.redirect(wordsFor(c).at(`${accountPath}#passkeys`), 303)
    })
    .post(sessionsPath, async (c) => {
      await endSessions(accounts, signedIn(c), typed(await readFields(c), 'session'))
      return c.redirect(wordsFor(c).at(`${accountPath}#sessions`), 303)
    })
}

type AccountBodyProps = {
  words: Words
  account: Account
  sessions: readonly OpenSession[]
  passkeys: readonly Passkey[]
  /** Undefined without a second factor. */
  codesLeft: number | undefined
  wrong?: { name: string; error?: FieldRefusal }
}

function AccountBody({ words, account, sessions, passkeys, codesLeft, wrong }: AccountBodyProps) {
  const { t, at } = words
  const { name, email, role, organisation } = account
  return (
    <>
      <PageHead title={t('accounts.account.title')} lead={t('accounts.account.lead', { name })}>
        <ActButton action={at(signOutPath)} button={t('accounts.account.sign-out')} />
      </PageHead>
      <Section id="role" title={t('accounts.account.role')}>
        <DefinitionList
          items={[
            {
              term: t('accounts.account.organisation'),
              description: organisation.actor ? (
                <a href={at(actorPath(organisation.actor))}>{organisation.name}</a>
              ) : (
                organisation.name
              ),
            },
            { term: t('accounts.account.role'), description: t(`accounts.role.${role}`) },
            {
              term: t('accounts.account.may'),
              description: (
                <ul class="plain-list">
                  {permissionsOf(role).map((permission) => (
                    <li>{t(`accounts.permission.${permission}`)}</li>
                  ))}
                </ul>
              ),
            },
            { term: t('accounts.field.email'), description: email },
          ]}
        />
        {may(role, 'propose-own') && (
          <p>
            <a href={at(proposalsPath)}>{t(`proposals.list.title-${may(role, 'review') ? 'all' : 'own'}`)}</a>
            <br />
            <a href={at(documentListPath)}>{t(`evidence.list.title-${may(role, 'review') ? 'all' : 'own'}`)}</a>
          </p>
        )}
        {may(role, 'code') && (
          <p>
            <a href={at(codingPath)}>{t('coding.rounds.title')}</a>
          </p>
        )}
        {may(role, 'work-sealed') && (
          <p>
            <a href={at(sealsPath)}>{t('seals.title')}</a>
          </p>
        )}
        {may(role, 'administer') && (
          <p>
            <a href={at(organisationsPath)}>{t('accounts.organisations.title')}</a>
            <br />
            <a href={at(editionsPath)}>{t('editions.title')}</a>
          </p>
        )}
      </Section>
      <Section id="name" title={t('accounts.account.name')}>
        <p>{t('accounts.account.name-text')}</p>
        <WriteForm action={at(accountPath)} button={t('accounts.account.save')}>
          <NameField t={t} value={wrong ? wrong.name : name} error={refusalText(t, wrong?.error)} />
        </WriteForm>
      </Section>
      <Passkeys words={words} passkeys={passkeys} />
      <Section id="second-factor" title={t('accounts.second.title')}>
        <SecondFactor words={words} codesLeft={codesLeft} />
        {account.isProved && <p class="quiet">{t('accounts.second.is-proved')}</p>}
      </Section>
      <Sessions words={words} sessions={sessions} current={account.session} />
    </>
  )
}

type SessionsProps = { words: Words; sessions: readonly OpenSession[]; current: string }

function Sessions({ words, sessions, current }: SessionsProps) {
  const { t, language, at } = words
  const day = (date: Date) => formatDay(date.toISOString().slice(0, 10), language)
  const browserOf = ({ userAgent }: OpenSession) => userAgent || t('accounts.sessions.unknown-browser')
  return (
    <Section id="sessions" title={t('accounts.sessions.title')}>
      <p>{t('accounts.sessions.text', { days: sessionDays })}</p>
      <DataTable
        t={t}
        caption={t('accounts.sessions.title')}
        rows={sessions}
        columns={[
          { key: 'browser', header: t('accounts.sessions.browser'), cell: browserOf },
          { key: 'started', header: t('accounts.sessions.started'), nowrap: true, cell: (one) => day(one.startedAt) },
          { key: 'until', header: t('accounts.sessions.until'), nowrap: true, cell: (one) => day(one.expiresAt) },
          {
            key: 'end',
            header: t('accounts.sessions.end'),
            cell: (one) =>
              one.id === current ? (
                t('accounts.sessions.this')
              ) : (
                <ActButton
                  action={at(sessionsPath)}
                  button={t('accounts.sessions.end')}
                  label={t('accounts.sessions.end-label', { browser: browserOf(one), day: day(one.startedAt) })}
                  hidden={{ session: one.id }}
                />
              ),
          },
        ]}
      />
      {sessions.length > 1 && (
        <ActButton
          action={at(sessionsPath)}
          button={t('accounts.sessions.end-others')}
          hidden={{ session: 'others' }}
        />
      )}
    </Section>
  )
}
