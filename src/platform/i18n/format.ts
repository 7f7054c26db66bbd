/** How are numbers and days written in each language? */
import type { Language } from './language.ts'

export const locales: Record<Language, string> = { sv: 'sv-SE', en: 'en-GB' }

const numberFormats = new Map<string, Intl.NumberFormat>()
const dayFormats = new Map<string, Intl.DateTimeFormat>()
/** Days come again on page after page, and writing one takes longer than looking it up. */
const writtenDays = new Map<string, string>()
const mostWrittenDays = 10_000

export function formatNumber(value: number, language: Language, options: Intl.NumberFormatOptions = {}): string {
  const key = `${language} ${JSON.stringify(options)}`
  let format = numberFormats.get(key)
  if (!format) numberFormats.set(key, (format = new Intl.NumberFormat(locales[language], options)))
  // English writes a hyphen where a minus sign belongs; beside a dash the two cannot be told apart.
  return format.format(value).replace('-', '−')
}

/** `2020-08-19` → 19 augusti 2020; `2020-08` → augusti 2020; `2020` stays. Any other text is returned as it is. */
export function formatDay(day: string, language: Language): string {
  const [, year, month, date] = /^(\d{4})(?:-(\d\d)(?:-(\d\d))?)?$/.exec(day) ?? []
  if (!year || !month) return day
  const key = `${language} ${day}`
  const known = writtenDays.get(key)
  if (known !== undefined) return known
  // In UTC, so that no time zone can move a day.
  const instant = Date.UTC(Number(year), Number(month) - 1, Number(date ?? 1))
  const written = dayFormat(language, date !== undefined).format(instant)
  if (writtenDays.size === mostWrittenDays) writtenDays.clear()
  writtenDays.set(key, written)
  return written
}

function dayFormat(language: Language, hasDay: boolean): Intl.DateTimeFormat {
  const key = `${language} ${hasDay}`
  let format = dayFormats.get(key)
  if (!format) {
    format = new Intl.DateTimeFormat(locales[language], {
      timeZone: 'UTC',
      year: 'numeric',
      month: 'long',
      ...(hasDay ? { day: 'numeric' } : {}),
    })
    dayFormats.set(key, format)
  }
  return format
}
