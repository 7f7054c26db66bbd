// Starts a real PostgreSQL that nobody else uses, in a temporary folder on a free port, and removes it afterwards.
import { spawnSync } from 'node:child_process'
import { chownSync, existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { MissingError } from './machine.ts'
import { beforeStop } from './stages.ts'

export type ThrowAwayPostgres = { url: string; stop: () => void }

// Speed for safety: what is in it is worth nothing after a power cut.
const settings = [
  'fsync=off',
  'synchronous_commit=off',
  'full_page_writes=off',
  'max_connections=200',
  'listen_addresses=127.0.0.1',
]

/** `programs` is the folder with initdb and pg_ctl. Stopped by `stop`, and when this program is told to stop. */
export async function startPostgres(programs: string): Promise<ThrowAwayPostgres> {
  const owner = serverOwner()
  const folder = mkdtempSync(join(tmpdir(), 'samband-postgres-'))
  if (owner) chownSync(folder, owner.uid, owner.gid)
  const cluster = join(folder, 'cluster')
  const log = join(folder, 'log')

  const run = (program: string, args: string[]) => {
    const command = [join(programs, program), ...args]
    const [first = '', ...rest] = owner ? [...owner.prefix, ...command] : command
    // A folder that the server's user may enter; not piped, because the server would keep the pipes open for good.
    return spawnSync(first, rest, {
      cwd: folder,
      stdio: ['ignore', 'ignore', 'pipe'],
      encoding: 'utf8',
      timeout: 60_000,
    })
  }
  const stop = () => {
    forget()
    if (existsSync(join(cluster, 'postmaster.pid')))
      run('pg_ctl', ['stop', '-D', cluster, '-m', 'immediate', '-w', '-s'])
    rmSync(folder, { recursive: true, force: true })
  }
  const forget = beforeStop(stop)

  const made = run('initdb', [
    '-D',
    cluster,
    '-U',
    'postgres',
    '-A',
    'trust',
    '-E',
    'UTF8',
    '--locale=C.UTF-8',
    '--no-sync',
  ])
  if (made.status !== 0) return fail(`initdb failed: ${made.stderr || made.error}`)
  const port = await freePort()
  const options = [`-p ${port}`, `-k ${folder}`, ...settings.map((setting) => `-c ${setting}`)].join(' ')
  const started = run('pg_ctl', ['start', '-D', cluster, '-l', log, '-o', options, '-w', '-s'])
  if (started.status !== 0) {
    return fail(
      `PostgreSQL did not start: ${started.stderr || started.error}\n${existsSync(log) ? readFileSync(log, 'utf8') : ''}`,
    )
  }
  return { url: `postgres://postgres@127.0.0.1:${port}/postgres`, stop }

  function fail(sentence: string): never {
    stop()
    throw new Error(sentence)
  }
}

/** PostgreSQL refuses to run as root: then it runs as the user that its Debian package made. Otherwise as oneself. */
function serverOwner(): { uid: number; gid: number; prefix: string[] } | undefined {
  if (process.getuid?.() !== 0) return undefined
  const ask = (flag: string) => Number(spawnSync('id', [flag, 'postgres'], { encoding: 'utf8' }).stdout || Number.NaN)
  const [uid, gid] = [ask('-u'), ask('-g')]
  if (Number.isNaN(uid) || Number.isNaN(gid)) {
    throw new MissingError(
      'PostgreSQL cannot run as root, and there is no user `postgres`. Add it (`useradd postgres`) or run as another user.',
    )
  }
  return { uid, gid, prefix: ['runuser', '-u', 'postgres', '--'] }
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer()
    server.once('error', reject)
    server.listen(0, '127.0.0.1', () => {
      const address = server.address()
      server.close(() => resolve(address && typeof address === 'object' ? address.port : 0))
    })
  })
}
