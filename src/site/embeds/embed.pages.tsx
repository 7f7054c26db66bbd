// Pictures, figures and cards for pages elsewhere: each as a page that may be framed, and what no other page has as SVG
// and PNG. They say to everybody what they say to nobody in particular: who is signed in is not asked.
import { Hono, type Context } from 'hono'
import type { AppEnv } from '#platform/http/app-env.ts'
import { Problem } from '#platform/http/problem.ts'
import { questionOf, type Actor } from '#register/index.ts'
import {
  answerSurvival, askRegister, chooseCooperations, groundOf, knownOf, readCooperationQuery, readExplorerQuery, readSurvivalQuery,
} from '#statistics/index.ts' // prettier-ignore
import { cardSvg } from '#ui/charts/card-file.tsx'
import { figureSvg, type FigureFileSpec } from '#ui/charts/figure-file.tsx'
import { Lifelines } from '#ui/charts/lifelines.tsx'
import { StepChart } from '#ui/charts/step-chart.tsx'
import { bandText } from '#ui/charts/series.ts'
import { FlowMap } from '#ui/maps/flow-map.tsx'
import { lifelinesSpec, mapSpec } from '../cooperations/cooperation-pictures.views.tsx'
import { siteFor, wordsFor, type SiteParts } from '../frame/frame.views.tsx'
import { sendPng, sendSvg, themeAsked } from '../frame/picture-file.pages.tsx'
import { ruleInWords, unitInWords, valueInWords } from '../frame/question.views.tsx'
import { sourceLine } from '../frame/source-line.views.tsx'
import { readNotes } from '../statistics/context-notes.views.tsx'
import { AnswerPicture, embedded } from '../statistics/explorer-chart.views.tsx'
import { Headline, noFigureInWords } from '../statistics/explorer-headline.views.tsx'
import type { Answered } from '../statistics/explorer-spec.views.tsx'
import { survivalSpec } from '../statistics/survival-spec.views.tsx'
import { ActorCardBody, EmbedSource, readActorCard } from './actor-card.views.tsx'
import { showEmbed } from './embed.views.tsx'
import { actorEmbed, chartEmbed, figureEmbed, figureTitle, listEmbed, survivalEmbed } from './offer.views.tsx'

type Faults = readonly { parameter: string; message: string; value: string }[]

