import type { Texts } from '#platform/i18n/texts.ts'
import type { Child } from 'hono/jsx'

export type FacetOption = {
  readonly value: string
  readonly label: Child
  readonly count: number
  readonly chosen?: boolean
}

export type FacetFormProps = {
  t: Texts
  action: string
  children: Child
  /** What the form carries along unseen: sort order, view. */
  hidden?: readonly (readonly [name: string, value: string])[]
  /** How many filters are chosen; shown on the fold of a narrow page. */
  chosen?: number
}

/** The filters of a list: a plain GET form. On a narrow page it is folded; on a wide one always open. */
export function FacetForm({ t, action, hidden, chosen = 0, children }: FacetFormProps) {
  return (
    <details class="fold filters">
      <summary>{t('ui.filters.title', { chosen })}</summary>
      <form method="get" action={action}>
        {hidden?.map(([name, value]) => (
          <input type="hidden" name={name} value={value} />
        ))}
        {children}
        <p class="filters-submit">
          <button type="submit" class="button">
            {t('ui.filters.apply')}
          </button>
        </p>
      </form>
    </details>
  )
}

export type FacetGroupProps = {
  t: Texts
  legend: string
  name: string
  options: readonly FacetOption[]
  /** How many stand before the fold. Chosen ones always do. */
  first?: number
  hint?: string
}

/** One facet: checkboxes with counts, the chosen ones first, the tail in a fold, zero counts quiet. */
export function FacetGroup({ t, legend, name, options, first = 6, hint }: FacetGroupProps) {
  const ordered = [...options.filter((option) => option.chosen), ...options.filter((option) => !option.chosen)]
  const visible = Math.max(first, ordered.filter((option) => option.chosen).length)
  // A fold around one single option costs more than it saves.
  const cut = ordered.length - visible <= 1 ? ordered.length : visible
  const rest = ordered.slice(cut)
  return (
    <fieldset class="facet">
      <legend>{legend}</legend>
      <FacetOptions name={name} options={ordered.slice(0, cut)} />
      {rest.length > 0 && (
        <details>
          <summary>{t('ui.filters.more', { count: rest.length })}</summary>
          <FacetOptions name={name} options={rest} />
        </details>
      )}
      {hint && <p class="field-hint">{hint}</p>}
    </fieldset>
  )
}

function FacetOptions({ name, options }: Pick<FacetGroupProps, 'name' | 'options'>) {
  return (
    <ul>
      {options.map((option) => (
        <li>
          <label class={option.count === 0 && !option.chosen ? 'none' : undefined}>
            <input type="checkbox" name={name} value={option.value} checked={option.chosen} />
            <span>{option.label}</span>
            <span class="number">{option.count}</span>
          </label>
        </li>
      ))}
    </ul>
  )
}
