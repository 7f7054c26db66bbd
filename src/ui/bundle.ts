/** Which files do the styles and islands become? Bundled once, and read from where that is kept until a source changes. */
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { projectFolder } from '#platform/project.ts'

/** `name` is without the hash that `hashed` has: `main.css`, `main-5XK2ABCD.css`. */
export type BundledFile = { name: string; hashed: string; bytes: Uint8Array<ArrayBuffer> }

/** `sources` from the project's folder; `digest` of all that the files are made of. */
type Kept = { sources: string[]; digest: string; files: { name: string; hashed: string; base64: string }[] }

/**
 * `folder` holds the sources, `prefix` begins the addresses by which styles refer to fonts. What was kept in the file is
 * given back while its sources are what they were: starting the bundler takes a third of a second of both processors.
 */
export async function bundleOrRecall(folder: string, prefix: string, keptIn: string): Promise<BundledFile[]> {
  const islands = readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.island.ts'))
    .toSorted()
  const kept = readKept(keptIn)
  if (kept && kept.digest === digestOf(folder, islands, kept.sources))
    return kept.files.map(({ name, hashed, base64 }) => ({ name, hashed, bytes: fromBase64(base64) }))
  const { files, sources } = await bundle(folder, prefix, islands)
  keep(keptIn, {
    sources,
    digest: digestOf(folder, islands, sources),
    files: files.map(({ name, hashed, bytes }) => ({ name, hashed, base64: Buffer.from(bytes).toString('base64') })),
  })
  return files
}

async function bundle(
  folder: string,
  prefix: string,
  islands: readonly string[],
): Promise<{ files: BundledFile[]; sources: string[] }> {
  const styles = join(folder, 'ui/styles/main.css')
  // Only here: a start that finds everything kept does without.
  const { build } = await import('esbuild')
  const { outputFiles, metafile } = await build({
    absWorkingDir: join(folder, '..'),
    // The entry points have no files of their own: one lists the islands, the other may not be written yet.
    entryPoints: [
      { in: 'entry:islands', out: 'islands' },
      { in: 'entry:main', out: 'main' },
    ],
    plugins: [
      {
        name: 'entries',
        setup(bundler) {
          bundler.onResolve({ filter: /^entry:/ }, ({ path }) => ({ path, namespace: 'entry' }))
          bundler.onLoad({ filter: /islands$/, namespace: 'entry' }, () => ({
            contents: islands.map((file) => `import ${JSON.stringify(`./${file}`)}`).join('\n'),
            resolveDir: folder,
          }))
          bundler.onLoad({ filter: /main$/, namespace: 'entry' }, () => ({
            contents: existsSync(styles) ? '@import "./ui/styles/main.css";' : '',
            loader: 'css',
            resolveDir: folder,
          }))
        },
      },
    ],
    bundle: true,
    minify: true,
    write: false,
    metafile: true,
    format: 'esm',
    target: ['es2022', 'chrome120', 'firefox121', 'safari17'],
    outdir: '/',
    publicPath: prefix,
    entryNames: '[name]-[hash]',
    assetNames: '[name]-[hash]',
    loader: { '.woff2': 'file', '.svg': 'file', '.png': 'file' },
    legalComments: 'none',
    logLevel: 'warning',
  })
  const files = outputFiles.map((file) => {
    const hashed = basename(file.path)
    const [, stem, extension = ''] = /^(.*)-[A-Z0-9]{8}\.(\w+)$/.exec(hashed) ?? []
    return { name: `${stem}.${extension}`, hashed, bytes: new Uint8Array(file.contents) }
  })
  return { files, sources: Object.keys(metafile.inputs).filter((path) => !/(?:^|:)entry:/.test(path)) }
}

/** Of everything that goes into the files: how they are made, which islands there are, and each source. */
function digestOf(folder: string, islands: readonly string[], sources: readonly string[]): string {
  const hash = createHash('sha256').update(islands.join())
  const ways = [join(projectFolder, 'package-lock.json'), join(projectFolder, 'src/ui/bundle.ts')]
  for (const file of [...ways, ...sources.map((source) => join(folder, '..', source))])
    hash.update(file).update(existsSync(file) ? readFileSync(file) : '')
  return hash.digest('hex')
}

function readKept(file: string): Kept | undefined {
  try {
    return JSON.parse(readFileSync(file, 'utf8'))
  } catch {
    // Absent, or cut short by a full disk: bundled anew.
    return undefined
  }
}

function keep(file: string, kept: Kept): void {
  const making = `${file}.${process.pid}`
  try {
    mkdirSync(dirname(file), { recursive: true })
    writeFileSync(making, JSON.stringify(kept))
    // Renamed when whole: another start at the same time finds all of it or nothing.
    renameSync(making, file)
  } catch {
    // Where nothing may be written, each start bundles.
  }
}

function fromBase64(text: string): Uint8Array<ArrayBuffer> {
  return new Uint8Array(Buffer.from(text, 'base64'))
}
