// Copies of the editions of other sites at the command line.
import { join, resolve } from 'node:path'
import { readConfig } from './config.ts'
import { describeBagFault } from './editions.ts'
import { mirrorEditions, type MirroredEdition } from './publication/index.ts'
import { mirrorsFolder } from './start.ts'

export const mirrorUsage = 'mirror URL [--into DIR] [--key PUBLIC]'

type Say = (line: string) => void

/** The status that the command ends with; undefined where it was not understood. */
export function runMirror([address, ...options]: readonly string[], say: Say): Promise<number> | number | undefined {
  if (address === undefined) return undefined
  const asked: { into?: string; key?: string } = {}
  for (let at = 0; at < options.length; at += 2) {
    const [name, value] = [options[at], options[at + 1]]
    if (value === undefined) return undefined
    if (name === '--into' && asked.into === undefined) asked.into = resolve(value)
    else if (name === '--key' && asked.key === undefined) asked.key = value
    else return undefined
  }
  const url = URL.canParse(address) ? new URL(address) : undefined
  if (!url || !['http:', 'https:'].includes(url.protocol) || url.pathname !== '/' || url.search || url.username) {
    say(`${address} is no address of a site, as https://samband.example is.`)
    return 2
  }
  return mirror(url, asked, say)
}

async function mirror(url: URL, { into, key }: { into?: string; key?: string }, say: Say): Promise<number> {
  // A colon is no sign for a folder everywhere.
  const folder = into ?? join(mirrorsFolder(readConfig()), url.host.replaceAll(':', '_'))
  const site = await mirrorEditions({ url: url.origin, folder, trusted: key }, (edition) => tell(edition, say))
  if (!site.ok) {
    say(site.refusal === 'no-list' ? `${url.origin}/editions.json is no list of editions.` : `${url.origin}/editions.json was not given: ${site.why}.`) // prettier-ignore
    return 1
  }
  const refused = site.editions.filter(({ ok }) => !ok).length
  const isNew = site.editions.filter((edition) => edition.ok && edition.isNew).length
  say(`Editions there: ${site.editions.length}, new: ${isNew}, refused: ${refused}. They lie in ${folder}`)
  return refused === 0 ? 0 : 1
}

function tell(edition: MirroredEdition, say: Say): void {
  const { id } = edition
  if (edition.ok) {
    const { state, publicKey } = edition.signature
    say(`${id}: ${edition.isNew ? 'fetched' : 'is here'}, ${edition.files} files, ${state === 'none' ? 'not signed' : `signed with the key ${publicKey}`}`) // prettier-ignore
    return
  }
  if (edition.refusal === 'damaged') for (const fault of edition.faults) say(`${id}: ${describeBagFault(fault)}`)
  const why = edition.refusal === 'unreachable' ? `${edition.path} was not given: ${edition.why}` : refusals[edition.refusal] // prettier-ignore
  say(`${id}: refused, ${why}.`)
}

const refusals = {
  damaged: 'it is not whole',
  'no-edition': 'it is no edition of that number',
  'too-large': 'it is larger than is taken',
  'other-bytes': 'it has changed there; the copy here stays as it was',
} as const
