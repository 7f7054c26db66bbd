// A table as Parquet, a group of rows at a time.
import type { SchemaElement } from 'hyparquet'
import type { Cell, ColumnType, Row, TableDescription } from './public-table.rules.ts'

/** Rows of a group: what is held in memory at once. */
const groupRows = 20_000

/** Bytes of a file that says of itself what each column means (`samband` in its metadata). */
export async function* parquetBytes(
  { name, columns }: TableDescription,
  pages: AsyncIterable<readonly Row[]>,
): AsyncGenerator<Uint8Array> {
  const { ByteWriter, ParquetWriter } = await import('hyparquet-writer')
  const writer = new ByteWriter()
  const meanings = columns.map((column) => ({ name: column.name, type: column.type, meaning: column.meaning }))
  const file = new ParquetWriter({
    writer,
    schema: [{ name, num_children: columns.length }, ...columns.map(elementOf)],
    createdBy: 'samband',
    kvMetadata: [{ key: 'samband', value: JSON.stringify(meanings) }],
  })
  const taken = () => {
    const bytes = new Uint8Array(writer.buffer.slice(0, writer.index))
    writer.index = 0
    return bytes
  }
  const writeGroup = async (rows: readonly Row[]) => {
    const columnData = columns.map((column, index) => ({
      name: column.name,
      data: rows.map((row) => valueOf(row[index] ?? null, column.type)),
    }))
    await file.write({ columnData, rowGroupSize: groupRows })
  }
  let waiting: Row[] = []
  for await (const rows of pages) {
    waiting.push(...rows)
    if (waiting.length < groupRows) continue
    await writeGroup(waiting)
    waiting = []
    yield taken()
  }
  if (waiting.length > 0) await writeGroup(waiting)
  await file.finish()
  yield taken()
}

const physical: Record<ColumnType, Pick<SchemaElement, 'type' | 'converted_type'>> = {
  string: { type: 'BYTE_ARRAY', converted_type: 'UTF8' },
  edtf: { type: 'BYTE_ARRAY', converted_type: 'UTF8' },
  url: { type: 'BYTE_ARRAY', converted_type: 'UTF8' },
  integer: { type: 'INT32' },
  number: { type: 'DOUBLE' },
  boolean: { type: 'BOOLEAN' },
  day: { type: 'INT32', converted_type: 'DATE' },
  instant: { type: 'INT64', converted_type: 'TIMESTAMP_MILLIS' },
}

function elementOf({ name, type, isNullable }: TableDescription['columns'][number]): SchemaElement {
  return { name, repetition_type: isNullable ? 'OPTIONAL' : 'REQUIRED', ...physical[type] }
}

function valueOf(cell: Cell, type: ColumnType): Cell | Date {
  return cell !== null && (type === 'day' || type === 'instant') ? new Date(String(cell)) : cell
}
