// The parts of the page of one piece of evidence under seal.
import { may, typed, type Account, type Fields } from '#accounts/index.ts'
import {
  hasGrant, isDue, isRecentlyProved, longestReason, mayOpen, maySeeLog, proofMinutes, readableValue, recordOf, secretFields,
  type KeptFinding, type NamedDecision, type Opening, type Seal, type Secret,
} from '#evidence/index.ts' // prettier-ignore
import { formatDay } from '#platform/i18n/format.ts'
import type { KeyRing } from '#platform/secrets/envelope.ts'
import { Breadcrumbs } from '#ui/controls/breadcrumbs.tsx'
import { DataTable } from '#ui/controls/data-table.tsx'
import { DefinitionList } from '#ui/controls/definition-list.tsx'
import { TextField } from '#ui/controls/fields.tsx'
import { Notice } from '#ui/controls/notice.tsx'
import { PageHead } from '#ui/layout/page-head.tsx'
import { Section } from '#ui/layout/section.tsx'
import { accountPath } from '../accounts/account.paths.ts'
import { ActButton, WriteForm } from '../accounts/form.views.tsx'
import type { Words } from '../frame/frame.views.tsx'
import { Decisions, End, Grants } from './decision.views.tsx'
import { Findings } from './finding.views.tsx'
import { NoKey } from './seal-form.pages.tsx'
import { sealActPath, sealPath, sealsPath } from './seal.paths.ts'

/** Which form could not be taken, with what was typed and what is wrong with it. */
export type SealTrouble = {
  part?: 'code' | 'opening' | 'grant' | 'rule' | 'end'
  fields?: Fields
  errors?: Partial<Record<string, string>>
}

export type SealProps = {
  words: Words
  account: Account
  seal: Seal
  decisions: readonly NamedDecision[]
  findings: readonly KeptFinding[]
  trouble: SealTrouble
  ring: KeyRing
  now: Date
  openings: readonly Opening[]
  reviewers: readonly string[]
  hasOpened: boolean
  grantable: readonly { person: string; name: string }[]
}

export function SealBody(props: SealProps) {
  const { words, account, seal, decisions, ring, now, reviewers } = props
  const { t, at, vocabulary, language } = words
  const today = now.toISOString().slice(0, 10)
  const day = (date: Date) => formatDay(date.toISOString().slice(0, 10), language)
  const isTold = seal.toldFrom !== null && seal.toldTo === null
  return (
    <>
      <PageHead
        title={t('seals.page.title', { id: seal.id })}
        above={<Breadcrumbs t={t} crumbs={[{ label: t('seals.title'), href: at(sealsPath) }]} />}
      >
        <p>
          <strong>{t(`seals.state.${seal.state}`)}.</strong> {t(`seals.state-text.${seal.state}`)}
        </p>
      </PageHead>
      {ring.length === 0 && <NoKey words={words} />}
      {isDue(seal, today) && (
        <Notice t={t} kind="warn" title={t('seals.due.title')}>
          <p>{t('seals.due.text')}</p>
        </Notice>
      )}
      <div class="particulars">
        <DefinitionList
          items={[
            { term: t('seals.field.kind'), description: vocabulary.label('source_kind', seal.kind) },
            { term: t('seals.field.created'), description: day(seal.createdAt) },
            { term: t('seals.field.sunset'), description: formatDay(seal.sunsetOn, language) },
            {
              term: t('seals.field.codes'),
              description: seal.codes
                .map((code) => vocabulary.label('reason', code.slice(code.indexOf('/') + 1)))
                .join(', '),
            },
            {
              term: t('seals.field.told'),
              description: isTold
                ? t('seals.told.sources', { sources: 1, reviewers: reviewers.length })
                : t('seals.told.nothing'),
            },
          ]}
        />
      </div>
      {['sealed', 'unsealed'].includes(seal.state) && <Open {...props} />}
      <Decisions {...props} />
      {seal.state === 'sealed' && <Findings {...props} />}
      {seal.state === 'sealed' && <Grants {...props} />}
      {may(account.role, 'keep-seals') && ['sealed', 'unsealed'].includes(seal.state) && <End {...props} />}
      {maySeeLog(account, seal, decisions, today) && <Log {...props} />}
    </>
  )
}

type ProofProps = Pick<SealProps, 'words' | 'account' | 'now'> & { error?: string; id?: string }

