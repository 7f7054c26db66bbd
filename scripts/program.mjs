// Makes one file of the program and its largest libraries: read file by file, through a compiler, they take longer than
// everything else in a start. Plain JavaScript, because with-setup.mjs runs it on whatever Node there is.
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { pathToFileURL } from 'node:url'

// Two folders below the project, as src/platform/project.ts expects.
const folder = '.cache/program'

/** Libraries of many files each. The others stay as they are: some load what lies beside them. */
const takenIn = [
  '@hono/node-server',
  'better-auth',
  'hono',
  'htmlparser2',
  'kysely',
  'mdast-util-from-markdown',
  'mdast-util-gfm-footnote',
  'mdast-util-gfm-table',
  'micromark-extension-gfm-footnote',
  'micromark-extension-gfm-table',
  'nodemailer',
  'openid-client',
  'pg',
  'rate-limiter-flexible',
  'zod',
]

/**
 * The file for this entry (such as `src/main.ts`), made if the sources have changed since; undefined where nothing may be
 * written beside them.
 */
export async function programFile(root, entry) {
  const [stem] = basename(entry).split('.')
  const file = join(root, folder, `${stem}-${fingerprintOf(root, dirname(entry))}.mjs`)
  if (existsSync(file)) return file
  try {
    mkdirSync(join(root, folder), { recursive: true })
  } catch {
    return undefined
  }
  const { build } = await import('esbuild')
  const { dependencies, devDependencies } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'))
  const libraries = Object.keys({ ...dependencies, ...devDependencies })
  const { outputFiles } = await build({
    absWorkingDir: root,
    entryPoints: [entry],
    outfile: file,
    write: false,
    bundle: true,
    external: ['pg-native', ...libraries.filter((name) => !takenIn.includes(name))],
    // Older libraries ask for what is built into Node in the older way.
    banner: {
      js: "import { createRequire as requireFrom } from 'node:module'; const require = requireFrom(import.meta.url);",
    },
    format: 'esm',
    platform: 'node',
    target: 'node24',
    // Beside it and not in it, so that the file is no longer than what is run.
    sourcemap: 'linked',
    sourcesContent: false,
    logLevel: 'warning',
  })
  for (const older of readdirSync(join(root, folder)))
    if (older.startsWith(`${stem}-`)) rmSync(join(root, folder, older), { force: true })
  // What Node has compiled of the older ones.
  rmSync(compiledFolder(root), { recursive: true, force: true })
  // Renamed when whole, and the program last: another start at the same time finds all of it or nothing.
  for (const path of [`${file}.map`, file]) {
    writeFileSync(`${path}.${process.pid}`, outputFiles.find((made) => made.path === path).contents)
    renameSync(`${path}.${process.pid}`, path)
  }
  return file
}

/** What Node is given to run this entry; from the sources, where no file can be made of them. */
export async function commandFor(root, entry) {
  const file = await programFile(root, entry)
  const sourceMaps = pathToFileURL(join(root, 'scripts/source-maps.mjs')).href
  return ['--import', sourceMaps, ...(file ? [file] : ['--import', 'tsx', entry])]
}

/** Where Node may keep what it has compiled, so that a later start need not. */
export function compiledFolder(root) {
  return join(root, '.cache', 'compiled')
}

/** Of what the file is made of, by content: neither a copy nor a switch of branches can leave it behind. */
function fingerprintOf(root, entryFolder) {
  const hash = createHash('sha256')
  const sources = [...new Set(['src', entryFolder])].flatMap((within) => filesIn(root, within))
  for (const name of ['package-lock.json', 'package.json', 'scripts/program.mjs', ...sources])
    hash.update(name).update(readFileSync(join(root, name)))
  return hash.digest('hex').slice(0, 16)
}

function filesIn(root, within) {
  return readdirSync(join(root, within), { withFileTypes: true }).flatMap((entry) => {
    const name = `${within}/${entry.name}`
    return entry.isDirectory() ? filesIn(root, name) : [name]
  })
}
