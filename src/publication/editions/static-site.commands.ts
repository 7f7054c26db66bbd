// Writes every page of the site into files that open from a disk. They are made in this thread, and written in another meanwhile.
import { on } from 'node:events'
import { startThread } from '#platform/thread.ts'
import type { Answer, Walk, WalkAnswer, WalkMessage } from './static-walk.commands.ts'

export type StaticSite = Walk & {
  /** Asks the running site as somebody who is not signed in. */
  ask: (path: string) => Promise<Response>
  /** Takes in a file; paths are relative to the folder of the site. */
  add: (path: string, content: string | Uint8Array) => Promise<void>
  /** Makes of a module a script that a page from a disk may load. */
  asClassic: (code: string) => Promise<string>
}

/** Writes all pages, and what they load. The same site gives the same files. */
export async function writeStaticSite(site: StaticSite): Promise<void> {
  const { ask, add, pages, beside, alsoFound } = site
  const walk: Walk = { pages, beside, alsoFound }
  const worker = startThread('publication/editions/static-walk.commands.ts', { workerData: walk })
  let adding = Promise.resolve()
  let failure: unknown
  const answer = async (id: number, path: string) => {
    try {
      const made: WalkAnswer = { id, answer: await read(await ask(path)) }
      worker.postMessage(made, [made.answer.body.buffer])
    } catch (error) {
      failure ??= error
      await worker.terminate()
    }
  }
  try {
    for await (const [message] of on(worker, 'message', { close: ['exit'] }) as AsyncIterable<[WalkMessage]>) {
      if ('ask' in message) void answer(message.id, message.ask)
      else {
        // One file is on its way to the disk while the next page is made.
        await adding
        adding = add(message.path, message.content)
        // It is heard above, or at the end.
        adding.catch(() => undefined)
      }
    }
    await adding
    if (failure !== undefined) throw failure
  } finally {
    await worker.terminate()
  }
  await writeAssets(site)
}

async function read(response: Response): Promise<Answer> {
  return {
    isForEverybody: response.status === 200 && !/private/.test(response.headers.get('cache-control') ?? ''),
    isPage: response.headers.get('content-type')?.startsWith('text/html') ?? false,
    body: new Uint8Array(await response.arrayBuffer()),
  }
}

/** The script, styles, fonts and pictures: those that the pages name, and what the styles name. */
async function writeAssets({ ask, add, pages, asClassic }: StaticSite): Promise<void> {
  const fetched = async (path: string) => Buffer.from(await (await ask(path)).arrayBuffer())
  await add(pages.script.slice(1), await asClassic((await fetched(pages.script)).toString()))
  const css = (await fetched(pages.style)).toString()
  await add(pages.style.slice(1), css.replaceAll(/(url\("?)\/assets\//g, '$1'))
  const named = [...css.matchAll(/url\("?(\/assets\/[^")]+)"?\)/g)].map(([, address = '']) => address)
  for (const path of new Set([...named, ...pages.pictures].toSorted())) await add(path.slice(1), await fetched(path))
}
