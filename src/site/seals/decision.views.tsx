// What waits for a second person, who has a grant, and how a seal ends.
import { may, typed } from '#accounts/index.ts'
import {
  hasGrant, isGrantGood, isRecentlyProved, longestReason, readableValue, recordOf, refuseDecision, type NamedDecision,
} from '#evidence/index.ts' // prettier-ignore
import { formatDay } from '#platform/i18n/format.ts'
import { DataTable } from '#ui/controls/data-table.tsx'
import { SelectField, TextField } from '#ui/controls/fields.tsx'
import { Section } from '#ui/layout/section.tsx'
import { ActButton, WriteForm } from '../accounts/form.views.tsx'
import { decisionPath, sealActPath } from './seal.paths.ts'
import type { SealProps } from './seal.views.tsx'

/** Every decision about it, what waits first. */
export function Decisions({ words, account, seal, decisions, ring, now }: SealProps) {
  const { t, at, language } = words
  const today = now.toISOString().slice(0, 10)
  const day = (date: Date) => formatDay(date.toISOString().slice(0, 10), language)
  const ordered = [
    ...decisions.filter(({ state }) => state === 'proposed'),
    ...decisions.filter(({ state }) => state !== 'proposed'),
  ]
  return (
    <Section id="decisions" title={t('seals.decisions.title')}>
      <p>{t('seals.decisions.text')}</p>
      <DataTable
        t={t}
        caption={t('seals.decisions.title')}
        rows={ordered}
        columns={[
          { key: 'what', header: t('seals.decisions.what'), cell: (one) => actInWords(one, words) },
          {
            key: 'who',
            header: t('seals.decisions.who'),
            cell: ({ proposerName, proposedAt }) => `${proposerName ?? t('seals.somebody')}, ${day(proposedAt)}`,
          },
          {
            key: 'why',
            header: t('seals.decisions.why'),
            // Why a finding is harmless cannot be said without saying what was found.
            cell: (one) => {
              if (one.act === 'rule' && !hasGrant(account, seal.id, decisions, today))
                return t('seals.decisions.granted-only')
              return reasonOf(one, ring) ?? t('seals.unreadable')
            },
          },
          {
            key: 'state',
            header: t('seals.field.state'),
            cell: (one) => {
              const refusal = refuseDecision(account, one, decisions, today)
              const path = (verdict: 'confirmation' | 'refusal' | 'withdrawal') =>
                at(decisionPath(seal.id, one.id, verdict))
              return (
                <>
                  {t(`seals.decision-state.${one.state}`, { name: one.deciderName ?? t('seals.somebody') })}
                  {one.state === 'proposed' && refusal === undefined && (
                    <>
                      {one.act === 'rule' && !isRecentlyProved(account, now) ? (
                        <p>
                          <a href="#findings">{t('seals.decisions.see-first')}</a>
                        </p>
                      ) : (
                        <ActButton action={path('confirmation')} button={t('seals.decisions.confirm')} />
                      )}
                      <ActButton action={path('refusal')} button={t('seals.decisions.decline')} />
                    </>
                  )}
                  {one.state === 'proposed' && one.proposedBy === account.person && (
                    <ActButton action={path('withdrawal')} button={t('seals.decisions.withdraw')} />
                  )}
                </>
              )
            },
          },
        ]}
      />
    </Section>
  )
}

function actInWords({ act, personName, until }: NamedDecision, { t, language }: SealProps['words']): string {
  const values = { name: personName ?? t('seals.somebody'), until: until ? formatDay(until, language) : '' }
  return t(`seals.act.${act}`, values)
}

function reasonOf({ id, seal, envelope }: NamedDecision, ring: SealProps['ring']): string | undefined {
  return readableValue(ring, envelope, recordOf('seal_decision', seal, id)) as string | undefined
}

