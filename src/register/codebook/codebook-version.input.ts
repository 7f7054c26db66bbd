// From what a curator has written about a code of the draft to its texts, or what is wrong with each field.
import { entryColumns, type EntryTexts } from './codebook-version.rules.ts'

export type EntryFault = 'missing' | 'too-long' | 'no-name'

/** What is said of a code stands on the coder's page beside all others. */
const longest = 1000
const longestLabel = 80

type Typed = (name: string) => string

export type ReadEntry = { texts: EntryTexts; errors: Partial<Record<string, EntryFault>> }

export function readEntryForm(typed: Typed): ReadEntry {
  const errors: ReadEntry['errors'] = {}
  const read = entryColumns.map((column) => {
    const text = typed(column).normalize('NFC').replaceAll('\r\n', '\n').trim()
    const isRequired = /^(label|definition)_/.test(column)
    if (!text && isRequired) errors[column] = 'missing'
    if (text.length > (column.startsWith('label_') ? longestLabel : longest)) errors[column] = 'too-long'
    return [column, text || (isRequired ? '' : null)] as const
  })
  return { texts: Object.fromEntries(read) as EntryTexts, errors }
}

/** The name of a new code: lower-case letters, digits and underscores, as the codes of data packages are written. */
export function readCodeName(typed: Typed): { code: string; error: EntryFault | undefined } {
  const code = typed('code').trim()
  const error = code === '' ? 'missing' : /^[a-z][a-z0-9_]{1,39}$/.test(code) ? undefined : 'no-name'
  return { code, error }
}

export function readVersionNotes(typed: Typed): {
  notes: { note_sv: string; note_en: string }
  errors: ReadEntry['errors']
} {
  const errors: ReadEntry['errors'] = {}
  const read = (name: 'note_sv' | 'note_en') => {
    const text = typed(name).normalize('NFC').replaceAll('\r\n', '\n').trim()
    if (!text) errors[name] = 'missing'
    else if (text.length > longest) errors[name] = 'too-long'
    return text
  }
  return { notes: { note_sv: read('note_sv'), note_en: read('note_en') }, errors }
}
