/** Are the texts complete, in both languages alike, and used? */
import { readdirSync, readFileSync } from 'node:fs'
import { IntlMessageFormat } from 'intl-messageformat'
import { describe, expect, test } from 'vitest'
import { languages, type Language } from '#platform/i18n/language.ts'
import { readMessages } from '#platform/i18n/texts.ts'

const source = new URL('../src/', import.meta.url)
const messages = { sv: readMessages('sv'), en: readMessages('en') }

/** Arguments with their kinds: `count plural`, `status select active,ended`. Choices of a plural may differ. */
export function argumentsOf(message: string, language: Language): string[] {
  const found = new Set<string>()
  const visit = (elements: readonly unknown[]): void => {
    for (const element of elements) {
      if (!isElement(element)) continue
      const kind = kindNames[element.type]
      const choices = element.options ? Object.keys(element.options).toSorted() : []
      if (kind) found.add([element.value, kind, kind === 'select' ? choices.join() : ''].join(' ').trim())
      for (const choice of Object.values(element.options ?? {})) visit(choice.value)
    }
  }
  visit(new IntlMessageFormat(message, language, undefined, { ignoreTag: true }).getAst())
  return [...found].toSorted()
}

type Element = { type: number; value: unknown; options?: Record<string, { value: unknown[] }> }
// The numbers of the parser's own element types; 0 is plain text and 7 the # of a plural.
const kindNames: Record<number, string> = { 1: 'plain', 2: 'number', 3: 'date', 4: 'time', 5: 'select', 6: 'plural' }

function isElement(value: unknown): value is Element {
  return typeof value === 'object' && value !== null && 'type' in value
}

/** Keys named whole in the code, and the fixed beginnings of those put together: `register.status-${status}`. */
export function usedKeys(code: string, keys: Iterable<string>): Set<string> {
  const named = new Set([...code.matchAll(/['"`]([a-z][\w-]*\.[\w.-]+)['"`]/g)].map(([, key]) => key))
  const patterns = [...code.matchAll(/`([a-z][\w-]*\.[\w.-]*)\$\{[^`]*?\}([\w.-]*)/g)]
  const isPutTogether = (key: string) =>
    patterns.some(([, start = '', end = '']) => key.startsWith(start) && key.slice(start.length).includes(end))
  return new Set([...keys].filter((key) => named.has(key) || isPutTogether(key)))
}

function codeOf(folder: URL): string {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((file) => /\.tsx?$/.test(file) && !/\.test\.tsx?$/.test(file))
    .map((file) => readFileSync(new URL(file, folder), 'utf8'))
    .join('\n')
}

test('both languages have the same keys', () => {
  expect([...messages.en.keys()].toSorted()).toEqual([...messages.sv.keys()].toSorted())
})

describe.each(languages)('in %s', (language) => {
  test('no text is empty, and every text can be read as ICU', () => {
    const faults = [...messages[language]].filter(([, message]) => {
      try {
        return typeof message !== 'string' || message.trim() === '' || !argumentsOf(message, language)
      } catch {
        return true
      }
    })
    expect(faults).toEqual([])
  })
})

test('both languages ask for the same values', () => {
  const differing = [...messages.sv].flatMap(([key, sv]) => {
    const [ours, theirs] = [argumentsOf(sv, 'sv'), argumentsOf(messages.en.get(key) ?? '', 'en')]
    return ours.join('; ') === theirs.join('; ') ? [] : [`${key}: sv (${ours.join('; ')}), en (${theirs.join('; ')})`]
  })
  expect(differing).toEqual([])
})

test('every text is used somewhere in src', () => {
  const used = usedKeys(codeOf(source), messages.sv.keys())
  expect([...messages.sv.keys()].filter((key) => !used.has(key))).toEqual([])
})

test('the check itself notices differing values and unused texts', () => {
  expect(argumentsOf('{n, plural, one {# of {all}} other {#}}', 'en')).toEqual(['all plain', 'n plural'])
  expect(argumentsOf('{s, select, a {x} other {y}}', 'en')).toEqual(['s select a,other'])
  const code = "t('area.whole') + t(`area.status-${status}`)"
  expect([...usedKeys(code, ['area.whole', 'area.status-ended', 'area.whole-not', 'area.other'])]).toEqual([
    'area.whole',
    'area.status-ended',
  ])
})
