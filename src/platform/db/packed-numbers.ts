// Whole numbers as the bytes of one value: as rows a million of them would be a million objects.
import { sql, type RawBuilder } from 'kysely'

/** An aggregate of whole numbers of four bytes, in no order; null where there are none. */
export function packNumbers(column: string): RawBuilder<Uint8Array | null> {
  return sql`string_agg(int4send(${sql.ref(column)}), '')`
}

/** What `packNumbers` gave: four bytes each as PostgreSQL sends them, the highest first. */
export function unpackNumbers(bytes: Uint8Array | null): Int32Array {
  if (bytes === null) return new Int32Array()
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const numbers = new Int32Array(bytes.byteLength / 4)
  for (let index = 0; index < numbers.length; index += 1) numbers[index] = view.getInt32(4 * index)
  return numbers
}
