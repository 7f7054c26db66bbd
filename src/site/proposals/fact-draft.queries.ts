// From what somebody has written about a fact to the changes that it asks for, or what is wrong with each field.
import { listSourcesNamed } from '#evidence/index.ts'
import type { Reader } from '#platform/db/database.ts'
import type { FactRow } from '#platform/db/versions.ts'
import { isEdtf } from '#platform/time/edtf.ts'
import {
  addition, blankRow, changeOf, factKey, findFact, findVersion, freeId, hasForm, listActorRedirects, proposedId, readFactForm, subjectOf, type Actor,
  type Census, type ProposedChange, type EditedResource, type FieldFault, type FormResource, type StandingFact, type Subject,
} from '#register/index.ts' // prettier-ignore
import { chooseActor } from '../accounts/actor-choice.rules.ts'

/** Where a form stands: at a fact that is to be changed, or at one (or none) to which another is to be added. */
export type FormPlace = { resource: FormResource } & (
  | { act: 'change'; fact: StandingFact }
  | { act: 'add'; of: StandingFact | undefined }
)

/** What each sort of fact is added to. */
const parents: Record<FormResource, { of: EditedResource; column: string } | undefined> = {
  actors: undefined,
  cooperations: undefined,
  sources: undefined,
  agreements: { of: 'cooperations', column: 'cooperation' },
  events: { of: 'cooperations', column: 'cooperation' },
  reasons: { of: 'events', column: 'event' },
}

/** The place of an addition; undefined where it would hang on nothing. */
export async function placeOfAddition(
  reader: Reader,
  resource: string,
  of: string | undefined,
): Promise<FormPlace | undefined> {
  if (!hasForm(resource)) return undefined
  const parent = parents[resource]
  if (!parent) return { resource, act: 'add', of: undefined }
  const fact = of === undefined ? undefined : await findFact(reader, parent.of, of)
  return fact && { resource, act: 'add', of: fact }
}

/** The place of a change; undefined where there is no such fact, or it is a source that not everybody may see. */
export async function placeOfChange(reader: Reader, resource: string, id: string): Promise<FormPlace | undefined> {
  if (!hasForm(resource)) return undefined
  const fact = await findFact(reader, resource, id)
  if (!fact || (resource === 'sources' && fact.row.visibility !== 'public')) return undefined
  return { resource, act: 'change', fact }
}

/** The page that a fact is shown on. */
export function subjectFor(resource: EditedResource, id: string): Subject {
  const isOwn = resource === 'actors' || resource === 'sources' || resource === 'conflicts'
  return isOwn ? { resource, id } : { resource: 'cooperations', id: subjectOf(id) }
}

export type Refusal =
  | FieldFault
  | { party: 'unknown' | 'several'; near: readonly Actor[] }
  | { source: 'unknown' | 'both'; near: readonly string[] }

export type ReadDraft = {
  errors: Partial<Record<string, Refusal>>
  /** Empty where nothing differs, or something is wrong. */
  changes: ProposedChange[]
  about: Subject
  message: string
}

export type Typed = (name: string) => string

const longestMessage = 1000

/** `typed` gives what stands in a field; `base` among them is the version that the form was filled from. */
export async function readDraft(reader: Reader, census: Census, place: FormPlace, typed: Typed): Promise<ReadDraft> {
  const { resource } = place
  const { values, errors: faults } = readFactForm(resource, typed)
  const errors: ReadDraft['errors'] = { ...faults }
  const message = typed('message').trim()
  if (!message) errors.message = 'missing'
  if (message.length > longestMessage) errors.message = 'too-long'
  const parties = isNewCooperation(place) ? readParties(census, typed, errors) : undefined
  const began = typed('established').trim()
  if (parties && !began) errors.established = 'missing'
  else if (parties && !isEdtf(began)) errors.established = 'date'
  const cited = await readCitation(
    reader,
    typed,
    errors,
    place.act === 'add' && !['actors', 'sources'].includes(resource),
  )
  if (Object.keys(errors).length > 0) {
    const about = place.act === 'change' ? place.fact : place.of
    return { errors, changes: [], about: about ? subjectFor(about.resource, about.id) : noSubject(resource), message }
  }
  const naming: Naming = { reader, given: new Set() }
  const change =
    place.act === 'change'
      ? changeOf(await seenVersion(reader, place.fact, typed('base')), values)
      : await added(naming, place, { ...values, ...parties })
  const facts = change ? [change] : []
  if (parties && change) facts.push(await beginning(naming, change.id, began))
  const main = place.act === 'change' ? place.fact : facts[0]
  const factIds = place.act === 'change' ? [place.fact] : facts
  const citations = cited ? await citing(naming, cited, factIds) : []
  return {
    errors,
    changes: [...facts, ...citations],
    about: main ? subjectFor(main.resource, main.id) : noSubject(resource),
    message,
  }
}

/** Of an addition that could not be read, nobody knows yet what it will be called. */
function noSubject(resource: EditedResource): Subject {
  return { resource, id: '' }
}

export function isNewCooperation(place: FormPlace): boolean {
  return place.act === 'add' && place.resource === 'cooperations'
}

