import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openTestDatabase, testEngine } from '../../../checks/harness/database.ts'
import type { Database } from './database.ts'
import { rememberReads } from './remembered.ts'

declare module './database.ts' {
  interface Tables {
    'probe.thing': { id: number; made: string; label: string | null }
  }
}

let database: Database
beforeAll(async () => {
  database = await openTestDatabase()
  await database.write(async (tx) => {
    await sql`create schema probe`.execute(tx)
    await sql`create table probe.thing (id bigint primary key, made date not null, label text)`.execute(tx)
  })
})
afterAll(() => database?.close())

test('the suite runs on the engine that was asked for', () => {
  expect(database.engine).toBe(testEngine)
})

describe('both engines give the same values', () => {
  test('counts and sums are numbers', async () => {
    const { rows } = await sql`
      select count(*) as counted, sum(n) as summed, max(n)::bigint as large, avg(n) as mean,
        2147483648::bigint as beyond, 1.5::numeric as half
      from generate_series(1, 4) as n`.execute(database.reader)
    expect(rows).toEqual([{ counted: 4, summed: 10, large: 4, mean: 2.5, beyond: 2_147_483_648, half: 1.5 }])
  })

  test('a date is a string, whatever the time zone of the process', async () => {
    const { rows } =
      await sql`select date '1986-05-01' as early, date '0001-01-01' as first, null::date as none`.execute(
        database.reader,
      )
    expect(rows).toEqual([{ early: '1986-05-01', first: '0001-01-01', none: null }])
  })

  test('an instant is a Date, and JSON, arrays, floats and truth are what they are', async () => {
    const { rows } = await sql`
      select timestamptz '2026-11-24T08:00:00Z' as at, '{"a":[1]}'::jsonb as json, array['x', null] as texts,
        59.3293::double precision as lat, 7::int as whole, true as holds`.execute(database.reader)
    expect(rows).toEqual([
      {
        at: new Date('2026-11-24T08:00:00Z'),
        json: { a: [1] },
        texts: ['x', null],
        lat: 59.3293,
        whole: 7,
        holds: true,
      },
    ])
  })

  test('through tables too', async () => {
    await database.write((tx) =>
      tx.insertInto('probe.thing').values({ id: 9_007_199_254_740_991, made: '2020-02-29', label: null }).execute(),
    )
    expect(await database.reader.selectFrom('probe.thing').selectAll().execute()).toEqual([
      { id: 9_007_199_254_740_991, made: '2020-02-29', label: null },
    ])
    const counted = await database.reader
      .selectFrom('probe.thing')
      .select((eb) => eb.fn.countAll().as('things'))
      .executeTakeFirst()
    expect(counted?.things).toBe(1)
  })

  test('a parameter that looks like SQL is a text', async () => {
    const text = `'; drop table probe.thing; --`
    const { rows } = await sql<{ text: string }>`select ${text}::text as text`.execute(database.reader)
    expect(rows[0]?.text).toBe(text)
  })
})

describe('a write', () => {
  test('is kept whole, and what it answers is handed on', async () => {
    const answer = await database.write(async (tx) => {
      await tx.insertInto('probe.thing').values({ id: 1, made: '2021-01-01', label: 'kept' }).execute()
      return 'done'
    })
    expect(answer).toBe('done')
    expect(await labelOf(1)).toBe('kept')
  })

  test('that throws leaves nothing behind, and the next one works', async () => {
    const failing = database.write(async (tx) => {
      await tx.insertInto('probe.thing').values({ id: 2, made: '2021-01-01', label: 'lost' }).execute()
      throw new Error('refused')
    })
    await expect(failing).rejects.toThrow('refused')
    expect(await labelOf(2)).toBeUndefined()
    await database.write((tx) =>
      tx.insertInto('probe.thing').values({ id: 2, made: '2021-01-01', label: 'second' }).execute(),
    )
    expect(await labelOf(2)).toBe('second')
  })

  test('may read what it has written through its own transaction', async () => {
    const seen = await database.write(async (tx) => {
      await tx.insertInto('probe.thing').values({ id: 3, made: '2021-01-01', label: 'seen' }).execute()
      return tx.selectFrom('probe.thing').select('label').where('id', '=', 3).executeTakeFirst()
    })
    expect(seen).toEqual({ label: 'seen' })
  })
})