export function embedPages(parts: SiteParts) {
  const at = (c: Context<AppEnv>) => ({ site: siteFor(c, parts), words: wordsFor(c) })
  const known = (c: Context<AppEnv>) => knownOf(c.var.shown.standing, c.var.language)

  const answered = async (c: Context<AppEnv>): Promise<Answered> => {
    const { site, words } = at(c)
    const { query, errors } = readExplorerQuery(questionOf(c), known(c))
    refuse(errors)
    const answer = await askRegister(site.reader, site.standing, query)
    return { site, query, answer, notes: query.hasEvents ? await readNotes(site, words) : [], words }
  }

  const listed = async (c: Context<AppEnv>) => {
    const { query, errors } = readCooperationQuery(questionOf(c), known(c))
    refuse(errors)
    return { ...at(c), query, choice: await chooseCooperations(parts.reader, c.var.shown.standing, query) }
  }

  const carded = async (c: Context<AppEnv>) => {
    const here = at(c)
    const actor = findActor(c)
    return { ...here, actor, card: await readActorCard(here.site, actor, here.words) }
  }

  const figurePicture = async (c: Context<AppEnv>) => {
    const asked = await answered(c)
    const { pageUrl } = figureEmbed(asked, asked.query, asked.answer)
    return figureSvg(figureSpec(asked), { theme: themeAsked(c), href: pageUrl })
  }
  const cardPicture = async (c: Context<AppEnv>) => {
    const { actor, card, ...here } = await carded(c)
    return {
      name: `samband-${actor.id}`,
      svg: cardSvg(
        { ...card, source: c.var.t('charts.source', { source: card.source }) },
        { theme: themeAsked(c), href: actorEmbed(here, actor).pageUrl },
      ),
    }
  }

  return new Hono<AppEnv>()
    .get('/embed/statistics', async (c) => {
      const asked = await answered(c)
      const embed = chartEmbed(asked, asked.query, asked.answer)
      return showEmbed(c, asked.site, embed, await AnswerPicture({ answered: asked, isEmbed: true }))
    })
    .get('/embed/figure', async (c) => {
      const asked = await answered(c)
      const embed = figureEmbed(asked, asked.query, asked.answer)
      return showEmbed(
        c,
        asked.site,
        embed,
        <>
          <h1>{embed.title}</h1>
          <Headline answered={asked} />
          <EmbedSource source={sourceLine(asked.site, asked.words)} words={asked.words} />
        </>,
      )
    })
    .get('/embed/survival', async (c) => {
      const { site, words } = at(c)
      const { query, errors } = readSurvivalQuery(questionOf(c), known(c))
      refuse(errors)
      const { mask } = await chooseCooperations(site.reader, site.standing, query.among)
      const answer = answerSurvival(groundOf(site.standing), { ...query, mask, coverage: site.standing.coverage })
      const spec = survivalSpec({ site, query, answer, notes: await readNotes(site, words), words })
      const embed = survivalEmbed({ site, words }, query)
      return showEmbed(c, site, embed, <StepChart spec={{ ...spec, ...embedded }} t={words.t} />)
    })
    .get('/embed/lifelines', async (c) => {
      const { site, words, query, choice } = await listed(c)
      const { spec } = await lifelinesSpec(site, query, choice, words)
      const embed = listEmbed({ site, words }, 'lifelines', query, spec.lines.length)
      const alone = { ...spec, ...embedded, title: embed.title }
      return showEmbed(c, site, embed, <Lifelines spec={alone} t={words.t} />)
    })
    .get('/embed/map', async (c) => {
      const { site, words, query, choice } = await listed(c)
      const embed = listEmbed({ site, words }, 'map', query, choice.total)
      const spec = { ...mapSpec(site, query, choice, words, undefined), ...embedded, title: embed.title }
      return showEmbed(c, site, embed, <FlowMap spec={spec} t={words.t} />)
    })
    .get('/embed/actors/:id', async (c) => {
      const { site, words, actor, card } = await carded(c)
      return showEmbed(c, site, actorEmbed({ site, words }, actor), <ActorCardBody card={card} words={words} />)
    })
    .get('/statistics/figure.svg', async (c) => sendSvg(c, 'samband-figure', await figurePicture(c)))
    .get('/statistics/figure.png', async (c) => sendPng(c, 'samband-figure', await figurePicture(c), figureWidth))
    .get('/actors/:id/card.svg', async (c) => {
      const { name, svg } = await cardPicture(c)
      return sendSvg(c, name, svg)
    })
    .get('/actors/:id/card.png', async (c) => {
      const { name, svg } = await cardPicture(c)
      return sendPng(c, name, svg, figureWidth)
    })
}

/** Pixels of a page that a figure or a card is wide. */
const figureWidth = 640

/** An embed never shows something else than what its address asks for. */
function refuse(errors: Faults): void {
  const fault = errors.find(({ message }) => message !== 'unknown-parameter')
  if (fault)
    throw new Problem('bad-request', 'site/embed-unreadable', `${fault.parameter}=${fault.value} cannot be read.`, {
      parameter: fault.parameter,
    })
}

function findActor(c: Context<AppEnv>): Actor {
  const { actors } = c.var.shown.standing.census
  const actor = actors.rows[actors.codeOf.get(c.req.param('id') ?? '') ?? -1]
  if (!actor) throw new Problem('not-found', 'site/no-such-actor', 'There is no such actor.')
  return actor
}

function figureSpec(answered: Answered): FigureFileSpec {
  const { site, query, answer, words } = answered
  const { question } = query
  const { t } = words
  const { figure } = answer
  const write = (value: number) => valueInWords(value, question, words)
  const value = figure ? write(figure.best) : noFigureInWords(answered)
  const rule = `${t('ui.figure.rule')} ${ruleInWords(question, words)}`
  return {
    title: figureTitle({ site, words }, query),
    value,
    band: figure ? bandText({ value: figure.best, min: figure.min, max: figure.max }, write, t) : '',
    unit: figure ? unitInWords(question, figure.best, words) : '',
    basis: `${t('ui.figure.as-of')} ${site.standing.coverage?.to ?? ''} · ${rule}`,
    source: t('charts.source', { source: sourceLine(site, words) }),
  }
}
