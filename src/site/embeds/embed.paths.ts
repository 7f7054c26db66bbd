// Addresses of embeds and of the pictures that are made for them, without the language that stands before them.
import { writeCooperationQuery, writeExplorerQuery, writeSurvivalQuery, type CooperationQuery, type ExplorerQuery, type SurvivalQuery } from '#statistics/index.ts' // prettier-ignore
import { actorPath, statisticsPath, withQuery } from '../site.paths.ts'

export const embedsPath = '/embed'

export function statisticsEmbedPath(query: Partial<ExplorerQuery> = {}): string {
  return withQuery(`${embedsPath}/statistics`, writeExplorerQuery(query))
}

export function figureEmbedPath(query: Partial<ExplorerQuery> = {}): string {
  return withQuery(`${embedsPath}/figure`, figureSearch(query))
}

export function survivalEmbedPath(query: Partial<SurvivalQuery> = {}): string {
  return withQuery(`${embedsPath}/survival`, writeSurvivalQuery(query))
}

/** The lifelines or the map of a list. */
export function listEmbedPath(view: 'lifelines' | 'map', query: Partial<CooperationQuery> = {}): string {
  return withQuery(`${embedsPath}/${view}`, listSearch(query))
}

export function actorEmbedPath(id: string): string {
  return `${embedsPath}${actorPath(id)}`
}

/** The figure as a picture: `figurePicturePath(query, '.svg')`. */
export function figurePicturePath(query: Partial<ExplorerQuery>, ending: string): string {
  return withQuery(`${statisticsPath()}/figure${ending}`, figureSearch(query))
}

/** The lifelines or the map of a list as a picture. */
export function listPicturePath(view: 'lifelines' | 'map', query: Partial<CooperationQuery>, ending: string): string {
  return withQuery(`/cooperations/${view}${ending}`, listSearch(query))
}

export function actorPicturePath(id: string, ending: string): string {
  return `${actorPath(id)}/card${ending}`
}

/** A number has no picture to choose and no parts. */
function figureSearch({ question, among }: Partial<ExplorerQuery>): URLSearchParams {
  return writeExplorerQuery({ question: question && { ...question, by: undefined }, among })
}

function listSearch(query: Partial<CooperationQuery>): URLSearchParams {
  return writeCooperationQuery({ ...query, view: undefined, limit: undefined, after: undefined })
}
