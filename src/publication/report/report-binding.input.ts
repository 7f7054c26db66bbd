// Reads what a writer puts between braces or into a fenced block: a measure, its parameters, and what is expected.
import type { Language } from '#platform/i18n/language.ts'
import { readStated } from './report-number.rules.ts'
import type { Binding, Expectation, ValueBinding } from './report.rules.ts'

export type Read<T> = { ok: true; value: T } | { ok: false; problem: string }

const name = /^[a-z][a-z0-9]*(?:[-.][a-z0-9]+)*$/
const language = /^(?<lang>[a-z]{2,3}(?:-[A-Za-z0-9]{2,8})*):\s*(?<text>\S.*)$/su

export type Mark =
  | { kind: 'value'; binding: ValueBinding }
  | { kind: 'reference'; target: string }
  | { kind: 'lang'; lang: string; text: string }

/** `in-force year=2016 | 49` · `see development` · `ru: Заречье` */
export function readMark(source: string, line: number, documentLanguage: Language): Read<Mark> {
  // A mark may run over lines; in a Markdown table the bar has to be written \|.
  const text = source.replaceAll(/\s+/gu, ' ').replaceAll('\\|', '|').trim()
  const foreign = language.exec(text)?.groups
  if (foreign) return { ok: true, value: { kind: 'lang', lang: foreign.lang ?? '', text: foreign.text ?? '' } }
  const reference = /^see ([a-z][a-z0-9-]*)$/.exec(text)?.[1]
  if (reference) return { ok: true, value: { kind: 'reference', target: reference } }
  const bar = text.lastIndexOf('|')
  if (bar < 0) return refuse(`{${text}} says no expected value: write {measure key=value | 49}`)
  const binding = readBinding(text.slice(0, bar), line)
  if (!binding.ok) return binding
  const stated = readStated(text.slice(bar + 1), documentLanguage)
  if (!stated)
    return refuse(`"${text.slice(bar + 1).trim()}" in {${text}} is not a number as ${documentLanguage} writes it`)
  return { ok: true, value: { kind: 'value', binding: { ...binding.value, source: text, stated } } }
}

/** `in-force year=2016 country="Hong Kong"` */
export function readBinding(source: string, line: number): Read<Binding> {
  const [, measure = '', rest = ''] = /^\s*(\S*)(.*)$/su.exec(source) ?? []
  if (!name.test(measure)) return refuse(`"${measure}" is not the name of a measure`)
  const parameters: Record<string, string> = {}
  const leftOver = rest.replaceAll(
    /(?<=\s)([a-z][a-z0-9_-]*)=(?:"([^"]*)"|([^\s"]+))(?=\s|$)/gu,
    (whole, key: string, quoted, bare) => {
      if (Object.hasOwn(parameters, key)) return whole
      parameters[key] = String(quoted ?? bare)
      return ''
    },
  )
  if (leftOver.trim()) return refuse(`"${leftOver.trim()}" is not a parameter: write key=value, each key once`)
  return { ok: true, value: { measure, parameters, line, source: source.trim() } }
}

/** The lines of a fenced block: `caption: …`, `note: …`, `id: …`, `expect: 2016 / Twinnings = 41`. */
export type BlockLines = { id?: string; caption?: Line; note?: Line; expectations: Expectation[] }
export type Line = { text: string; line: number }

export function readBlockLines(body: string, firstLine: number, documentLanguage: Language): Read<BlockLines>[] {
  const lines: BlockLines = { expectations: [] }
  const problems: Read<BlockLines>[] = []
  for (const [index, text] of body.split('\n').entries()) {
    if (!text.trim()) continue
    const line = firstLine + index
    const [, key = '', value = ''] = /^\s*([a-z]+):\s*(\S.*?)\s*$/u.exec(text) ?? []
    if (key === 'caption' && !lines.caption) lines.caption = { text: value, line }
    else if (key === 'note' && !lines.note) lines.note = { text: value, line }
    else if (key === 'id' && !lines.id && name.test(value)) lines.id = value
    else if (key === 'expect') {
      const expectation = readExpectation(value, line, documentLanguage)
      if (expectation) lines.expectations.push(expectation)
      else problems.push(refuse(`line ${line}: write expect: row / column = 49, or expect: rows = 49`))
    } else
      problems.push(refuse(`line ${line}: "${text.trim()}" is not a caption, note, id or expect line, or comes twice`))
  }
  return [...problems, { ok: true, value: lines }]
}

function readExpectation(text: string, line: number, documentLanguage: Language): Expectation | null {
  const [, place = '', value = ''] = /^(.*\S)\s*=\s*([^=]+)$/u.exec(text) ?? []
  const stated = readStated(value, documentLanguage)
  if (!stated) return null
  if (place === 'rows') return { line, source: text, stated, what: 'rows' }
  const [, row, column] = /^(.*\S)\s+\/\s+(\S.*)$/u.exec(place) ?? []
  return row && column ? { line, source: text, stated, what: 'cell', row, column } : null
}

function refuse(problem: string): { ok: false; problem: string } {
  return { ok: false, problem }
}
