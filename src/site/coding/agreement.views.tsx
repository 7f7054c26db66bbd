// How well the coders of a round agreed: figures with their intervals, pictures with their tables, and what they leave out.
import { formatNumber } from '#platform/i18n/format.ts'
import type { CodebookEntry } from '#register/index.ts'
import { bootstrapReplicates, type Agreement, type Estimate, type PairAgreement } from '#statistics/index.ts'
import { CategoryBars } from '#ui/charts/category-bars.tsx'
import type { Category } from '#ui/charts/category-geometry.ts'
import { DataTable } from '#ui/controls/data-table.tsx'
import { Section } from '#ui/layout/section.tsx'
import type { Words } from '../frame/frame.views.tsx'
import { labelOf } from './codebook-entry.views.tsx'

type AgreementProps = {
  agreement: Agreement
  /** The codes of the round's scheme, in the order of the data. */
  entries: readonly CodebookEntry[]
  /** Numbers of the coders, in the order of the data. */
  coders: readonly number[]
  /** What the samples of the intervals are drawn from. */
  seed: number
  /** What the pictures rest on. */
  source: string
  words: Words
}

function coefficientText(value: number, { language }: Words): string {
  return formatNumber(value, language, { minimumFractionDigits: 3, maximumFractionDigits: 3 })
}

/** “0.743 (0.512–0.913)”, or why there is no such figure. */
export function estimateText(estimate: Estimate, words: Words): string {
  const { t } = words
  if (!estimate.ok) return t(`coding.agreement.${estimate.reason}`)
  const value = coefficientText(estimate.value, words)
  const { interval } = estimate
  return interval
    ? t('coding.agreement.value', { value, low: coefficientText(interval.low, words), high: coefficientText(interval.high, words) })
    : t('coding.agreement.value-alone', { value })
} // prettier-ignore

/** What Krippendorff (2019) advises to make of a value of alpha. */
function adviceOn({ alpha }: Agreement, { t }: Words): string | undefined {
  if (!alpha.ok) return undefined
  return t(`coding.agreement.${alpha.value >= 0.8 ? 'reliable' : alpha.value >= 0.667 ? 'tentative' : 'unreliable'}`)
}

export function AgreementReport(props: AgreementProps) {
  const { agreement, entries, seed, words } = props
  const { t } = words
  const level = entries[0]?.scheme === 'status' ? 'ordinal' : 'nominal'
  return (
    <Section id="agreement" title={t('coding.agreement.title')}>
      <p>
        <strong>
          {t('coding.agreement.alpha')} = {estimateText(agreement.alpha, words)}
        </strong>
      </p>
      <p>{adviceOn(agreement, words)}</p>
      <p>
        {t(`coding.agreement.about-${level}`, { units: agreement.alpha.units, replicates: bootstrapReplicates, seed })}
      </p>
      <p>{t('coding.agreement.left-out', { units: agreement.leftOut })}</p>
      <h3>{t('coding.agreement.pairs')}</h3>
      <PairTable {...props} />
      {agreement.pairs.map((pair) => (
        <Confusion {...props} pair={pair} />
      ))}
      <CategoryBars spec={byCode(props)} t={t} />
      {agreement.batches.length > 1 ? (
        <CategoryBars spec={drift(props)} t={t} />
      ) : (
        <p>{t('coding.agreement.no-drift')}</p>
      )}
    </Section>
  )
}

function pairName({ coders: [one, other] }: PairAgreement, coders: readonly number[], { t }: Words): string {
  return t('coding.agreement.pair', { one: coders[one] ?? 0, other: coders[other] ?? 0 })
}

