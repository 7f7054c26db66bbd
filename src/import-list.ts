// Imports a list from the command line: the same steps as the pages, with counts and faults in plain text.
import { existsSync, readFileSync } from 'node:fs'
import { basename, extname } from 'node:path'
import {
  actOnRun, findImportListNamed, findImportRun, importFields, isImportField, listCountries, listImportFindings, listImportRuns, previewRun,
  refusals, removeRun, uploadList, workOnRun, type ImportColumns, type ImportRun, type ImportWork, type RunFault,
} from './register/index.ts' // prettier-ignore

type Asked = { file: string; title: string; columns: ImportColumns | undefined; isPreview: boolean }

/** `say` prints a line. */
export type ImportAtTerminal = ImportWork & { say: (line: string) => void }

const shownFindings = 40

/** Gives the status that the command ends with. */
export async function importList(work: ImportAtTerminal, args: readonly string[]): Promise<number> {
  const { say } = work
  const asked = readArguments(args)
  if (typeof asked === 'string') {
    say(asked)
    return 2
  }
  const known = await findImportListNamed(work.database.reader, asked.title)
  const id = (await findUnfinished(work, known?.id)) ?? (await takeIn(work, asked, known?.id))
  if (id === undefined) return 1
  const run = await findImportRun(work.database.reader, id)
  if (run?.state === 'cancelled' || run?.state === 'failed') await actOnRun(work, id, 'resume')
  if (run?.state === 'previewed') {
    if (asked.isPreview) {
      await removeRun(work, id)
      return 0
    }
    await actOnRun(work, id, 'start')
  }
  const done = await workOnRun(work, id, { onProgress: tellProgress(say) })
  if (!done) {
    say('Another process is at work on it; look at the site for how far it is.')
    return 1
  }
  const { state, added, same, changed, gone } = done
  say(`${state}: ${added} added, ${same} as before, ${changed} changed, ${gone} no longer listed.`)
  return state === 'done' ? 0 : 1
}

function readArguments([file, ...options]: readonly string[]): Asked | string {
  if (!file || !existsSync(file)) return `There is no file ${file ?? ''}`.trimEnd()
  const asked: Asked = { file, title: basename(file, extname(file)), columns: undefined, isPreview: false }
  for (let at = 0; at < options.length; at += 1) {
    const [name, value] = [options[at], options[at + 1]]
    if (name === '--preview') {
      asked.isPreview = true
      continue
    }
    if (value === undefined) return `${name} wants a value.`
    if (name === '--list') asked.title = value
    else if (name === '--columns') {
      const columns = readColumns(value)
      if (typeof columns === 'string') return columns
      asked.columns = columns
    } else return `${name} is no option.`
    at += 1
  }
  return asked
}

function readColumns(text: string): ImportColumns | string {
  const columns: ImportColumns = {}
  for (const part of text.split(',')) {
    const [field = '', ...heading] = part.split('=')
    if (!isImportField(field.trim()) || heading.length === 0)
      return `“${part}” is no FIELD=HEADING; the fields are ${importFields.join(', ')}.`
    columns[field.trim() as keyof ImportColumns] = heading.join('=').trim()
  }
  return columns
}

/** What was begun and not ended; the file that was asked for waits until that is done. */
async function findUnfinished(
  { database, say }: ImportAtTerminal,
  list: number | undefined,
): Promise<number | undefined> {
  if (list === undefined) return undefined
  const found = (await listImportRuns(database.reader, list)).find(({ state }) =>
    ['waiting', 'running', 'cancelled', 'failed'].includes(state),
  )
  if (found) say(`Going on with ${found.fileName}, of which ${found.written} of ${found.total} pairs are written.`)
  return found?.id
}

/** The run, counted; undefined where the file or the list was refused. */
async function takeIn(work: ImportAtTerminal, asked: Asked, list: number | undefined): Promise<number | undefined> {
  const { say } = work
  const uploaded = await uploadList(work, {
    list: list === undefined ? { title: asked.title, url: null, licence: null } : { id: list },
    fileName: basename(asked.file),
    bytes: readFileSync(asked.file),
    person: null,
  })
  if (!uploaded.ok) {
    say(`${asked.file} cannot be taken: ${uploaded.refusal}.`)
    return undefined
  }
  const guessed = (await findImportRun(work.database.reader, uploaded.run))?.columns ?? {}
  const columns = asked.columns ?? guessed
  say('Columns: ' + Object.entries(columns).map(([field, heading]) => `${field}=${heading}`).join(', ')) // prettier-ignore
  const previewed = await previewRun(work, uploaded.run, columns)
  if (!previewed.ok) {
    say(`Say with --columns which headings of the file say: ${previewed.faults.join(', ')}.`)
    await removeRun(work, uploaded.run)
    return undefined
  }
  await tellPreview(work, previewed.run)
  if (previewed.run.state === 'refused') {
    await removeRun(work, uploaded.run)
    return undefined
  }
  return uploaded.run
}

async function tellPreview({ database, say }: ImportAtTerminal, { id, summary, fault }: ImportRun): Promise<void> {
  if (!summary) return
  const { rows, places, pairs, added, same, changed, gone, unsure, oneMatched, bothMatched, findings } = summary
  const refused = refusals.reduce((sum, kind) => sum + (findings[kind] ?? 0), 0)
  say(`${rows} rows: ${pairs} pairs of ${places} places, ${refused} refused, ${findings.duplicate ?? 0} listed again.`)
  say(`Pairs: ${added} new, ${same} as before, ${changed} changed, ${gone} no longer listed.`)
  say(`Actors of the register: at both ends of ${bothMatched}, at one of ${oneMatched}; ambiguous ${unsure}.`)
  for (const [kind, count] of Object.entries(findings)) say(`  ${kind.padEnd(22)} ${String(count).padStart(6)}`)
  const found = (await listImportFindings(database.reader, id, { limit: 100_000 })).filter(
    ({ kind }) => kind !== 'duplicate',
  )
  for (const { row, kind, text } of found.slice(0, shownFindings)) say(`  row ${row} ${kind}: ${text}`)
  if (found.length > shownFindings) say(`  … and ${found.length - shownFindings} more`)
  const names = new Map((await listCountries(database.reader)).map(({ code, name_en }) => [code, name_en]))
  if (fault) for (const line of faultInWords(fault, (code) => names.get(code) ?? code)) say(line)
}

function faultInWords(fault: RunFault, nameOf: (country: string) => string): string[] {
  if (fault.kind === 'failed') return [`It failed: ${fault.message}`]
  if (fault.kind === 'no-pairs') return ['Refused: no row holds two places.']
  const { country, places, there, named, instead, examples } = fault
  return [
    `Refused: the list says that ${places} places lie in ${nameOf(country)}, and by their coordinates ${there} do. ` +
      `${named} of them are called as an actor of the register there.` +
      (instead ? ` ${instead.places} lie in ${nameOf(instead.country)}.` : ''),
    ...examples.map(
      ({ name, at, in: other }) => `  ${name} (${at.lat}, ${at.lon})${other ? ` lies in ${nameOf(other)}` : ''}`,
    ),
    'Look at the question that the list was made with. Nothing was imported.',
  ]
}

/** At most once in a tenth of the way. */
function tellProgress(say: ImportAtTerminal['say']): (progress: { written: number; total: number }) => void {
  let told = 0
  return ({ written, total }) => {
    const tenth = Math.floor((10 * written) / total)
    if (tenth > told) say(`${written} of ${total}`)
    told = tenth
  }
}