function readParties(census: Census, typed: Typed, errors: ReadDraft['errors']): FactRow {
  const side = (name: 'home' | 'counterpart') => {
    const choice = chooseActor(census, typed(name))
    if (!choice.ok) errors[name] = { party: choice.refusal, near: choice.near }
    else if (choice.actor === null) errors[name] = 'missing'
    return choice.ok ? choice.actor : null
  }
  return { home: side('home'), counterpart: side('counterpart') }
}

/** Gives new facts names that neither the register nor another fact of the same draft has. */
export type Naming = { reader: Reader; given: Set<string> }

export async function newFact(
  { reader, given }: Naming,
  resource: EditedResource,
  row: FactRow,
): Promise<ProposedChange> {
  const whole = (id: string) => (resource === 'citations' ? `${row.fact_id} ${id}` : id)
  const isTaken = async (id: string) =>
    given.has(factKey({ resource, id: whole(id) })) ||
    (await findFact(reader, resource, whole(id))) !== undefined ||
    // The address of an actor that was merged is not free either.
    (resource === 'actors' && (await listActorRedirects(reader, id)).length > 0)
  const id = await freeId(proposedId(resource, row), isTaken)
  given.add(factKey({ resource, id: whole(id) }))
  return addition(resource, { ...blankRow(resource), ...row, id })
}

function added(naming: Naming, { resource, of }: FormPlace & { act: 'add' }, values: FactRow): Promise<ProposedChange> {
  const parent = parents[resource]
  return addedFact(naming, resource, { ...values, ...(of && parent ? { [parent.column]: of.id } : {}) })
}

/** The addition of what a form or a row of the grid says, with what neither asks for. */
export function addedFact(naming: Naming, resource: FormResource, values: FactRow): Promise<ProposedChange> {
  const own: FactRow = {}
  if (resource === 'sources') own.visibility = 'public'
  if (resource === 'actors') own.sort_name = values.name_en ?? null
  return newFact(naming, resource, { ...values, ...own })
}

/**
 * The version of a fact that somebody wrote from: that which stood when the form was opened. What has come since is not
 * to be undone by it.
 */
export async function seenVersion(reader: Reader, fact: StandingFact, base: string): Promise<StandingFact> {
  const seen = Number(base) || fact.base
  if (seen === fact.base) return fact
  return { ...fact, base: seen, row: (await findVersion(reader, fact.resource, fact.id, seen)) ?? fact.row }
}

/** A cooperation is not one before something says that it began. */
export function beginning(naming: Naming, cooperation: string, date: string): Promise<ProposedChange> {
  return newFact(naming, 'events', {
    cooperation,
    kind: 'established',
    date,
    initiator: 'unknown',
    formality: 'unknown',
    rank: 'normal',
  })
}

export type Cited = { source: string | FactRow; locator: string | null; stance: string }

/** The source by identifier or title, or a new one; undefined where none is given. */
export async function readCitation(
  reader: Reader,
  typed: Typed,
  errors: ReadDraft['errors'],
  isRequired: boolean,
): Promise<Cited | undefined> {
  const named = typed('cited').trim()
  const fresh = readFactForm('sources', (column) => typed(`source.${column}`))
  const hasFresh = ['title', 'publisher', 'date', 'url'].some((column) => typed(`source.${column}`).trim() !== '')
  const locator = typed('locator').trim() || null
  const stance = typed('cited-stance') === 'contradicts' ? 'contradicts' : 'supports'
  if (named && hasFresh) errors.cited = { source: 'both', near: [] }
  else if (named) {
    const found = await findSourceNamed(reader, named)
    if (typeof found === 'string') return { source: found, locator, stance }
    errors.cited = found
  } else if (hasFresh) {
    for (const [column, fault] of Object.entries(fresh.errors)) errors[`source.${column}`] = fault
    if (!typed('source.title').trim()) errors['source.title'] = 'missing'
    return { source: { ...fresh.values, visibility: 'public' }, locator, stance }
  } else if (isRequired) errors.cited = 'missing'
  return undefined
}

/** The identifier of the source that is called so, or has that identifier. */
export async function findSourceNamed(reader: Reader, named: string): Promise<string | (Refusal & object)> {
  const [found, ...others] = await listSourcesNamed(reader, named, 5)
  const isMeant =
    found && (found.id === named || others.length === 0 || found.title?.toLowerCase() === named.toLowerCase())
  if (found && isMeant) return found.id
  return { source: 'unknown', near: [found, ...others].flatMap((source) => source?.id ?? []) }
}

const factTables: Partial<Record<EditedResource, string>> = {
  cooperations: 'cooperation',
  agreements: 'agreement',
  events: 'event',
  reasons: 'reason',
  conflicts: 'conflict',
}

/** The citations that tie the source to each of the facts, after the source itself where it is new. */
export async function citing(
  naming: Naming,
  { source, ...cited }: Cited,
  facts: readonly { resource: EditedResource; id: string }[],
): Promise<ProposedChange[]> {
  const fresh = typeof source === 'string' ? [] : [await newFact(naming, 'sources', source)]
  const id = typeof source === 'string' ? source : fresh[0]?.id
  const citations = facts.flatMap(({ resource, id: fact }) => {
    const table = factTables[resource]
    return table && id !== undefined
      ? [newFact(naming, 'citations', { ...cited, source: id, fact_table: table, fact_id: fact })]
      : []
  })
  return [...fresh, ...(await Promise.all(citations))]
}
