// Addresses of lists from outside and of the runs of their import, without the language that stands before them.
import { withQuery } from '../site.paths.ts'

export const importsPath = '/imports'

// The types carry the whole path, so that routes made by the same functions know their parameters.
export function importListPath<List extends string>(list: List) {
  return `${importsPath}/${list}` as const
}

/** The candidates of a list by these filters. */
export function candidatesPath(list: number, query: Readonly<Record<string, string | undefined>> = {}): string {
  const told = Object.entries(query).flatMap(([name, value]) => (value ? [[name, value]] : []))
  return withQuery(importListPath(String(list)), new URLSearchParams(told))
}

export function listRemovalPath<List extends string>(list: List) {
  return `${importListPath(list)}/removal` as const
}

export function placesPath<List extends string>(list: List) {
  return `${importListPath(list)}/places` as const
}

export function placeRulingPath<List extends string, Place extends string>(list: List, place: Place) {
  return `${placesPath(list)}/${place}/ruling` as const
}

export function importRunPath<Run extends string>(run: Run) {
  return `/import-runs/${run}` as const
}

export const runActs = ['columns', 'start', 'cancel', 'resume', 'removal'] as const

export function runActPath<Run extends string, Act extends (typeof runActs)[number]>(run: Run, act: Act) {
  return `${importRunPath(run)}/${act}` as const
}
