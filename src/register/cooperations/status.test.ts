import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { edtfDates, eventLists } from '../../../checks/harness/generated-register.ts'
import { foldStatus, knownAt, spansOf, statuses, type EventKind, type StatusEvent } from './status.rules.ts'

function happened(kind: EventKind, date: string | null, more: Partial<StatusEvent> = {}): StatusEvent {
  return { id: `${kind}-${date}`, kind, date, agreement: null, rank: 'normal', ...more }
}

/** The states in order, each with the day it is taken to begin. */
function story(...events: StatusEvent[]): string[] {
  return spansOf(events).map((span) => `${span.status} ${span.from.best}`)
}

describe('Göteborg–Shanghai', () => {
  const events = [
    happened('established', '1986-05'),
    happened('signed', '1986-05', { agreement: 'base-1986' }),
    happened('paused', '1989'),
    happened('resumed', '1990'),
    happened('signed', '2003-10-23', { agreement: 'supplement-2003' }),
    happened('renewed', '[2003..2020]', { agreement: 'memorandum-2003' }),
    happened('evaluated', '2020-04-15'),
    happened('not_renewed', '2020', { agreement: 'memorandum-2003' }),
    happened('partly_ended', '2020'),
    happened('affirmed', '2022-01-18', { agreement: 'base-1986' }),
  ]

  test('began in 1986, paused in 1989, was taken up again in 1990 and has partly ended since 2020', () => {
    expect(story(...events)).toEqual([
      'active 1986-05-16',
      'paused 1989-07-02',
      'active 1990-07-02',
      'partly_ended 2020-07-01',
    ])
  })

  test.each([
    ['1985-12-31', undefined],
    ['1986-12-31', 'active'],
    ['1989-12-31', 'paused'],
    ['1990-12-31', 'active'],
    ['2019-12-31', 'active'],
    ['2020-12-31', 'partly_ended'],
    ['2021-12-31', 'partly_ended'],
  ])('on %s it is %s', (day, status) => {
    expect(foldStatus(events, day)?.status).toBe(status)
  })

  test('says which event its state rests on, and since when', () => {
    expect(foldStatus(events)).toEqual({
      status: 'partly_ended',
      because: 'partly_ended-2020',
      since: { earliest: '2020-01-01', best: '2020-07-01', latest: '2020-12-31' },
    })
  })
})

test('Överkalix began in 2002 and ended, nobody knows when, by 2021', () => {
  const [active, ended] = spansOf([happened('ended', '[2002..2021]'), happened('established', '2002')])
  expect(active).toMatchObject({ status: 'active', from: { earliest: '2002-01-01', latest: '2002-12-31' } })
  expect(active?.to).toEqual(ended?.from)
  expect(ended).toMatchObject({
    status: 'ended',
    to: null,
    from: { earliest: '2002-01-01', best: '2012-01-01', latest: '2021-12-31' },
  })
})

