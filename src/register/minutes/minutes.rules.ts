// What do the minutes of a council say about cooperations? Suggestions by rules and the register's own names, each with the
// words that it rests on; a person decides what is true of them.
import type { EventKind } from '../cooperations/status.rules.ts'
import { decidingClauses, decisionIn, ofCooperation, type Clause, type Stretch } from './decision.rules.ts'
import { flatten, foldSigns, type FlatText, type Passage } from './flat-text.rules.ts'
import { chooseMentioned, type Mention, type NameBook } from './name-book.rules.ts'
import { daysIn, diaryNumberIn, meetingDay } from './particulars.rules.ts'

/**
 * Why something is suggested. `in-head`: it stands where minutes say whose they are. `several`: others are called so too.
 * `told`: a word for it stands before it; `shaped`: it looks like one. `in-title`: it stands in the title of the matter.
 */
export type Because =
  | 'in-head'
  | 'in-text'
  | 'several'
  | 'named'
  | 'in-title'
  | 'words'
  | 'proposed'
  | 'told'
  | 'shaped'
  | 'first'

export type Found<Value> = { value: Value; because: Because; passage: Passage; words: string }

/** One decision. What could not be found is undefined; `passage` is the clause that decides. */
export type Suggestion = {
  /** The number of the matter, as “§ 45”. */
  paragraph: string | undefined
  passage: Passage
  home: Found<string> | undefined
  counterpart: Found<string>
  kind: Found<EventKind>
  /** The day of the meeting, YYYY-MM-DD. */
  date: Found<string> | undefined
  diaryNumber: Found<string> | undefined
}

/** More text than any meeting's minutes have. */
export const longestMinutes = 1_000_000

/** `pages` are the texts of the pages, in their order. */
export function readMinutes(pages: readonly string[], book: NameBook): Suggestion[] {
  const flat = flatten(pages)
  const matters = mattersOf(flat.folded)
  const head: Stretch = { start: 0, end: matters[0]?.start ?? flat.folded.length }
  const mentions = book.mentionsIn(flat.folded)
  const home = homeOf(flat, head, mentions, book)
  const date = dateOf(flat, head)
  return matters.flatMap((matter) => suggestionsOf({ flat, book, mentions, home, date, head }, matter))
}

type Matter = Stretch & { paragraph: string }

const ofParagraph = /^[ \t]*(?:\p{L}{2,4}[ \t]+)?(?:(?:§|paragraf)[ \t]*(\d+)|(\d+)[ \t]*§)/gmu

/** From one number of a paragraph to the next; minutes without any are one matter. */
function mattersOf(folded: string): Matter[] {
  const numbers = [...folded.matchAll(ofParagraph)]
  if (numbers.length === 0) return [{ start: 0, end: folded.length, paragraph: '' }]
  return numbers.map((match, at) => ({
    start: match.index,
    end: numbers[at + 1]?.index ?? folded.length,
    paragraph: `§ ${match[1] ?? match[2]}`,
  }))
}

type Ground = {
  flat: FlatText
  book: NameBook
  mentions: readonly Mention[]
  home: Found<string> | undefined
  date: Found<string> | undefined
  head: Stretch
}

function found<Value>(flat: FlatText, { start, end }: Stretch, value: Value, because: Because): Found<Value> {
  return { value, because, passage: flat.passageOf(start, end), words: flat.text.slice(start, end) }
}

function homeOf(flat: FlatText, head: Stretch, mentions: readonly Mention[], { register }: NameBook) {
  const own = mentions.flatMap((mention) => {
    const actor = mention.actors.find(({ id }) => register.homes.has(id))
    return actor ? [{ mention, actor }] : []
  })
  const inHead = own.find(({ mention }) => mention.start < head.end)
  const first = inHead ?? own[0]
  return first && found(flat, first.mention, first.actor.id, inHead ? 'in-head' : 'in-text')
}

function dateOf(flat: FlatText, head: Stretch): Found<string> | undefined {
  const told = meetingDay(flat.folded.slice(0, head.end))
  if (told) return found(flat, told.spot, told.spot.value, told.isTold ? 'told' : 'first')
  const [first] = daysIn(flat.folded)
  return first && found(flat, first, first.value, 'first')
}

/** The title of a matter is what its first lines say. */
const titleLines = 5

function titleOf(folded: string, { start, end }: Matter): Stretch {
  const lines = folded.slice(start, end).split('\n').slice(0, titleLines).join('\n')
  return { start, end: start + lines.length }
}

function suggestionsOf(ground: Ground, matter: Matter): Suggestion[] {
  const { flat, home, date } = ground
  const { folded } = flat
  const title = titleOf(folded, matter)
  const told = new Set<string>()
  return decidingClauses(folded, matter).flatMap((clause) => {
    const decision = decisionIn(folded, clause)
    const counterpart = decision && counterpartOf(ground, clause, title)
    if (!decision || !counterpart) return []
    const isOne = `${counterpart.value} ${decision.kind}`
    // Signing carries out what has been decided a sentence before.
    if (decision.kind === 'signed' && told.size > 0) return []
    const hasContext = [clause, title].some(({ start, end }) => ofCooperation.test(folded.slice(start, end)))
    if (!hasContext || told.has(isOne)) return []
    told.add(isOne)
    return [
      {
        paragraph: matter.paragraph || undefined,
        passage: flat.passageOf(clause.start, clause.end),
        home,
        counterpart,
        kind: found(flat, decision.words, decision.kind, clause.isProposal ? 'proposed' : 'words'),
        date,
        diaryNumber: diaryNumberOf(ground, matter),
      },
    ]
  })
}

/** The first actor abroad that the clause names; where it names none, the title's. */
function counterpartOf(ground: Ground, clause: Clause, title: Stretch): Found<string> | undefined {
  return abroadIn(ground, clause, 'named') ?? abroadIn(ground, title, 'in-title')
}

function abroadIn({ flat, book, mentions, home }: Ground, { start, end }: Stretch, because: Because) {
  for (const mention of mentions) {
    if (mention.start < start || mention.end > end) continue
    const chosen = chooseMentioned(mention, flat.folded, home?.value, book.register)
    if (!chosen || book.register.homes.has(chosen.actor.id)) continue
    return found(flat, mention, chosen.actor.id, chosen.isAmbiguous ? 'several' : because)
  }
  return undefined
}

function diaryNumberOf({ flat, head }: Ground, matter: Matter): Found<string> | undefined {
  for (const { start, end } of [matter, head]) {
    const number = diaryNumberIn(flat.folded.slice(start, end))
    if (!number) continue
    const spot = { start: start + number.spot.start, end: start + number.spot.end }
    const written = flat.text.slice(spot.start, spot.end).replaceAll(/\s+/g, ' ')
    return found(flat, spot, written, number.isTold ? 'told' : 'shaped')
  }
  return undefined
}

/** Two diary numbers are the same whatever stands between their parts. */
export function isSameDiaryNumber(one: string, other: string): boolean {
  return foldSigns(one).replaceAll(/[\s.]/g, '') === foldSigns(other).replaceAll(/[\s.]/g, '')
}
