// Addresses of proposals and of the forms that make them, without the language that stands before them.
import type { EditedResource } from '#register/index.ts'
import { withQuery } from '../site.paths.ts'

export const proposalsPath = '/proposals'
export const divergencePath = '/proposals/divergences'

// The types carry the whole path, so that routes made by the same functions know their parameters.
export function proposalPath<Id extends string>(id: Id) {
  return `${proposalsPath}/${id}` as const
}

export const proposalActs = ['acceptance', 'rejection', 'return', 'withdrawal', 'remark', 'answer', 'settling'] as const

export function proposalActPath<Id extends string, Act extends (typeof proposalActs)[number]>(id: Id, act: Act) {
  return `${proposalPath(id)}/${act}` as const
}

export function additionPath<Resource extends string>(resource: Resource) {
  return `/propose/${resource}` as const
}

export function changePath<Resource extends string, Id extends string>(resource: Resource, id: Id) {
  return `/propose/${resource}/${id}` as const
}

export function factWithdrawalPath<Resource extends string, Id extends string>(resource: Resource, id: Id) {
  return `${changePath(resource, id)}/withdrawal` as const
}

export function reversalPath<Revision extends string>(revision: Revision) {
  return `/propose/reversal-of/${revision}` as const
}

export function rulingPath<Id extends string>(conflict: Id) {
  return `/propose/conflicts/${conflict}` as const
}

export function dissentPath<Id extends string>(conflict: Id) {
  return `${rulingPath(conflict)}/dissent` as const
}

export function dissentRecordedPath<Id extends string>(conflict: Id) {
  return `${dissentPath(conflict)}/recorded` as const
}

/** Making one record of two. */
export function mergePath<Id extends string>(actor: Id) {
  return `${changePath('actors', actor)}/merge` as const
}

/** Making two records of one. */
export function splitPath<Id extends string>(actor: Id) {
  return `${changePath('actors', actor)}/split` as const
}

/** What the register has already of a sort that may be the same. */
export const likenessRoot = '/propose/likeness'

export function likenessPath<Sort extends string>(sort: Sort) {
  return `${likenessRoot}/${sort}` as const
}

/** Many rows of a sort at once; the query says of what, as that of a list does. */
export function gridPath<Resource extends string>(resource: Resource) {
  return `/propose/grid/${resource}` as const
}

/** Reading the minutes of a council. */
export const minutesPath = '/minutes'

export const errorReportPath = '/error-report'
export const errorReportSentPath = '/error-report/sent'

/** The form for telling of an error on the page of a fact. */
export function reportErrorAbout(resource: EditedResource, id: string): string {
  return withQuery(errorReportPath, new URLSearchParams({ about: `${resource}/${id}` }))
}

/** The form that adds a fact to another one. */
export function addTo(resource: EditedResource, of?: string): string {
  return withQuery(additionPath(resource), new URLSearchParams(of ? { of } : {}))
}
