// Reads the lines between --- at the head of a report: what it is called, who stands for it, of which day.
import { isLanguage, type Language } from '#platform/i18n/language.ts'
import type { ReportDocument } from './report.rules.ts'

export type FrontMatter = Pick<
  ReportDocument,
  | 'language'
  | 'title'
  | 'subtitle'
  | 'author'
  | 'date'
  | 'keywords'
  | 'publisher'
  | 'place'
  | 'series'
  | 'number'
  | 'url'
> & { language: Language; abstract: { text: string; line: number } | null; titleLine: number; subtitleLine: number }
type Problem = { line: number; problem: string }
export type HeadRead = {
  frontMatter: FrontMatter | null
  problems: Problem[]
  /** The Markdown below the head, and how many lines stand above it. */
  body: string
  linesAbove: number
}

const fields = [
  'title', 'subtitle', 'author', 'date', 'language', 'abstract', 'keywords', 'publisher', 'place', 'series', 'number', 'url',
] // prettier-ignore

/** `key: value`; a line that begins with a space continues the one above. Quotes around a value are not part of it. */
export function readHead(source: string): HeadRead {
  const lines = source.split(/\r?\n/)
  const end = lines.indexOf('---', 1)
  if (lines[0] !== '---' || end < 0) {
    const problem = 'a report begins with its front matter between two lines of ---'
    return { frontMatter: null, problems: [{ line: 1, problem }], body: '', linesAbove: 0 }
  }
  const problems: Problem[] = []
  const found = new Map<string, { text: string; line: number }>()
  let last: { text: string; line: number } | undefined
  for (const [index, text] of lines.slice(1, end).entries()) {
    const line = index + 2
    const [, key = '', value = ''] = /^([a-z]+):\s*(.*?)\s*$/u.exec(text) ?? []
    if (/^\s+\S/u.test(text) && last) {
      // A folded value keeps its line breaks, so that faults in it are found on their own lines.
      last.text += `\n${text.trim()}`
    } else if (fields.includes(key) && !found.has(key)) {
      last = { text: value.replace(/^[>|]$/u, '').replace(/^"(.*)"$/u, '$1'), line }
      found.set(key, last)
    } else if (!text.trim() && last) {
      last.text += '\n'
    } else if (text.trim())
      problems.push({ line, problem: `"${text.trim()}" is not a field of a report, or comes twice` })
  }
  const valueOf = (field: string) => found.get(field)?.text.trim() || null
  const require = (field: string, holds: (text: string) => boolean, should: string) => {
    const text = valueOf(field) ?? ''
    if (!holds(text)) problems.push({ line: found.get(field)?.line ?? 1, problem: `${field} ${should}` })
    return text
  }
  const title = require('title', (text) => text !== '', 'must be given')
  const author = require('author', (text) => text !== '', 'must be given: the body that stands for the report')
  const date = require('date', isDay, 'must be a day, YYYY-MM-DD')
  const language = require('language', isLanguage, 'must be sv or en')
  const body = lines.slice(end + 1).join('\n')
  if (problems.length > 0 || !isLanguage(language)) return { frontMatter: null, problems, body, linesAbove: end + 1 }
  const abstract = found.get('abstract')
  return {
    frontMatter: {
      title,
      author,
      date,
      language,
      subtitle: valueOf('subtitle'),
      keywords: (valueOf('keywords') ?? '').replace(/^\[(.*)\]$/su, '$1').split(/[,\n]/u).map((word) => word.trim()).filter(Boolean), // prettier-ignore
      publisher: valueOf('publisher'),
      place: valueOf('place'),
      series: valueOf('series'),
      number: valueOf('number'),
      url: valueOf('url'),
      abstract: abstract?.text.trim() ? abstract : null,
      titleLine: found.get('title')?.line ?? 1,
      subtitleLine: found.get('subtitle')?.line ?? 1,
    },
    problems,
    body,
    linesAbove: end + 1,
  }
}

function isDay(text: string): boolean {
  const [, year, month, day] = (/^(\d{4})-(\d{2})-(\d{2})$/.exec(text) ?? []).map(Number)
  if (!year || !month || !day || month > 12) return false
  const isLeap = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0
  return day <= [31, isLeap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][month - 1]!
}
