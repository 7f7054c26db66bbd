// Reads one file of a zip, such as a Word file is, found through the directory at its end.
import { inflateRawSync } from 'node:zlib'
import { expect } from 'vitest'

export function zipEntry(zip: Buffer, wanted: string): string {
  expect(zip.subarray(0, 2).toString()).toBe('PK')
  const end = zip.lastIndexOf('PK\u0005\u0006')
  let at = zip.readUInt32LE(end + 16)
  for (let left = zip.readUInt16LE(end + 10); left > 0; left -= 1) {
    const [method, size] = [zip.readUInt16LE(at + 10), zip.readUInt32LE(at + 20)]
    const [nameSize, extraSize, commentSize] = [28, 30, 32].map((offset) => zip.readUInt16LE(at + offset))
    const name = zip.subarray(at + 46, at + 46 + (nameSize ?? 0)).toString()
    const local = zip.readUInt32LE(at + 42)
    if (name === wanted) {
      const start = local + 30 + zip.readUInt16LE(local + 26) + zip.readUInt16LE(local + 28)
      const data = zip.subarray(start, start + size)
      return (method === 8 ? inflateRawSync(data) : data).toString('utf8')
    }
    at += 46 + (nameSize ?? 0) + (extraSize ?? 0) + (commentSize ?? 0)
  }
  throw new Error(`no ${wanted} in the file`)
}
