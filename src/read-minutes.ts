// How well are minutes read? Reads those of a folder with the names of a data package, and measures them where gold.json
// says what a person has read.
import type { Opened } from './compare.ts'
import { measureReading, readMinutes, readMinutesFolder, readNameBook } from './register/index.ts'

/** What is suggested of the minutes in each file, and how well that is; `reading` has no wanted ones without a gold.json. */
export async function readFolder({ database, standing }: Opened, folder: string) {
  const book = await readNameBook(database.reader, standing.census)
  const files = readMinutesFolder(folder).map((file) => ({ ...file, suggestions: readMinutes(file.pages, book) }))
  return { files, reading: measureReading(files) }
}
