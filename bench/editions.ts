// Measures making the edition of a register and rebuilding a register from it, as the commands do it, start included. The floor of each
// touches the same bytes and does nothing else: reads, hashes and writes them for the one, reads and hashes them for the other.
//   node … bench/editions.ts '{"dataFolder": …}'
import { spawnSync } from 'node:child_process'
import { cpSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openBag, readBagFolder } from '#platform/files/bag-folder.ts'
import { checkBag } from '#platform/files/bag.ts'
import { projectFolder } from '#platform/project.ts'

export type EditionMeasure = {
  files: number
  bytes: number
  /** Milliseconds. */
  made: number
  madeFloor: number
  restored: number
  restoredFloor: number
}

const { dataFolder } = JSON.parse(process.argv[2] ?? '{}') as { dataFolder: string }
const folder = mkdtempSync(join(tmpdir(), 'samband-bench-'))

async function timed(work: () => Promise<void> | void): Promise<number> {
  const startedAt = performance.now()
  await work()
  return performance.now() - startedAt
}

function samband(...args: string[]): void {
  const { status, stderr } = spawnSync(process.execPath, ['scripts/with-setup.mjs', 'src/cli.ts', ...args], {
    cwd: projectFolder,
    env: { ...process.env, DATABASE_URL: '', SAMBAND_DATA: join(folder, 'register') },
    encoding: 'utf8',
  })
  if (status !== 0) throw new Error(`samband ${args.join(' ')}: ${stderr}`)
}

try {
  // The register that was given stays without editions.
  cpSync(dataFolder, join(folder, 'register'), { recursive: true })
  const into = join(folder, 'editions')
  const made = await timed(() => samband('edition', 'make', '--out', into))
  const edition = join(into, readdirSync(into).find((name) => /^\d+-\d+$/.test(name)) ?? '')
  const restored = await timed(() => samband('edition', 'restore', edition, '--into', join(folder, 'rebuilt')))

  const bag = await readBagFolder(edition)
  const madeFloor = await timed(async () => {
    const copy = await openBag(join(folder, 'copy'))
    for (const path of bag.paths.filter((each) => each.startsWith('data/')))
      await copy.add(path.slice('data/'.length), await bag.read(path))
    await copy.close([])
  })
  let check = { files: 0, bytes: 0 }
  const restoredFloor = await timed(async () => {
    check = await checkBag(bag)
  })
  const { files, bytes } = check
  const measure: EditionMeasure = { files, bytes, made, madeFloor, restored, restoredFloor }
  console.log(JSON.stringify(measure))
} finally {
  rmSync(folder, { recursive: true, force: true })
}
