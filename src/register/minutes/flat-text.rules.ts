// The pages of minutes as one running text: words divided at line ends joined, heads and feet of pages set aside, and every
// sign still knowing where it stands.

/** A place on a page: pages from 1, signs of the page's text from 0, `end` not included. */
export type Passage = { page: number; start: number; end: number }

export type FlatText = {
  text: string
  /** Without accents and capitals, sign for sign as long as `text`: what rules are matched against. */
  folded: string
  /** Lines that are repeated from page to page. */
  running: string
  passageOf: (start: number, end: number) => Passage
}

/** Lines at the head or foot of a page that may be repeated. */
const marginLines = 5

export function flatten(pages: readonly string[]): FlatText {
  const lines = pages.map((page) => linesOf(page.replaceAll('\r\n', ' \n')))
  const repeated = repeatedLines(lines)
  const signs: string[] = []
  const places: { page: number; offset: number }[] = []
  const running: string[] = []
  for (const [index, ofPage] of lines.entries()) {
    for (const { text, offset } of ofPage) {
      // The first page's head is not repeated yet: it says whose minutes these are.
      if (index > 0 && repeated.has(shapeOf(text))) {
        running.push(text)
        continue
      }
      for (let at = 0; at < text.length; at += 1) {
        signs.push(text[at] ?? '')
        places.push({ page: index + 1, offset: offset + at })
      }
      signs.push('\n')
      places.push({ page: index + 1, offset: offset + text.length })
    }
  }
  const { text, kept } = joinDivided(signs.join(''))
  return {
    text,
    folded: foldSigns(text),
    running: running.join('\n'),
    passageOf: (start, end) => {
      const from = places[kept[start] ?? 0] ?? { page: 1, offset: 0 }
      // What runs on to the next page ends with its own.
      const own = kept.slice(start, Math.max(end, start + 1)).flatMap((at) => places[at] ?? [])
      const last = own.findLast(({ page }) => page === from.page) ?? from
      return { page: from.page, start: from.offset, end: last.offset + 1 }
    },
  }
}

type Line = { text: string; offset: number }

function linesOf(page: string): Line[] {
  let offset = 0
  return page.split('\n').map((text) => {
    const line = { text, offset }
    offset += text.length + 1
    return line
  })
}

/** Page numbers differ where heads do not. */
function shapeOf(line: string): string {
  return line.trim().replaceAll(/\d+/g, '#').replaceAll(/\s+/g, ' ')
}

function repeatedLines(pages: readonly (readonly Line[])[]): Set<string> {
  const counts = new Map<string, number>()
  for (const page of pages) {
    const written = page.map(({ text }) => shapeOf(text)).filter((shape) => shape !== '')
    const margin = [...written.slice(0, marginLines), ...written.slice(-marginLines)]
    for (const shape of new Set(margin)) counts.set(shape, (counts.get(shape) ?? 0) + 1)
  }
  return new Set([...counts].filter(([shape, count]) => count > 1 && !/§|^paragraf/i.test(shape)).map(([shape]) => shape)) // prettier-ignore
}

/** “Dong-⏎shan” is one word; “RS-⏎2015” is not. `kept` gives the place of each sign that is left in the text before. */
function joinDivided(text: string): { text: string; kept: number[] } {
  const kept: number[] = []
  let joined = ''
  let at = 0
  const divided = /(?<=\p{L})[-\u00AD]\s*\n\s*(?=\p{Ll})/gu
  for (const { index, 0: gap } of text.matchAll(divided)) {
    for (; at < index; at += 1) {
      joined += text[at]
      kept.push(at)
    }
    at += gap.length
  }
  for (; at < text.length; at += 1) {
    joined += text[at]
    kept.push(at)
  }
  return { text: joined, kept }
}

/** Sign for sign: lower case, no accents, one sort of apostrophe and hyphen. */
export function foldSigns(text: string): string {
  let folded = ''
  for (let at = 0; at < text.length; at += 1) {
    const sign = text[at] ?? ''
    const plain = sign.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase()
    folded += /[’ʼ`´]/.test(sign) ? "'" : /[‐‑–]/.test(sign) ? '-' : plain.length === 1 ? plain : sign
  }
  return folded
}
