import type { Texts } from '#platform/i18n/texts.ts'
import type { Child } from 'hono/jsx'

/** Words in another language than the page: read out and set in the right way. `lang` is a BCP 47 tag. */
export function LangText({ lang, children }: { lang: string; children: Child }) {
  return <span lang={lang}>{children}</span>
}

/** Decimal degrees (WGS 84; north and east positive) as people write them. */
export function Coordinates({ t, lat, lon }: { t: Texts; lat: number; lon: number }) {
  return (
    <span class="number nowrap">
      {t(lat < 0 ? 'ui.coordinates.south' : 'ui.coordinates.north', { degrees: Math.abs(lat) })}{' '}
      {t(lon < 0 ? 'ui.coordinates.west' : 'ui.coordinates.east', { degrees: Math.abs(lon) })}
    </span>
  )
}
