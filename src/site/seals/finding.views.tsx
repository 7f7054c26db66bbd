// What the re-identification check has found about one piece of evidence, for those who may open it, and ruling on it.
import { may, typed } from '#accounts/index.ts'
import {
  hasGrant, isRecentlyProved, longestReason, readableValue, recordOf, type KeptFinding, type ReidentificationFinding,
} from '#evidence/index.ts' // prettier-ignore
import { DataTable } from '#ui/controls/data-table.tsx'
import { TextField } from '#ui/controls/fields.tsx'
import { Section } from '#ui/layout/section.tsx'
import { WriteForm } from '../accounts/form.views.tsx'
import { sealActPath } from './seal.paths.ts'
import { ProofField, type SealProps } from './seal.views.tsx'

export function Findings(props: SealProps) {
  const { words, account, seal, decisions, findings, now, trouble } = props
  const { t, at } = words
  const today = now.toISOString().slice(0, 10)
  const open = findings.filter(({ isRuled }) => !isRuled).length
  const isGranted = hasGrant(account, seal.id, decisions, today)
  return (
    <Section id="findings" title={t('seals.findings.title')}>
      <p>{t('seals.findings.text')}</p>
      <p>
        <strong>{t('seals.findings.count', { open })}</strong>
      </p>
      {!isGranted && open > 0 && <p>{t('seals.findings.no-grant')}</p>}
      {isGranted && findings.length > 0 && !isRecentlyProved(account, now) && (
        <WriteForm action={at(sealActPath(seal.id, 'code'))} button={t('seals.findings.show')} plain>
          <ProofField
            words={words}
            account={account}
            now={now}
            id="findings-code"
            error={trouble.part === 'code' ? trouble.errors?.code : undefined}
          />
        </WriteForm>
      )}
      {isGranted && findings.length > 0 && isRecentlyProved(account, now) && (
        <div class="found">
          <FindingTable {...props} />
        </div>
      )}
    </Section>
  )
}

function FindingTable(props: SealProps) {
  const { words, findings, ring, seal } = props
  const { t } = words
  const found = findings.map((kept) => ({
    kept,
    finding: readableValue(ring, kept.envelope, recordOf('seal_finding', seal.id, kept.id)) as
      | ReidentificationFinding
      | undefined,
  }))
  return (
    <DataTable
      t={t}
      caption={t('seals.findings.title')}
      rows={found}
      columns={[
        {
          key: 'rule',
          header: t('seals.findings.what'),
          cell: ({ finding }) => (finding ? t(`seals.rule.${finding.rule}`) : t('seals.unreadable')),
        },
        {
          key: 'row',
          header: t('seals.findings.row'),
          cell: ({ finding }) => (
            <>
              <code>{finding?.row}</code> <span class="quiet">{finding?.column}</span>
            </>
          ),
        },
        {
          key: 'ruling',
          header: t('seals.findings.ruling'),
          cell: ({ kept }) => <Ruling {...props} kept={kept} />,
        },
      ]}
    />
  )
}

function Ruling({ words, account, seal, decisions, trouble, kept }: SealProps & { kept: KeptFinding }) {
  const { t, at } = words
  if (kept.isRuled) return <>{t('seals.findings.ruled')}</>
  if (decisions.some(({ finding, state }) => finding === kept.id && state === 'proposed')) {
    return <>{t('seals.findings.waits')}</>
  }
  if (!may(account.role, 'keep-seals')) return <>{t('seals.findings.open')}</>
  const isWrong = trouble.part === 'rule' && trouble.fields && typed(trouble.fields, 'finding') === kept.id
  return (
    <WriteForm action={at(sealActPath(seal.id, 'decisions'))} button={t('seals.findings.rule')} plain>
      <input type="hidden" name="act" value="rule" />
      <input type="hidden" name="finding" value={kept.id} />
      <TextField
        name="reason"
        id={`rule-${kept.id.slice(0, 12)}`}
        label={t('seals.findings.why')}
        value={isWrong && trouble.fields ? typed(trouble.fields, 'reason') : ''}
        error={isWrong ? trouble.errors?.reason : undefined}
        rows={2}
        maxlength={longestReason}
        required
      />
    </WriteForm>
  )
}
