// oEmbed 1.0: what does an address of ours look like in another's page? A document of API v1, described there.
import { Hono, type Context } from 'hono'
import type { AppEnv } from '#platform/http/app-env.ts'
import { Problem } from '#platform/http/problem.ts'
import { isLanguage, languages } from '#platform/i18n/language.ts'
import { describeEmbed, embedParameters } from '#publication/index.ts'
import { findAsOf, type Shown } from '#register/index.ts'
import {
  askRegister, chooseCooperations, knownOf, readCooperationQuery, readExplorerQuery, readSurvivalQuery, type Known,
} from '#statistics/index.ts' // prettier-ignore
import { themes } from '#ui/charts/palette.ts'
import { mostLines } from '../cooperations/cooperation-pictures.views.tsx'
import { wordsIn, type Site, type SiteParts, type Words } from '../frame/frame.views.tsx'
import { embedWidth, frameSnippet, inTheme, type Embed } from './embed.rules.ts'
import { actorEmbed, chartEmbed, figureEmbed, listEmbed, survivalEmbed } from './offer.views.tsx'

const cachedSeconds = 86_400

export function oembedApi(parts: SiteParts) {
  return new Hono<AppEnv>().get('/oembed', async (c) => {
    const { url, format, width, height } = readAsked(c)
    // Allowed by the standard, which lets a provider leave XML out.
    if (format !== 'json') throw new Problem('bad-request', 'api/no-such-format', 'Only format=json is given.', { parameter: 'format' }) // prettier-ignore
    const address = URL.canParse(url) ? new URL(url) : undefined
    if (!address || address.origin !== new URL(parts.url).origin) throw nothingToEmbed()
    const embed = await findEmbed(parts, address)
    if (!embed) throw nothingToEmbed()
    const size = {
      width: Math.min(width ?? embedWidth, embedWidth),
      height: Math.min(height ?? embed.height, embed.height),
    }
    return c.json(
      describeEmbed({
        title: embed.title,
        html: frameSnippet({ ...embed, height: size.height }, size.width),
        ...size,
        site: parts.url,
        cachedSeconds,
      }),
    )
  })
}

function nothingToEmbed(): Problem {
  const sentence = 'There is nothing to embed at this address: give one of a chart, lifelines, a map or an actor of this site.' // prettier-ignore
  return new Problem('not-found', 'api/nothing-to-embed', sentence, { parameter: 'url' })
}

function readAsked(c: Context<AppEnv>) {
  const search = new URL(c.req.url).searchParams
  for (const name of search.keys())
    if (!embedParameters.some((parameter) => parameter.name === name))
      throw new Problem('bad-request', 'api/bad-parameter', `There is no parameter “${name}”.`, { parameter: name })
  const url = search.get('url')
  if (!url) throw new Problem('bad-request', 'api/bad-parameter', 'Say which address to embed.', { parameter: 'url' })
  const pixels = (parameter: string) => {
    const value = search.get(parameter)
    if (!value) return undefined
    if (/^[1-9]\d{0,4}$/.test(value)) return Number(value)
    throw new Problem('bad-request', 'api/bad-parameter', `“${value}” is no number of pixels.`, { parameter })
  }
  return { url, format: search.get('format') ?? 'json', width: pixels('maxwidth'), height: pixels('maxheight') }
}

/** The register that the address shows; undefined where it names a moment that there is not. */
async function readShownBy({ reader, register }: SiteParts, search: URLSearchParams): Promise<Shown | undefined> {
  const asked = search.get('as_of')
  if (!asked) return { standing: register.now() }
  const found = await findAsOf(reader, asked)
  if (typeof found === 'string' || found.revision === 0) return undefined
  return { standing: await register.asOf(found.revision), asOf: { ...found, asked } }
}

type Asked = { site: Site; words: Words; search: URLSearchParams; known: Known }

/** What stands at an address of ours, its page or its embed, in the language of the address. */
async function findEmbed(parts: SiteParts, { pathname, searchParams }: URL): Promise<Embed | undefined> {
  const [, first = '', ...rest] = pathname.replace(/\/$/, '').split('/')
  const language = isLanguage(first) ? first : languages[0]
  const path = `/${(isLanguage(first) ? rest : [first, ...rest]).join('/')}`.replace(/^\/embed(?=\/)/, '')
  const shown = await readShownBy(parts, searchParams)
  if (!shown) return undefined
  const search = new URLSearchParams(searchParams)
  for (const name of ['as_of', 'theme', 'year']) search.delete(name)
  const { reader, assets, url } = parts
  const site = { reader, assets, url, ...shown }
  const asked = { site, words: wordsIn(language, shown), search, known: knownOf(shown.standing, language) }
  const embed = await embedAt(path, asked)
  const theme = themes.find((one) => one === searchParams.get('theme'))
  return embed && theme ? { ...embed, frameUrl: inTheme(embed.frameUrl, theme) } : embed
}

async function embedAt(path: string, { site, words, search, known }: Asked): Promise<Embed | undefined> {
  const at = { site, words }
  switch (path) {
    case '/statistics':
    case '/figure': {
      const { query, errors } = readExplorerQuery(search, known)
      if (errors.length > 0) return undefined
      const answer = await askRegister(site.reader, site.standing, query)
      return path === '/figure' ? figureEmbed(at, query, answer) : chartEmbed(at, query, answer)
    }
    case '/survival':
    case '/statistics/survival': {
      const { query, errors } = readSurvivalQuery(search, known)
      return errors.length > 0 ? undefined : survivalEmbed(at, query)
    }
    case '/lifelines':
    case '/map':
    case '/cooperations': {
      const { query, errors } = readCooperationQuery(search, known)
      const view = path === '/cooperations' ? query.view : path === '/map' ? 'map' : 'lifelines'
      if (errors.length > 0 || view === 'table') return undefined
      return listEmbed(
        at,
        view,
        query,
        Math.min((await chooseCooperations(site.reader, site.standing, query)).total, mostLines),
      )
    }
    default: {
      const { actors } = site.standing.census
      const actor = actors.rows[actors.codeOf.get(/^\/actors\/([^/]+)$/.exec(path)?.[1] ?? '') ?? -1]
      return actor && actorEmbed(at, actor)
    }
  }
}
