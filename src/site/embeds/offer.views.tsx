// What a page offers to be put into pages elsewhere, and the part of it that says how.
import type { Child } from 'hono/jsx'
import { rowsOfParty, type Actor } from '#register/index.ts'
import type { CooperationQuery, ExplorerAnswer, ExplorerQuery, SurvivalQuery } from '#statistics/index.ts'
import { TextField } from '#ui/controls/fields.tsx'
import { mostLines } from '../cooperations/cooperation-pictures.views.tsx'
import { actorName } from '../frame/naming.views.tsx'
import type { Site, Words } from '../frame/frame.views.tsx'
import { answerInWords, questionInWords, ruleInWords, unitInWords } from '../frame/question.views.tsx'
import { actorPath, cooperationsPath, statisticsPath, survivalPath } from '../site.paths.ts'
import { headingOf, mostHeatRows, summaryOf, withAmong } from '../statistics/explorer-spec.views.tsx'
import { survivalTitle } from '../statistics/survival-spec.views.tsx'
import {
  actorEmbedPath, actorPicturePath, figureEmbedPath, figurePicturePath, listEmbedPath, listPicturePath, statisticsEmbedPath,
  survivalEmbedPath,
} from './embed.paths.ts' // prettier-ignore
import { embedHeight, frameSnippet, mostCardRows, pictureSnippet, type Embed } from './embed.rules.ts'

type At = { site: Site; words: Words }

/** `pathOf` gives the path of the picture with an ending. */
function embedOf(
  { site, words }: At,
  kind: Embed['kind'],
  { title, alt }: Pick<Embed, 'title' | 'alt'>,
  paths: { frame: string; page: string; pathOf: (ending: '.svg' | '.png') => string },
  rows?: number,
): Embed {
  const whole = (path: string) => `${site.url}${words.at(path)}`
  return {
    kind,
    title,
    alt,
    frameUrl: whole(paths.frame),
    pageUrl: whole(paths.page),
    svgUrl: whole(paths.pathOf('.svg')),
    pngUrl: whole(paths.pathOf('.png')),
    height: embedHeight(kind, rows),
  }
}

/** The picture of the explorer. */
export function chartEmbed(at: At, query: ExplorerQuery, answer: ExplorerAnswer): Embed {
  const { choice, parts } = answer
  const { chart } = query
  const kind = chart === 'lifelines' || chart === 'map' || chart === 'heat' ? chart : 'chart'
  const rows = kind === 'heat' ? Math.min(parts.length, mostHeatRows) : Math.min(choice.total, mostLines)
  const paths = {
    frame: statisticsEmbedPath(query),
    page: statisticsPath(query),
    pathOf: (ending: string) => statisticsPath(query, ending),
  }
  const said = { title: headingOf(query, at.site, at.words), alt: summaryOf({ ...at, query, answer }) }
  return embedOf(at, kind, said, paths, rows)
}

export function figureTitle({ site, words }: At, { question, among }: ExplorerQuery): string {
  return withAmong(questionInWords(question, words), among, site, words)
}

export function figureEmbed(at: At, query: ExplorerQuery, { figure }: ExplorerAnswer): Embed {
  const { question } = query
  const unit = unitInWords(question, figure?.best ?? 0, at.words)
  const alt = `${answerInWords(figure, question, at.words)} ${unit}, ${at.words.t('ui.figure.rule')} ${ruleInWords(question, at.words)}`
  const paths = {
    frame: figureEmbedPath(query),
    page: statisticsPath(query),
    pathOf: (ending: string) => figurePicturePath(query, ending),
  }
  return embedOf(at, 'figure', { title: figureTitle(at, query), alt }, paths)
}

/** `alt` is what the curves say in words. */
export function survivalEmbed(at: At, query: SurvivalQuery, alt = ''): Embed {
  const paths = {
    frame: survivalEmbedPath(query),
    page: survivalPath(query),
    pathOf: (ending: string) => survivalPath(query, ending),
  }
  return embedOf(at, 'curve', { title: survivalTitle(query, at.site, at.words), alt }, paths)
}

export function listEmbed(at: At, view: 'lifelines' | 'map', query: CooperationQuery, rows: number): Embed {
  const paths = {
    frame: listEmbedPath(view, query),
    page: cooperationsPath({ ...query, view, after: undefined }),
    pathOf: (ending: string) => listPicturePath(view, query, ending),
  }
  const title = withAmong(at.words.t(`site.${view}.title`), query, at.site, at.words)
  return embedOf(at, view, { title, alt: at.words.t(`site.${view}.summary`, { count: rows }) }, paths, rows)
}

export function actorEmbed(at: At, actor: Actor): Embed {
  const { census } = at.site.standing
  const code = census.actors.codeOf.get(actor.id) ?? -1
  const rows = rowsOfParty(census, 'home', code).length + rowsOfParty(census, 'counterpart', code).length
  const paths = {
    frame: actorEmbedPath(actor.id),
    page: actorPath(actor.id),
    pathOf: (ending: string) => actorPicturePath(actor.id, ending),
  }
  const said = { title: actorName(actor, at.words.language), alt: at.words.t('site.actor.count', { count: rows }) }
  return embedOf(at, 'card', said, paths, Math.min(rows, mostCardRows))
}

/** Where programs that make embeds of addresses ask about one. */
export function oembedUrl({ url }: Pick<Site, 'url'>, pageUrl: string): string {
  return `${url}/api/v1/oembed?${new URLSearchParams({ url: pageUrl })}`
}

/** Folded at the foot of a page: its address, and what to paste for each thing that it offers. */
export function ShareOrEmbed({ embeds, words }: { embeds: readonly Embed[]; words: Words }) {
  const { t } = words
  const [first] = embeds
  if (!first) return null
  return (
    <details class="share" id="share">
      <summary>{t('site.embed.share')}</summary>
      <div class="flow">
        <TextField
          id="share-address"
          name="share-address"
          label={t('site.embed.address')}
          value={first.pageUrl}
          isFixed
        />
        {embeds.map((embed) => (
          <Offer embed={embed} words={words} hasName={embeds.length > 1} />
        ))}
      </div>
    </details>
  )
}

type OfferProps = { embed: Embed; words: Words; hasName: boolean }

function Offer({ embed, words: { t }, hasName }: OfferProps) {
  const { kind, frameUrl, svgUrl, pngUrl, height } = embed
  const named = (child: Child) => (hasName ? <h2 class="share-kind">{child}</h2> : null)
  return (
    <>
      {named(t(`site.embed.kind.${kind === 'heat' ? 'chart' : kind}`))}
      <TextField
        id={`share-frame-${kind}`}
        name={`share-frame-${kind}`}
        label={t('site.embed.frame')}
        hint={t('site.embed.frame-hint', { height })}
        value={frameSnippet(embed)}
        rows={4}
        isFixed
      />
      <p class="share-links">
        <a href={frameUrl}>{t('site.embed.alone')}</a>
      </p>
      <TextField
        id={`share-picture-${kind}`}
        name={`share-picture-${kind}`}
        label={t('site.embed.picture')}
        hint={t('site.embed.picture-hint')}
        value={pictureSnippet(embed)}
        rows={5}
        isFixed
      />
      <p class="share-links">
        <a href={svgUrl}>SVG</a> <a href={pngUrl}>PNG</a>
      </p>
    </>
  )
}
