// What leaves through the API, written out field by field. The zod schemas are the contract: the OpenAPI document is
// made from them, and a test holds every answer to them.
import { z } from 'zod'
import type { Citation, Source } from '#evidence/index.ts'
import { verdicts, type JudgedClaim } from '#statistics/index.ts'
import {
  datedAs,
  outlineOf,
  statuses,
  type Actor,
  type Agreement,
  type Code,
  type Conflict,
  type Cooperation,
  type CooperationEvent,
  type DatedAs,
  type Reason,
} from '#register/index.ts'

const names = z
  .object({
    sv: z.string(),
    en: z.string(),
    local: z.string().optional().meta({ description: 'In the local script.' }),
    romanised: z.string().optional(),
    former: z.array(z.string()).optional(),
  })
  .meta({ description: 'Names as far as known.' })

const codes = z
  .object({ scb: z.string().optional(), gbt2260: z.string().optional(), iso3166_2: z.string().optional() })
  .meta({ description: 'Official codes: SCB (Sweden), GB/T 2260 (China), ISO 3166-2.' })

export const actorRefSchema = z.object({
  id: z.string(),
  kind: z.string().meta({ description: 'municipality, region, county_board, or a foreign level; see the codebook.' }),
  country: z.string().meta({ description: 'ISO 3166-1 alpha-2.' }),
  names,
  codes,
})

export const dated = z
  .object({
    edtf: z.string().meta({ description: 'As the source gives it, in EDTF (ISO 8601-2).' }),
    earliest: z.iso.date().nullable().meta({ description: 'First day that it can mean; null if unbounded.' }),
    latest: z.iso.date().nullable().meta({ description: 'Last day that it can mean; null if unbounded.' }),
  })
  .nullable()

const reasonBrief = z.object({ code: z.string(), stance: z.enum(['decision_maker', 'opposition']) })

export const cooperationItemSchema = z.object({
  id: z.string(),
  kind: z.string().meta({ description: 'twinning or municipal_partnership.' }),
  home: actorRefSchema,
  counterpart: actorRefSchema,
  designation: z.string().nullable().meta({ description: 'Official designation in the original language.' }),
  established: dated,
  ended: dated,
  status: z.enum(statuses).nullable().meta({ description: 'Folded from the events; latest known, or as of `on`.' }),
  status_since: z.string().nullable().meta({ description: 'When that status began, EDTF.' }),
  ended_by: z.enum(['home', 'counterpart', 'mutual', 'unknown']).nullable(),
  reasons: z.array(reasonBrief),
  standing: z
    .enum(['asserted', 'disputed'])
    .meta({ description: 'disputed: sources disagree whether it exists at all; counted only in the upper bound.' }),
  disputed: z.boolean().meta({ description: 'Sources disagree on some point of it, its existence or another.' }),
  citations: z.int().meta({ description: 'Number of citations that its facts rest on.' }),
  url: z.url().meta({ description: 'Permanent address of its page.' }),
})
export type CooperationItem = z.infer<typeof cooperationItemSchema>

export const citation = z.object({
  source: z.string(),
  locator: z.string().nullable(),
  stance: z.enum(['supports', 'contradicts']),
})

export const eventSchema = z.object({
  id: z.string(),
  kind: z.string(),
  date: dated,
  agreement: z.string().nullable().meta({ description: 'Set when the event touches only that agreement.' }),
  initiator: z.string(),
  formality: z.string(),
  rank: z.enum(['preferred', 'normal', 'deprecated']),
  body: z.object({ sv: z.string().nullable(), en: z.string().nullable() }),
  diary_number: z.string().nullable(),
  note: z.object({ sv: z.string().nullable(), en: z.string().nullable() }),
  reasons: z.array(
    reasonBrief.extend({
      stated_by: z.object({ sv: z.string().nullable(), en: z.string().nullable() }),
      citations: z.array(citation),
    }),
  ),
  citations: z.array(citation),
})

export const agreementSchema = z.object({
  id: z.string(),
  layer: z.string(),
  designation: z.string().nullable(),
  signed: dated,
  term: z.string(),
  renewal_months: z.int().nullable(),
  notice_months: z.int().nullable(),
  parent: z.string().nullable(),
  note: z.object({ sv: z.string().nullable(), en: z.string().nullable() }),
  citations: z.array(citation),
})

