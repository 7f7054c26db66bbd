// Freezes the public register into an edition: a bag with the data, a site that opens from a disk, and how to cite it.
import { createHash } from 'node:crypto'
import { mkdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Reader } from '#platform/db/database.ts'
import { rememberReads } from '#platform/db/remembered.ts'
import type { FactRow } from '#platform/db/versions.ts'
import { openBag } from '#platform/files/bag-folder.ts'
import { endings, recogniseFile } from '#platform/files/file-kind.ts'
import type { FileStore } from '#platform/files/file-store.ts'
import { openZip } from '#platform/files/zip-file.ts'
import { projectFolder } from '#platform/project.ts'
import type { SigningKey } from '#platform/secrets/signature.ts'
import { archiveTables, describeArchive, readArchiveTable, type Actor, type Standing } from '#register/index.ts'
import type { Assets } from '#ui/layout/page.tsx'
import { makeEditionPages, startPage } from './edition-page.views.tsx'
import { writeReadMe } from './edition-readme.rules.ts'
import { describeEditionPackage, documentFile, packagedPath, writePackagedRows, type PackagedFile } from './edition-package.rules.ts' // prettier-ignore
import { writeSqlite } from './edition-sqlite.commands.ts'
import { listEditions } from './edition.queries.ts'
import { bagInfoOf, dataCiteOf, nextEditionId, writeCitationFile, type Edition } from './edition.rules.ts'
import { writeStaticSite, type StaticSite } from './static-site.commands.ts'
import { packedAt, zipOf } from './edition-zip.commands.ts'

export type EditionWork = {
  reader: Reader
  files: FileStore
  /** The register as it stands now. */
  standing: () => Standing
  /** Asks the running site as somebody who is not signed in. */
  ask: (path: string) => Promise<Response>
  assets: Assets
  /** Where the site stands, without a slash at the end. */
  url: string
  /** The folder of all editions. */
  folder: string
  /** Absent: the edition is not signed. */
  key?: SigningKey
}

export type MadeEdition =
  | { ok: true; edition: Edition; folder: string; isSigned: boolean; isNew: boolean }
  /** `empty`: the register holds nothing. `moved`: it went on to another revision while it was being read. */
  | { ok: false; refusal: 'empty' | 'moved' }

/**
 * Makes the edition of the revision that stands, under the number that it has or the next one. `into` is another folder than
 * that of all editions. The same revision gives the same bytes.
 */
export async function makeEdition(work: EditionWork, into?: string): Promise<MadeEdition> {
  const standing = work.standing()
  const [latest] = standing.changesets
  if (!latest || standing.revision === 0) return { ok: false, refusal: 'empty' }
  const known = await listEditions(work.folder)
  const same = known.find(({ revision, url }) => revision === standing.revision && url.startsWith(`${work.url}/`))
  const id = same?.id ?? nextEditionId(known.map((one) => one.id), latest.recorded_at) // prettier-ignore
  const edition = await describeEdition(work, standing, id, latest.recorded_at)
  const folder = join(into ?? work.folder, id)
  await mkdir(into ?? work.folder, { recursive: true })
  const bag = await openBag(folder)
  const zip = openZip(zipOf(folder), new Date(edition.recordedAt))
  const discard = () => Promise.all([bag.discard(), zip.discard()])
  const add: AddFile = async (path, content) => {
    const bytes = typeof content === 'string' ? new TextEncoder().encode(content) : content
    await bag.add(path, bytes)
    zip.add(`${id}/data/${path}`, bytes)
  }
  try {
    await fill(add, work, edition, standing)
    if (work.standing().revision !== standing.revision) {
      await discard()
      return { ok: false, refusal: 'moved' }
    }
    const tags = await bag.close(bagInfoOf(edition), work.key)
    for (const [path, text] of tags) zip.add(`${id}/${path}`, new TextEncoder().encode(text))
    await zip.close()
  } catch (error) {
    await discard()
    throw error
  }
  return { ok: true, edition, folder, isSigned: work.key !== undefined, isNew: same === undefined }
}

async function describeEdition({ url }: EditionWork, standing: Standing, id: string, at: Date): Promise<Edition> {
  const { version } = JSON.parse(await readFile(`${projectFolder}package.json`, 'utf8'))
  return {
    id,
    revision: standing.revision,
    recordedAt: at.toISOString(),
    url: `${url}/editions/${id}`,
    site: url,
    program: `Samband ${version}`,
    cooperations: standing.census.rows,
    datasets: standing.datasets.map(({ id: name, title_sv, title_en, version: of, licence }) => {
      return { id: name, title_sv, title_en, version: of, licence }
    }),
  }
}

