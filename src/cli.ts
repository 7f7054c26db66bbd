// The command line: `npm run samband -- <command>`.
import { existsSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { comparePackages, faultsOfReports, openPackages, type Opened } from './compare.ts'
import { runBackup, runRestore } from './backups.ts'
import { editionUsage, runEdition } from './editions.ts'
import { readConfig, type Config } from './config.ts'
import { checkLinks, fetchCopy, rotateSeals, type Arriving } from './evidence/index.ts'
import { openDatabase, type Database } from './platform/db/database.ts'
import { importList } from './import-list.ts'
import { readFolder } from './read-minutes.ts'
import { mirrorUsage, runMirror } from './mirror.ts'
import { writeDictionary } from './platform/db/dictionary.ts'
import { migrate, migrationFiles } from './platform/db/migrations.ts'
import { Problem } from './platform/http/problem.ts'
import { projectFolder } from './platform/project.ts'
import { makeKey, readKeyRing } from './platform/secrets/envelope.ts'
import { publicTables, reportShelf, writeOpenDataDictionary, type ReportFault } from './publication/index.ts'
import {
  checkPackage,
  checkStanding,
  describePackage,
  findAsOf,
  loadPackages,
  openStandingRegister,
  readingTable,
  readPackage,
  referenceOf,
  type Fault,
} from './register/index.ts'
import { describeFault, openFilesOf, openRegister, shippedPackages } from './start.ts'

type Command = { usage: string; does: string; run: (args: string[]) => Promise<number> | number }

const commands: Record<string, Command> = {
  check: {
    usage: 'check FOLDER [REFERENCE]',
    does: 'says what a data package holds and what is wrong with it; ends with 1 if anything is',
    run: ([folder, referenceFolder = shippedPackages.reference]) => {
      if (!folder) return usage()
      const reference = readPackage(referenceFolder)
      const pack = readPackage(folder)
      const known = referenceOf(reference)
      const faults = checkPackage(
        pack,
        pack.descriptor.name === reference.descriptor.name ? { ...known, actors: new Map() } : known,
      )
      console.log(`${pack.descriptor.title || folder} (${pack.descriptor.name} ${pack.descriptor.version})`)
      for (const [resource, rows] of describePackage(pack))
        console.log(`  ${resource.padEnd(14)} ${String(rows).padStart(6)}`)
      for (const fault of faults) console.log(describeFault(fault))
      console.log(faults.length === 0 ? 'No faults.' : `${faults.length} faults.`)
      return faults.length === 0 ? 0 : 1
    },
  },
  load: {
    usage: 'load FOLDER …',
    does: 'takes data packages into the register, all or nothing',
    run: async (folders) => {
      if (folders.length === 0) return usage()
      const config = readConfig()
      const database = await openDatabase(
        config.databaseUrl ? { url: config.databaseUrl } : { folder: config.dataFolder },
      )
      try {
        await migrate(database)
        const result = await loadPackages(
          database,
          { reference: shippedPackages.reference, datasets: folders },
          new Date(),
          config.sealKeys,
        )
        if (!result.ok) {
          for (const fault of result.faults) console.log(describeFault(fault))
          console.log(`${result.faults.length} faults; nothing was changed.`)
          return 1
        }
        const { added, changed, withdrawn } = result.counts
        console.log(`Revision ${result.revision}: ${added} added, ${changed} changed, ${withdrawn} withdrawn.`)
        return 0
      } finally {
        await database.close()
      }
    },
  },
  import: {
    usage: 'import FILE [--list TITLE] [--columns FIELD=HEADING,…] [--preview]',
    does: 'takes in a list of who cooperates with whom (CSV, TSV, XLSX, JSON) as candidates, and goes on where it was stopped; --preview only counts; ends with 1 if the list is refused',
    // Lists are matched with the register, so it has to be there, as at a start of the program.
    run: async (args) => {
      const { database } = await openRegister(readConfig())
      try {
        return await importList({ database, now: () => new Date(), say: console.log }, args)
      } finally {
        await database.close()
      }
    },
  },
  report: {
    usage: 'report check [FOLDER … | --as-of DAY|REVISION]',
    does: 'says where a report no longer agrees with the data: its own, those in FOLDER, or the register as it stood; ends with 1 if anywhere',
    run: async ([what, ...rest]) => {
      if (what !== 'check') return usage()
      if (rest[0] === '--as-of') return rest.length === 2 ? checkReportsAsOf(rest[1] ?? '') : usage()
      const opened = await openPackages(
        rest.length > 0 ? { ...shippedPackages, datasets: rest } : shippedPackages,
        new Date(),
      )
      if ('faults' in opened) return tellFaults(opened.faults)
      try {
        return await tellReports(opened)
      } finally {
        await opened.database.close()
      }
    },
  },
  compare: {
    usage: 'compare FOLDER …',
    does: 'says which figures, claims of sources and sentences of reports come out otherwise with the data in FOLDER; ends with 1 if any',
    run: async (folders) => {
      if (folders.length === 0) return usage()
      const before = await openPackages(shippedPackages, new Date())
      if ('faults' in before) return tellFaults(before.faults)
      const after = await openPackages({ ...shippedPackages, datasets: folders }, new Date())
      try {
        if ('faults' in after) return tellFaults(after.faults)
        const lines = await comparePackages(before, after)
        for (const line of lines) console.log(line)
        console.log(lines.length === 0 ? 'Nothing comes out otherwise.' : `${lines.length} come out otherwise.`)
        return lines.length === 0 ? 0 : 1
      } finally {
        await before.database.close()
        if ('database' in after) await after.database.close()
      }
    },
  },
  'fetch-source': {
    usage: 'fetch-source ID …',
    does: 'keeps a copy of what the address of a source leads to, for a curator to accept; ends with 1 if any could not be had',
    run: async (ids) => {
      if (ids.length === 0) return usage()
      return withDatabase(async (database, config) => {
        const arriving = {
          database,
          files: openFilesOf(config),
          now: () => new Date(),
          largestFile: config.largestFile,
        }
        let failed = 0
        for (const source of ids) {
          const line = await fetchCopyOf(arriving, source)
          if (line.failed) failed += 1
          console.log(`${source}: ${line.text}`)
        }
        return failed === 0 ? 0 : 1
      })
    },
  },
  'check-links': {
    usage: 'check-links',
    does: 'asks the addresses of sources that have not been asked for 20 hours; ends with 1 if any fails',
    run: () =>
      withDatabase(async (database) => {
        const checked = await checkLinks({ database, now: () => new Date() })
        const failing = checked.filter(({ fault }) => fault !== null)
        for (const { source, url, fault, status } of failing) console.log(`${source}: ${url} ${status ?? fault}`)
        console.log(`${checked.length} asked, ${failing.length} failing.`)
        return failing.length === 0 ? 0 : 1
      }),
  },
  'read-minutes': {
    usage: 'read-minutes FOLDER [PACKAGE]',
    does: 'suggests what the minutes in FOLDER (text files) decide, with the names in PACKAGE, and measures it against gold.json there',
    run: async ([folder, dataset]) => {
      if (!folder) return usage()
      const own = dataset && existsSync(join(dataset, 'reference')) ? { reference: join(dataset, 'reference') } : {}
      const packages = { ...shippedPackages, ...own, ...(dataset ? { datasets: [dataset] } : {}) }
      const opened = await openPackages(packages, new Date())
      if ('faults' in opened) return tellFaults(opened.faults)
      try {
        const { files, reading } = await readFolder(opened, folder)
        for (const { name, suggestions } of files) {
          console.log(`${name}: ${suggestions.length} suggested`)
          for (const { paragraph, home, counterpart, kind, date, diaryNumber, passage } of suggestions) {
            const said = [home?.value, counterpart.value, kind.value, date?.value, diaryNumber?.value].map(
              (one) => one ?? '?',
            )
            console.log(`  ${[paragraph ?? '', `p. ${passage.page}`, ...said].join('  ')}`)
          }
        }
        for (const line of readingTable(reading)) console.log(line)
        return 0
      } finally {
        await opened.database.close()
      }
    },
  },
  backup: {
    usage: 'backup FILE',
    does: 'writes everything into one file, also while the program runs, and reads it back',
    run: ([file, more]) => (file && !more ? runBackup(file, new Date(), (line) => console.log(line)) : usage()),
  },
  restore: {
    usage: 'restore FILE',
    does: 'fills an empty database and SAMBAND_DATA from a backup, on either engine',
    run: ([file, more]) => (file && !more ? runRestore(file, (line) => console.log(line)) : usage()),
  },
  edition: {
    usage: editionUsage,
    does: 'freezes the public register into an edition; says whether one is whole and by whom it is signed; prints a new key for SAMBAND_EDITION_KEY',
    run: (args) => runEdition(args, (line) => console.log(line)) ?? usage(),
  },
  mirror: {
    usage: mirrorUsage,
    does: 'keeps a copy of the editions of another site, each checked; goes on where it was stopped; ends with 1 if any is refused',
    run: (args) => runMirror(args, (line) => console.log(line)) ?? usage(),
  },
  'check-seals': {
    usage: 'check-seals',
    does: 'looks whether anything in the register leads to somebody under seal; ends with 1 if anything does',
    run: () =>
      withDatabase(async (database, { sealKeys }) => {
        const check = await checkStanding(database, { ring: sealKeys, at: new Date() })
        if (check.ok) console.log('Nothing found that has not been ruled on.')
        else if (check.refusal === 'unreadable')
          console.log('SAMBAND_SEAL_KEY lacks a key of what is under seal, or it is damaged.')
        else for (const { row, column, seal } of check.findings) console.log(`/seals/${seal}  ${row} ${column}`)
        return check.ok ? 0 : 1
      }),
  },
  'rotate-seals': {
    usage: 'rotate-seals',
    does: 'encrypts what is under seal anew with the first key of SAMBAND_SEAL_KEY',
    run: () =>
      withDatabase(async (database, { sealKeys }) => {
        if (sealKeys.length === 0) {
          console.log('SAMBAND_SEAL_KEY is not set.')
          return 1
        }
        const { renewed, left } = await rotateSeals(database, sealKeys)
        console.log(`${renewed} encrypted anew.`)
        if (left > 0) console.log(`${left} cannot be opened with the keys that are set, and stay as they are.`)
        return left === 0 ? 0 : 1
      }),
  },
  'seal-key': {
    usage: 'seal-key [ID]',
    does: 'prints a new key for SAMBAND_SEAL_KEY',
    run: ([id = new Date().toISOString().slice(0, 10)]) => {
      const key = makeKey(id)
      if (!readKeyRing(key)) {
        console.log('The name of a key has at most 32 small letters, digits and hyphens.')
        return 2
      }
      console.log(key)
      return 0
    },
  },
  dictionary: {
    usage: 'dictionary',
    does: 'writes docs/data-dictionary.md from the comments in the database, and docs/open-data-dictionary.md',
    run: async () => {
      const database = await openDatabase({ inMemory: true })
      await migrate(database)
      writeFileSync(join(projectFolder, 'docs/data-dictionary.md'), await writeDictionary(database.reader))
      await database.close()
      writeFileSync(join(projectFolder, 'docs/open-data-dictionary.md'), writeOpenDataDictionary(publicTables))
      return 0
    },
  },
  'freeze-migrations': {
    usage: 'freeze-migrations',
    does: 'writes migrations/checksums.txt; a migration that has been released must never change',
    run: () => {
      const lines = migrationFiles().map(({ name, checksum }) => `${checksum}  ${name}`)
      writeFileSync(join(projectFolder, 'migrations/checksums.txt'), `${lines.join('\n')}\n`)
      return 0
    },
  },
}

/** On the database that the program serves, at the newest schema. */
async function withDatabase(work: (database: Database, config: Config) => Promise<number>): Promise<number> {
  const config = readConfig()
  const database = await openDatabase(config.databaseUrl ? { url: config.databaseUrl } : { folder: config.dataFolder })
  try {
    await migrate(database)
    return await work(database, config)
  } finally {
    await database.close()
  }
}

async function fetchCopyOf(arriving: Arriving, source: string): Promise<{ failed: boolean; text: string }> {
  try {
    const fetched = await fetchCopy(arriving, { source, account: undefined })
    if (!fetched.ok) return { failed: true, text: `no copy (${fetched.status ?? fetched.refusal})` }
    return {
      failed: false,
      text: `document ${fetched.id}${fetched.isNew ? ', for a curator to accept' : ' has it already'}`,
    }
  } catch (error) {
    if (error instanceof Problem) return { failed: true, text: error.message }
    throw error
  }
}

/** Against the register that the program serves, as it stood on a day or at a revision. */
async function checkReportsAsOf(asked: string): Promise<number> {
  const { databaseUrl, dataFolder } = readConfig()
  const database = await openDatabase(databaseUrl ? { url: databaseUrl } : { folder: dataFolder })
  try {
    await migrate(database)
    const found = await findAsOf(database.reader, asked)
    if (typeof found === 'string') {
      const why = { unreadable: 'is neither a day (2026-11-24) nor a revision (3)', future: 'is yet to come' }[found]
      console.log(`--as-of ${asked} ${why}.`)
      return 2
    }
    const standing = await (await openStandingRegister(database)).asOf(found.revision)
    const held = new Set(standing.datasets.map(({ id }) => id))
    if (!reportShelf().some(({ dataset }) => held.has(dataset))) {
      console.log(`As of ${asked} the register held nothing of what the reports tell.`)
      return 2
    }
    return await tellReports({ database, standing })
  } finally {
    await database.close()
  }
}

async function tellReports(opened: Opened): Promise<number> {
  const faults = await faultsOfReports(opened)
  for (const fault of faults) console.log(describeReportFault(fault))
  console.log(faults.length === 0 ? 'No faults.' : `${faults.length} faults.`)
  return faults.length === 0 ? 0 : 1
}

function tellFaults(faults: readonly Fault[]): number {
  for (const fault of faults) console.log(describeFault(fault))
  console.log(`${faults.length} faults.`)
  return 1
}

function describeReportFault({ file, line, code, message, stated, computed }: ReportFault): string {
  const values = computed === undefined ? '' : ` [stated ${stated}, computed ${computed}]`
  return `${file}:${line} ${code} ${message}${values}`
}

function usage(): number {
  const width = Math.max(...Object.values(commands).map((command) => command.usage.length))
  console.error('Usage: npm run samband -- COMMAND\n')
  for (const command of Object.values(commands)) console.error(`  ${command.usage.padEnd(width)}  ${command.does}`)
  return 2
}

const [name = '', ...args] = process.argv.slice(2)
const status: number = await (commands[name]?.run(args) ?? usage())
process.exitCode = status
