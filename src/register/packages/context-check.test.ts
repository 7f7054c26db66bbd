import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { sql } from 'kysely'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { Database } from '#platform/db/database.ts'
import { emptyDatabase, openTestDatabase } from '../../../checks/harness/database.ts'
import {
  append, changedLittleland, littleland, replace, withoutLines, type Changes,
} from '../../../checks/harness/littleland.ts' // prettier-ignore
import { listContextEvents } from '../context-events/context-event.queries.ts'
import { loadPackages, readPackages } from './package.commands.ts'

/** The faults as `file:line column: message`, without the folder. */
function faultsAfter(changes: Changes): string[] {
  const folders = changedLittleland(changes)
  return readPackages(folders).faults.map(
    ({ file, line, column, message }) => `${file.replace(`${folders.datasets[0]}/`, '')}:${line} ${column}: ${message}`,
  )
}

const text = readFileSync(join(littleland.datasets[0] ?? '', 'context_events.csv'), 'utf8')
const lineOf = (id: string) => text.split('\n').findIndex((line) => line.startsWith(`${id},`)) + 1
const nextLine = text.trim().split('\n').length + 1

describe('a fault of the context events is named with line and column', () => {
  test('a title that is too long for a chart', () => {
    const long = 'The shutting of the whole border'
    expect(faultsAfter({ 'context_events.csv': replace('The border is shut', long) })).toContain(
      `context_events.csv:${lineOf('border-shut-2016')} title_en: must have at most 28 characters: “${long}”`,
    )
  })

  test('a date that is none', () => {
    expect(faultsAfter({ 'context_events.csv': replace(',2020~,', ',spring 2020,') })).toContainEqual(
      expect.stringMatching(
        new RegExp(`^context_events\\.csv:${lineOf('sea-treaty-2020')} date: is not a date in EDTF.*“spring 2020”$`),
      ),
    )
  })

  test('a source that is not there', () => {
    const faults = faultsAfter({ 'context_events.csv': replace(',myrland-post-1999,', ',rumour,') })
    expect(faults).toContain(`context_events.csv:${lineOf('border-shut-2016')} source: “rumour” is not in sources.csv`)
  })

  test('a sealed source', () => {
    const event = append('whisper-2019,2019,Viskning,Whisper,,,sealed-conversation,')
    const citation = append('c950,sealed-conversation,,context_event,whisper-2019,supports,,')
    const faults = faultsAfter({ 'context_events.csv': event, 'citations.csv': citation })
    expect(faults).toContain(`context_events.csv:${nextLine} source: a context event may not rest on a sealed source`)
    expect(faults).toContainEqual(
      expect.stringMatching(/^citations\.csv:\d+ source: a sealed source may be cited only for the codebook/),
    )
  })

  test('an event that nothing cites', () => {
    const event = append('flood-2001,2001,Översvämning,Flood,,,littleland-list-2021,note:2')
    expect(faultsAfter({ 'context_events.csv': event })).toEqual([
      `context_events.csv:${nextLine} id: no citation says where it comes from`,
      `context_events.csv:${nextLine} source: no citation ties it to this place in “littleland-list-2021”`,
    ])
  })

  test('an event that is cited, but from elsewhere than it says', () => {
    expect(
      faultsAfter({ 'context_events.csv': replace(',littleland-list-2021,note:1', ',littleland-list-2021,note:9') }),
    ).toEqual([
      `context_events.csv:${lineOf('war-of-the-fog-1991')} source: no citation ties it to this place in “littleland-list-2021”`,
    ])
  })

  test('a citation of an event that is not there', () => {
    const citation = append('c950,littleland-list-2021,,context_event,flood-2001,supports,,')
    expect(faultsAfter({ 'citations.csv': citation })).toContainEqual(
      expect.stringMatching(/^citations\.csv:\d+ fact_id: there is no context_event “flood-2001”$/),
    )
  })
})

describe('held in the database', () => {
  let database: Database
  beforeAll(async () => {
    database = await openTestDatabase()
  })
  beforeEach(() => emptyDatabase(database))
  afterAll(() => database?.close())

  const load = async (folders: typeof littleland) =>
    expect(await loadPackages(database, folders, new Date('2026-11-26T08:00:00Z'))).toMatchObject({ ok: true })

  test('they are listed in the order of their days, each with its own source first', async () => {
    await load(littleland)
    const events = await listContextEvents(database.reader)
    expect(events.map(({ id, date }) => [id, date])).toEqual([
      ['war-of-the-fog-1991', '1991'],
      ['border-shut-2016', '[2016-03..2016-05]'],
      ['sea-treaty-2020', '2020~'],
    ])
    expect(events.at(-1)?.citations).toEqual([
      { source: 'littleland-list-2021', locator: null, stance: 'supports' },
      { source: 'smaby-minutes-2020', locator: '§ 2', stance: 'contradicts' },
    ])
  })

  test('a later version changes one, withdraws another, and leaves what stood before to be read', async () => {
    await load(littleland)
    await load(
      changedLittleland({
        'context_events.csv': (held) => withoutLines('sea-treaty')(replace('Dimmans krig', 'Dimkriget')(held)),
        'citations.csv': (held) =>
          held
            .split('\n')
            .filter((line) => !line.includes('sea-treaty'))
            .join('\n'),
      }),
    )
    expect((await listContextEvents(database.reader)).map(({ titleSv }) => titleSv)).toEqual([
      'Dimkriget',
      'Gränsen stängs',
    ])
    const { rows } = await sql`
      select title_sv, recorded_from, recorded_to from register.context_event
      where id <> 'border-shut-2016' order by id, recorded_from`.execute(database.reader)
    expect(rows).toEqual([
      { title_sv: 'Havsfördraget', recorded_from: 2, recorded_to: 3 },
      { title_sv: 'Dimmans krig', recorded_from: 2, recorded_to: 3 },
      { title_sv: 'Dimkriget', recorded_from: 3, recorded_to: null },
    ])
  })
})
