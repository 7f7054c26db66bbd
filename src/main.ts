// Starts the program: settings, database, register, app, server.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { firstLinkHours, offerFirstAdministrator, sweepExpired } from './accounts/index.ts'
import { createApp } from './app.tsx'
import { keepBackingUp } from './backups.ts'
import { countDocumentChanges, keepCheckingLinks } from './evidence/index.ts'
import { ConfigError, readConfig, withPort, type Config } from './config.ts'
import { keepImporting, openImporter } from './register/index.ts'
import {
  editionsFolder,
  mirrorsFolder,
  littlelandPackages,
  openAccountsOf,
  openFilesOf,
  openRegister,
  shippedPackages,
  StartError,
} from './start.ts'
import { FolderInUseError } from './platform/db/folder-lock.ts'
import { cachePages, type Fetch } from './platform/http/page-cache.ts'
import { loggedPath } from './platform/http/request-context.ts'
import { PortTakenError, serveApp, type Served } from './platform/http/serve.ts'
import { tolerateTextFaults } from './platform/i18n/texts.ts'
import { createLog, type Log } from './platform/log.ts'
import { SecretFileError } from './platform/secrets/secret-file.ts'
import { buildAssets } from './ui/assets.ts'

/** How many ports are tried after the default one, when nobody chose a port. */
const triedPorts = 20

async function start(): Promise<void> {
  const isDemo = process.argv.includes('--demo')
  const config = isDemo ? { ...readConfig(), ...throwAwayData() } : readConfig()
  const log = createLog(config.logLevel)
  tolerateTextFaults((fault) => log.error({ err: fault }, 'text cannot be shown'))
  // The bundler is another process: it works while the database opens.
  const [{ database, register, heldBack }, assets] = await Promise.all([
    openRegister(config, isDemo ? littlelandPackages : shippedPackages),
    buildAssets(),
  ])

  let linkChecks: { stop: () => void } | undefined
  let importing: { stop: () => Promise<void> } | undefined
  let backups: { stop: () => void } | undefined
  // The app is made once the port is known: its links carry it. Nobody has the address before it is printed below.
  let answer: Fetch = () => new Response(null, { status: 503 })
  const served = await serveOnFreePort(config, {
    fetch: (request, env) => answer(request, env),
    log,
    close: async () => {
      linkChecks?.stop()
      await importing?.stop()
      backups?.stop()
      await database.close()
    },
  })
  const here = withPort(config, served.port)
  const accounts = openAccountsOf(database, here, log)
  const documentChanges = await countDocumentChanges(database)
  const imports = { database, now: accounts.now }
  const importer = openImporter(imports, log)
  const app = createApp({
    config: here,
    log,
    database,
    register,
    accounts,
    assets,
    files: openFilesOf(here),
    editions: { folder: editionsFolder(here), mirrors: mirrorsFolder(here), key: here.editionKey },
    documentChanges,
    importer,
  })
  answer = cachePages(app.fetch, {
    // Both only grow: where either moves, the sum does.
    revision: () => register.now().revision + documentChanges.count(),
    onHit: log.isLevelEnabled('debug')
      ? (request, status) =>
          log.debug({ method: request.method, path: loggedPath(request.url), status }, 'answered from memory')
      : undefined,
  }).fetch
  const { census, revision } = register.now()
  console.log(`Samband is open at ${here.url} (${census.rows} cooperations, revision ${revision})`)
  if (accounts.mailer.by === 'outbox') console.log(`Mails are shown at ${here.url}/en/outbox?key=${accounts.outboxKey}`)
  await sweepExpired(accounts)
  backups = keepBackingUp({ database, files: openFilesOf(here), dataFolder: here.dataFolder, now: accounts.now }, log)
  if (here.checksLinks) linkChecks = keepCheckingLinks({ database, now: accounts.now }, log)
  importing = keepImporting(imports, importer)
  const token = await offerFirstAdministrator(accounts)
  if (token) {
    console.log(
      `Nobody has an account yet. Whoever opens this address becomes the first administrator (once, within ` +
        `${firstLinkHours} hours): ${here.url}/first-administrator?token=${token}`,
    )
  }
  for (const why of heldBack) log.warn(`The data packages were not taken in: ${why}`)
  if (accounts.mailer.by === 'none') log.warn('no mail can be sent: SMTP_URL is not set')
}

/** The demonstration leaves nothing behind, touches no register and asks nobody. */
function throwAwayData(): Pick<Config, 'dataFolder' | 'databaseUrl' | 'files' | 'checksLinks'> {
  const dataFolder = mkdtempSync(join(tmpdir(), 'samband-demo-'))
  process.on('exit', () => rmSync(dataFolder, { recursive: true, force: true }))
  return { dataFolder, databaseUrl: undefined, files: undefined, checksLinks: false }
}

type Service = { fetch: Fetch; log: Log; close: () => Promise<void> }

/** Where nobody chose a port, the next free one will do. */
async function serveOnFreePort({ host, port, isPortChosen }: Config, { fetch, log, close }: Service): Promise<Served> {
  for (let offset = 0; ; offset += 1) {
    try {
      return await serveApp(fetch, { port: port + offset, host, log, close, stopOnSignals: true })
    } catch (error) {
      if (!(error instanceof PortTakenError) || isPortChosen || offset === triedPorts) throw error
    }
  }
}

/** What a person at the terminal can mend is said in a sentence; anything else is a bug and keeps its trace. */
const forPeople = [ConfigError, FolderInUseError, PortTakenError, SecretFileError, StartError]

try {
  await start()
} catch (error) {
  const isForPeople = error instanceof Error && forPeople.some((kind) => error instanceof kind)
  console.error(isForPeople ? error.message : error)
  process.exit(1)
}
