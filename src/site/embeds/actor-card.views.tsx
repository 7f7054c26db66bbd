// An actor on a card: what it is, and its cooperations with their status. For pages elsewhere, and as a picture.
import { listCooperations, orderOf, outlineOf, rowsOfParty, type Actor } from '#register/index.ts'
import type { CardFileSpec } from '#ui/charts/card-file.tsx'
import { StatusMark } from '#ui/controls/status-mark.tsx'
import type { Site, Words } from '../frame/frame.views.tsx'
import { actorIn, actorName, dateInWords, LocalName } from '../frame/naming.views.tsx'
import { sourceLine } from '../frame/source-line.views.tsx'
import { cooperationPath } from '../site.paths.ts'
import { mostCardRows } from './embed.rules.ts'

type CardRow = CardFileSpec['rows'][number] & { href: string; state: string; years: string }
export type ActorCard = Omit<CardFileSpec, 'rows'> & { actor: Actor; rows: CardRow[] }

export async function readActorCard(site: Site, actor: Actor, words: Words): Promise<ActorCard> {
  const { t, language, vocabulary } = words
  const { census, asOf } = site.standing
  const code = census.actors.codeOf.get(actor.id) ?? -1
  const own = new Set([...rowsOfParty(census, 'home', code), ...rowsOfParty(census, 'counterpart', code)])
  const shown = [...orderOf(census, { key: 'started', descending: false })].filter((row) => own.has(row))
  const nos = shown.slice(0, mostCardRows).map((row) => census.no[row] ?? 0)
  const items = await listCooperations(site.reader, nos, asOf)
  const rows = items.map((item) => {
    const { status, established, ended } = outlineOf(item)
    const other = actorIn(census, item.home === actor.id ? item.counterpart : item.home)
    const kind = vocabulary.label('cooperation_kind', item.kind).toLocaleLowerCase(language)
    const state = status ? vocabulary.label('status', status) : t('site.status.unknown')
    const [from = '?', to = ''] = [established, ended].map((date) => date && dateInWords(date.edtf, t, language))
    const years = `${kind}, ${from}–${to}`
    return {
      status: status ?? ('unknown' as const),
      label: actorName(other, language),
      said: `${state}, ${years}`,
      href: words.at(cooperationPath(item.id)),
      state,
      years,
    }
  })
  const place = [vocabulary.label('actor_kind', actor.kind), vocabulary.country(actor.country)]
  return {
    actor,
    title: [actorName(actor, language), actor.nameLocal].filter(Boolean).join(' '),
    summary: [...place, t('site.actor.count', { count: own.size })].join(' · '),
    rows,
    more: own.size > rows.length ? t('site.embed.more', { count: own.size - rows.length }) : undefined,
    source: sourceLine(site, words),
  }
}

export function ActorCardBody({ card, words }: { card: ActorCard; words: Words }) {
  const { actor, summary, rows, more, source } = card
  return (
    <>
      <h1>
        {actorName(actor, words.language)}
        <LocalName actor={actor} />
      </h1>
      <p class="quiet">{summary}</p>
      <ul class="embed-rows">
        {rows.map(({ status, label, href, state, years }) => (
          <li>
            <a href={href}>{label}</a> <StatusMark status={status} label={state} note={years} />
          </li>
        ))}
      </ul>
      {more && <p class="quiet">{more}</p>}
      <EmbedSource source={source} words={words} />
    </>
  )
}

/** The line below what has no frame of a picture around it. */
export function EmbedSource({ source, words: { t } }: { source: string; words: Words }) {
  return <p class="picture-foot">{t('charts.source', { source })}</p>
}