test.each<[string, StatusEvent[], string[]]>([
  [
    'a dormant one is active again when something takes place',
    [happened('established', '1999'), happened('dormant', '2010'), happened('activity', '2014')],
    ['active', 'dormant', 'active'],
  ],
  [
    'a paused one is not active again because something takes place',
    [happened('established', '1999'), happened('paused', '2010'), happened('activity', '2014')],
    ['active', 'paused'],
  ],
  [
    'a paused one does not become dormant',
    [happened('established', '1999'), happened('paused', '2010'), happened('dormant', '2014')],
    ['active', 'paused'],
  ],
  [
    'an ended one does not come to life by an activity or a pause',
    [
      happened('established', '1999'),
      happened('ended', '2010'),
      happened('activity', '2014'),
      happened('paused', '2015'),
    ],
    ['active', 'ended'],
  ],
  [
    'an ended one that is resumed is active',
    [happened('established', '1999'), happened('ended', '2010'), happened('resumed', '2014')],
    ['active', 'ended', 'active'],
  ],
  [
    'an agreement that is not renewed ends it',
    [happened('established', '1999'), happened('not_renewed', '2010')],
    ['active', 'ended'],
  ],
  ['one that lapses has ended', [happened('established', '1999'), happened('lapsed', '2010')], ['active', 'ended']],
  [
    'motions, evaluations, committee steps and assurances change nothing',
    [
      happened('established', '1999'),
      happened('proposed', '2018'),
      happened('evaluated', '2019'),
      happened('prepared', '2019-05'),
      happened('affirmed', '2020'),
    ],
    ['active'],
  ],
  ['a motion alone begins nothing', [happened('proposed', '1999')], []],
  [
    'the first sign of life begins it when the founding is unknown',
    [happened('activity', '1999'), happened('established', null)],
    ['active'],
  ],
  [
    'what the ruling does not follow is not folded',
    [happened('established', '2006'), happened('ended', '2009', { rank: 'deprecated' })],
    ['active'],
  ],
  [
    'a layer that ends does not end it',
    [happened('established', '2006'), happened('ended', '2009', { agreement: 'plan' })],
    ['active'],
  ],
  ['an event without a date changes nothing', [happened('established', '2006'), happened('ended', null)], ['active']],
])('%s', (_, events, expected) => {
  expect(spansOf(events).map((span) => span.status)).toEqual(expected)
})

test('on the very day that a stretch begins it has begun', () => {
  const events = [happened('established', '1999-05-05'), happened('ended', '2010-10-10')]
  expect(
    ['1999-05-04', '1999-05-05', '2010-10-09', '2010-10-10'].map((day) => foldStatus(events, day)?.status),
  ).toEqual([undefined, 'active', 'active', 'ended'])
})

test('of two events of one kind and day the same one is always given as the reason', () => {
  const two = [happened('ended', '2019', { id: 'b' }), happened('ended', '2019', { id: 'a' })]
  expect(foldStatus(two)?.because).toBe('a')
  expect(foldStatus(two.toReversed())?.because).toBe('a')
})

describe('two clocks', () => {
  const events = [
    happened('established', '1997', { recordedFrom: 1 }),
    happened('ended', '2019', { recordedFrom: 2, recordedTo: 4 }),
    happened('ended', '2020', { recordedFrom: 4, id: 'corrected' }),
  ]

  test.each([
    [0, undefined],
    [1, 'established-1997'],
    [2, 'ended-2019'],
    [3, 'ended-2019'],
    [4, 'corrected'],
  ])('as known at revision %i its state rests on %s', (revision, because) => {
    expect(foldStatus(knownAt(events, revision))?.because).toBe(because)
  })

  test('later knowledge never changes what was known', () => {
    const versions = fc.tuple(
      eventLists,
      fc.array(fc.tuple(fc.integer({ min: 1, max: 9 }), fc.option(fc.integer({ min: 1, max: 6 }), { nil: null })), {
        minLength: 8,
        maxLength: 8,
      }),
    )
    fc.assert(
      fc.property(versions, fc.integer({ min: 0, max: 9 }), fc.array(edtfDates), ([list, clocks], revision, dates) => {
        const held = list.map((event, index) => {
          const [recordedFrom, lasted] = clocks[index] ?? [1, null]
          return { ...event, recordedFrom, recordedTo: lasted === null ? null : recordedFrom + lasted }
        })
        // What may happen later: open versions are closed, new ones come in.
        const closed = held.map((event, index) =>
          event.recordedTo === null && index % 2 ? { ...event, recordedTo: revision + 1 } : event,
        )
        const added = dates.map((date, index) =>
          happened('ended', date, { id: `later-${index}`, recordedFrom: revision + 1 }),
        )
        const ids = (some: StatusEvent[]) => some.map((event) => event.id)
        const then = knownAt(
          held.filter((event) => event.recordedFrom <= revision),
          revision,
        )
        expect(ids(knownAt([...closed, ...added], revision))).toEqual(ids(then))
        expect(foldStatus(knownAt([...closed, ...added], revision))).toEqual(foldStatus(then))
      }),
    )
  })
})

