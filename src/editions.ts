// Editions at the command line: make one, check one, make the key that they are signed with.
import { stat } from 'node:fs/promises'
import { resolve } from 'node:path'
import { createApp } from './app.tsx'
import { readConfig } from './config.ts'
import { countDocumentChanges } from './evidence/index.ts'
import { checkBag, type BagFault, type BagSignature } from './platform/files/bag.ts'
import { readBagFolder } from './platform/files/bag-folder.ts'
import { textsFor } from './platform/i18n/texts.ts'
import { createLog } from './platform/log.ts'
import { makeSigningKey, readSigningKey } from './platform/secrets/signature.ts'
import { makeEdition, restoreEdition } from './publication/index.ts'
import { openDatabase } from './platform/db/database.ts'
import { migrate } from './platform/db/migrations.ts'
import { describeFault, editionsFolder, openAccountsOf, mirrorsFolder, openFilesOf, openRegister } from './start.ts'
import { buildAssets } from './ui/assets.ts'

export const editionUsage =
  'edition make [--out DIR] | edition verify DIR [--key PUBLIC] | edition restore DIR [--into FOLDER|DATABASE_URL] | edition key'

type Say = (line: string) => void

/** The status that the command ends with; undefined where it was not understood. */
export function runEdition([what, ...args]: readonly string[], say: Say): Promise<number> | number | undefined {
  const [first, second, third, ...rest] = args
  if (what === 'make' && first === undefined) return makeHere(undefined, say)
  if (what === 'make' && first === '--out' && second && !third) return makeHere(resolve(second), say)
  if (what === 'verify' && first && second === undefined) return verify(first, undefined, say)
  if (what === 'verify' && first && second === '--key' && third && rest.length === 0) return verify(first, third, say)
  if (what === 'restore' && first && second === undefined) return restore(first, undefined, say)
  if (what === 'restore' && first && second === '--into' && third && rest.length === 0)
    return restore(first, third, say)
  if (what === 'key' && first === undefined) return tellKey(say)
  return undefined
}

/** Of the register that the program serves, as it would stand after a start. */
async function makeHere(into: string | undefined, say: Say): Promise<number> {
  const config = readConfig()
  // It asks itself for a thousand pages: nobody wants a line for each.
  const log = createLog(config.logLevel === 'info' ? 'warn' : config.logLevel)
  const { database, register } = await openRegister(config)
  try {
    const assets = await buildAssets()
    const folder = editionsFolder(config)
    const editions = { folder, mirrors: mirrorsFolder(config), key: config.editionKey }
    const app = createApp({
      config,
      log,
      database,
      register,
      accounts: openAccountsOf(database, config, log),
      assets,
      files: openFilesOf(config),
      documentChanges: await countDocumentChanges(database),
      editions,
    })
    const ask = async (path: string) => app.request(path)
    const work = { ...editions, files: openFilesOf(config), reader: database.reader, standing: register.now, ask, assets: assets.head, url: config.url } // prettier-ignore
    const made = await makeEdition(work, into)
    if (!made.ok) {
      say(made.refusal === 'empty' ? 'The register is empty.' : 'The register moved on meanwhile. Try again.')
      return 1
    }
    say(`Edition ${made.edition.id} of revision ${made.edition.revision}: ${made.folder}`)
    say(made.isSigned ? `Signed; public key ${config.editionKey?.publicKey}` : 'Not signed: SAMBAND_EDITION_KEY is not set.') // prettier-ignore
    return 0
  } finally {
    await database.close()
  }
}

async function verify(folder: string, trusted: string | undefined, say: Say): Promise<number> {
  if (!(await isFolder(folder, say))) return 2
  const { faults, files, signature } = await checkBag(await readBagFolder(folder), { trusted })
  for (const fault of faults) say(describeBagFault(fault))
  say(faults.length === 0 ? `No faults in ${files} files.` : `Faults: ${faults.length}.`)
  say(describeSignature(signature, trusted))
  return faults.length === 0 ? 0 : 1
}

async function isFolder(path: string, say: Say): Promise<boolean> {
  const isThere = await stat(path).then((found) => found.isDirectory(), () => false) // prettier-ignore
  if (!isThere) say(`${path} is no folder. An edition in a ZIP file is unpacked first.`)
  return isThere
}

/** Into the database of the settings, the embedded one in a folder, or a PostgreSQL. */
async function restore(folder: string, into: string | undefined, say: Say): Promise<number> {
  // Before there is a database for it.
  if (!(await isFolder(folder, say))) return 2
  const config = readConfig()
  const { databaseUrl } = config
  const url = into === undefined ? databaseUrl : /^postgres(?:ql)?:/.test(into) ? into : undefined
  // Into a database elsewhere only the rows go there: documents lie where the settings say.
  const dataFolder = url || into === undefined ? config.dataFolder : resolve(into)
  const database = await openDatabase(url ? { url } : { folder: dataFolder })
  try {
    await migrate(database)
    const files = openFilesOf({ files: config.files, dataFolder })
    const restored = await restoreEdition({ database, files }, folder)
    if (restored.ok) {
      const { edition, revision, rows } = restored
      say(`Edition ${edition.id}: ${rows} rows, revision ${revision}.`)
      return 0
    }
    if (restored.refusal === 'damaged') for (const fault of restored.faults) say(describeBagFault(fault))
    if (restored.refusal === 'unreadable') for (const fault of restored.faults) say(describeFault(fault))
    say(refusals[restored.refusal])
    return 1
  } finally {
    await database.close()
  }
}

const refusals = {
  damaged: 'The edition is not whole; nothing was restored.',
  unreadable: 'The tables of the edition have faults; nothing was restored.',
  'no-edition': 'The bag is no edition; nothing was restored.',
  'not-empty': 'The register there holds something already; nothing was restored.',
} as const

export function describeBagFault({ code, path, line }: BagFault): string {
  return `${path}${line === undefined ? '' : `:${line}`} ${textsFor('en')(`editions.fault.${code}`)}`
}

function describeSignature({ state, publicKey }: BagSignature, trusted: string | undefined): string {
  if (state === 'none') return 'Not signed.'
  if (state !== 'valid') return 'The signature does not fit.'
  return publicKey === trusted
    ? 'Signed with the key that you named.'
    : `Signed with the key ${publicKey}. Name the key that you trust with --key.`
}

function tellKey(say: Say): number {
  const key = makeSigningKey()
  say(`SAMBAND_EDITION_KEY=${key}`)
  say(`Public key: ${readSigningKey(key)?.publicKey}`)
  return 0
}
