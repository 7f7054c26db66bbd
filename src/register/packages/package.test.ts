import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import {
  append, changedLittleland, littleland, replace, withoutLines, type Changes,
} from '../../../checks/harness/littleland.ts' // prettier-ignore
import { readPackages, referenceOf } from './package.commands.ts'
import { readPackage, type Row } from './package.input.ts'
import { checkPackage } from './package.rules.ts'

const real = { reference: 'data/reference', datasets: ['data/nkk-2022'] }

/** The faults as `file:line column: message`, without the folder. */
function faultsAfter(changes: Changes): string[] {
  const folders = changedLittleland(changes)
  return readPackages(folders).faults.map(({ file, line, column, message }) => {
    const name = file.replace(`${folders.datasets[0]}/`, '')
    return `${name}${line === undefined ? '' : `:${line}`}${column === undefined ? '' : ` ${column}`}: ${message}`
  })
}

/** The line, counted as an editor counts, on which a file of Littleland has this text after the change. */
function lineOf(file: string, text: string, change: (text: string) => string = (same) => same): number {
  const lines = change(readFileSync(join(littleland.datasets[0] ?? '', file), 'utf8')).split('\n')
  const index = lines.findLastIndex((line) => line.includes(text))
  if (index < 0) throw new Error(`${file} has no “${text}”`)
  return index + 1
}

const visit = 'smaby-zarechye-twinning.activity-2021'
const ends = 'smaby-beihu-shi-partnership.lapsed-2012,smaby-beihu-shi-partnership,,lapsed,2012,'

describe('packages without fault', () => {
  test('Littleland', () => {
    expect(readPackages(littleland).faults).toEqual([])
  })

  test('the report and the reference that ship with Samband', () => {
    const { faults, packages } = readPackages(real)
    expect(faults).toEqual([])
    expect(packages[1]?.rows.cooperations).toHaveLength(57)
    expect(packages[0]?.rows.actors).toHaveLength(290 + 20 + 21)
  })

  test('what Littleland codes, the codebook of Samband knows', () => {
    const codes = (folder: string) =>
      (readPackage(folder).rows.codebook ?? []).map((row) => `${row.scheme}/${row.code}`)
    const known = new Set(codes('data/reference'))
    const used = codes(littleland.reference)
    expect(used.length).toBeGreaterThan(60)
    expect(used.filter((code) => !known.has(code))).toEqual([])
  })

  test('a mark of byte order, Windows line ends and empty lines are no faults', () => {
    expect(
      faultsAfter({ 'events.csv': (text) => `\uFEFF${text.replaceAll('\n', '\r\n')}\r\n`, 'reasons.csv': append('') }),
    ).toEqual([])
  })

  test('a quoted cell of several lines is one cell', () => {
    const note = 'En skolklass på besök.'
    expect(faultsAfter({ 'events.csv': replace(note, `"${note}\nDen kom med buss."`) })).toEqual([])
  })

  test('the fingerprint is of the files: equal files, equal fingerprints', () => {
    const copy = changedLittleland({})
    const changed = changedLittleland({ 'events.csv': replace('1989', '1988') })
    const fingerprint = (folders: typeof copy) => readPackage(folders.datasets[0] ?? '').fingerprint
    expect(fingerprint(copy)).toBe(fingerprint(littleland))
    expect(fingerprint(changed)).not.toBe(fingerprint(littleland))
  })
})

