// Which parts of a matter are its decision, and what do they decide about a cooperation?
import type { EventKind } from '../cooperations/status.rules.ts'

/** A stretch of folded text. */
export type Stretch = { start: number; end: number }

export type Clause = Stretch & {
  /** The body proposes to another that is to decide. */
  isProposal: boolean
}

const headOfDecision = /^(?:[\p{L}-]+(?:s|ets|ens)?\s+)?(?:beslut|beslutar|beslutade|beslot)\s*:?$/u
const headOfOther =
  /^(?:bakgrund|sammanfattning|arende(?:t|beskrivning)?|yrkanden?|reservation(?:er)?|protokollsanteckning|beslutsgang|beslutsunderlag|underlag|beslutet (?:skickas|expedieras)|expedieras|motivering|jav|skal|(?:[\p{L}-]+\s+)?forslag(?: till (?:beslut|[\p{L}]+))?)(?:\b|$)/u
/** A heading is a line of its own, or a word with a colon before the text. */
const longestHead = 45

const verb = /(?<!\p{L})(?:beslutar|beslutade|beslutat|beslot|besluta|foreslar)(?!\p{L})/u
const proposes =
  /(?<!\p{L})(?:foreslar|hemstaller)[^.]*(?:fullmaktige|styrelsen|namnden|regionfullmaktige)|(?<!\p{L})forslag till (?:kommun|region|stads)fullmaktige/u

/** The clauses of a matter that decide something, in their order. */
export function decidingClauses(folded: string, { start, end }: Stretch): Clause[] {
  return zonesOf(folded, { start, end }).flatMap(({ zone, isDecision }) => {
    const text = folded.slice(zone.start, zone.end)
    const found = verb.exec(text)
    // Under its own head every sentence is decided; elsewhere what stands from the verb on.
    if (!isDecision && !found) return []
    const from = isDecision ? zone.start : zone.start + (found?.index ?? 0)
    return clausesIn(folded, { start: from, end: zone.end }).map((clause) => ({
      ...clause,
      isProposal: proposes.test(folded.slice(from, clause.end)),
    }))
  })
}

/** What stands under each heading. What comes before any is the matter itself, with its decision where it has no head. */
function zonesOf(folded: string, { start, end }: Stretch): { zone: Stretch; isDecision: boolean }[] {
  const zones: { zone: Stretch; isDecision: boolean }[] = []
  let [from, at, kind] = [start, start, 'open' as 'open' | 'decision' | 'other']
  const close = (to: number) => {
    if (kind !== 'other' && to > from) zones.push({ zone: { start: from, end: to }, isDecision: kind === 'decision' })
  }
  for (const line of folded.slice(start, end).split('\n')) {
    const text = line.trim()
    const head = text.split(':')[0] ?? ''
    const isShort = text.length <= longestHead || (text.includes(':') && head.length <= longestHead)
    // “Beslut: Avtalet sägs upp.”
    const isDecision = (isShort && headOfDecision.test(text)) || (text.includes(':') && headOfDecision.test(head))
    const isOther = isShort && !isDecision && headOfOther.test(head)
    if (isDecision || isOther) {
      close(at)
      kind = isDecision ? 'decision' : 'other'
      // “Kommunstyrelsen beslutar” opens the list that it governs.
      from = at
    }
    at += line.length + 1
  }
  close(end)
  return zones
}

const clauseEnd = /[.;](?=\s|$)|\n\s*\n|\n\s*(?=(?:att|\d+[.)]|[-•])\s)|,?\s+(?:samt|och)\s+(?=att\s)|,\s+(?=att\s)/gu

function clausesIn(folded: string, { start, end }: Stretch): Stretch[] {
  const clauses: Stretch[] = []
  let from = start
  const add = (to: number) => {
    const text = folded.slice(from, to)
    const [before, after] = [text.length - text.trimStart().length, text.length - text.trimEnd().length]
    if (text.trim() !== '') clauses.push({ start: from + before, end: to - after })
  }
  for (const { index, 0: gap } of folded.slice(start, end).matchAll(clauseEnd)) {
    add(start + index)
    from = start + index + gap.length
  }
  add(end)
  return clauses
}

