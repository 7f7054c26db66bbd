// Littleland in which everything that is not for everybody carries a word of its own, made through the front door.
import { pathOf, publicTables } from '#publication/index.ts'
import { handIn, makePdf } from './documents.ts'
import { append, changedLittleland, replace } from './littleland.ts'
import { administratorEmail, openWorld, type World } from './members.ts'
import { decisionsOn, farDay, grant, makeRing, openClock, withApp } from './sealing.ts'
import { listEditions } from '#publication/index.ts'
import { fieldsOf, type Visitor } from './visitor.ts'

export const askers = [
  'nobody',
  'reader',
  'contributor',
  'neighbour',
  'curator',
  'researcher',
  'grantee',
  'administrator',
] as const
/**
 * `contributor` is of the organisation that owns the facts, `neighbour` a contributor of another one; `grantee` is a
 * researcher with access to the evidence under seal, which `researcher` has brought.
 */
export type Asker = (typeof askers)[number]

const members = askers.filter((one) => one !== 'nobody')
const curators: Asker[] = ['curator', 'administrator']
const coders: Asker[] = ['curator', 'researcher', 'grantee', 'administrator']
const keepers: Asker[] = ['curator', 'researcher', 'grantee', 'administrator']

export type SecretWorld = World & {
  visitors: Record<Asker, Visitor>
  /** Each word that stands in one place of the world only, and who may read it in some answer. */
  secrets: ReadonlyMap<string, readonly Asker[]>
  /** What a parameter of a route may be, by the segment before it and its name: `documents/:id`. */
  values: Readonly<Record<string, readonly string[]>>
  /** The folder of an edition of it. */
  edition: string
  /** All that the program has logged. */
  logged: () => string
  /** What opening the evidence under seal was answered to who has access. */
  opened: string
}

/** A word of letters only, so that no way of writing it down changes it. */
const canary = (name: string) => `zq${name}qz`

export const membersSource = 'told-to-members'
const own = 'smaby-zarechye-twinning'
const openSource = '/en/sources/smaby-minutes-2020'

/** Littleland with a source for members that is cited for an event, a statement, and what happened outside. */
export function guardedLittleland(say = canary): ReturnType<typeof changedLittleland> {
  const source = [
    membersSource, 'survey', 'members', say('author'), say('publisher'), say('title'), say('container'), '2019',
    say('diary'), `https://samband.test/${say('url')}`, '2021-12-31', 'sv', say('notesv'), say('noteen'),
  ] // prettier-ignore
  const cite = (id: string, table: string, fact: string, locator: string) =>
    append(`${id},${membersSource},${locator},${table},${fact},supports,${say('citationsv')},${say('citationen')}`)
  return changedLittleland({
    'sources.csv': append(source.join(',')),
    'citations.csv': (text) =>
      cite(
        'z2',
        'context_event',
        'told-fog',
        `p. ${say('contextlocator')}`,
      )(cite('z1', 'event', `${own}.activity-2021`, `p. ${say('locator')}`)(text)),
    'statements.csv': append(
      `partnership-start.z,partnership-start,2007.,2007.,2007,normal,${membersSource},p. ${say('statementlocator')},`,
    ),
    'context_events.csv': append(`told-fog,2001,Dimman,The fog,,,${membersSource},p. ${say('contextlocator')}`),
    'datapackage.json': replace('"version": "1.1.0"', '"version": "1.1.1"'),
  })
}

