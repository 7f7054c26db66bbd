// How are actors, dates, statuses and sources named on pages?
import { isWithheld, readLocator, type Citation, type Passage, type Source } from '#evidence/index.ts'
import { formatDay } from '#platform/i18n/format.ts'
import type { Language } from '#platform/i18n/language.ts'
import type { Texts } from '#platform/i18n/texts.ts'
import {
  localLanguage,
  type Actor,
  type Census,
  type Parties,
  type DatedAs,
  type Initiator,
  type Status,
} from '#register/index.ts'
import { CitationNote } from '#ui/controls/citation-note.tsx'
import { LangText } from '#ui/controls/lang-text.tsx'
import { StatusMark } from '#ui/controls/status-mark.tsx'
import { passagePath } from '../documents/document.paths.ts'
import { actorPath, sourcePath } from '../site.paths.ts'
import type { Words } from './frame.views.tsx'

export function actorIn(census: Census, id: string): Actor {
  const actor = census.actors.rows[census.actors.codeOf.get(id) ?? -1]
  if (!actor) throw new Error(`The census has no actor ${id}`)
  return actor
}

/** “Mora kommun – Changchun”. */
export function pairName(pair: Pick<Parties, 'home' | 'counterpart'>, census: Census, { language }: Words): string {
  return `${actorName(actorIn(census, pair.home), language)} – ${actorName(actorIn(census, pair.counterpart), language)}`
}

export function actorName(actor: Pick<Actor, 'nameSv' | 'nameEn'>, language: Language): string {
  return language === 'sv' ? actor.nameSv : actor.nameEn
}

/** Countries with what they are called, in the order of their names. */
export function countriesByName(
  codes: readonly string[],
  { vocabulary, language }: Words,
): { value: string; label: string }[] {
  return codes
    .map((code) => ({ value: code, label: vocabulary.country(code) }))
    .toSorted((a, b) => a.label.localeCompare(b.label, language))
}

/** The name as a link, with the name in the local script beside it. */
export function ActorLink({ actor, words }: { actor: Actor; words: Words }) {
  return (
    <>
      <a href={words.at(actorPath(actor.id))}>{actorName(actor, words.language)}</a>
      <LocalName actor={actor} />
    </>
  )
}

export function LocalName({ actor }: { actor: Actor }) {
  const lang = localLanguage(actor.country)
  if (!actor.nameLocal) return null
  return (
    <span class="quiet nowrap"> {lang ? <LangText lang={lang}>{actor.nameLocal}</LangText> : actor.nameLocal}</span>
  )
}

/** An EDTF date in words: “2002”, “about 2019”, “between 2002 and 2021”, “2021 at the latest”. */
export function dateInWords(edtf: string, t: Texts, language: Language): string {
  const set = /^\[(.*?)\.\.(.*?)\]$/.exec(edtf)
  if (set) {
    const [, first = '', last = ''] = set
    if (first && last)
      return t('site.date.between', { first: dateInWords(first, t, language), last: dateInWords(last, t, language) })
    return first
      ? t('site.date.earliest', { date: dateInWords(first, t, language) })
      : t('site.date.latest', { date: dateInWords(last, t, language) })
  }
  if (/[~?%]$/.test(edtf)) return t('site.date.about', { date: dateInWords(edtf.slice(0, -1), t, language) })
  return formatDay(edtf, language)
}

/** A date in words, marked up for machines where it is exact to the day, month or year. */
export function DateText({ date, words }: { date: DatedAs | undefined; words: Words }) {
  if (!date) return <span class="quiet">{words.t('site.date.unknown')}</span>
  const text = dateInWords(date.edtf, words.t, words.language)
  return /^\d{4}(-\d{2}){0,2}$/.test(date.edtf) ? <time datetime={date.edtf}>{text}</time> : <span>{text}</span>
}

/** The status as shape and word; what has not begun, or is not known, says so. */
export function StatusText({ status, note, words }: { status: Status | undefined; note?: string; words: Words }) {
  const label = status ? words.vocabulary.label('status', status) : words.t('site.status.unknown')
  return <StatusMark status={status ?? 'unknown'} label={label} note={note} />
}

