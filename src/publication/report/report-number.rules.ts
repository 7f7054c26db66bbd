// Which numbers in prose need a measure behind them? Every one that is not plainly a name, a date or a place in a text.
import type { Language } from '#platform/i18n/language.ts'
import type { ResolvedValue, Stated } from './report.rules.ts'

const months = {
  // Swedish writes months small; in English a small "may" is a verb, and "march" another.
  sv: 'januari|februari|mars|april|maj|juni|juli|augusti|september|oktober|november|december',
  en: 'January|February|March|April|May|June|July|August|September|October|November|December',
}
const places = {
  sv: {
    one: 'not|avsnitt|figur|diagram|tabell|sida|sid\\.|s\\.|bilaga|kapitel|rad|artikel|nr|nummer|paragraf|dnr',
    many: 'noterna|noter|avsnitten|figurerna|tabellerna|sidorna|kapitlen|raderna|artiklarna|§§',
  },
  en: {
    one: 'note|section|figure|diagram|table|page|p\\.|appendix|chapter|row|article|no\\.|number',
    many: 'notes|sections|figures|diagrams|tables|pages|pp\\.|chapters|rows|articles|nos\\.|§§',
  },
}
const numberWords = {
  sv:
    '(?!ett(?!\\p{L}))(?:ett|två|tre|fyra|fem|sex|sju|åtta|nio|tio|elva|tolv|tretton|fjorton|femton|sexton|sjutton|' +
    'arton|nitton|tjugo|trettio|fyrtio|femtio|sextio|sjuttio|åttio|nittio|hundra|tusen|miljon(?:er)?|dussin)+',
  en:
    '(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|(?:thir|four|fif|six|seven|eigh|nine)teen|' +
    '(?:twen|thir|for|fif|six|seven|eigh|nine)ty(?:-(?:one|two|three|four|five|six|seven|eight|nine))?|' +
    'hundred|thousand|million|dozen)',
}

const before = '(?<![\\p{L}\\p{N}]|\\p{N}[.,:]|[-−–+±<>≤≥~≈$€£])'
const after =
  '(?![\\p{L}\\p{N}]|[.,:]\\p{N}|\\s?[%‰€$£]|\\s(?:procent|percent|per cent)|[ \\u00a0\\u202f]\\p{N}{3}(?!\\p{N}))'
const year = '(?:1[89]|20)[0-9]{2}'
const place = '[0-9]+(?:[./:][0-9]+)*[a-z]?(?:[–-][0-9]+)?'

type Exemption = { pattern: RegExp; isForHeadings?: true }

function exemptionsOf(language: Language): Exemption[] {
  const month = `(?:${months[language]})`
  const { one, many } = places[language]
  return [
    // 2016 · 1986–2021 · 2016/17 · 1990s · 1990-talet
    { pattern: new RegExp(`${before}${year}(?:[–/-](?:${year}|[0-9]{2}))?(?:s|-talets?|-tal)?${after}`, 'gu') },
    // 2019-04 · 2019-04-17
    { pattern: new RegExp(`${before}${year}-[0-9]{2}(?:-[0-9]{2})?${after}`, 'gu') },
    // 4 mars · 4–6 March 2021
    {
      pattern: new RegExp(
        `${before}[0-9]{1,2}(?:[–-][0-9]{1,2})?(?:st|nd|rd|th)?\\s${month}(?:\\s${year})?${after}`,
        'gu',
      ),
    },
    // March 4, 2021. Without the year, "in May 5 agreements" would pass.
    { pattern: new RegExp(`(?<![\\p{L}\\p{N}])${month}\\s[0-9]{1,2},\\s${year}${after}`, 'gu') },
    // note 4 · figur 2.1 · nr 1/2022 · § 3 · notes 4, 10 and 20
    { pattern: new RegExp(`(?<![\\p{L}\\p{N}])(?:${one})\\s${place}${after}`, 'giu') },
    { pattern: new RegExp(`§\\s?${place}${after}`, 'gu') },
    {
      pattern: new RegExp(
        `(?<![\\p{L}\\p{N}])(?:${many})\\s${place}(?:,\\s${place})*(?:\\s(?:and|och|&)\\s${place})?${after}`,
        'giu',
      ),
    },
    // COVID-19 · A4 · PDF/A-2a · 5G: at most two digits, no figure is written so.
    { pattern: /(?<![\p{L}\p{N}])\p{Lu}\p{L}*-?[0-9]{1,2}\p{L}*(?![\p{L}\p{N}]|[.,:]\p{N}|\s?[%‰])/gu },
    { pattern: /(?<![\p{L}\p{N}]|\p{N}[.,:])[0-9]\p{Lu}(?![\p{L}\p{N}])/gu },
    // In a heading: the 2nd round, den 2:a omgången. Headings get their own numbers when they are set.
    { pattern: /(?<![\p{L}\p{N}.,])[0-9]+(?::[ae]|st|nd|rd|th)(?![\p{L}\p{N}])/gu, isForHeadings: true },
  ]
}

