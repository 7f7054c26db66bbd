import type { Texts } from '#platform/i18n/texts.ts'
import { bandText, numberText } from '../charts/series.ts'
import type { Child } from 'hono/jsx'

export type FigureNumberProps = {
  t: Texts
  value: number
  /** What is counted, agreeing in number with the value. */
  unit: string
  /** Lowest and highest value when sources or dates leave room; left out when both equal the value. */
  band?: readonly [number, number]
  /** How the number is written; as a whole number unless given. */
  format?: (value: number) => string
  /** The rows behind the number. */
  href?: string
  /** Day that the number holds for, `YYYY-MM-DD` or a year. */
  asOf?: string
  /** Under which rule it was counted. */
  rule?: { readonly label: string; readonly href: string }
  children?: Child
}

/** A headline figure: number, unit, band, as-of date and rule; the number leads to its rows. */
export function FigureNumber(props: FigureNumberProps) {
  const { t, unit, href, asOf, rule } = props
  const number = (
    <>
      <span class="figure-value">
        <FigureValue t={t} value={props.value} band={props.band} format={props.format} />
      </span>{' '}
      <span class="figure-unit">{unit}</span>
    </>
  )
  return (
    <div class="figure-number">
      <p>{href ? <a href={href}>{number}</a> : number}</p>
      {(asOf || rule) && (
        <p class="figure-basis">
          {asOf && (
            <span>
              {t('ui.figure.as-of')} <time datetime={asOf}>{asOf}</time>
            </span>
          )}{' '}
          {rule && (
            <span>
              {t('ui.figure.rule')} <a href={rule.href}>{rule.label}</a>
            </span>
          )}
        </p>
      )}
      {props.children}
    </div>
  )
}

/** "49 (48–50)" in running text or in a cell. */
export function FigureValue({ t, value, band, format }: Pick<FigureNumberProps, 't' | 'value' | 'band' | 'format'>) {
  const [min, max] = band ?? [value, value]
  const bounds = bandText({ value, min, max }, format, t)
  return (
    <span class="number">
      {numberText(value, format, t)}
      {bounds && (
        <>
          {' '}
          <span class="band">{bounds}</span>
        </>
      )}
    </span>
  )
}

/** Headline figures side by side. */
export function FigureRow({ children }: { children: Child }) {
  return <div class="figure-row">{children}</div>
}
