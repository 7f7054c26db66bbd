// How the register changed: its changesets, and what differs between any two knowledge dates.
import { Hono, type Context } from 'hono'
import type { AppEnv } from '#platform/http/app-env.ts'
import { Problem } from '#platform/http/problem.ts'
import type { Reader } from '#platform/db/database.ts'
import {
  countChanges, factKinds, findChangeset, listAbout, listChanges, listChangesets, questionOf, readChangeKey, readFactKind, readSpan,
  writeChangeKey, type SpanError,
} from '#register/index.ts' // prettier-ignore
import { maxLimit, pageSize } from '#statistics/index.ts'
import { describeChange, describeChangeset, describeCount } from './change-item.rules.ts'
import type { Base } from './item.rules.ts'
import { badParameter, nextAddress, refuseUnknown, sentences } from './query-error.input.ts'

type Parts = { reader: Reader; base: Base }

const spanSentences: Record<SpanError['message'], (value: string) => string> = {
  unreadable: (value) => `“${value}” is neither a revision (3) nor a day (2026-11-24).`,
  future: (value) => `“${value}” is yet to come.`,
  reversed: (value) => `“${value}” lies after \`to\`.`,
}

export function changeApi({ reader, base }: Parts) {
  return new Hono<AppEnv>()
    .get('/changes', async (c) => {
      refuseUnknown(c, ['limit', 'after'])
      const { revision } = c.var.shown.standing
      const limit = readLimit(c)
      const after = c.req.query('after') || String(revision + 1)
      if (!/^\d{1,9}$/.test(after)) throw badParameter('after', `“${after}” is not a revision.`)
      const found = await listChangesets(reader, limit + 1, Math.min(revision, Number(after) - 1))
      const items = found.slice(0, limit)
      const last = items.at(-1)
      return c.json({
        total: revision,
        items: items.map((changeset) => describeChangeset(base, changeset)),
        next: last && found.length > limit ? nextAddress(c, base, String(last.revision)) : null,
      })
    })
    .get('/changes/:revision{[0-9]{1,9}}', async (c) => {
      const revision = Number(c.req.param('revision'))
      const changeset = await findChangeset(reader, revision, c.var.shown.standing.asOf)
      if (!changeset) throw new Problem('not-found', 'api/no-such-revision', `There is no revision ${revision}.`)
      return c.json(describeChangeset(base, changeset))
    })
    .get('/changes/compare', async (c) => {
      refuseUnknown(c, ['from', 'to', 'kind', 'about', 'limit', 'after'])
      const search = questionOf(c)
      const read = await readSpan(reader, search, c.var.shown.standing.revision)
      if ('errors' in read) {
        const [
          { parameter, message, value } = { parameter: 'from' as const, message: 'unreadable' as const, value: '' },
        ] = read.errors
        throw badParameter(parameter, spanSentences[message](value))
      }
      const kind = readFactKind(search.get('kind'))
      if (search.get('kind') && !kind)
        throw badParameter('kind', `“${search.get('kind')}” is not a kind of fact; there is ${factKinds.join(', ')}.`)
      const after = search.get('after') ? readChangeKey(search.get('after') ?? '') : undefined
      if (search.get('after') && !after) throw badParameter('after', 'it is not what a page of changes ended with.')
      const about = await readAbout(c, reader)
      const limit = readLimit(c)
      // Counting goes through everything that changed: once, on the first page, is enough.
      const counts = after ? [] : await countChanges(reader, read.span, about)
      const asked = counts.filter((count) => !kind || count.kind === kind)
      const { changes, more } = await listChanges(reader, read.span, { kind, about, after, limit })
      const last = changes.at(-1)
      return c.json({
        from: { revision: read.from.revision, day: read.from.day ?? null },
        to: { revision: read.to.revision, day: read.to.day ?? null },
        total: after
          ? null
          : asked.reduce((sum, { added, changed, withdrawn }) => sum + added + changed + withdrawn, 0),
        counts: after ? null : asked.map(describeCount),
        items: changes.map(describeChange),
        next: last && more ? nextAddress(c, base, writeChangeKey(last)) : null,
      })
    })
}

async function readAbout(c: Context<AppEnv>, reader: Reader): Promise<string[] | undefined> {
  const id = c.req.query('about')
  if (!id) return undefined
  if (!/^[\w.-]+$/.test(id)) throw badParameter('about', sentences['unknown-value'](id))
  return listAbout(reader, id)
}

function readLimit(c: Context<AppEnv>): number {
  const text = c.req.query('limit') || String(pageSize)
  if (!/^\d{1,3}$/.test(text) || Number(text) < 1 || Number(text) > maxLimit)
    throw badParameter('limit', sentences['bad-number'](text))
  return Number(text)
}