/** Nothing has been decided about the cooperation itself. */
const undecided =
  /(?<!\p{L})(?:avsla\p{L}*|avslag\p{L}*|aterremi\p{L}*|bordlagg\p{L}*|bordla\p{L}*|anses? besvarad|till handlingarna|tackar for)/u

const not = String.raw`(?:inte|ej|icke)`
/** Read from the top: what is denied stands before what it denies. */
const kinds: readonly { kind: EventKind; words: RegExp }[] = [
  {
    kind: 'not_renewed',
    words: new RegExp(String.raw`${not}\s+(?:\p{L}+\s+)?(?:forlang|forny)\p{L}*|(?:forlang|forny)\p{L}*\s+${not}(?!\p{L})|avsta\p{L}*\s+fran\s+(?:en\s+|att\s+)?(?:forlang|forny)\p{L}*|lop(?:a|er)\s+ut`, 'u'), // prettier-ignore
  },
  { kind: 'affirmed', words: /(?:ska|skall)\s+(?:fortsatta|besta|kvarsta|galla)|fortsatt\p{L}*\s+(?:att\s+galla|samarbet\p{L}*|avtal\p{L}*)|star\s+fast/u },
  { kind: 'resumed', words: /ateruppta\p{L}*/u },
  { kind: 'paused', words: /paus(?:a|as|ar|at|ade|ades)(?!\p{L})|tillfalligt\s+avbryt\p{L}*|gora\s+(?:ett\s+)?uppehall|lagg\p{L}*\s+pa\s+is/u },
  { kind: 'dormant', words: /vilande/u },
  { kind: 'ended', words: /sag(?:a|er|s)\s+upp|sagas\s+upp|uppsag\p{L}*|avslut(?:a|as|ar|ade|ades)(?!\p{L})|upphor\p{L}*|avveckl\p{L}*|avbryt\p{L}*/u },
  { kind: 'renewed', words: /forlang\p{L}*|forny\p{L}*/u },
  { kind: 'established', words: /inga\s+(?:ett\s+|i\s+)?(?:nytt\s+)?[\p{L}]*\s?(?:van\p{L}*|partnerskap\p{L}*|samarbet\p{L}*)|inled\p{L}*\s+(?:ett\s+)?[\p{L}]*\s?(?:samarbet|partnerskap|utbyt)\p{L}*/u },
  { kind: 'signed', words: /(?:underteckn|teckn)\p{L}*/u },
  { kind: 'activity', words: /ta\s+emot|tar\s+emot|besok\p{L}*|delegation\p{L}*|res(?:er|a|an)(?!\p{L})|bjud\p{L}*\s+in/u },
] // prettier-ignore

/** What the clause decides, and by which words; undefined where nothing that the register keeps. */
export function decisionIn(folded: string, clause: Clause): { kind: EventKind; words: Stretch } | undefined {
  const text = folded.slice(clause.start, clause.end)
  if (undecided.test(text)) return undefined
  for (const { kind, words } of kinds) {
    const found = words.exec(text)
    if (!found) continue
    const start = clause.start + found.index
    return { kind: clause.isProposal ? 'prepared' : kind, words: { start, end: start + found[0].length } }
  }
  return undefined
}

/** Words that tell a cooperation from any other contract. */
export const ofCooperation =
  /van(?:ort|lan|skap)\p{L}*|samarbet\p{L}*|avtal\p{L}*|partnerskap\p{L}*|utbyt\p{L}*|overenskommel\p{L}*|delegation\p{L}*|besok\p{L}*|kontakt\p{L}*|inbjud\p{L}*|motion\p{L}*/u
