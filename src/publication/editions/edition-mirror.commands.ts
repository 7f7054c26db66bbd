// Keeps a copy of the editions of another site. An edition has its place only once all of it has been checked; what has been
// fetched of one before stays beside it, so that the next run goes on from there.
import { createHash } from 'node:crypto'
import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { bagFiles, checkBag, readBagInfo, readManifest, type BagFault, type BagSignature } from '#platform/files/bag.ts'
import { readBagFolder } from '#platform/files/bag-folder.ts'
import { askOutside, type OutsideFault } from '#platform/http/outside.ts'
import { readEditionList } from './edition-list.input.ts'
import { editionFile, readEdition } from './edition.rules.ts'

export type Mirror = {
  /** Where the other site stands, without a slash at the end. */
  url: string
  /** Where its editions shall lie. */
  folder: string
  /** The public key that must have signed them. */
  trusted?: string
}

/**
 * `other-bytes`: the site now gives other bytes under the number of an edition that lies here whole; the copy stays. `too-large`: more
 * files or bytes than are taken. `unreachable`: the file of this path was not given.
 */
export type MirroredEdition = { id: string } & (
  | { ok: true; isNew: boolean; files: number; signature: BagSignature }
  | { ok: false; refusal: 'unreachable'; path: string; why: OutsideFault | number }
  | { ok: false; refusal: 'damaged'; faults: BagFault[] }
  | { ok: false; refusal: 'other-bytes' | 'no-edition' | 'too-large' }
)

export type MirroredSite =
  | { ok: true; editions: MirroredEdition[] }
  | { ok: false; refusal: 'unreachable'; why: OutsideFault | number }
  | { ok: false; refusal: 'no-list' }

const megabyte = 1_000_000
/** A register of a million cooperations stays well below these. */
const most = { list: 5 * megabyte, file: 1_000 * megabyte, edition: 20_000 * megabyte, files: 500_000 }
const timeoutMs = 10 * 60_000
const atOnce = 4

/** Fetches what is new, the oldest first, and tells of each edition as it is done. */
export async function mirrorEditions(mirror: Mirror, tell: (edition: MirroredEdition) => void): Promise<MirroredSite> {
  const list = await ask(`${mirror.url}/editions.json`, most.list)
  if (!list.ok) return { ok: false, refusal: 'unreachable', why: list.why }
  const ids = readEditionList(textOf(list.body))
  if (!ids) return { ok: false, refusal: 'no-list' }
  await mkdir(mirror.folder, { recursive: true })
  const editions: MirroredEdition[] = []
  for (const id of ids) {
    const edition: MirroredEdition = { id, ...(await mirrorOne(mirror, id)) }
    editions.push(edition)
    tell(edition)
  }
  return { ok: true, editions }
}

// What is left of a union once the number is taken out of each of its members.
type Outcome = MirroredEdition extends infer One ? (One extends MirroredEdition ? Omit<One, 'id'> : never) : never

class Refused extends Error {
  readonly outcome: Outcome
  constructor(outcome: Outcome) {
    super('The edition is not taken')
    this.outcome = outcome
  }
}

async function mirrorOne({ url, folder, trusted }: Mirror, id: string): Promise<Outcome> {
  const place = join(folder, id)
  const unfinished = `${place}.unfinished`
  try {
    const tags = await fetchTags(`${url}/editions/${id}`)
    const known = await readFile(join(place, bagFiles.tagManifest)).catch(() => undefined)
    if (known) {
      const { faults, files, signature } = await checkBag(await readBagFolder(place), { trusted })
      if (faults.length === 0)
        return known.equals(tags.get(bagFiles.tagManifest) ?? new Uint8Array())
          ? { ok: true, isNew: false, files, signature }
          : { ok: false, refusal: 'other-bytes' }
      // What is still as it was need not be fetched again.
      await rm(unfinished, { recursive: true, force: true })
      await rename(place, unfinished)
    }
    await mkdir(unfinished, { recursive: true })
    await fetchPayload(`${url}/editions/${id}`, unfinished, tags)
    const { faults, files, signature } = await checkBag(await readBagFolder(unfinished), { trusted })
    if (faults.length > 0) return { ok: false, refusal: 'damaged', faults }
    const edition = readEdition(await readFile(join(unfinished, editionFile), 'utf8').catch(() => ''))
    if (edition?.id !== id) return { ok: false, refusal: 'no-edition' }
    await rename(unfinished, place)
    return { ok: true, isNew: true, files, signature }
  } catch (error) {
    if (error instanceof Refused) return error.outcome
    throw error
  }
}

