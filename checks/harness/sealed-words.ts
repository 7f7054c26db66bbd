// By which words a text would tell which of the report's interviews the sealed source is.

// The report's notes that cite interviews.
const interviewNotes = ['14', '15', '16', '17', '19', '30', '34']
const noteNumber = `(?:${interviewNotes.join('|')})(?!\\d)`

const patterns: readonly (readonly [what: string, pattern: RegExp])[] = [
  ['an interview with its number', /\bint(?:ervju(?:n|er|erna)?|erviews?)\s*(?:nr|no|nummer|number|n:o|#|№)\.?\s*\d/i],
  ['an interview with its number', /\bint(?:ervju|erview)[\s_-]*\d{1,2}\b/i],
  ['the number of an interview note as locator', new RegExp(`(?<!appendix-)\\bnote:${noteNumber}`, 'i')],
  // A single note, or one in a list such as “notes 1, 14 and 20”. The appendix has notes of its own.
  [
    'the number of an interview note in words',
    new RegExp(
      `(?<!appendix |bilagan |bilagans )\\b(?:fot|foot)?not(?:e|en|er|erna|es)? (?:\\d+(?:, | och | and |–|-))*${noteNumber}`,
      'i',
    ),
  ],
  [
    'the day of an interview',
    /2020-02-1[18]|\b1[18] (?:februari|feb\.?|February|Feb) 2020|\b(?:February|Feb) 1[18],? 2020/i,
  ],
]

/** Each place of the text that tells of an interview, with some words around it. */
export function findSealed(text: string): string[] {
  return patterns.flatMap(([what, pattern]) => {
    const match = pattern.exec(text)
    return match
      ? [
          `${what}: “${text.slice(Math.max(0, match.index - 40), match.index + match[0].length + 20).replaceAll(/\s+/g, ' ')}”`,
        ]
      : []
  })
}

export const sealed = 'sealed-interview'
/** Where the sealed source may be named: its own record, the lists of sources, and the codebook that it supports. */
export const mayName =
  /^\/(?:(?:sv|en)\/(?:sources(?:\/sealed-interview)?|codebook)|api\/v1\/(?:sources(?:\.\w+|\/sealed-interview)?|codebook|citations\.\w+|samband\.[\w.]+))$/
