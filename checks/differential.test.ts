/**
 * Does what is not for everybody change a public byte? The same register is published with and without it, and everything
 * that a crawl brings home is compared. What may differ is said here, one by one.
 */
import { beforeAll, describe, expect, test } from 'vitest'
import { crawlSite, swedish } from './harness/crawl.ts'
import { handIn, makePdf } from './harness/documents.ts'
import { append, changedLittleland, withoutLines, type Changes } from './harness/littleland.ts'
import { openWorld, type World } from './harness/members.ts'
import { decisionsOn, makeRing, openClock } from './harness/sealing.ts'
import { fieldsOf, type Visitor } from './harness/visitor.ts'

/** Text by address, as anybody gets it. */
type Published = ReadonlyMap<string, string>

/** Made of the same answers, and packed so that bytes differ by the second: `visibility.test.ts` unpacks those. */
const leftOut = /\.(?:png|pdf|docx|xlsx|sqlite|parquet|zip)(?:\?|$)/

const withoutSealed: Changes = {
  'sources.csv': withoutLines('sealed-conversation,'),
  'citations.csv': withoutLines('c062,'),
  'seal_rulings.csv': withoutLines('c062,'),
}

const cooperation = 'smaby-zarechye-twinning'
const event = `${cooperation}.activity-2021`
const withMembers: Changes = {
  ...withoutSealed,
  'sources.csv': (text) =>
    append('told-to-members,survey,members,Teller,Tellers,What was told,The book of tales,2019,T 1,,,sv,En not,A note')(
      withoutLines('sealed-conversation,')(text),
    ),
  'citations.csv': (text) =>
    append(`z1,told-to-members,p. 12,event,${event},supports,En not,A note`)(withoutLines('c062,')(text)),
}

type Curators = { cora: Visitor; cody: Visitor; world: World }

/** What everybody may read once somebody has done this, and then a change was accepted that has nothing to do with it. */
async function publish(changes: Changes, work: (curators: Curators) => Promise<void>): Promise<Published> {
  const clock = openClock(new Date('2026-03-02T08:00:00Z'))
  const world = await openWorld({ now: clock.now, sealKeys: makeRing('k') }, changedLittleland(changes))
  try {
    const cora = await world.join('cora@littleland.example', 'curator')
    const cody = await world.join('cody@littleland.example', 'curator')
    await work({ cora, cody, world })
    const form = `/en/propose/events?of=${cooperation}`
    const typed = {
      kind: 'activity',
      date: '2022-05',
      cited: 'smaby-minutes-2020',
      locator: '§ 40',
      message: 'A choir.',
    }
    const shown = await cora.post(form, { ...fieldsOf(await cora.get(form), form), ...typed, step: 'show' })
    const sent = await cora.post(form, { ...fieldsOf(shown, form), step: 'send' })
    expect((await cody.post(`${sent.location}/acceptance`)).status).toBe(303)
    const roots = ['/en', '/api/v1/changes', '/api/v1/openapi.json', '/api/v1/sources', `/api/v1/cooperations/${cooperation}`] // prettier-ignore
    const { visits } = await crawlSite(world.app, roots, [leftOut, swedish])
    return new Map([...visits].map(([path, { body }]) => [path, body]))
  } finally {
    await world.close()
  }
}

/** Names of new records are drawn by lot, and the register writes down when it was told. */
const normal = (line: string) =>
  line.replaceAll(/\b[0-9a-f]{12,}\b/g, '…').replaceAll(/\d{4}-\d\d-\d\dT[\d:.]+Z/g, 'then')

