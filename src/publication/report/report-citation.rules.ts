// How is a report cited? APA 7, Chicago 17 (bibliography), BibTeX and RIS, from its front matter.
import type { Language } from '#platform/i18n/language.ts'
import { reportWords } from './report-words.rules.ts'
import type { ReportDocument } from './report.rules.ts'

export type CitedReport = Pick<
  ReportDocument,
  | 'language'
  | 'title'
  | 'subtitle'
  | 'author'
  | 'date'
  | 'publisher'
  | 'place'
  | 'series'
  | 'number'
  | 'url'
  | 'keywords'
> & {
  /** Day of the register that the figures were read from, when the reader looks at another than the newest. */
  knownOn?: string
}
export type CitationStyle = 'apa' | 'chicago' | 'bibtex' | 'ris'

const wording: Record<Language, { number: string; knownOn: string; report: string }> = {
  sv: { number: 'nr', knownOn: 'uppgifter per', report: 'Rapport' },
  en: { number: 'No.', knownOn: 'figures as known on', report: 'Report' },
}

export function citeReport(report: CitedReport, style: CitationStyle): string {
  return { apa: citeApa, chicago: citeChicago, bibtex: citeBibtex, ris: citeRis }[style](report)
}

function citeApa(report: CitedReport): string {
  const { author, date, publisher, url } = report
  const year = date.slice(0, 4)
  const aside = [seriesOf(report, 'apa'), knownOn(report)].filter(Boolean).join('; ')
  const title = `${titleOf(report)}${aside && ` (${aside})`}`
  // APA leaves the publisher out when it is the author.
  const by = publisher && publisher !== author ? ` ${sentence(publisher)}` : ''
  return `${sentence(author)} (${year}). ${sentence(title)}${by}${url ? ` ${url}` : ''}`
}

function citeChicago(report: CitedReport): string {
  const { author, date, publisher, place, url } = report
  const series = seriesOf(report, 'chicago')
  const imprint = `${place ? `${place}: ` : ''}${publisher ?? author}, ${date.slice(0, 4)}`
  const parts = [author, titleOf(report), series, knownOn(report) && upperFirst(knownOn(report)), imprint, url]
  return parts.filter(Boolean).map((part) => sentence(part ?? '')).join(' ') // prettier-ignore
}

function citeBibtex(report: CitedReport): string {
  const { author, date, publisher, place, series, number, url, language, keywords } = report
  const fields: [string, string | null][] = [
    // Braces within braces keep a body's name from being taken apart, and a title's capitals as they are.
    ['author', `{${escapeTex(author)}}`],
    ['title', `{${escapeTex(titleOf(report))}}`],
    ['institution', escapeTex(publisher ?? author)],
    ['address', place && escapeTex(place)],
    ['type', series && escapeTex(series)],
    ['number', number && escapeTex(number)],
    ['year', date.slice(0, 4)],
    ['month', String(Number(date.slice(5, 7)))],
    ['date', date],
    ['language', { sv: 'swedish', en: 'english' }[language]],
    ['keywords', keywords.length > 0 ? escapeTex(keywords.join(', ')) : null],
    ['url', url],
    ['note', knownOn(report) ? escapeTex(upperFirst(knownOn(report))) : null],
  ]
  const lines = fields.flatMap(([name, value]) => (value ? `  ${name} = {${value}}` : []))
  return `@techreport{${citationKey(report)},\n${lines.join(',\n')}\n}\n`
}

function citeRis(report: CitedReport): string {
  const { author, date, publisher, place, series, number, url, language, keywords } = report
  const fields: [string, string | null][] = [
    ['TY', 'RPRT'],
    // A comma in AU parts the family name from the given one, and a body has neither.
    ['AU', author.replaceAll(/,\s*/g, ' ')],
    ['TI', titleOf(report)],
    ['PB', publisher ?? author],
    ['CY', place],
    ['T3', series],
    ['M1', number],
    ['PY', date.slice(0, 4)],
    ['DA', date.replaceAll('-', '/')],
    ['LA', language],
    ...keywords.map((word): [string, string] => ['KW', word]),
    ['UR', url],
    ['N1', knownOn(report) && upperFirst(knownOn(report))],
  ]
  const lines = fields.flatMap(([tag, value]) => (value ? `${tag}  - ${value.replaceAll(/\s+/g, ' ')}` : []))
  return `${[...lines, 'ER  - '].join('\r\n')}\r\n`
}

function titleOf({ title, subtitle }: CitedReport): string {
  return subtitle ? `${title}: ${subtitle}` : title
}

function seriesOf({ series, number, language }: CitedReport, style: 'apa' | 'chicago'): string {
  const word = wording[language]
  if (!number) return series ?? ''
  if (style === 'apa') return `${series ?? word.report} ${word.number} ${number}`
  return series ? `${series} ${number}` : `${word.report} ${number}`
}

function knownOn({ knownOn: day, language }: CitedReport): string {
  return day ? `${wording[language].knownOn} ${reportWords[language].day(day)}` : ''
}

function citationKey({ author, date, title }: CitedReport): string {
  const plain = (text: string) =>
    text
      .normalize('NFKD')
      .replaceAll(/[^a-zA-Z0-9 ]/gu, '')
      .toLowerCase()
      .split(' ')
  const noun = plain(title).find((word) => word.length > 3) ?? 'report'
  return `${plain(author)[0] || 'report'}${date.slice(0, 4)}${noun}`
}

function escapeTex(text: string): string {
  const letters: Record<string, string> = {
    '\\': '\\textbackslash{}',
    '~': '\\textasciitilde{}',
    '^': '\\textasciicircum{}',
  }
  return text.replaceAll(/[\\~^&%$#_{}]/g, (letter) => letters[letter] ?? `\\${letter}`)
}

function sentence(text: string): string {
  return /[.?!]$/u.test(text) || text.startsWith('http') ? text : `${text}.`
}

function upperFirst(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1)
}
