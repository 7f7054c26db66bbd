// Addresses of versions of the codebook and of rounds of coding, without the language that stands before them.
import { codebookPath, withQuery } from '../site.paths.ts'

export const codebookVersionsPath = `${codebookPath}/versions` as const

// The types carry the whole path, so that routes made by the same functions know their parameters.
export function codebookVersionPath<Number extends string>(number: Number) {
  return `${codebookVersionsPath}/${number}` as const
}

export function codebookDifferencesPath(number: number, from: number): string {
  return `${withQuery(codebookVersionPath(String(number)), new URLSearchParams({ from: String(from) }))}#differences`
}

export const codebookDraftPath = `${codebookPath}/draft` as const
export const draftPublicationPath = `${codebookDraftPath}/publication` as const
export const draftRemovalPath = `${codebookDraftPath}/removal` as const

/** Where a code is added to a scheme of the draft. */
export function newEntryPath<Scheme extends string>(scheme: Scheme) {
  return `${codebookDraftPath}/${scheme}` as const
}

export function draftEntryPath<Scheme extends string, Code extends string>(scheme: Scheme, code: Code) {
  return `${newEntryPath(scheme)}/${code}` as const
}

export function entryRemovalPath<Scheme extends string, Code extends string>(scheme: Scheme, code: Code) {
  return `${draftEntryPath(scheme, code)}/removal` as const
}

export const codingPath = '/coding'
export const newRoundPath = '/coding/new'

export function roundPath<Id extends string>(id: Id) {
  return `${codingPath}/${id}` as const
}

export const roundActs = ['finish', 'closing', 'adjudicated', 'publicity'] as const

export function roundActPath<Id extends string, Act extends (typeof roundActs)[number]>(id: Id, act: Act) {
  return `${roundPath(id)}/${act}` as const
}

/** The anonymised codes of a published round. */
export function roundCodesPath<Id extends string>(id: Id) {
  return `${roundPath(id)}/codes.csv` as const
}

export function unitPath<Id extends string, Unit extends string>(id: Id, unit: Unit) {
  return `${roundPath(id)}/units/${unit}` as const
}

export function adjudicationPath<Id extends string, Unit extends string>(id: Id, unit: Unit) {
  return `${unitPath(id, unit)}/adjudication` as const
}