/** Who ended it, where that is not the home side as one would expect. */
export function endedByNote(endedBy: Initiator | undefined, words: Words): string | undefined {
  return endedBy === 'counterpart' ? words.t('site.status.by-counterpart') : undefined
}

/** Which source, shortly: “NKK 2022”, “Mora kommun 2020”. */
export function sourceLabel(source: Source, words: Words): string {
  if (isWithheld(source))
    return words.t(source.visibility === 'members' ? 'site.source.withheld' : 'site.source.sealed')
  const name = source.publisher ?? source.author ?? source.container ?? source.title ?? source.id
  // A publisher that gives its own abbreviation, “Nationellt kunskapscentrum om Kina (NKK)”, is cited by it.
  const who = /\((\p{Lu}{2,8})\)/u.exec(name)?.[1] ?? name
  const year = /\d{4}/.exec(source.date ?? '')?.[0]
  return [who, year].filter(Boolean).join(' ')
}

/** Where in the source, in words. */
export function locatorInWords(locator: string, t: Texts): string {
  const place = readLocator(locator)
  switch (place.place) {
    case 'appendix':
      return place.lastRow === undefined
        ? t('site.locator.appendix', { row: place.row })
        : t('site.locator.appendix-rows', { first: place.row, last: place.lastRow })
    case 'appendix-note':
      return t('site.locator.appendix-note', { note: place.note })
    case 'note':
      return t('site.locator.note', { note: place.note })
    case 'text':
      return t('site.locator.text', { section: sectionName(place.section, t), paragraph: place.paragraph })
    case 'other':
      return place.words
  }
}

const sections = {
  summary: 'site.section.summary',
  purpose: 'site.section.purpose',
  cooperation: 'site.section.cooperation',
  'swedish-cooperation': 'site.section.swedish-cooperation',
  'golden-era': 'site.section.golden-era',
  'turning-point': 'site.section.turning-point',
  'human-rights': 'site.section.human-rights',
  'state-conduct': 'site.section.state-conduct',
  'national-level': 'site.section.national-level',
  inactivity: 'site.section.inactivity',
  future: 'site.section.future',
  recommendations: 'site.section.recommendations',
} as const

function sectionName(section: string, t: Texts): string {
  const key = Object.hasOwn(sections, section) ? sections[section as keyof typeof sections] : undefined
  return key ? t(key) : section
}

/** Small links to who says so. */
export function Citations({
  citations,
  sources,
  passages = [],
  words,
}: {
  citations: readonly (Pick<Citation, 'source' | 'locator' | 'stance'> & Partial<Pick<Citation, 'id' | 'factId'>>)[]
  sources: ReadonlyMap<string, Source>
  /** Words of documents that the citations rest on. */
  passages?: readonly Passage[]
  words: Words
}) {
  const notes = citations.flatMap((citation) => {
    const source = sources.get(citation.source)
    if (!source) return []
    const place = citation.locator ? `, ${locatorInWords(citation.locator, words.t)}` : ''
    return {
      label: `${sourceLabel(source, words)}${place}`,
      href: words.at(sourcePath(source.id)),
      title: source.title ?? undefined,
      contradicts: citation.stance === 'contradicts',
      passages: passages
        .filter(({ citation: id, factId }) => id === citation.id && factId === citation.factId)
        .map((passage) => ({
          label: words.t('evidence.passage.read'),
          href: words.at(passagePath(passage)),
          title: passage.quote,
        })),
    }
  })
  return notes.length > 0 ? <CitationNote t={words.t} citations={notes} /> : null
}

/** The text in the reader's language. */
export function inLanguage<K extends string>(
  row: Record<`${K}Sv` | `${K}En`, string | null>,
  key: K,
  language: Language,
): string | null {
  return row[`${key}${language === 'sv' ? 'Sv' : 'En'}`]
}
