// A PostgreSQL of our own whose data stay between runs, because a million cooperations take minutes to make. The
// one in scripts/ is thrown away with its folder, which is right for tests.
import { spawnSync } from 'node:child_process'
import { chownSync, existsSync, mkdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { findPostgres } from '../scripts/machine.ts'
import { freePort } from './server.ts'

export type KeptPostgres = { url: (database: string) => string; port: number; stop: () => void }

// Nothing here must outlive a power cut. All else is as PostgreSQL comes, so that the figures are those of an
// installation that nobody has tuned.
const settings = [
  'fsync=off',
  'synchronous_commit=off',
  'full_page_writes=off',
  'listen_addresses=127.0.0.1',
  'max_wal_size=4GB',
]

/** Starts the cluster in `folder`, making it the first time. Stopped by `stop`, and when this process ends. */
export async function startKeptPostgres(folder: string): Promise<KeptPostgres> {
  const programs = findPostgres()
  const owner = serverOwner()
  mkdirSync(folder, { recursive: true })
  if (owner) chownSync(folder, owner.uid, owner.gid)
  const cluster = join(folder, 'cluster')
  const log = join(folder, 'log')
  const run = (program: string, args: string[]) => {
    const [first = '', ...rest] = [
      ...(owner ? ['runuser', '-u', 'postgres', '--'] : []),
      join(programs, program),
      ...args,
    ]
    const done = spawnSync(first, rest, { cwd: folder, stdio: ['ignore', 'ignore', 'pipe'], encoding: 'utf8' })
    if (done.status !== 0) {
      throw new Error(
        `${program} failed: ${done.stderr || done.error}${existsSync(log) ? `\n${readFileSync(log, 'utf8').slice(-2000)}` : ''}`,
      )
    }
  }
  if (!existsSync(join(cluster, 'PG_VERSION'))) {
    run('initdb', ['-D', cluster, '-U', 'postgres', '-A', 'trust', '-E', 'UTF8', '--locale=C.UTF-8', '--no-sync'])
  }
  const port = await freePort()
  const options = [`-p ${port}`, '-c unix_socket_directories=', ...settings.map((setting) => `-c ${setting}`)].join(' ')
  run('pg_ctl', ['start', '-D', cluster, '-l', log, '-o', options, '-w', '-t', '120', '-s'])
  let isRunning = true
  const stop = () => {
    if (isRunning) run('pg_ctl', ['stop', '-D', cluster, '-m', 'fast', '-w', '-t', '120', '-s'])
    isRunning = false
  }
  process.once('exit', stop)
  return { url: (database) => `postgres://postgres@127.0.0.1:${port}/${database}`, port, stop }
}

/** PostgreSQL refuses to run as root: then it runs as the user that its package made. */
function serverOwner(): { uid: number; gid: number } | undefined {
  if (process.getuid?.() !== 0) return undefined
  const ask = (flag: string) => Number(spawnSync('id', [flag, 'postgres'], { encoding: 'utf8' }).stdout || Number.NaN)
  const [uid, gid] = [ask('-u'), ask('-g')]
  if (Number.isNaN(uid) || Number.isNaN(gid))
    throw new Error('PostgreSQL cannot run as root, and there is no user “postgres”')
  return { uid, gid }
}
