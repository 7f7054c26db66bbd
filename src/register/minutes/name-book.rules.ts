// Which actors does a text name? By every name that the register has for them, inflected and in compounds, in any script.
import type { Actor, ActorName } from '../actors/actor.rules.ts'
import { isUnspaced } from '#platform/i18n/folding.rules.ts'
import { foldSigns } from './flat-text.rules.ts'

/** Whom the register knows. `pairs` holds `home counterpart` of every cooperation. */
export type Register = {
  actors: readonly Actor[]
  names: readonly ActorName[]
  homes: ReadonlySet<string>
  pairs: ReadonlySet<string>
}

/** Where a name stands, and every actor that is called so. */
export type Mention = { start: number; end: number; actors: readonly Actor[] }

export type NameBook = {
  register: Register
  /** Names in a folded text, in its order; of names within others the longest. */
  mentionsIn: (folded: string) => Mention[]
}

// After Swedish habit: “Zaretjes”, “Zaretje:s”, “Zaretjesamarbetet”, “Dongshan-delegationen”.
const inflection = String.raw`(?:'?s|:s)?(?:-?(?:samarbet|avtal|utbyt|partnerskap|overenskommel|delegation|besok|provins|kontakt)\p{L}*)?`

export function openNameBook(register: Register): NameBook {
  const byForm = new Map<string, Set<Actor>>()
  const byId = new Map(register.actors.map((actor) => [actor.id, actor]))
  const note = (name: string | null, actor: Actor) => {
    for (const form of name === null ? [] : formsOf(name)) byForm.set(form, (byForm.get(form) ?? new Set()).add(actor))
  }
  for (const actor of register.actors) {
    const { nameSv, nameEn, nameLocal, nameRomanised, sortName, former } = actor
    for (const name of [nameSv, nameEn, nameLocal, nameRomanised, sortName, ...former]) note(name, actor)
  }
  for (const { actor, name } of register.names) {
    const known = byId.get(actor)
    if (known) note(name, known)
  }
  const forms = [...byForm]
    .toSorted(([a], [b]) => b.length - a.length)
    .map(([form, actors]) => ({ form, beginning: form.split(/[\s']/)[0] ?? form, actors: [...actors] }))
  return {
    register,
    mentionsIn: (folded) => {
      const found: Mention[] = []
      for (const { form, beginning, actors } of forms) {
        // Of the thousands of names that a register has, a text holds few: those are told apart first.
        if (!folded.includes(beginning)) continue
        for (const { index, 0: text } of folded.matchAll(patternOf(form))) {
          const [start, end] = [index, index + text.length]
          if (!found.some((one) => start < one.end && one.start < end)) found.push({ start, end, actors })
        }
      }
      return found.toSorted((a, b) => a.start - b.start)
    },
  }
}

/** A name as it is and without the word for its level: “Småby kommun” is called Småby, 北湖市 is called 北湖. */
function formsOf(name: string): string[] {
  const folded = foldSigns(name).trim()
  if (isUnspaced(folded)) {
    const short = folded.replace(/(?<=..)(?:自治[区州县]|[市省县縣區区州])$/u, '')
    return [...new Set([folded, short])]
  }
  const short = folded
    .replace(/^(?:city of|municipality of|county of|province of) /, '')
    .replace(/ (?:kommun|stad|harad|provins|municipality|city|county|province)$/, '')
  // A name of two letters stands in too many words.
  return [...new Set([folded, short])].filter((form) => form.length > 2)
}

function patternOf(form: string): RegExp {
  const written = form
    .replaceAll(/[\\^$.*+?()[\]{}|/]/g, String.raw`\$&`)
    .replaceAll(/\s+/g, String.raw`\s+`)
    .replaceAll("'", "'?")
  if (isUnspaced(form)) return new RegExp(written, 'gu')
  return new RegExp(String.raw`(?<![\p{L}\p{N}])${written}${inflection}(?![\p{L}\p{N}])`, 'gu')
}

const levelWords: Readonly<Record<string, RegExp>> = {
  county: /^(?:harad|haradet|haradets|county)$/,
  prefecture_level_city: /^(?:stad|staden|stadens|city|prefektur\p{L}*)$/u,
  county_level_city: /^(?:stad|staden|stadens|city)$/,
  city: /^(?:stad|staden|stadens|city)$/,
  province: /^(?:provins|provinsen|provinsens|province)$/,
  state: /^(?:delstat|delstaten|delstatens|state)$/,
  municipality: /^(?:kommun|kommunen|kommuns|municipality)$/,
}

/** Which of the actors of a name is meant, and whether there is a doubt. */
export function chooseMentioned(
  { actors, start, end }: Mention,
  folded: string,
  home: string | undefined,
  { pairs }: Register,
): { actor: Actor; isAmbiguous: boolean } | undefined {
  const [first] = actors
  if (!first || actors.length === 1) return first && { actor: first, isAmbiguous: false }
  const around = [/([\p{L}]+)\s+$/u.exec(folded.slice(0, start))?.[1], /^\s+([\p{L}]+)/u.exec(folded.slice(end))?.[1]]
  const level = actors.filter(({ kind }) => around.some((word) => word !== undefined && levelWords[kind]?.test(word)))
  const told = level.length > 0 ? level : actors
  const paired = told.filter(({ id }) => pairs.has(`${home} ${id}`))
  const left = paired.length > 0 ? paired : told
  const [actor = first] = left
  return { actor, isAmbiguous: left.length > 1 }
}