describe('a fault is named with file, line and column', () => {
  test('a missing column', () => {
    const withoutDate = (text: string) => text.replace('kind,date,', 'kind,when,')
    expect(faultsAfter({ 'events.csv': withoutDate })).toEqual(expect.arrayContaining([
      'events.csv:1 date: is missing',
      'events.csv:1 when: is not a column of this file',
      'datapackage.json events: describes other fields than the file has',
    ])) // prettier-ignore
  })

  test('a date that is none', () => {
    const change = replace(ends, ends.replace(/2012,$/, 'spring 2012,'))
    expect(faultsAfter({ 'events.csv': change })).toContainEqual(
      expect.stringMatching(
        new RegExp(`^events\\.csv:${lineOf('events.csv', 'lapsed-2012')} date: is not a date in EDTF.*“spring 2012”$`),
      ),
    )
  })

  test.each([
    [
      'cooperations.csv',
      'smaby-zarechye-twinning,xl-smaby,xb-zarechye,twinning',
      'smaby-zarechye-twinning,xl-smaby,xb-zarechye,marriage',
      'kind: “marriage” is not in the codebook under cooperation_kind',
    ],
    [
      'reasons.csv',
      ',doubtful_value,decision_maker',
      ',the_weather,decision_maker',
      'code: “the_weather” is not in the codebook under reason',
    ],
    [
      'reasons.csv',
      ',doubtful_value,decision_maker',
      ',doubtful_value,bystander',
      'stance: “bystander” is not in the codebook under stance',
    ],
    ['agreements.csv', ',project,北湖项目', ',joke,北湖项目', 'layer: “joke” is not in the codebook under layer'],
    ['events.csv', ends + 'mutual', ends + 'nobody', 'initiator: “nobody” is not in the codebook under initiator'],
    [
      'sources.csv',
      'members-survey,survey',
      'members-survey,gossip',
      'kind: “gossip” is not in the codebook under source_kind',
    ],
    [
      'actor_names.csv',
      'Peihu,zh-Latn,transliteration',
      'Peihu,zh-Latn,rumour',
      'type: “rumour” is not in the codebook under name_type',
    ],
    ['actors.csv', 'xb-dongshan,province,XB', 'xb-dongshan,province,XX', 'country: “XX” is not a country'],
  ])('an unknown code in %s: “%s”', (file, from, to, fault) => {
    const line = lineOf(file, from)
    expect(faultsAfter({ [file]: replace(from, to) })).toEqual([`${file}:${line} ${fault}`])
  })

  test.each([
    [
      'cooperations.csv',
      'smaby-zarechye-twinning,xl-smaby,xb-zarechye',
      'smaby-zarechye-twinning,xl-smaby,xb-atlantis',
      'counterpart: “xb-atlantis” is not in actors.csv',
    ],
    [
      'actors.csv',
      'xb-beihu-shi,prefecture_level_city,XB,xb-dongshan',
      'xb-beihu-shi,prefecture_level_city,XB,xb-nowhere',
      'parent: “xb-nowhere” is not in actors.csv',
    ],
    ['statements.csv', 'how-many.b,how-many', 'how-many.b,how-few', 'conflict: “how-few” is not in conflicts.csv'],
    ['statements.csv', 'members-survey', 'nobody', 'source: “nobody” is not in sources.csv'],
    ['citations.csv', 'members-survey', 'nobody', 'source: “nobody” is not in sources.csv'],
  ])('a dangling reference in %s: “%s”', (file, from, to, fault) => {
    expect(faultsAfter({ [file]: replace(from, to) })).toEqual([`${file}:${lineOf(file, from)} ${fault}`])
  })

  test('an event, reason or agreement of nothing', () => {
    const event = append('x.ended-2000,no-such-twinning,no-such.base-1990,ended,2000,unknown,unknown,normal,,,,,')
    const reason = append('x.ended-2001.y,x.ended-2001,doubtful_value,decision_maker,någon,somebody,,')
    const faults = faultsAfter({ 'events.csv': event, 'reasons.csv': reason })
    expect(faults).toContain(
      `events.csv:${lineOf('events.csv', 'x.ended', event)} cooperation: “no-such-twinning” is not in cooperations.csv`,
    )
    expect(faults).toContain(
      `events.csv:${lineOf('events.csv', 'x.ended', event)} agreement: “no-such.base-1990” is not in agreements.csv`,
    )
    expect(faults).toContain(
      `reasons.csv:${lineOf('reasons.csv', 'x.ended', reason)} event: “x.ended-2001” is not in events.csv`,
    )
  })

  test('an identifier that stands twice', () => {
    const twice = append('how-many.b,how-many,Åtta.,Eight.,8,normal,members-survey,,')
    expect(faultsAfter({ 'statements.csv': twice })).toEqual([
      `statements.csv:${lineOf('statements.csv', 'Eight.', twice)} id: “how-many.b” stands already on line ${lineOf('statements.csv', 'how-many.b')}`,
    ])
  })

  test('a name that an actor has twice', () => {
    const twice = append('xl-nystad,Gamleby,sv,alternative,,')
    expect(faultsAfter({ 'actor_names.csv': twice })).toEqual([
      expect.stringContaining(
        `actor_names.csv:${lineOf('actor_names.csv', 'alternative,,', twice)} actor: “xl-nystad|Gamleby” stands already`,
      ),
    ])
  })

  test('a second cooperation of one pair and kind', () => {
    const again = append('smaby-zarechye-twinning-2,xl-smaby,xb-zarechye,twinning,,,asserted,,,')
    expect(faultsAfter({ 'cooperations.csv': again })).toContain(
      `cooperations.csv:${lineOf('cooperations.csv', 'twinning-2', again)} kind: this pair has a twinning already, on line ${lineOf('cooperations.csv', 'smaby-zarechye')}`,
    )
  })

  test('a cooperation with oneself', () => {
    const own = append('smaby-smaby-twinning,xl-smaby,xl-smaby,twinning,,,asserted,,,')
    expect(faultsAfter({ 'cooperations.csv': own })).toContain(
      `cooperations.csv:${lineOf('cooperations.csv', 'smaby-smaby', own)} counterpart: is the home actor itself`,
    )
  })

  test('a fact without a citation', () => {
    const uncited = append(
      'smaby-zarechye-twinning.activity-2020,smaby-zarechye-twinning,,activity,2020,unknown,unknown,normal,,,,,',
    )
    expect(faultsAfter({ 'events.csv': uncited })).toEqual([
      `events.csv:${lineOf('events.csv', 'activity-2020', uncited)} id: no citation says where it comes from`,
    ])
  })

  test('a citation of a fact that is not there', () => {
    const gone = append('c900,littleland-list-2021,,event,smaby-zarechye-twinning.ended-2020,supports,,')
    expect(faultsAfter({ 'citations.csv': gone })).toEqual([
      `citations.csv:${lineOf('citations.csv', 'c900', gone)} fact_id: there is no event “smaby-zarechye-twinning.ended-2020”`,
    ])
  })

  test('a cooperation that ended before it was established', () => {
    const change = replace(ends, ends.replace(/2012,$/, '2003,'))
    expect(faultsAfter({ 'events.csv': change })).toEqual([
      `events.csv:${lineOf('events.csv', 'partnership.established-2006')} date: the cooperation would have ended before it was established`,
    ])
  })

  test('a cooperation that never began', () => {
    const change = replace(',established,1999?,', ',proposed,1999?,')
    expect(faultsAfter({ 'events.csv': change })).toEqual([
      `cooperations.csv:${lineOf('cooperations.csv', 'ovre-ason-zarechye')} id: no dated event says that it ever began`,
    ])
  })

  test.each([
    ['c901,sealed-conversation,,actor_name,xl-nystad|Gamleby,supports,,', 'cited for a name of an actor'],
    ['c901,sealed-conversation,,cooperation,smaby-zarechye-twinning,supports,,', 'cited for a cooperation'],
    ['c901,sealed-conversation,,conflict,how-many,supports,,', 'cited for a conflict'],
    ['c901,sealed-conversation,interview 7,codebook,reason/state_conduct,supports,,', 'cited with a place in it'],
  ])('a sealed source (%s) %s', (citation) => {
    const change = append(citation)
    expect(faultsAfter({ 'citations.csv': change })).toEqual([
      `citations.csv:${lineOf('citations.csv', 'c901', change)} source: a sealed source may be cited only for the codebook, without a locator`,
    ])
  })

  test('a body of the home country that differs from the reference', () => {
    const change = replace('Nystads stad', 'Gamleby stad')
    expect(faultsAfter({ 'actors.csv': change })).toEqual([
      `actors.csv:${lineOf('actors.csv', 'xl-nystad')} name_sv: “Gamleby stad” differs from the reference, “Nystads stad”`,
    ])
  })

  test.each([
    ['cooperations.csv', 'xl-smaby,xb-zarechye', 'Xl-Smaby,xb-zarechye', 'home'],
    ['actors.csv', '58.6000', '158.6000', 'lat'],
    ['actors.csv', '58.6000', '58°', 'lat'],
    ['sources.csv', 'https://example.org/', 'example org ', 'url'],
    ['sources.csv', '2021-12-31', '31/12 2021', 'accessed'],
    ['agreements.csv', ',24,6,', ',24,half a year,', 'notice_months'],
    ['cooperations.csv', 'twinning,,,disputed', 'twinning,,,doubted', 'standing'],
  ])('a cell in %s that cannot be read: “%s” as “%s”', (file, from, to, column) => {
    const line = lineOf(file, from)
    expect(faultsAfter({ [file]: replace(from, to) })).toContainEqual(
      expect.stringMatching(new RegExp(`^${file}:${line} ${column}: .+“`)),
    )
  })

  test('a cell that must not be empty', () => {
    expect(faultsAfter({ 'conflicts.csv': replace('Which Beihu?', '') })).toContainEqual(
      `conflicts.csv:${lineOf('conflicts.csv', 'which-beihu')} title_en: must not be empty`,
    )
  })
})

