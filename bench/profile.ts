// Where does the time of a piece of work go? Samples of Node's own profiler, added up by what the code is there for.
import { Session, type Runtime } from 'node:inspector/promises'
import { findSourceMap } from 'node:module'

/** Shares of the time, which add up to 1. */
export type Profile = Record<Part, number>

export const parts = [
  'database', 'waiting', 'asking it', 'views', 'other code of ours', 'rendering', 'words and numbers', 'collecting garbage',
  'the rest',
] as const // prettier-ignore
export type Part = (typeof parts)[number]

/** By address of the code; the first that fits. PGlite's own code is WebAssembly; for PostgreSQL's the program waits. */
const places: readonly (readonly [RegExp, Part])[] = [
  [/^wasm:|\/@electric-sql\/pglite\//, 'database'],
  [/\/node_modules\/(?:kysely|pg|pg-[\w-]+|postgres[\w-]*)\/|\/pg-protocol\//, 'asking it'],
  [/\.views\.tsx|\/src\/ui\//, 'views'],
  [/\/src\//, 'other code of ours'],
  [/\/node_modules\/hono\//, 'rendering'],
  [/\/node_modules\/(?:intl-messageformat|@formatjs)\//, 'words and numbers'],
]

/** Of one file made of many the one that the code was written in. */
function sourceOf({ url, lineNumber, columnNumber }: Runtime.CallFrame): string {
  const origin = findSourceMap(url.replace(/^file:\/\//, ''))?.findEntry(lineNumber, columnNumber)
  return origin && 'originalSource' in origin ? origin.originalSource : url
}

function partOf(url: string, name: string): Part | undefined {
  if (name === '(idle)') return 'waiting'
  if (name === '(garbage collector)') return 'collecting garbage'
  return places.find(([place]) => place.test(url))?.[1] ?? 'the rest'
}

/** Does the work under the profiler, which makes it somewhat slower. Code that Node has built in counts for who calls it. */
export async function profileOf(work: () => Promise<void> | void): Promise<Profile> {
  const session = new Session()
  session.connect()
  await session.post('Profiler.enable')
  await session.post('Profiler.setSamplingInterval', { interval: 200 })
  await session.post('Profiler.start')
  await work()
  const { profile } = await session.post('Profiler.stop')
  session.disconnect()

  const took = new Map<number, number>()
  profile.samples?.forEach((id, at) => took.set(id, (took.get(id) ?? 0) + (profile.timeDeltas?.[at] ?? 0)))
  const nodes = new Map(profile.nodes.map((node) => [node.id, node]))
  const shares = Object.fromEntries(parts.map((part) => [part, 0])) as Profile
  const walk = (id: number, callers: Part): void => {
    const node = nodes.get(id)
    if (!node) return
    const { url, functionName } = node.callFrame
    const isBuiltIn = url === '' || url.startsWith('node:')
    const part = isBuiltIn && !functionName.startsWith('(') ? callers : partOf(sourceOf(node.callFrame), functionName)
    // Beginning to take samples takes its time, too.
    if (url === 'node:inspector') return
    if (part) shares[part] += took.get(id) ?? 0
    for (const child of node.children ?? []) walk(child, part ?? callers)
  }
  walk(profile.nodes[0]?.id ?? 0, 'the rest')
  const all = parts.reduce((sum, part) => sum + shares[part], 0)
  for (const part of parts) shares[part] /= all
  return shares
}