// The embedded database reads and plans a statement anew only while it is new to it.
describe('a statement that comes again', () => {
  /** What it answers the first four times. */
  const again = async <T>(ask: () => Promise<T>) => [await ask(), await ask(), await ask(), await ask()]

  test('answers with parameters of every kind as it did at first, and as they are now', async () => {
    const at = new Date('2026-11-26T20:00:00Z')
    const ask = (whole: number, text: string | null) =>
      sql`select ${whole}::int as whole, ${whole}::bigint as large, ${whole / 3}::double precision as real, ${text}::text as text,
        ${at}::timestamptz as at, ${'2020-02-29'}::date as day, ${true}::boolean as holds, ${JSON.stringify({ a: [text] })}::jsonb as json,
        ${['å', 'b,"c']}::text[] as texts`.execute(database.reader)
    const answers = [await ask(1, 'x'), await ask(2, null), await ask(3, "';--"), await ask(4, '')]
    const expected = [[1, 'x'] as const, [2, null] as const, [3, "';--"] as const, [4, ''] as const].map(
      ([whole, text]) => {
        const same = { at, day: '2020-02-29', holds: true, texts: ['å', 'b,"c'] }
        return { whole, large: whole, real: whole / 3, text, json: { a: [text] }, ...same }
      },
    )
    expect(answers.map(({ rows }) => rows[0])).toEqual(expected)
  })

  test('fails as it did at first, and answers the next time', async () => {
    const divide = (by: number) => sql<{ half: number }>`select 10 / ${by}::int as half`.execute(database.reader)
    expect((await again(() => divide(2))).map(({ rows }) => rows[0]?.half)).toEqual([5, 5, 5, 5])
    for (let time = 0; time < 3; time += 1) {
      await expect(divide(0)).rejects.toMatchObject({ code: '22012' })
      expect((await divide(5)).rows).toEqual([{ half: 2 }])
    }
    const wrong = () => sql`select nothing from probe.thing`.execute(database.reader)
    for (let time = 0; time < 3; time += 1) await expect(wrong()).rejects.toMatchObject({ code: '42703' })
  })

  test('is undone with its transaction, and the next transaction is whole', async () => {
    const insert = (id: number) =>
      database.write(async (tx) => {
        await tx.insertInto('probe.thing').values({ id, made: '2021-01-01', label: 'again' }).execute()
        await tx.insertInto('probe.thing').values({ id: 100, made: '2021-01-01', label: 'again' }).execute()
      })
    await insert(101)
    for (const id of [102, 103, 104]) await expect(insert(id)).rejects.toMatchObject({ code: '23505' })
    const { rows } = await sql<{ id: number }>`delete from probe.thing where label = 'again' returning id`.execute(database.root)
    expect(rows.map(({ id }) => id).toSorted((a, b) => a - b)).toEqual([100, 101])
  }) // prettier-ignore

  test('gives the columns that its table has by then', async () => {
    await sql`create table probe.growing (a int)`.execute(database.root)
    await sql`insert into probe.growing values (1)`.execute(database.root)
    const all = async () => (await sql`select * from probe.growing`.execute(database.reader)).rows
    expect((await again(all)).at(-1)).toEqual([{ a: 1 }])
    await sql`alter table probe.growing add column b text default 'new'`.execute(database.root)
    expect(await again(all)).toEqual(Array.from({ length: 4 }, () => [{ a: 1, b: 'new' }]))
  }) // prettier-ignore

  test('is known beside five hundred others', async () => {
    const ask = async (n: number) =>
      (await sql<{ n: number }>`select ${sql.raw(String(n))} + ${n}::int as n`.execute(database.reader)).rows[0]?.n
    for (let round = 0; round < 3; round += 1) for (let n = 0; n < 500; n += 1) expect(await ask(n)).toBe(2 * n)
    expect(await Promise.all([ask(7), ask(7), ask(499), ask(0), ask(7)])).toEqual([14, 14, 998, 0, 14])
  })
})

describe('the plain reader inside a write', () => {
  const refusal = /Use the transaction/

  test('throws instead of waiting for itself for ever', async () => {
    await expect(database.write(() => database.reader.selectFrom('probe.thing').selectAll().execute())).rejects.toThrow(
      refusal,
    )
  })

  test('throws for raw SQL, and deep inside too', async () => {
    const deep = async () => {
      await Promise.resolve()
      return sql`select 1`.execute(database.reader)
    }
    await expect(database.write(() => Promise.all([deep(), deep()]))).rejects.toThrow(refusal)
  })

  test('works again after the write, and meanwhile for others', async () => {
    let release = () => {}
    const held = new Promise<void>((resolve) => (release = resolve))
    const writing = database.write(() => held)
    // Asked from outside the transaction: it may have to wait for it, but it is no fault.
    const reading = database.reader.selectFrom('probe.thing').select('id').execute()
    release()
    await writing
    expect((await reading).length).toBeGreaterThan(0)
  })
})

test('a notice is heard by who listens on its channel, when the transaction that sends it is done', async () => {
  const channel = `probe_${randomUUID().replaceAll('-', '')}`
  const heard: string[] = []
  let wake = () => {}
  const woken = new Promise<void>((resolve) => (wake = resolve))
  await database.listen(channel, (payload) => {
    heard.push(payload)
    wake()
  })
  await expect(
    database.write(async (tx) => {
      await sql`select pg_notify(${channel}, 'undone')`.execute(tx)
      throw new Error('refused')
    }),
  ).rejects.toThrow('refused')
  await database.write((tx) => sql`select pg_notify(${channel}, 'done')`.execute(tx))
  await woken
  expect(heard).toEqual(['done'])
})

// PGlite would wait for itself for ever; PostgreSQL would open a second transaction that the first cannot undo.
test('a write inside a write is refused, and the next one works', async () => {
  const nested = database.write(() => database.write(() => Promise.resolve('done twice')))
  await expect(nested).rejects.toThrow(/write inside a write/)
  expect(await database.write(() => Promise.resolve('done'))).toBe('done')
})

async function labelOf(id: number): Promise<string | null | undefined> {
  const row = await database.reader.selectFrom('probe.thing').select('label').where('id', '=', id).executeTakeFirst()
  return row?.label
}

test('while reads are remembered a question has one answer, whose rows are everybody’s own; afterwards, and otherwise put, the next', async () => {
  await database.write((tx) => sql`truncate probe.thing`.execute(tx))
  const labels = () => database.reader.selectFrom('probe.thing').select('label').orderBy('id').execute()
  const add = (id: number) =>
    database.write((tx) =>
      tx
        .insertInto('probe.thing')
        .values({ id, made: '2026-01-01', label: `${id}` })
        .execute(),
    )
  await add(1)
  const read = await rememberReads(async () => {
    const first = await labels()
    first.pop()
    await add(2)
    const { n } = await database.reader.selectFrom('probe.thing').select((eb) => eb.fn.countAll().as('n')).executeTakeFirstOrThrow()
    return { again: await labels(), counted: n }
  }) // prettier-ignore
  expect(read).toEqual({ again: [{ label: '1' }], counted: 2 })
  expect(await labels()).toEqual([{ label: '1' }, { label: '2' }])
})