/** The field for a code of the app, unless one was given lately. */
export function ProofField({ words, account, now, error, id }: ProofProps) {
  const { t, at } = words
  if (isRecentlyProved(account, now)) return null
  return (
    <>
      <TextField
        name="code"
        id={id}
        label={t('accounts.code.field')}
        hint={t('seals.hint.code', { minutes: proofMinutes })}
        error={error}
        autocomplete="one-time-code"
        maxlength={20}
        required
      />
      <p class="quiet">
        <a href={at(`${accountPath}#second-factor`)}>{t('seals.set-up-code')}</a>
      </p>
    </>
  )
}

function Open(props: SealProps) {
  const { words, account, seal, decisions, now, trouble, reviewers } = props
  const { t, at } = words
  const today = now.toISOString().slice(0, 10)
  if (!mayOpen(account, seal, decisions, today)) {
    return (
      <Section id="opening" title={t('seals.open.title')}>
        <p>{t('seals.refused.no-grant')}</p>
      </Section>
    )
  }
  const wrong = trouble.part === 'opening' ? trouble : {}
  const isGranted = hasGrant(account, seal.id, decisions, today) && seal.state === 'sealed'
  return (
    <Section id="opening" title={t('seals.open.title')}>
      <p>{t('seals.open.text')}</p>
      <WriteForm action={at(sealActPath(seal.id, 'opening'))} button={t('seals.open.button')}>
        <TextField
          name="purpose"
          label={t('seals.open.purpose')}
          hint={t('seals.hint.purpose')}
          value={wrong.fields ? typed(wrong.fields, 'purpose') : ''}
          error={wrong.errors?.purpose}
          rows={2}
          maxlength={longestReason}
          required
        />
        <ProofField words={words} account={account} now={now} error={wrong.errors?.code} />
      </WriteForm>
      {isGranted && reviewers.includes(account.person) && <p>{t('seals.review.done')}</p>}
      {isGranted && !reviewers.includes(account.person) && props.hasOpened && (
        <>
          <p>{t('seals.review.text')}</p>
          <ActButton action={at(sealActPath(seal.id, 'review'))} button={t('seals.review.button')} />
        </>
      )}
    </Section>
  )
}

function Log({ words, seal, openings, ring }: SealProps) {
  const { t, language } = words
  return (
    <Section id="log" title={t('seals.log.title')}>
      {openings.length === 0 ? (
        <p>{t('seals.log.none')}</p>
      ) : (
        <DataTable
          t={t}
          caption={t('seals.log.title')}
          rows={openings}
          columns={[
            { key: 'who', header: t('seals.log.who'), cell: ({ name }) => name ?? t('seals.somebody') },
            {
              key: 'when',
              header: t('seals.log.when'),

              cell: ({ at }) =>
                `${formatDay(at.toISOString().slice(0, 10), language)} ${at.toISOString().slice(11, 16)} UTC`,
            },
            {
              key: 'purpose',
              header: t('seals.open.purpose'),
              cell: ({ id, envelope }) =>
                (readableValue(ring, envelope, recordOf('seal_opening', seal.id, id)) as string | undefined) ??
                t('seals.unreadable'),
            },
          ]}
        />
      )}
    </Section>
  )
}

/** What is under seal, as the answer to one request: the page has no address of its own, and nothing keeps it. */
export function OpenedSeal({ words, id, secret }: { words: Words; id: string; secret: Secret }) {
  const { t, at } = words
  return (
    <>
      <PageHead
        title={t('seals.page.title', { id })}
        above={
          <Breadcrumbs
            t={t}
            crumbs={[
              { label: t('seals.title'), href: at(sealsPath) },
              { label: t('seals.page.title', { id }), href: at(sealPath(id)) },
            ]}
          />
        }
      />
      <Notice t={t} kind="warn" title={t('seals.opened.title')}>
        <p>{t('seals.opened.text')}</p>
      </Notice>
      <Section id="secret" title={t('seals.new.secret')}>
        <DefinitionList
          items={secretFields.map((field) => ({
            term: t(`seals.secret.${field}`),
            description: secret[field] && <span class="as-typed">{secret[field]}</span>,
          }))}
        />
        <p>
          <a href={at(sealPath(id))}>{t('seals.opened.back')}</a>
        </p>
      </Section>
    </>
  )
}