/** Takes in a file of the payload. */
type AddFile = (path: string, content: string | Uint8Array) => Promise<void>

async function fill(add: AddFile, { reader, files, ask, assets }: EditionWork, edition: Edition, standing: Standing) {
  const at = new Date(edition.recordedAt)
  const documents = await writeDocuments(add, files, await writePackage(add, reader, edition))
  const books = new Map<string, Response>()
  for (const [path, address] of [
    ['codebook.json', '/api/v1/codebook'],
    ['claims.json', '/api/v1/claims'],
  ] as const) {
    const book = await ask(address)
    books.set(address, book.clone())
    await add(path, new Uint8Array(await book.arrayBuffer()))
  }
  await add('edition.json', `${JSON.stringify(edition, null, 2)}\n`)
  await add('CITATION.cff', writeCitationFile(edition))
  await add('datacite.json', `${JSON.stringify(dataCiteOf(edition), null, 2)}\n`)
  await add('README.md', writeReadMe(edition))
  await writeLicences(add)
  await add('index.html', startPage(edition, `site/${assets.css.replace(/^\//, '')}`))
  const site: StaticSite = {
    // The site holds each of them once, too, and judging all claims takes its time.
    ask: async (path) => books.get(path) ?? ask(path),
    // Sheets and documents say when they were packed.
    add: (path, content) =>
      add(
        `site/${path}`,
        /\.(?:xlsx|docx)$/.test(path) && typeof content !== 'string' ? packedAt(content, at) : content,
      ),
    pages: makeEditionPages(edition, assets),
    beside: new Map([...documents].map(([id, path]) => [`/documents/${id}/file`, `../${path}`])),
    alsoFound: new Map(standing.census.actors.rows.map((actor) => [`/actors/${actor.id}`, namesOf(actor)])),
    asClassic: async (code) => {
      const { transform } = await import('esbuild')
      return (await transform(code, { format: 'iife', minify: true, legalComments: 'none' })).code
    },
  }
  // Page after page asks for the same rows.
  await rememberReads(() => writeStaticSite(site))
}

/** Gives the rows of documents. */
async function writePackage(add: AddFile, reader: Reader, edition: Edition): Promise<readonly FactRow[]> {
  const files: PackagedFile[] = []
  const tables = []
  for (const [at, resource] of (await describeArchive(reader)).entries()) {
    const read = await readArchiveTable(reader, archiveTables[at] ?? resource)
    const content = writePackagedRows(resource, read)
    await add(`package/${packagedPath(resource)}`, content)
    const hash = createHash('sha256').update(content).digest('hex')
    files.push({ resource, bytes: Buffer.byteLength(content), hash })
    tables.push({ resource, rows: read.rows })
  }
  const described = describeEditionPackage(edition, files)
  await add('package/datapackage.json', `${JSON.stringify(described, null, 2)}\n`)
  await add('samband.sqlite', await writeSqlite(tables))
  return tables.find(({ resource: { resource } }) => resource === 'documents')?.rows ?? []
}

/** The files of documents, each once. Gives where that of each document lies, below the payload. */
async function writeDocuments(add: AddFile, store: FileStore, rows: readonly FactRow[]): Promise<Map<string, string>> {
  const paths = new Map<string, string>()
  for (const sha256 of new Set(rows.map(({ file }) => String(file)))) {
    const bytes = await store.get(sha256)
    const mediaType = bytes && (await recogniseFile(bytes))
    if (!mediaType) throw new Error(`The file ${sha256} of a document is missing`)
    const path = documentFile(sha256, endings[mediaType])
    await add(path, bytes)
    paths.set(sha256, path)
  }
  return new Map(rows.map(({ id, file }) => [String(id), paths.get(String(file)) ?? '']))
}

/** What the edition holds of others: the program's own pages, and the fonts that they are set in. */
async function writeLicences(add: AddFile): Promise<void> {
  await add('licences/EUPL-1.2.txt', await readFile(`${projectFolder}LICENSE`))
  for (const font of ['inter', 'noto-sans-sc', 'source-serif-4']) {
    const path = `${projectFolder}node_modules/@fontsource-variable/${font}/LICENSE`
    await add(`licences/OFL-1.1-${font}.txt`, await readFile(path))
  }
}

/** Names and codes that the search of the running site knows, and that the page of an actor does not all show. */
function namesOf({ nameSv, nameEn, nameLocal, nameRomanised, former, scbCode, gbt2260 }: Actor): string {
  return [nameSv, nameEn, nameLocal, nameRomanised, ...former, scbCode, gbt2260]
    .filter((name) => name !== null)
    .join(' ')
}