const exemptions = { sv: exemptionsOf('sv'), en: exemptionsOf('en') }
const words = {
  sv: new RegExp(`(?<![\\p{L}\\p{N}])${numberWords.sv}(?![\\p{L}\\p{N}])`, 'giu'),
  en: new RegExp(`(?<![\\p{L}\\p{N}])${numberWords.en}(?![\\p{L}\\p{N}])`, 'giu'),
}

/**
 * Numbers in digits (any script's), and number words from two, that no exemption covers. "One", "en" and "ett" are
 * articles too often to be told; a count between 1800 and 2099 looks like a year and passes.
 */
export function findBareNumbers(
  text: string,
  language: Language,
  { isHeading = false } = {},
): { text: string; index: number }[] {
  const isCovered = new Uint8Array(text.length)
  for (const { pattern, isForHeadings } of exemptions[language]) {
    if (isForHeadings && !isHeading) continue
    for (const match of text.matchAll(pattern)) isCovered.fill(1, match.index, match.index + match[0].length)
  }
  const found: { text: string; index: number }[] = []
  // Digits in one run are told once, with what clings to them: "1 234", "52,8 %".
  for (const match of text.matchAll(
    /\p{N}(?:[\p{N}]|[.,:/–-](?=\p{N})|[ \u00a0\u202f](?=\p{N}{3}(?!\p{N})))*(?:\s?[%‰])?/gu,
  )) {
    const isOpen = [...match[0].matchAll(/\p{N}/gu)].some(({ index }) => !isCovered[match.index + index])
    if (isOpen) found.push({ text: match[0], index: match.index })
  }
  for (const match of text.matchAll(words[language])) {
    if (!isCovered[match.index]) found.push({ text: match[0], index: match.index })
  }
  return found.toSorted((a, b) => a.index - b.index)
}

/** "1 234,5" in Swedish, "1,234.5" in English; the other language's marks are not read, so none is misread. */
export function readNumber(text: string, language: Language): { value: number; decimals: number } | null {
  const pattern =
    language === 'sv'
      ? /^([-−]?)(\d{1,3}(?:[ \u00a0\u202f]\d{3})+|\d+)(?:,(\d+))?$/u
      : /^([-−]?)(\d{1,3}(?:,\d{3})+|\d+)(?:\.(\d+))?$/u
  const match = pattern.exec(text.trim())
  if (!match) return null
  const [, sign, whole = '', fraction = ''] = match
  const value = Number(`${whole.replaceAll(/\D/gu, '')}.${fraction || '0'}`)
  return { value: sign ? -value : value, decimals: fraction.length }
}

/** `49` · `49 (48–50)` · `52,8 %` · `forty-nine = 49` · `-` when no figure can be given. */
export function readStated(text: string, language: Language): Stated | null {
  const match = /^(?:(.*\S)\s*=\s*)?([^=()]+?)(?:\s*\(([^()]+)\))?$/u.exec(text.trim())
  if (!match) return null
  const [, said, number = '', band] = match
  const base = { text: text.trim(), ...(said === undefined ? {} : { words: said }) }
  if (/^[-–]$/u.test(number)) return band ? null : { ...base, value: null, decimals: 0 }
  const read = readNumber(number.replace(/\s?[%‰]$/u, ''), language)
  if (!read) return null
  if (band === undefined) return { ...base, ...read }
  const bounds = /^(.+?)\s?–\s?(.+)$/u.exec(band) ?? /^(\S+)-(\S+)$/u.exec(band)
  const [low, high] = [readNumber(bounds?.[1] ?? '', language), readNumber(bounds?.[2] ?? '', language)]
  return low && high ? { ...base, ...read, band: [low.value, high.value] } : null
}

/** Does the register still give what the sentence states, its bounds too where it states any? */
export function holds(stated: Stated, { value, band }: Pick<ResolvedValue, 'value' | 'band'>): boolean {
  const isInBand =
    !stated.band || stated.band.every((bound, end) => agrees(bound, band?.[end] ?? value, stated.decimals))
  return isInBand && agrees(stated.value, value, stated.decimals)
}

/** Does a computed value say what the sentence says, at the sentence's own precision? */
export function agrees(stated: number | null, computed: number | null, decimals: number): boolean {
  if (stated === null || computed === null) return stated === computed
  // Twelve digits are more than any figure here has, and fewer than binary fractions spoil.
  const atPrecision = (value: number) => Math.round(Number((value * 10 ** decimals).toPrecision(12)))
  return atPrecision(stated) === atPrecision(computed)
}