function PairTable({ agreement, coders, words }: AgreementProps) {
  const { t, language } = words
  const weights = agreement.pairs[0]?.kappas.map((kappa) => kappa.weights) ?? []
  return (
    <DataTable
      t={t}
      caption={t('coding.agreement.pairs')}
      rows={agreement.pairs}
      columns={[
        { key: 'pair', header: t('coding.agreement.coders'), cell: (pair) => pairName(pair, coders, words) },
        { key: 'units', header: t('coding.agreement.units'), align: 'end', cell: ({ kappas }) => kappas[0]?.units },
        {
          key: 'agreed',
          header: t('coding.agreement.agreed'),
          align: 'end',
          cell: ({ agreed }) =>
            agreed === undefined ? '' : formatNumber(agreed, language, { style: 'percent', maximumFractionDigits: 0 }),
        },
        ...weights.map((each, index) => ({
          key: each,
          header: t(`coding.agreement.kappa-${each}`),
          align: 'end' as const,
          cell: ({ kappas }: PairAgreement) => {
            const kappa = kappas[index]
            return kappa && estimateText(kappa, words)
          },
        })),
      ]}
    />
  )
}

/** How often each code of one coder met each code of the other; wide, so in a fold that scrolls. */
function Confusion({ pair, entries, coders, words }: AgreementProps & { pair: PairAgreement }) {
  const { t } = words
  const [one, other] = pair.coders.map((coder) => t('coding.coder.number', { number: coders[coder] ?? 0 }))
  const caption = t('coding.agreement.confusion', { rows: one ?? '', columns: other ?? '' })
  const used = entries.flatMap((_, code) =>
    pair.confusion[code]?.some((count) => count > 0) || pair.confusion.some((row) => (row[code] ?? 0) > 0)
      ? [code]
      : [],
  )
  if (used.length === 0) return null
  return (
    <details>
      <summary>{caption}</summary>
      <div class="confusion" role="group" aria-label={caption} tabindex={0}>
        <table>
          <caption class="visually-hidden">{caption}</caption>
          <thead>
            <tr>
              <td />
              {used.map((code) => (
                <th scope="col">{entries[code] && labelOf(entries[code], words)}</th>
              ))}
            </tr>
          </thead>
          <tbody>
            {used.map((row) => (
              <tr>
                <th scope="row">{entries[row] && labelOf(entries[row], words)}</th>
                {used.map((column) => (
                  <td class={row === column ? 'agreed' : undefined}>{pair.confusion[row]?.[column]}</td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </details>
  )
}

/** Of the times that somebody gave a code, how often another coder of the unit gave it too. */
function byCode({ agreement, entries, source, words }: AgreementProps) {
  const { t, language } = words
  const title = t('coding.agreement.by-code')
  return {
    id: 'agreement-by-code',
    title,
    summary: t('coding.agreement.by-code-summary'),
    categories: agreement.codes.flatMap(({ code, given, met, alpha }): Category[] => {
      const entry = entries[code]
      if (!entry || given === 0) return []
      const figure = alpha.ok ? coefficientText(alpha.value, words) : t(`coding.agreement.${alpha.reason}`)
      return [{ key: entry.code, label: t('coding.agreement.code-given', { code: labelOf(entry, words), given, alpha: figure }), value: met }] // prettier-ignore
    }),
    categoryLabel: t('coding.unit.code'),
    unit: t('coding.agreement.met'),
    source,
    tableCaption: title,
    format: (value: number) => formatNumber(value, language, { style: 'percent', maximumFractionDigits: 0 }),
    headingLevel: 3 as const,
  }
}

/** Alpha of the units that were coded one after another: whether the coders drifted apart, or grew into the codebook. */
function drift({ agreement, source, words }: AgreementProps) {
  const { t } = words
  const title = t('coding.agreement.drift')
  return {
    id: 'agreement-drift',
    title,
    summary: t('coding.agreement.drift-summary'),
    categories: agreement.batches.map(({ from, to, alpha }): Category => ({
      key: String(from),
      label: t('coding.agreement.batch', { from, to }),
      value: alpha.ok ? alpha.value : null,
      min: alpha.interval?.low,
      max: alpha.interval?.high,
    })),
    categoryLabel: t('coding.agreement.order'),
    unit: t('coding.agreement.alpha'),
    source,
    tableCaption: title,
    format: (value: number) => coefficientText(value, words),
    headingLevel: 3 as const,
  }
}
