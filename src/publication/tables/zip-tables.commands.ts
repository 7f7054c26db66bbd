// Files in a zip that is made while it is being sent. The same files give the same bytes.
export type ZipEntry = { path: string; pieces: AsyncIterable<string | Uint8Array> }

/** `at` is the time that every file carries. */
export async function* zipBytes(entries: Iterable<ZipEntry>, at: Date): AsyncGenerator<Uint8Array> {
  const { Zip, ZipDeflate } = await import('fflate')
  let ready: Uint8Array[] = []
  let fault: Error | undefined
  const zip = new Zip((error, bytes) => {
    if (error) fault = error
    else ready.push(bytes)
  })
  const taken = () => {
    if (fault) throw fault
    const bytes = ready
    ready = []
    return bytes
  }
  for (const { path, pieces } of entries) {
    const file = new ZipDeflate(path, { level: 6 })
    // Zip keeps the time of day of a place; what it holds is to be the same everywhere.
    file.mtime = new Date(at.getTime() + at.getTimezoneOffset() * 60_000)
    zip.add(file)
    for await (const piece of pieces) {
      file.push(typeof piece === 'string' ? Buffer.from(piece) : piece)
      yield* taken()
    }
    file.push(new Uint8Array(), true)
    yield* taken()
  }
  zip.end()
  yield* taken()
}