export async function openSecretWorld(log: {
  stream: NonNullable<Parameters<typeof openWorld>[0]>['log']
  text: () => string
}): Promise<SecretWorld> {
  const secrets = new Map<string, readonly Asker[]>()
  const secret = (name: string, isFor: readonly Asker[]): string => {
    const word = canary(name)
    if (secrets.has(word)) throw new Error(`${word} stands for two things`)
    secrets.set(word, isFor)
    return word
  }
  const clock = openClock(new Date('2026-03-02T08:00:00Z'))
  const world = await openWorld({ now: clock.now, sealKeys: makeRing('first'), log: log.stream }, guardedLittleland())
  for (const name of ['author', 'publisher', 'title', 'container', 'diary', 'url', 'noteen', 'locator', 'statementlocator', 'contextlocator'])
    secret(name, members) // prettier-ignore
  // Of the members only the reader asks for Swedish pages, and who proposes meets it in forms.
  secret('notesv', ['reader', 'contributor', 'neighbour', ...curators])
  // Shown where citations are changed, which readers and researchers do not.
  for (const name of ['citationsv', 'citationen']) secret(name, ['contributor', 'neighbour', ...curators])

  // Nothing outside is asked in tests: what the daily look at the addresses would have found.
  const failed = { claimed_at: clock.now(), checked_at: clock.now(), status: 404, fault: 'status' as const, failing_since: clock.now() } // prettier-ignore
  await world.app.database.write((tx) =>
    tx
      .insertInto('evidence.link_check')
      .values([
        { ...failed, source: membersSource, url: `https://samband.test/${canary('url')}` },
        { ...failed, source: 'myrland-post-1999', url: 'https://example.org/myrlands-posten/1999' },
      ])
      .execute(),
  )

  const organise = async (name: string, actor: string) =>
    (await world.administrator.post('/en/administration/organisations', { name, actor })).location ?? ''
  const clerks = await organise('Clerks of Smaby', 'xl-smaby')
  const others = await organise('Clerks of Nystad', 'xl-nystad')
  const emailOf = (who: Asker) =>
    who === 'administrator' ? administratorEmail : `${canary(`mail${who}`)}@littleland.example`
  const join = async (who: Asker, role: Parameters<World['join']>[1], knownTo: readonly Asker[], path?: string) => {
    secret(`mail${who}`, [who, 'administrator'])
    return world.join(
      emailOf(who),
      role,
      secret(`name${who}`, [...new Set([who, ...knownTo, 'administrator' as const])]),
      path,
    )
  }
  const reader = await join('reader', 'reader', [])
  const contributor = await join('contributor', 'contributor', curators, clerks)
  const neighbour = await join('neighbour', 'contributor', [], others)
  const curator = await join('curator', 'curator', coders)
  const researcher = await join('researcher', 'researcher', coders)
  const grantee = await withApp(world, await join('grantee', 'researcher', coders), clock, emailOf('grantee'))
  const { administrator } = world
  await administrator.post(`${world.organisation}/invitations`, {
    email: `${secret('invited', ['administrator'])}@littleland.example`,
    role: 'reader',
    language: 'en',
  })

  const bring = async (who: Visitor, name: string, isFor: readonly Asker[], address = `${openSource}/documents`) => {
    const text = `A crocodile and ${secret(`${name}text`, isFor)} in it.`
    const said = secret(`${name}said`, curators)
    const sent = await handIn(who, address, makePdf([text]), `${secret(`${name}file`, isFor)}.pdf`, said)
    if (sent.status !== 303) throw new Error(`The document was answered with ${sent.status}`)
    return sent.location ?? ''
  }
  const accept = async (path: string, visibility: string) => {
    await curator.post(`${path}/acceptance`, { visibility })
    return path
  }
  const documents = [
    await accept(await bring(curator, 'open', askers), 'public'),
    await accept(await bring(curator, 'formembers', members), 'members'),
    await accept(await bring(curator, 'ofmembers', members, `/en/sources/${membersSource}/documents`), 'public'),
    await bring(contributor, 'waiting', ['contributor', ...curators]),
  ]
  const refused = await bring(contributor, 'refused', ['contributor', ...curators])
  await curator.post(`${refused}/refusal`, { said: secret('refusal', curators) })
  const withdrawn = await accept(await bring(curator, 'withdrawn', curators), 'public')
  await curator.post(`${withdrawn}/withdrawal`, { said: secret('withdrawal', curators) })
  documents.push(refused, withdrawn)

  const form = `/en/propose/events?of=${own}`
  const typed = {
    kind: 'activity',
    date: '2022-05',
    note_en: secret('proposednote', ['contributor', ...curators]),
    cited: 'smaby-minutes-2020',
    locator: secret('proposedlocator', ['contributor', ...curators]),
    message: secret('message', ['contributor', ...curators]),
  }
  const shown = await contributor.post(form, { ...fieldsOf(await contributor.get(form), form), ...typed, step: 'show' })
  const proposal = (await contributor.post(form, { ...fieldsOf(shown, form), step: 'send' })).location ?? ''
  await world.visitor().post(`/en/error-report?about=cooperations%2F${own}`, {
    message: secret('reported', curators),
    source: `https://samband.test/${secret('reportedsource', curators)}`,
    email: `${secret('reporter', curators)}@littleland.example`,
  })
  const list = await curator.get('/en/proposals')
  const proposals = [...list.document.querySelectorAll('main tbody a')].map((link) => link.getAttribute('href') ?? '')
  const report = proposals.find((path) => path !== proposal) ?? ''
  await curator.post(`${report}/remark`, { said: secret('remark', curators) })

  await curator.post('/en/codebook/draft')
  const label = secret('drafted', curators)
  await curator.post('/en/codebook/draft/reason', { code: 'drafted', label_sv: label, label_en: label, definition_sv: label, definition_en: label }) // prettier-ignore

  const people = (await curator.get('/en/coding/new')).document
  const coderIds = ['researcher', 'grantee'].map(
    (who) =>
      [...people.querySelectorAll('input[name="coders"]')]
        .find((box) => box.closest('label')?.textContent?.includes(canary(`name${who}`)))
        ?.getAttribute('value') ?? '',
  )
  const round = new FormData()
  for (const id of coderIds) round.append('coders', id)
  for (const [name, value] of Object.entries({
    title: secret('round', coders),
    scheme: 'reason',
    version: '1',
    instructions: secret('instructions', coders),
    units: `smaby-beihu-shi-twinning.partly-ended-2020 | ${membersSource} | p. ${secret('unitlocator', coders)} | ${secret('passage', coders)}`,
    public: 'yes',
  })) round.set(name, value) // prettier-ignore
  const made = await curator.postForm('/en/coding/new', round)
  if (made.status !== 303) throw new Error(`The round was answered with ${made.status}: ${made.text.slice(0, 2000)}`)
  const rounds = made.location ?? ''
  for (const [who, visitor] of [['researcher', researcher], ['grantee', grantee]] as const)
    await visitor.post(`${rounds}/units/1`, { code: 'state_conduct', remark: secret(`coding${who}`, [who]), go: 'next' }) // prettier-ignore

  const sealed = Object.fromEntries(
    ['person', 'role', 'place', 'title', 'address', 'files', 'locators', 'supports', 'content'].map((field) => [
      field,
      field === 'locators' ? `littleland-list-2021 ${secret(`sealed${field}`, [])}` : secret(`sealed${field}`, []),
    ]),
  )
  const sent = await researcher.post('/en/seals/new', {
    ...sealed,
    date: '2019-11-23',
    kind: 'interview',
    sunset: '2027-06-30',
    reason: secret('sealreason', keepers),
  })
  if (sent.status !== 303) throw new Error(`The evidence was answered with ${sent.status}: ${sent.text.slice(0, 2000)}`)
  const seal = sent.location ?? ''
  const [decision = ''] = decisionsOn(await curator.get(seal))
  await curator.post(`${decision}/confirmation`)
  await grant(seal, grantee, curator, administrator, farDay)
  const { text: opened } = await grantee.post(`${seal}/opening`, {
    purpose: secret('sealpurpose', ['grantee', 'administrator']),
    code: grantee.code(),
  })

  const upload = new FormData()
  const listed = `city1,country1,city2,country2\n${secret('listedplace', curators)},Littleland,Myrland County,Littleland\n`
  upload.set('file', new File([listed], `${secret('listfile', curators)}.csv`))
  upload.set('title', secret('listtitle', curators))
  const run = (await curator.postForm('/en/imports', upload)).location ?? ''
  await curator.post(`${run}/columns`, { name1: 'city1', country1: 'country1', name2: 'city2', country2: 'country2' })
  await curator.post(`${run}/start`)
  await waitFor(async () => (await curator.get(run)).text.includes('The list has been imported.'))
  const listPath = (await curator.get('/en/imports')).document.querySelector('#lists a')?.getAttribute('href') ?? ''

  const idOf = (path: string) => path.split('/').at(-1) ?? ''
  const organisation = await administrator.get(clerks)
  const invitations = await administrator.get(world.organisation)
  const actionsOf = (document: Document, part: string) =>
    [...document.querySelectorAll('form')].flatMap((one) => {
      const id = new RegExp(`/${part}/([^/]+)`).exec(one.getAttribute('action') ?? '')?.[1]
      return id ? [id] : []
    })
  const resources = ['cooperations', 'events', 'agreements', 'reasons', 'sources', 'actors', 'statements', 'conflicts', 'grid'] // prettier-ignore
  // Last, so that it holds all that could have got into it.
  world.app.editionDesk.begin()
  await world.app.editionDesk.settled()
  const [edition] = await listEditions(world.app.editionDesk.folder)
  if (!edition) throw new Error('No edition was made')
  return {
    ...world,
    edition: edition.folder,
    visitors: { nobody: world.visitor(), reader, contributor, neighbour, curator, researcher, grantee, administrator },
    secrets,
    logged: log.text,
    opened,
    values: {
      'assets/:file': ['none.css'],
      'sitemap/:sitemapFile': ['1.xml'],
      'v1/:tableFile': [
        ...publicTables.map((table) => `${pathOf(table)}.ndjson`),
        ...['csv', 'xlsx', 'json', 'jsonld', 'sqlite', 'parquet'].map((format) => `sources.${format}`),
      ],
      'v1/:wholeFile': ['samband.csv.zip', 'samband.sqlite', 'samband.xlsx'],
      'data/:catalogue': ['catalog.ttl', 'catalog.jsonld'],
      '/:thing': ['cooperations', 'actors', 'sources'],
      ':thing/:linkedFile': [`${own}.ttl`, `${membersSource}.jsonld`, 'sealed-conversation.ttl', 'xl-smaby.jsonld'],
      ':thing/:id': [own, membersSource, 'sealed-conversation', 'xl-smaby'],
      'v1/:tableMetadata': ['sources.csv-metadata.json'],
      'cooperations/:id': [own, 'smaby-beihu-shi-partnership', 'unknown'],
      'actors/:id': ['xl-smaby', 'xb-beihu', 'unknown'],
      'countries/:code': ['XB'],
      'editions/:id': [edition.id],
      'editions/:file': [`${edition.id}.zip`],
      ':id/:path': ['bag-info.txt', 'data/site/en/sources.html'],
      'sources/:id': [membersSource, 'sealed-conversation', 'smaby-minutes-2020', 'unknown'],
      'sources/:source': [membersSource, 'sealed-conversation', 'smaby-minutes-2020'],
      'documents/:id': [...documents.map(idOf), '99'],
      'pages/:file': ['1.png'],
      'report/:id': ['awkward-places'],
      'reports/:id': ['awkward-places'],
      'report/:file': ['awkward-places.pdf', 'awkward-places.docx', 'awkward-places.bib', 'awkward-places.ris'],
      'versions/:number': ['1'],
      'coding/:id': [idOf(rounds), '99'],
      'coding-rounds/:id': [idOf(rounds), '99'],
      'units/:unit': ['1'],
      'changes/:revision': ['1', '2'],
      'organisations/:id': [world.organisation, clerks, others].map(idOf),
      'callback/:id': [idOf(clerks)],
      'members/:person': actionsOf(organisation.document, 'members').slice(0, 1),
      'invitations/:id': actionsOf(invitations.document, 'invitations').slice(0, 1),
      'proposals/:id': [...proposals.map(idOf), '99'],
      'propose/:resource': resources,
      'grid/:resource': ['events', 'reasons', 'agreements', 'sources', 'cooperations'],
      'events/:id': [`${own}.activity-2021`],
      ':resource/:id': [own],
      'likeness/:sort': ['actors', 'cooperations', 'sources'],
      'reversal-of/:revision': ['1'],
      'conflicts/:id': ['partnership-start'],
      'draft/:scheme': ['reason'],
      ':scheme/:code': ['drafted', 'climate_work'],
      'imports/:list': [idOf(listPath), '99'],
      'places/:place': ['1'],
      'import-runs/:run': [idOf(run), '99'],
      'seals/:id': [idOf(seal), '000000000000'],
      ':id/:act': ['opening', 'review'],
      'decisions/:decision': [idOf(decision)],
    },
  }
}

async function waitFor(isSo: () => Promise<boolean>): Promise<void> {
  for (let tries = 0; tries < 100; tries += 1) {
    if (await isSo()) return
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
  throw new Error('It did not come about')
}
