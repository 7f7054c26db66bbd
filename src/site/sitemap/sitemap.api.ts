// For search engines: every page, in both languages, by files of a size that they take.
import { Hono } from 'hono'
import type { AppEnv } from '#platform/http/app-env.ts'
import { Problem } from '#platform/http/problem.ts'
import type { Reader } from '#platform/db/database.ts'
import { languages } from '#platform/i18n/language.ts'
import { listSourcesAfter } from '#evidence/index.ts'
import { reportShelf } from '#publication/index.ts'
import { listCooperationIds, type Standing } from '#register/index.ts'
import { hasDiagrams } from '../statistics/diagrams.pages.tsx'
import type { SiteParts } from '../frame/frame.views.tsx'
import { codebookVersionsPath, codingPath } from '../coding/coding.paths.ts'
import { documentsPath, linkRotPath } from '../documents/document.paths.ts'
import {
  aboutPath, accessibilityPath, actorPath, actorsPath, changesPath, claimsPath, codebookPath, conflictsPath, cooperationPath,
  cooperationsPath, countryPath, dataPath, diagramsPath, dictionaryPath, homePath, reportPath, reportsPath, sourcePath,
  sourcesPath, statisticsPath, survivalPath,
} from '../site.paths.ts' // prettier-ignore

/** A sitemap takes 50,000 addresses, and 50 MB: each page has one in each language, with the others beside it. */
const pagesOfFile = 20_000

const alwaysThere = [
  homePath, cooperationsPath(), actorsPath, sourcesPath, statisticsPath(), survivalPath(), reportsPath, dataPath,
  dictionaryPath, aboutPath, codebookPath, codebookVersionsPath, codingPath, conflictsPath, claimsPath, changesPath,
  documentsPath, linkRotPath, accessibilityPath,
] // prettier-ignore

export function sitemap({ reader, register, url }: Pick<SiteParts, 'reader' | 'register' | 'url'>) {
  return new Hono<AppEnv>()
    .get('/robots.txt', (c) => c.text(`User-agent: *\nAllow: /\n\nSitemap: ${url}/sitemap.xml\n`))
    .get('/sitemap.xml', async (c) => {
      const paths = await listPaths(reader, register.now())
      const files = Math.max(1, Math.ceil(paths.length / pagesOfFile))
      const entries = Array.from(
        { length: files },
        (_, index) => `<sitemap><loc>${xml(`${url}/sitemap/${index + 1}.xml`)}</loc></sitemap>`,
      )
      return c.body(document('sitemapindex', '', entries), 200, { 'content-type': 'application/xml; charset=utf-8' })
    })
    .get('/sitemap/:sitemapFile{[1-9][0-9]{0,4}\\.xml}', async (c) => {
      const no = Number.parseInt(c.req.param('sitemapFile') ?? '', 10)
      const paths = (await listPaths(reader, register.now())).slice((no - 1) * pagesOfFile, no * pagesOfFile)
      if (paths.length === 0) throw new Problem('not-found', 'site/no-such-page', 'There is nothing at this address.')
      const entries = paths.flatMap((path) => languages.map((language) => entry(url, path, language)))
      const names = ' xmlns:xhtml="http://www.w3.org/1999/xhtml"'
      return c.body(document('urlset', names, entries), 200, { 'content-type': 'application/xml; charset=utf-8' })
    })
}

/** Paths of all public pages, without language, those that are always there first. */
async function listPaths(reader: Reader, standing: Standing): Promise<string[]> {
  const { census, datasets } = standing
  const loaded = new Set(datasets.map(({ id }) => id))
  const { rows } = census.actors
  const countries = [...new Set(rows.map(({ country }) => country))].toSorted()
  const sources = await listSourcesAfter(reader, undefined, mostSources)
  return [
    ...alwaysThere,
    ...reportShelf()
      .filter(({ dataset }) => loaded.has(dataset))
      .map(({ id }) => reportPath(id)),
    ...((await hasDiagrams({ reader, standing })) ? [diagramsPath] : []),
    ...countries.map(countryPath),
    ...rows.map(({ id }) => actorPath(id)).toSorted(),
    ...sources.map(({ id }) => sourcePath(id)),
    ...(await listCooperationIds(reader)).map(cooperationPath),
  ]
}

/** More would be pages that nobody looks for. */
const mostSources = 50_000

function entry(url: string, path: string, language: string): string {
  const at = (each: string) => xml(`${url}/${each}${path}`)
  const others = languages.map((each) => `<xhtml:link rel="alternate" hreflang="${each}" href="${at(each)}"/>`)
  const neutral = `<xhtml:link rel="alternate" hreflang="x-default" href="${xml(`${url}${path}`)}"/>`
  return `<url><loc>${at(language)}</loc>${others.join('')}${neutral}</url>`
}

function document(name: string, also: string, entries: readonly string[]): string {
  return `<?xml version="1.0" encoding="UTF-8"?>\n<${name} xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"${also}>\n${entries.join('\n')}\n</${name}>\n`
}

function xml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;')
}