describe('a file that cannot be read at all', () => {
  test('a quotation mark that is never closed', () => {
    expect(faultsAfter({ 'reasons.csv': append('"never closed') })).toContainEqual(
      expect.stringMatching(/^reasons\.csv:\d+: .*[Qq]uote/),
    )
  })

  test('a row with a cell too many is named by its line', () => {
    const change = append('a,b,c,d,e,f,g,h,i,j')
    expect(faultsAfter({ 'reasons.csv': change })).toContainEqual(
      expect.stringMatching(new RegExp(`^reasons\\.csv:${lineOf('reasons.csv', 'a,b,c', change)}: `)),
    )
  })

  test('a file that is described but not there', () => {
    expect(faultsAfter({ 'sources.csv': undefined })).toContain(
      'sources.csv: is described in datapackage.json but not there',
    )
  })

  test('a description that is no JSON, lacks its licence, or is not there', () => {
    expect(faultsAfter({ 'datapackage.json': () => '{' })).toContainEqual(
      expect.stringMatching(/^datapackage\.json: .*JSON/),
    )
    expect(faultsAfter({ 'datapackage.json': replace('"licenses"', '"licences"') })).toContainEqual(
      expect.stringMatching(/^datapackage\.json licenses: /),
    )
    expect(faultsAfter({ 'datapackage.json': undefined })).toContainEqual(
      expect.stringMatching(/^datapackage\.json: .*ENOENT/),
    )
  })

  test('a resource that nobody knows', () => {
    expect(faultsAfter({ 'datapackage.json': replace('"name": "statements"', '"name": "gossip"') })).toContain(
      'datapackage.json: describes an unknown resource, gossip',
    )
  })

  test('a field without its description', () => {
    const change = (text: string) => text.replace(/"description": "Place in the source[^"]*"/, '"description": ""')
    expect(faultsAfter({ 'datapackage.json': change })).toContainEqual(
      expect.stringMatching(/^datapackage\.json resources\.\d+\.schema\.fields\.\d+\.description: /),
    )
  })
})