function linesOf(text = ''): Map<string, number> {
  const counts = new Map<string, number>()
  for (const line of text.split(/(?=<)|(?<=\n)|(?<=,)(?=")/))
    counts.set(normal(line), (counts.get(normal(line)) ?? 0) + 1)
  return counts
}

/** Pieces of text that one side has and the other has not, or more often: `path: piece`. */
function differences(one: Published, other: Published): string[] {
  return [...new Set([...one.keys(), ...other.keys()])].flatMap((path) => {
    const [a, b] = [linesOf(one.get(path)), linesOf(other.get(path))]
    if (!one.has(path) || !other.has(path)) return [`${path}: there is such an address`]
    const pieces = [...new Set([...a.keys(), ...b.keys()])].filter((piece) => a.get(piece) !== b.get(piece))
    return pieces.map((piece) => `${path}: ${piece.trim()}`)
  })
}

/** What may differ; each must, or it stands here for nothing. */
function undeclared(found: readonly string[], declared: readonly RegExp[]): string[] {
  expect(declared.filter((one) => !found.some((each) => one.test(each)))).toEqual([])
  return found.filter((each) => !declared.some((one) => one.test(each)))
}

const naming = (published: Published, words: RegExp) =>
  [...published].flatMap(([path, text]) => (words.test(text) ? [`${path}: ${words.exec(text)?.[0]}`] : []))

describe('what anybody can read', () => {
  let plain: Published
  beforeAll(async () => {
    plain = await publish(withoutSealed, async () => undefined)
  }, 240_000)

  test('is much, and one word more in it is noticed', () => {
    expect(plain.size).toBeGreaterThan(100)
    const leaking = new Map([...plain, ['/en/about', `${plain.get('/en/about')}<p>Teller</p>`]])
    expect(differences(plain, leaking)).toEqual(['/en/about: </p>', '/en/about: <p>Teller'])
  })

  test('does not change by evidence under seal but for what is declared', { timeout: 240_000 }, async () => {
    const sealed = await publish({}, async ({ cora, cody }) => {
      const made = await cora.post('/en/seals/new', {
        person: 'Vendela', role: 'clerk', place: 'Hemligberg', date: '2019-11-23', title: 'A talk', content: 'All of it.',
        locators: 'littleland-list-2021 appendix:77', kind: 'interview', sunset: '2027-06-30', reason: 'Asked for.',
        'supports reason/climate_work': 'yes',
      }) // prettier-ignore
      const [decision = ''] = decisionsOn(await cora.get(made.location ?? ''))
      expect((await cody.post(`${decision}/confirmation`)).status).toBe(303)
    })
    const declared = [
      // One row more, of which the kind is all that stands there.
      /^\/en\/sources: /,
      /^\/api\/v1\/sources(?:\.(?:nd)?json|\.jsonld)?(?:\?limit=500)?: /,
      /^\/api\/v1\/citations\.(?:(?:nd)?json|jsonld): /,
      /^\/api\/v1\/sources\.csv: sealed-conversation,interview,sealed,,,,,,,,,,1,,,littleland$/,
      /^\/api\/v1\/citations\.csv: c062,sealed-conversation,,codebook,reason\/state_conduct,supports,,,littleland$/,
      /^\/en\/sources\/sealed-conversation: there is such an address$/,
      // That a reason rests on it. Of the evidence that was put under seal here nothing is told: too few bodies are behind it.
      /^\/en\/codebook: (?:<p class="quiet">One confidential source|<\/p>$)/,
    ]
    expect(undeclared(differences(plain, sealed), declared)).toEqual([])
    expect(naming(sealed, /Vendela|Hemligberg|2019-11-23|A talk|All of it|appendix:77/)).toEqual([])
  })

  test('does not change by what is for members but for what is declared', { timeout: 240_000 }, async () => {
    const guarded = await publish(withMembers, async ({ cora }) => {
      for (const [source, visibility] of [['told-to-members', 'public'], ['smaby-minutes-2020', 'members']] as const) {
        const sent = await handIn(cora, `/en/sources/${source}/documents`, makePdf([`Told of ${source}.`]), `${source}.pdf`)
        expect((await cora.post(`${sent.location}/acceptance`, { visibility })).status).toBe(303)
      }
      const refused = await handIn(cora, '/en/sources/smaby-minutes-2020/documents', makePdf(['No.']), 'no.pdf')
      expect((await cora.post(`${refused.location}/refusal`, { said: 'No.' })).status).toBe(303)
    }) // prettier-ignore
    const declared = [
      /^\/en\/sources: /,
      /^\/api\/v1\/sources(?:\.(?:nd)?json|\.jsonld)?(?:\?limit=500)?: /,
      /^\/api\/v1\/citations\.(?:(?:nd)?json|jsonld): /,
      /^\/api\/v1\/sources\.csv: told-to-members,survey,members,,,,,,,,,,1,,,littleland$/,
      /^\/api\/v1\/citations\.csv: z1,told-to-members,,event,smaby-zarechye-twinning\.activity-2021,supports,,,littleland$/,
      /^\/en\/sources\/told-to-members: there is such an address$/,
      // That a fact rests on it, and on how many citations a cooperation does.
      /^\/en\/cooperations\/smaby-zarechye-twinning: (?:<p class="quiet">[56] |<\/a>;|<a href="\/en\/sources\/told-to-members">)/,
      /^\/api\/v1\/cooperations\/smaby-zarechye-twinning: (?:"stance":"supports"\},\{"source":"told-to-members",|"locator":null,|"citations":[56],)/,
      /^\/api\/v1\/cooperations(?:\.(?:nd)?json)?(?:\?[^:]*)?: "citations":[56],$/,
      /^\/api\/v1\/cooperations\.jsonld(?:\?[^:]*)?: "http:\/\/samband\.test\/data\/dictionary#cooperations\.citations":[56],$/,
      /^\/api\/v1\/cooperations\.csv(?:\?[^:]*)?: smaby-zarechye-twinning,.*,asserted,no,[56],http:/,
    ]
    expect(undeclared(differences(plain, guarded), declared)).toEqual([])
    expect(
      naming(
        guarded,
        /Teller|What was told|book of tales|\bT 1\b|p\. 12\b|En not\b|A note\b|Told of|\.pdf\?|told-to-members\.pdf|smaby-minutes-2020\.pdf|no\.pdf/,
      ),
    ).toEqual([])
  })
})