export function Grants({ words, account, seal, decisions, now, grantable, trouble }: SealProps) {
  const { t, at, language } = words
  const today = now.toISOString().slice(0, 10)
  const isKeeper = may(account.role, 'keep-seals')
  const grants = decisions.filter(({ act, state }) => act === 'grant' && state === 'confirmed')
  const wrong = trouble.part === 'grant' ? trouble : {}
  const people = isKeeper ? grantable : grantable.filter(({ person }) => person === account.person)
  return (
    <Section id="grants" title={t('seals.grants.title')}>
      {grants.length === 0 ? (
        <p>{t('seals.grants.none')}</p>
      ) : (
        <DataTable
          t={t}
          caption={t('seals.grants.title')}
          rows={grants}
          columns={[
            { key: 'who', header: t('seals.grants.who'), cell: ({ personName }) => personName ?? t('seals.somebody') },
            {
              key: 'until',
              header: t('seals.grants.until'),
              nowrap: true,
              cell: ({ until }) => until && formatDay(until, language),
            },
            {
              key: 'state',
              header: t('seals.field.state'),
              cell: (grant) => {
                if (grant.revokedAt) return t('seals.grants.revoked')
                if (!isGrantGood(grant, today)) return t('seals.grants.over')
                return isKeeper || grant.person === account.person ? (
                  <ActButton
                    action={at(decisionPath(seal.id, grant.id, 'revocation'))}
                    button={t('seals.grants.revoke')}
                    label={t('seals.grants.revoke-label', { name: grant.personName ?? t('seals.somebody') })}
                  />
                ) : (
                  t('seals.grants.good')
                )
              },
            },
          ]}
        />
      )}
      <WriteForm action={at(sealActPath(seal.id, 'decisions'))} button={t('seals.grants.propose')} plain>
        <input type="hidden" name="act" value="grant" />
        <SelectField
          name="person"
          label={t('seals.grants.who')}
          options={people.map(({ person, name }) => ({
            value: person,
            label: name,
            chosen: wrong.fields ? typed(wrong.fields, 'person') === person : false,
          }))}
        />
        <TextField
          name="until"
          id="grant-until"
          type="date"
          label={t('seals.grants.until')}
          value={wrong.fields ? typed(wrong.fields, 'until') : ''}
          error={wrong.errors?.until}
          required
        />
        <ReasonField id="grant-reason" label={t('seals.open.purpose')} {...{ t, wrong }} />
      </WriteForm>
    </Section>
  )
}

/** A later sunset, unsealing, or destruction. */
export function End({ words, seal, trouble }: SealProps) {
  const { t, at } = words
  const wrong = trouble.part === 'end' ? trouble : {}
  const acts = seal.state === 'sealed' ? (['prolong', 'unseal', 'destroy'] as const) : (['destroy'] as const)
  return (
    <Section id="end" title={t('seals.end.title')}>
      <p>{t('seals.end.text')}</p>
      <WriteForm action={at(sealActPath(seal.id, 'decisions'))} button={t('seals.end.propose')} plain>
        <SelectField
          name="act"
          label={t('seals.end.act')}
          options={acts.map((act) => ({
            value: act,
            label: t(`seals.end.${act}`),
            chosen: wrong.fields ? typed(wrong.fields, 'act') === act : false,
          }))}
        />
        {seal.state === 'sealed' && (
          <TextField
            name="until"
            id="end-until"
            type="date"
            label={t('seals.end.until')}
            hint={t('seals.end.until-hint')}
            value={wrong.fields ? typed(wrong.fields, 'until') : ''}
            error={wrong.errors?.until}
          />
        )}
        <ReasonField id="end-reason" label={t('seals.decisions.why')} {...{ t, wrong }} />
      </WriteForm>
    </Section>
  )
}

type ReasonProps = { t: SealProps['words']['t']; id: string; label: string; wrong: SealProps['trouble'] }

function ReasonField({ t, id, label, wrong }: ReasonProps) {
  return (
    <TextField
      name="reason"
      id={id}
      label={label}
      hint={t('seals.hint.reason')}
      value={wrong.fields ? typed(wrong.fields, 'reason') : ''}
      error={wrong.errors?.reason}
      rows={2}
      maxlength={longestReason}
      required
    />
  )
}