export const conflictSchema = z.object({
  id: z.string(),
  title: z.object({ sv: z.string(), en: z.string() }),
  ruling: z.object({ sv: z.string(), en: z.string() }),
  statements: z.array(
    z.object({
      says: z.object({ sv: z.string(), en: z.string() }),
      value: z.string().nullable(),
      rank: z.enum(['preferred', 'normal', 'deprecated']),
      source: z.string().nullable().meta({ description: 'Null as of a time before the source was put under guard.' }),
      locator: z.string().nullable(),
    }),
  ),
  dissents: z
    .array(
      z.object({
        says: z.string(),
        language: z.enum(['sv', 'en']),
        author: z.string().meta({ description: 'The organisation of the curator.' }),
        recorded_on: z.iso.date(),
        ruling: z.object({ sv: z.string(), en: z.string() }),
      }),
    )
    .meta({ description: 'What curators hold against a ruling, each with the ruling that it is against.' }),
})

export const cooperationSchema = cooperationItemSchema.omit({ citations: true }).extend({
  note: z.object({ sv: z.string().nullable(), en: z.string().nullable() }),
  agreements: z.array(agreementSchema),
  events: z.array(eventSchema),
  conflicts: z.array(conflictSchema),
  citations: z.array(citation).meta({ description: 'Citations of the cooperation itself; its facts carry their own.' }),
})

export const actorSchema = actorRefSchema.extend({
  parent: z.string().nullable(),
  county: z.string().nullable().meta({ description: 'National code of the county, for home actors.' }),
  coordinates: z.object({ lat: z.number(), lon: z.number() }).nullable(),
  cooperations: z.int().meta({ description: 'Number of cooperations that it is a party to.' }),
  url: z.url(),
})

export const sourceSchema = z.object({
  id: z.string(),
  kind: z.string(),
  visibility: z.enum(['public', 'members', 'sealed']),
  author: z.string().nullable(),
  publisher: z.string().nullable(),
  title: z.string().nullable(),
  container: z.string().nullable(),
  date: z.string().nullable(),
  diary_number: z.string().nullable(),
  url: z.string().nullable(),
  accessed: z.string().nullable(),
  language: z.string().nullable(),
  citations: z.int(),
})

export const bilingual = z.object({ sv: z.string(), en: z.string() })

export const codeSchema = z.object({ scheme: z.string(), code: z.string(), label: bilingual, definition: bilingual })

export function describeCode(code: Code): z.infer<typeof codeSchema> {
  return {
    scheme: code.scheme,
    code: code.code,
    label: { sv: code.label_sv, en: code.label_en },
    definition: { sv: code.definition_sv, en: code.definition_en },
  }
}

export const claimSchema = z.object({
  id: z.string(),
  source: z.string(),
  theme: z.string(),
  locator: z.string(),
  claim: bilingual,
  stated: z.number().nullable(),
  comparison: z.enum(['equals', 'more_than', 'less_than', 'about']).nullable(),
  unit: z.string(),
  measure: z.string().nullable(),
  parameters: z.string().nullable(),
  computed: z.number().nullable().meta({ description: 'What the register gives under `rule`.' }),
  band: z.object({ min: z.int(), best: z.int(), max: z.int() }).nullable(),
  rule: z.string().nullable(),
  verdict: z.enum(verdicts),
  readings: z.array(z.object({ rule: z.string(), value: z.number().nullable(), holds: z.boolean() })),
  would_hold_under: z
    .array(z.string())
    .meta({ description: 'For a claim that differs: the rules with the fewest changes under which it would hold.' }),
  conflicts: z
    .array(z.string())
    .meta({ description: 'Points on which a ruling went against what stands at its place.' }),
  not_computable: z.object({ sv: z.string().nullable(), en: z.string().nullable() }),
})

export function describeClaim({
  claim,
  computed,
  readings,
  verdict,
  remedy,
}: JudgedClaim): z.infer<typeof claimSchema> {
  return {
    id: claim.id,
    source: claim.source,
    theme: claim.theme,
    locator: claim.locator,
    claim: { sv: claim.claimSv, en: claim.claimEn },
    stated: claim.stated === null ? null : Number(claim.stated),
    comparison: claim.comparison,
    unit: claim.unit,
    measure: claim.measure,
    parameters: claim.parameters,
    computed: computed?.value ?? null,
    band: computed?.band ?? null,
    rule: readings[0]?.rule ?? null,
    verdict,
    readings,
    would_hold_under: remedy?.rules ?? [],
    conflicts: (remedy?.conflicts ?? []).map(({ id }) => id),
    not_computable: { sv: claim.notComputableSv, en: claim.notComputableEn },
  }
}

/** Where permanent addresses begin, such as `https://samband.example`. */
export type Base = { url: string }

export function describeActorRef(actor: Actor): z.infer<typeof actorRefSchema> {
  return {
    id: actor.id,
    kind: actor.kind,
    country: actor.country,
    names: {
      sv: actor.nameSv,
      en: actor.nameEn,
      local: actor.nameLocal ?? undefined,
      romanised: actor.nameRomanised ?? undefined,
      former: actor.former.length > 0 ? [...actor.former] : undefined,
    },
    codes: {
      scb: actor.scbCode ?? undefined,
      gbt2260: actor.gbt2260 ?? undefined,
      iso3166_2: actor.iso31662 ?? undefined,
    },
  }
}

