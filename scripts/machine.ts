// What the tests need of the machine beside Node: finds it, and installs it where that is ours to do (root, with apt).
import { spawnSync } from 'node:child_process'
import { existsSync, readdirSync } from 'node:fs'
import { delimiter, join } from 'node:path'

/** Something that this machine lacks; the message says what to install. */
export class MissingError extends Error {
  override name = 'MissingError'
}

/** The folder with initdb and pg_ctl, the newest if there are several. */
export function findPostgres(): string {
  return findOrInstall(postgresFolder, ['postgresql'], {
    what: 'PostgreSQL (initdb, pg_ctl)',
    remedy: 'Install it: `apt-get install postgresql` on Debian and Ubuntu, `brew install postgresql` on a Mac.',
  })
}

/** The program file of Chromium or Chrome. Its headless shell comes first: it opens pages in a third of the time. */
export function findChromium(): string {
  return findOrInstall(chromiumProgram, ['chromium-headless-shell', 'fonts-noto-cjk', 'fonts-liberation'], {
    what: 'Chromium',
    remedy: 'Install it: `apt-get install chromium-headless-shell` on Debian, or Google Chrome on any system.',
  })
}

function findOrInstall(
  find: () => string | undefined,
  packages: string[],
  missing: { what: string; remedy: string },
): string {
  const found = find() ?? (installWithApt(packages) ? find() : undefined)
  if (!found) throw new MissingError(`${missing.what} was not found on this machine. ${missing.remedy}`)
  return found
}

function postgresFolder(): string | undefined {
  const debian = '/usr/lib/postgresql'
  const versions = existsSync(debian) ? readdirSync(debian).filter((name) => /^\d+$/.test(name)) : []
  const newestFirst = versions.toSorted((a, b) => Number(b) - Number(a)).map((version) => join(debian, version, 'bin'))
  return [...newestFirst, ...pathFolders()].find((folder) =>
    ['initdb', 'pg_ctl'].every((name) => existsSync(join(folder, name))),
  )
}

function chromiumProgram(): string | undefined {
  const names = ['chromium-headless-shell', 'chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable']
  const mac = '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome'
  return [...names.flatMap((name) => pathFolders().map((folder) => join(folder, name))), mac].find((file) =>
    existsSync(file),
  )
}

function pathFolders(): string[] {
  return (process.env.PATH ?? '').split(delimiter).filter(Boolean)
}

function installWithApt(packages: string[]): boolean {
  const isRoot = process.getuid?.() === 0
  if (!isRoot || !pathFolders().some((folder) => existsSync(join(folder, 'apt-get')))) return false
  console.error(`Installing ${packages.join(', ')} (once) …`)
  const apt = (...args: string[]) =>
    spawnSync('apt-get', args, {
      stdio: ['ignore', 'ignore', 2],
      env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
    }).status === 0
  apt('update', '-qq')
  return apt('install', '-y', '-qq', '--no-install-recommends', ...packages)
}