describe('what hangs together wrongly is named too', () => {
  test('actors that lie in one another', () => {
    const change = replace('xb-dongshan,province,XB,,', 'xb-dongshan,province,XB,xb-beihu-shi,')
    expect(faultsAfter({ 'actors.csv': change })).toEqual(expect.arrayContaining([
      `actors.csv:${lineOf('actors.csv', 'xb-dongshan,province')} parent: “xb-dongshan” would lie in itself`,
      `actors.csv:${lineOf('actors.csv', 'xb-beihu-shi,pref')} parent: “xb-beihu-shi” would lie in itself`,
    ])) // prettier-ignore
  })

  test('a statement on a cooperation that rests on a sealed source: who spoke of whom would show', () => {
    const change = append(
      'partnership-start.c,partnership-start,2007.,2007.,2007,normal,sealed-conversation,interview 7,',
    )
    expect(faultsAfter({ 'statements.csv': change })).toEqual([
      `statements.csv:${lineOf('statements.csv', 'interview 7', change)} source: a statement may not rest on a sealed source`,
    ])
  })

  test('a conflict about a cooperation, or an actor, that is not there', () => {
    const noCooperation = replace('cooperation,ovre-ason-zarechye-twinning', 'cooperation,no-such-twinning')
    expect(faultsAfter({ 'conflicts.csv': noCooperation })).toEqual([
      `conflicts.csv:${lineOf('conflicts.csv', 'ason-zarechye-exists')} subject_id: “no-such-twinning” is not in cooperations.csv`,
    ])
    expect(faultsAfter({ 'conflicts.csv': replace('actor,xb-beihu', 'actor,xb-atlantis') })).toEqual([
      `conflicts.csv:${lineOf('conflicts.csv', 'which-beihu')} subject_id: “xb-atlantis” is not in actors.csv`,
    ])
  })

  test('a citation of a code that is not in the codebook', () => {
    expect(faultsAfter({ 'citations.csv': replace('reason/state_conduct', 'reason/the_weather') })).toEqual([
      `citations.csv:${lineOf('citations.csv', 'sealed-conversation')} fact_id: “reason/the_weather” is not in the codebook`,
    ])
  })

  test('an event of another cooperation’s agreement', () => {
    const change = replace(
      'smaby-zarechye-twinning,,activity',
      'smaby-zarechye-twinning,smaby-beihu-shi-twinning.base-1986,activity',
    )
    expect(faultsAfter({ 'events.csv': change })).toEqual([
      `events.csv:${lineOf('events.csv', visit)} agreement: is an agreement of “smaby-beihu-shi-twinning”`,
    ])
  })

  test('an identifier that does not begin with what it belongs to: its citations and history would not be found', () => {
    const rename = (text: string) => text.replaceAll(visit, 'school-class-2021')
    expect(faultsAfter({ 'events.csv': rename, 'citations.csv': rename })).toEqual([
      `events.csv:${lineOf('events.csv', visit)} id: must begin with “smaby-zarechye-twinning.”`,
    ])
  })

  test('a column that is missing from a file without rows', () => {
    expect(faultsAfter({ 'statements.csv': () => 'id,conflict,says_sv\n' })).toContain(
      'statements.csv:1 says_en: is missing',
    )
  })

  test('a column that stands twice', () => {
    const twice = (text: string) =>
      text
        .split('\n')
        .map((line, index) => (line === '' ? line : `${line},${index === 0 ? 'event' : ''}`))
        .join('\n')
    expect(faultsAfter({ 'statements.csv': twice })).toContain('statements.csv:1 event: stands twice')
  })

  test('a file outside the package', () => {
    expect(
      faultsAfter({ 'datapackage.json': replace('"path": "events.csv"', '"path": "../events.csv"') }),
    ).toContainEqual(expect.stringMatching(/^datapackage\.json resources\.\d+\.path: must be a CSV file beside/))
  })
})

