// What rows does a table hold that comes from outside? CSV with any of the usual separators, Excel or JSON, told by what
// it holds. Runs in the worker of file-reading.ts.
import { UnreadableFileError } from './file-text.ts'

export type TableFile = {
  headings: string[]
  /** As many cells as there are headings; empty where there is nothing. */
  rows: string[][]
  /** Number of the first row as people count it: 2 below a line of headings, 1 in a list of JSON. */
  firstRow: number
}

const mostRows = 200_000
const mostColumns = 200
const longestCell = 1000
/** Of a workbook, after unpacking. */
const mostUnpacked = 100 * 1024 * 1024

/** @throws UnreadableFileError */
export async function readTable(bytes: Uint8Array): Promise<TableFile> {
  try {
    // The beginning of a zip archive, as a workbook is.
    const table = bytes[0] === 0x50 && bytes[1] === 0x4b ? await readWorkbook(bytes) : await readPlain(textOf(bytes))
    if (table.rows.length > mostRows || table.headings.length > mostColumns) throw new UnreadableFileError('too-large')
    return table
  } catch (error) {
    throw error instanceof UnreadableFileError ? error : new UnreadableFileError('damaged')
  }
}

/** UTF-8 or UTF-16 as the file says, otherwise what Excel in Western Europe writes. */
function textOf(bytes: Uint8Array): string {
  const [first, second] = bytes
  const label =
    first === 0xff && second === 0xfe ? 'utf-16le' : first === 0xfe && second === 0xff ? 'utf-16be' : 'utf-8'
  try {
    return new TextDecoder(label, { fatal: true }).decode(bytes)
  } catch {
    return new TextDecoder('windows-1252').decode(bytes)
  }
}

async function readPlain(text: string): Promise<TableFile> {
  if (text.includes('\0')) throw new UnreadableFileError('damaged')
  if (/^\s*[[{]/.test(text)) return tableOfJson(JSON.parse(text))
  const { parse } = await import('csv-parse/sync')
  const [line = ''] = text.split(/\r?\n/, 1)
  return tableOf(parse(text, { delimiter: separatorOf(line), relax_column_count: true, relax_quotes: true, bom: true }))
}

/** The sign that stands most often in the headings, outside of quotes. */
function separatorOf(line: string): string {
  const bare = line.replaceAll(/"[^"]*"/g, '')
  const often = [',', ';', '\t', '|'].map((sign) => ({ sign, count: bare.split(sign).length }))
  return often.toSorted((a, b) => b.count - a.count)[0]?.sign ?? ','
}

async function readWorkbook(bytes: Uint8Array): Promise<TableFile> {
  const [{ unzipSync }, { default: readExcelFile }] = await Promise.all([
    import('fflate'),
    import('read-excel-file/node'),
  ])
  let unpacked = 0
  // Nothing is unpacked here: only how much it would be is read.
  unzipSync(bytes, {
    filter: ({ originalSize }) => {
      unpacked += originalSize
      if (unpacked > mostUnpacked) throw new UnreadableFileError('too-large')
      return false
    },
  })
  const [sheet] = await readExcelFile(Buffer.from(bytes))
  return tableOf((sheet?.data ?? []).map((row) => row.map(textOfCell)))
}

function textOfCell(cell: unknown): string {
  if (cell === null || cell === undefined) return ''
  if (cell instanceof Date) return cell.toISOString().slice(0, 10)
  return typeof cell === 'string' ? cell : JSON.stringify(cell)
}

function tableOf([headings = [], ...rows]: readonly (readonly string[])[]): TableFile {
  return {
    headings: headings.map(clean),
    rows: rows.map((row) => headings.map((_, at) => clean(row[at] ?? ''))),
    firstRow: 2,
  }
}

/** A list of objects, one that stands alone in an object, or the answer of a SPARQL endpoint, as Wikidata's. */
function tableOfJson(json: unknown): TableFile {
  const list = listIn(json)
  if (!list) throw new UnreadableFileError('damaged')
  const records = list.map((record) => new Map(cellsOf(record)))
  const headings = [...new Set(records.flatMap((record) => [...record.keys()]))]
  const rows = records.map((record) => headings.map((heading) => clean(record.get(heading) ?? '')))
  return { headings: headings.map(clean), rows, firstRow: 1 }
}

function listIn(json: unknown): unknown[] | undefined {
  if (Array.isArray(json)) return json
  if (typeof json !== 'object' || json === null) return undefined
  const { results } = json as { results?: unknown }
  if (results !== undefined && !Array.isArray(results)) return listIn(results)
  return Object.values(json).find(Array.isArray)
}

/** Objects within objects by their path, `city1.name`; of a value of SPARQL the value. */
function cellsOf(record: unknown, path = ''): [string, string][] {
  if (typeof record !== 'object' || record === null) return path ? [[path, textOfCell(record)]] : []
  if (Array.isArray(record)) return [[path, textOfCell(record)]]
  const { type, value } = record as { type?: unknown; value?: unknown }
  if (typeof type === 'string' && typeof value === 'string') return [[path, value]]
  return Object.entries(record).flatMap(([name, inner]) => cellsOf(inner, path ? `${path}.${name}` : name))
}

/** Without what no database takes and no reader sees. */
function clean(cell: string): string {
  return cell.toWellFormed().replaceAll('\0', '').replaceAll(/\s+/g, ' ').trim().slice(0, longestCell)
}
