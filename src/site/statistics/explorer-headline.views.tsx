// The figure that answers a question, large, or a sentence where there is none.
import { isInYears, yearsCovered } from '#statistics/index.ts'
import { FigureNumber, FigureRow } from '#ui/controls/figure-number.tsx'
import { questionInWords, ruleHref, ruleInWords, unitInWords, valueInWords } from '../frame/question.views.tsx'
import { rowsHref, type Answered } from './explorer-spec.views.tsx'

export function Headline({ answered }: { answered: Answered }) {
  const { site, query, answer, words } = answered
  const { question } = query
  const { figure } = answer
  if (!figure) return <p role="status">{noFigureInWords(answered)}</p>
  return (
    <div role="status">
      <FigureRow>
        <FigureNumber
          t={words.t}
          value={figure.best}
          band={[figure.min, figure.max]}
          format={(value) => valueInWords(value, question, words)}
          unit={headlineOf(answered, figure.best)}
          href={rowsHref(query, words)}
          asOf={site.standing.coverage?.to ?? ''}
          rule={{ label: ruleInWords(question, words), href: ruleHref(question, words) }}
        />
      </FigureRow>
    </div>
  )
}

export function noFigureInWords({ site, query: { question }, words: { t } }: Answered): string {
  const covered = yearsCovered(site.standing.coverage)
  const values = { year: String(question.years.to), from: String(covered.from), to: String(covered.to) }
  return isInYears(question.measure) ? t('statistics.nothing-text') : t('statistics.gap-text', values)
}

/** Measures that name what they count say it once. */
export function headlineOf({ query: { question }, words }: Answered, count: number): string {
  const asked = questionInWords(question, words)
  if (question.measure === 'home-actors' || question.measure === 'counterparts') return asked
  return `${unitInWords(question, count, words)}: ${asked.toLocaleLowerCase(words.language)}`
}