describe('for all events', () => {
  const shuffled = eventLists.chain((events) =>
    fc.tuple(fc.constant(events), fc.shuffledSubarray(events, { minLength: events.length })),
  )

  test('the order in which they are given does not matter', () => {
    fc.assert(
      fc.property(shuffled, ([events, others]) => {
        expect(spansOf(others)).toEqual(spansOf(events))
        for (const day of ['1990-01-01', '2005-06-30', '2021-12-31'])
          expect(foldStatus(others, day)).toEqual(foldStatus(events, day))
      }),
    )
  })

  test('the stretches follow one another without gap, each of another status than the one before', () => {
    fc.assert(
      fc.property(eventLists, (events) => {
        const spans = spansOf(events)
        spans.forEach((span, index) => {
          const next = spans[index + 1]
          expect(statuses).toContain(span.status)
          expect(next?.status).not.toBe(span.status)
          expect(span.to).toEqual(next ? next.from : null)
        })
      }),
    )
  })

  test('no stretch can begin before the one it follows, and earliest ≤ best ≤ latest', () => {
    fc.assert(
      fc.property(eventLists, (events) => {
        const floors = spansOf(events).map((span) => span.from)
        floors.forEach(({ earliest, best, latest }, index) => {
          expect(earliest === null || earliest <= best).toBe(true)
          expect(latest === null || best <= latest).toBe(true)
          const floor = floors[index - 1]
          if (!floor) return
          expect(best >= floor.best).toBe(true)
          expect(floor.earliest === null || (earliest !== null && earliest >= floor.earliest)).toBe(true)
        })
      }),
    )
  })

  test('the state on a day is that of the last stretch begun by then, and without a day the last of all', () => {
    fc.assert(
      fc.property(eventLists, fc.integer({ min: 1980, max: 2030 }), (events, year) => {
        const spans = spansOf(events)
        const day = `${year}-06-15`
        const begun = spans.filter((span) => span.from.best <= day)
        expect(foldStatus(events, day)?.because).toBe(begun[begun.length - 1]?.because)
        expect(foldStatus(events)?.because).toBe(spans[spans.length - 1]?.because)
      }),
    )
  })

  test('what is deprecated, of one layer or undated could as well be absent', () => {
    fc.assert(
      fc.property(eventLists, (events) => {
        const folded = events.filter(
          (event) => event.rank !== 'deprecated' && event.agreement === null && event.date !== null,
        )
        expect(spansOf(events)).toEqual(spansOf(folded))
      }),
    )
  })
})

describe('a loose date yields to a sharper one within it', () => {
  test('what was established in 2019 and ended in March of that year has ended', () => {
    const events = [happened('established', '2019'), happened('ended', '2019-03-01')]
    expect(story(...events)).toEqual(['active 2019-03-01', 'ended 2019-03-01'])
    expect(foldStatus(events)?.status).toBe('ended')
  })

  test('what was paused in 2019 and resumed in March of that year is active', () => {
    const events = [happened('established', '2001'), happened('paused', '2019'), happened('resumed', '2019-03-01')]
    expect(spansOf(events).map(({ status }) => status)).toEqual(['active', 'paused', 'active'])
  })

  test('what ended in 2019 and was resumed nowhere did not end before its last known step', () => {
    const events = [happened('established', '2001'), happened('paused', '2019-11-30'), happened('ended', '2019')]
    expect(story(...events)).toEqual(['active 2001-07-02', 'paused 2019-11-30', 'ended 2019-11-30'])
  })

  test('its bounds stay as they were written', () => {
    const [active] = spansOf([happened('established', '2019'), happened('ended', '2019-03-01')])
    expect(active?.from).toEqual({ earliest: '2019-01-01', best: '2019-03-01', latest: '2019-12-31' })
  })

  test('sharper dates that contradict one another decide nothing', () => {
    const events = [
      happened('established', '2019-11-01'),
      happened('paused', '2019'),
      happened('resumed', '2019-02-01'),
    ]
    expect(spansOf(events).find(({ status }) => status === 'paused')?.from.best).toBe('2019-07-02')
  })
})