export function describeCooperation(
  { url }: Base,
  cooperation: Cooperation,
  actorOf: (id: string) => Actor,
  on?: string,
): CooperationItem {
  const outline = outlineOf(cooperation, on)
  return {
    id: cooperation.id,
    kind: cooperation.kind,
    home: describeActorRef(actorOf(cooperation.home)),
    counterpart: describeActorRef(actorOf(cooperation.counterpart)),
    designation: cooperation.designation,
    established: describeDate(outline.established),
    ended: describeDate(outline.ended),
    status: outline.status ?? null,
    status_since: outline.statusSince?.edtf ?? null,
    ended_by: outline.endedBy ?? null,
    reasons: briefReasons(cooperation.reasons),
    standing: cooperation.standing,
    disputed: outline.isDisputed,
    citations: cooperation.citations,
    url: `${url}/cooperations/${cooperation.id}`,
  }
}

export function describeDate(date: DatedAs | undefined): z.infer<typeof dated> {
  return date ? { edtf: date.edtf, earliest: date.earliest, latest: date.latest } : null
}

/** Each code and stance once, though it may have been given for several events. */
function briefReasons(reasons: readonly Reason[]): z.infer<typeof reasonBrief>[] {
  const brief = new Map(reasons.map(({ code, stance }) => [`${code} ${stance}`, { code, stance }]))
  return [...brief.values()]
}

type CitationsOf = (factId: string) => readonly Citation[]

export function describeCitations(citations: readonly Citation[]): z.infer<typeof citation>[] {
  return citations.map(({ source, locator, stance }) => ({ source, locator, stance }))
}

export function describeEvent(
  event: CooperationEvent,
  reasons: readonly Reason[],
  citationsOf: CitationsOf,
): z.infer<typeof eventSchema> {
  return {
    id: event.id,
    kind: event.kind,
    date: describeDate(datedAs(event)),
    agreement: event.agreement,
    initiator: event.initiator,
    formality: event.formality,
    rank: event.rank,
    body: { sv: event.bodySv, en: event.bodyEn },
    diary_number: event.diaryNumber,
    note: { sv: event.noteSv, en: event.noteEn },
    reasons: reasons
      .filter((reason) => reason.event === event.id)
      .map((reason) => ({
        code: reason.code,
        stance: reason.stance,
        stated_by: { sv: reason.statedBySv, en: reason.statedByEn },
        citations: describeCitations(citationsOf(reason.id)),
      })),
    citations: describeCitations(citationsOf(event.id)),
  }
}

export function describeAgreement(agreement: Agreement, citationsOf: CitationsOf): z.infer<typeof agreementSchema> {
  return {
    id: agreement.id,
    layer: agreement.layer,
    designation: agreement.designation,
    signed: describeDate(datedAs({ date: agreement.signed })),
    term: agreement.term,
    renewal_months: agreement.renewalMonths,
    notice_months: agreement.noticeMonths,
    parent: agreement.parent,
    note: { sv: agreement.noteSv, en: agreement.noteEn },
    citations: describeCitations(citationsOf(agreement.id)),
  }
}

export function describeConflict(conflict: Conflict): z.infer<typeof conflictSchema> {
  return {
    id: conflict.id,
    title: { sv: conflict.titleSv, en: conflict.titleEn },
    ruling: { sv: conflict.rulingSv, en: conflict.rulingEn },
    statements: conflict.statements.map((statement) => ({
      says: { sv: statement.saysSv, en: statement.saysEn },
      value: statement.value,
      rank: statement.rank,
      source: statement.source,
      locator: statement.locator,
    })),
    dissents: conflict.dissents.map(({ says, language, author, recordedOn, rulingSv, rulingEn }) => ({
      says,
      language,
      author,
      recorded_on: recordedOn,
      ruling: { sv: rulingSv, en: rulingEn },
    })),
  }
}

export function describeActor({ url }: Base, actor: Actor, cooperations: number): z.infer<typeof actorSchema> {
  return {
    ...describeActorRef(actor),
    parent: actor.parent,
    county: actor.county,
    coordinates: actor.lat === null || actor.lon === null ? null : { lat: actor.lat, lon: actor.lon },
    cooperations,
    url: `${url}/actors/${actor.id}`,
  }
}

export function describeSource(source: Source, citations: number): z.infer<typeof sourceSchema> {
  return {
    id: source.id,
    kind: source.kind,
    visibility: source.visibility,
    author: source.author,
    publisher: source.publisher,
    title: source.title,
    container: source.container,
    date: source.date,
    diary_number: source.diaryNumber,
    url: source.url,
    accessed: source.accessed,
    language: source.language,
    citations,
  }
}
