// The fold in which a question is asked: what the page asks for itself, then among which rows. Changing it keeps what
// the address has chosen besides.
import type { Child } from 'hono/jsx'
import { writeCooperationQuery } from '#statistics/index.ts'
import { SearchField } from '#ui/controls/fields.tsx'
import { FacetGroups, type FacetProps } from '../cooperations/facet.views.tsx'

type QuestionFormProps = FacetProps & {
  /** Where the question is sent, without the language. */
  path: string
  /** Ids of what on the page follows the question. */
  parts: string
  /** The fields of the page's own. */
  children: Child
}

export function QuestionForm({ path, parts, children, ...facets }: QuestionFormProps) {
  const { query, words } = facets
  const { t, today } = words
  return (
    <details class="fold filters">
      <summary>{t('statistics.ask')}</summary>
      <live-form parts={parts}>
        <form method="get" action={today(path)}>
          {[...writeCooperationQuery({ terms: query.terms, ids: query.ids }), ...words.moment].map(([name, value]) => (
            <input type="hidden" name={name} value={value} />
          ))}
          <div class="question-fields">{children}</div>
          <p class="facet-heading">{t('statistics.among')}</p>
          <SearchField
            t={t}
            label={t('site.list.search')}
            hint={words.hasWords ? undefined : t('site.as-of.no-words')}
            value={query.q}
            id="explorer-search"
            disabled={!words.hasWords}
          />
          <FacetGroups {...facets} />
          <p class="filters-submit">
            <button type="submit" class="button">
              {t('statistics.show')}
            </button>
          </p>
        </form>
      </live-form>
    </details>
  )
}