test('lines that are withdrawn from one file are missed by the others', () => {
  expect(
    faultsAfter({ 'sources.csv': withoutLines('myrland-post-1999') }).every((fault) =>
      fault.includes('“myrland-post-1999” is not in sources.csv'),
    ),
  ).toBe(true)
})

describe('redirects of actors', () => {
  const faultsWith = (...redirects: readonly (readonly [kind: string, from: string, to: string])[]) => {
    const pack = readPackage(littleland.datasets[0] ?? '')
    pack.rows.actor_redirects = redirects.map(([kind, from, to], line): Row => ({ id: `${from}.to-${to}`, kind, from_actor: from, to_actor: to, line })) // prettier-ignore
    const faults = checkPackage(pack, referenceOf(readPackage(littleland.reference)))
    return faults.map(({ file, column, message }) => `${file} ${column}: ${message}`)
  }

  test('lead from what stands no longer, or from what was split, to what stands', () => {
    expect(faultsWith(['merged', 'xb-pei-hu', 'xb-beihu'], ['split', 'xb-beihu', 'xb-beihu-shi'])).toEqual([])
  })

  test.each([
    [[['merged', 'xb-beihu', 'xb-beihu-shi']], 'from_actor: “xb-beihu” is in actors.csv'],
    [[['split', 'xb-pei-hu', 'xb-beihu']], 'from_actor: “xb-pei-hu” is not in actors.csv'],
    [[['merged', 'xb-pei-hu', 'xb-bei-hu']], 'to_actor: “xb-bei-hu” is not in actors.csv'],
    [[['split', 'xb-beihu', 'xb-beihu']], 'to_actor: is the actor itself'],
    [
      [
        ['merged', 'xb-pei-hu', 'xb-beihu'],
        ['merged', 'xb-pei-hu', 'xb-beihu-shi'],
      ],
      'from_actor: “xb-pei-hu” leads elsewhere already',
    ],
  ] as const)('and nothing else: %j', (redirects, fault) => {
    expect(faultsWith(...redirects)).toEqual([`actor_redirects.csv ${fault}`])
  })
})
