// Runs a TypeScript file of ours on the project's own Node, installing the dependencies first when they are
// absent or older than the lock file. The program itself is first made one file of, for a quick start. Plain JavaScript
// for Node 18, because on a fresh machine this file is what runs before anything is installed.
import { spawn, spawnSync } from 'node:child_process'
import { existsSync, statSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = join(dirname(fileURLToPath(import.meta.url)), '..')
const lock = join(root, 'package-lock.json')
// npm writes this file last, so it exists only after a complete installation.
const installed = join(root, 'node_modules', '.package-lock.json')
const projectNode = join(root, 'node_modules', 'node', 'bin', process.platform === 'win32' ? 'node.exe' : 'node')

function isInstalled() {
  return existsSync(installed) && existsSync(projectNode) && statSync(installed).mtimeMs >= statSync(lock).mtimeMs
}

if (!isInstalled()) {
  console.error('Installing dependencies (once) …')
  const npm = spawnSync('npm', ['ci', '--no-audit', '--no-fund', '--loglevel=error'], {
    cwd: root,
    // Standard output stays clean, so that `npm run samband -- … > file` can be redirected at a first run too.
    stdio: ['ignore', 2, 2],
    shell: process.platform === 'win32',
  })
  if (npm.status !== 0) process.exit(npm.status ?? 1)
}

const { commandFor, compiledFolder } = await import('./program.mjs')

const [entry = '', ...args] = process.argv.slice(2)
const command = entry.startsWith('src/') ? await commandFor(root, entry) : ['--import', 'tsx', entry]
const child = spawn(projectNode, [...command, ...args], {
  stdio: 'inherit',
  env: { NODE_COMPILE_CACHE: compiledFolder(root), ...process.env },
})
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal))
child.on('exit', (code, signal) => process.exit(code ?? (signal === 'SIGINT' || signal === 'SIGTERM' ? 0 : 1)))
