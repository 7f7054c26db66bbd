// What is a round of coding, what of it may be seen by whom, and what follows from the codes?
import type { Language } from '#platform/i18n/language.ts'
import type { CodedScheme } from '../codebook/codebook-version.rules.ts'

export type RoundState = 'open' | 'closed' | 'adjudicated'

export type CodingRound = {
  id: number
  title: string
  instructions: string | null
  language: Language
  scheme: CodedScheme
  codebookVersion: number
  state: RoundState
  /** Whether it may be published once it is adjudicated. */
  isPublic: boolean
  /** Whether it rests on a source that is or ever was guarded: such a round is never published. */
  isGuarded: boolean
  /** Who made it. */
  person: string
  units: number
  createdAt: Date
  closedAt: Date | null
  adjudicatedAt: Date | null
}

/** Known outside of the round by the number only. */
export type Coder = { number: number; person: string; name: string; coded: number; finishedAt: Date | null }

export type CodingUnit = {
  position: number
  /** The event (of reasons) or the cooperation (of status) that is coded. */
  factId: string
  /** Null where coders look for the passage themselves. */
  source: string | null
  locator: string | null
  passage: string | null
  /** Whether its source is or ever was under seal: then neither source, locator nor passage is told. */
  isSealed: boolean
}

/** What one coder says of a unit: a code, or why it cannot be coded. */
export type Answer = {
  code: string | null
  missing: string | null
  source: string | null
  locator: string | null
  passage: string | null
  remark: string | null
}

export type Coding = Answer & {
  position: number
  coder: number
  /** At which place the coder first came to the unit, from 1. */
  place: number
}

export type Adjudication = {
  position: number
  /** Null: the unit cannot be coded. */
  code: string | null
  note: string
  name: string | null
  at: Date
}

/** When it was decided, as a form carries it along; empty where it has not been. */
export function decidedAt(adjudication: Pick<Adjudication, 'at'> | undefined): string {
  return adjudication?.at.toISOString() ?? ''
}

/** Codings of one unit by at least two coders that are not all the same; one that cannot be coded differs from any code. */
export function isDisagreement(codings: readonly Pick<Coding, 'code'>[]): boolean {
  return new Set(codings.map(({ code }) => code)).size > 1
}

/**
 * The code that holds for a unit: what was decided, or else what at least two coders agree on. `none`: it cannot be coded.
 * `open`: it has not been decided, or fewer than two have coded it.
 */
export type UnitResult = { kind: 'code'; code: string } | { kind: 'none' | 'open' }

export function resultOf(
  codings: readonly Pick<Coding, 'code'>[],
  adjudication: Pick<Adjudication, 'code'> | undefined,
): UnitResult {
  const agreed = codings.length > 1 && !isDisagreement(codings)
  if (!adjudication && !agreed) return { kind: 'open' }
  const code = adjudication ? adjudication.code : (codings[0]?.code ?? null)
  return code === null ? { kind: 'none' } : { kind: 'code', code }
}

/** What a page or file needs of a round that is closed. */
export type ClosedRound = {
  units: readonly CodingUnit[]
  codings: readonly Coding[]
  adjudications: readonly Adjudication[]
}

/** Each unit with what was said of it. */
export function unitsOf({ units, codings, adjudications }: ClosedRound) {
  const codingsOf = Map.groupBy(codings, ({ position }) => position)
  const adjudicationOf = new Map(adjudications.map((one) => [one.position, one]))
  return units.map((unit) => {
    const said = codingsOf.get(unit.position) ?? []
    const adjudication = adjudicationOf.get(unit.position)
    return { unit, codings: said, adjudication, result: resultOf(said, adjudication), differs: isDisagreement(said) }
  })
}

/** Whether a page about the round is for everybody. */
export function isPublished({
  state,
  isPublic,
  isGuarded,
}: Pick<CodingRound, 'state' | 'isPublic' | 'isGuarded'>): boolean {
  return state === 'adjudicated' && isPublic && !isGuarded
}

/**
 * The codes as statistics takes them: units × coders, each the place of the code in the scheme, and the places at which
 * the coders came to the units.
 */
export function reliabilityDataOf(
  { units, codings }: Pick<ClosedRound, 'units' | 'codings'>,
  codes: readonly string[],
  coders: readonly number[],
): { data: (number | null)[][]; order: (number | null)[][] } {
  const said = new Map(codings.map((coding) => [`${coding.position} ${coding.coder}`, coding]))
  const rowOf = (value: (coding: Coding) => number | null) =>
    units.map(({ position }) =>
      coders.map((coder) => {
        const coding = said.get(`${position} ${coder}`)
        return coding ? value(coding) : null
      }),
    )
  return {
    data: rowOf(({ code }) => (code === null ? null : codes.indexOf(code))),
    order: rowOf(({ place }) => place - 1),
  }
}