const optional: readonly string[] = [bagFiles.info, bagFiles.signature]

/** The files that name all others. A bag need have neither a signature nor what bag-info.txt says of it (RFC 8493). */
async function fetchTags(base: string): Promise<Map<string, Uint8Array>> {
  const tags = new Map<string, Uint8Array>()
  for (const path of Object.values(bagFiles)) {
    const answer = await ask(`${base}/${path}`, 100 * megabyte)
    if (answer.ok) tags.set(path, answer.body)
    else if (!optional.includes(path) || answer.why !== 404)
      throw new Refused({ ok: false, refusal: 'unreachable', path, why: answer.why })
  }
  return tags
}

/** Makes the folder hold just the files that the manifests name, those of an earlier run that are right included. */
async function fetchPayload(base: string, folder: string, tags: ReadonlyMap<string, Uint8Array>): Promise<void> {
  const manifest = readManifest(bagFiles.manifest, textOf(tags.get(bagFiles.manifest)), (path) => path.startsWith('data/')) // prettier-ignore
  if (manifest.faults.length > 0) throw new Refused({ ok: false, refusal: 'damaged', faults: manifest.faults })
  const wanted = new Map(manifest.digests)
  const stated = readBagInfo(textOf(tags.get(bagFiles.info))).find(([label]) => label === 'Payload-Oxum')?.[1] ?? ''
  let room = most.edition
  if (wanted.size > most.files || Number(stated.split('.')[0]) > room) throw new Refused({ ok: false, refusal: 'too-large' }) // prettier-ignore

  const present = await readBagFolder(folder)
  for (const path of present.paths) {
    if (wanted.get(path) === (await present.digest(path))) wanted.delete(path)
    else await rm(join(folder, path))
  }
  for (const [path, bytes] of tags) await writeFile(join(folder, path), bytes)
  const left = [...wanted]
  async function fetchNext(): Promise<void> {
    for (let next = left.shift(); next; next = left.shift()) {
      const [path, digest] = next
      const answer = await ask(
        `${base}/${path.split('/').map(encodeURIComponent).join('/')}`,
        Math.min(most.file, room),
      )
      if (!answer.ok && answer.why === 'too-large') throw new Refused({ ok: false, refusal: 'too-large' })
      if (!answer.ok) throw new Refused({ ok: false, refusal: 'unreachable', path, why: answer.why })
      if (createHash('sha256').update(answer.body).digest('hex') !== digest)
        throw new Refused({ ok: false, refusal: 'damaged', faults: [{ code: 'changed', path }] })
      room -= answer.body.byteLength
      await mkdir(dirname(join(folder, path)), { recursive: true })
      await writeFile(join(folder, path), answer.body)
    }
  }
  const fetching = Array.from({ length: atOnce }, () => fetchNext().finally(() => left.splice(0)))
  // The first that fails ends the others; none may still write when the folder is looked at again.
  await Promise.allSettled(fetching)
  await Promise.all(fetching)
}

type Answer = { ok: true; body: Uint8Array } | { ok: false; why: OutsideFault | number }

/** Whoever runs the command names the site: it may be one of their own network. */
async function ask(address: string, mostBytes: number): Promise<Answer> {
  const answer = await askOutside(address, { guard: () => true, mostBytes, timeoutMs })
  if (!answer.ok) return { ok: false, why: answer.fault }
  return answer.status === 200 ? { ok: true, body: answer.body } : { ok: false, why: answer.status }
}

function textOf(bytes: Uint8Array | undefined): string {
  return new TextDecoder().decode(bytes)
}
