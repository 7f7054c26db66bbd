/** What does the program say, in each language? ICU messages from src/texts, compiled when first used. */
import { readdirSync, readFileSync } from 'node:fs'
import { IntlMessageFormat } from 'intl-messageformat'
import { textKey, type TextKey } from '#texts/index.ts'
import { projectFolder } from '../project.ts'
import { locales } from './format.ts'
import type { Language } from './language.ts'

export type { TextKey }
export type TextValues = Record<string, string | number>
export type Texts = (key: TextKey, values?: TextValues) => string

type Message = string | IntlMessageFormat

const known = new Map<Language, Texts>()
let reportFault: ((fault: Error) => void) | undefined

/**
 * A text that is missing, or lacks a value, throws: in tests and at the desk it must be seen. A running server
 * calls this once, and then reports the fault and shows the key rather than lose the whole page.
 */
export function tolerateTextFaults(report: (fault: Error) => void): void {
  reportFault = report
}

export function textsFor(language: Language): Texts {
  const existing = known.get(language)
  if (existing) return existing
  const texts = textsFrom(readMessages(language), language)
  known.set(language, texts)
  return texts
}

/** Every message of a language as written, by `area.key`. */
export function readMessages(language: Language): Map<string, string> {
  const messages = new Map<string, string>()
  const folder = `${projectFolder}src/texts/${language}/`
  for (const file of readdirSync(folder).toSorted()) {
    if (!file.endsWith('.json')) continue
    const area = file.slice(0, -'.json'.length)
    const written: Record<string, string> = JSON.parse(readFileSync(folder + file, 'utf8'))
    for (const [key, message] of Object.entries(written)) messages.set(textKey(area, key), message)
  }
  return messages
}

export function textsFrom(messages: ReadonlyMap<string, string>, language: Language): Texts {
  const compiled = new Map<string, Message>()
  return (key, values) => {
    try {
      const message = compiled.get(key) ?? compile(messages.get(key), key, language)
      compiled.set(key, message)
      return typeof message === 'string' ? message : String(message.format(values))
    } catch (error) {
      const fault = new Error(`Text ${key} (${language}) cannot be shown: ${String(error)}`, { cause: error })
      if (!reportFault) throw fault
      reportFault(fault)
      return key
    }
  }
}

// A table page asks for hundreds of texts; most have no values, and those are kept as plain strings.
function compile(source: string | undefined, key: string, language: Language): Message {
  if (source === undefined) throw new Error(`there is no text with the key ${key}`)
  if (!/[{'#]/.test(source)) return source
  return new IntlMessageFormat(source, locales[language], undefined, { ignoreTag: true })
}
