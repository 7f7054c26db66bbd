// A text in pieces, so that what suggestions rest on can be marked in it.
import type { Passage } from '#register/index.ts'

/** `isMarked`: somebody should see it. `starts` are the places that begin with the piece. */
export type Piece = { text: string; isMarked: boolean; starts: readonly string[] }

/** The address of a passage within the page that shows it. */
export function placeId({ page, start, end }: Passage): string {
  return `place-${page}-${start}-${end}`
}

/** The pieces of a page: every passage begins with one, and none is half marked. */
export function piecesOf(text: string, page: number, passages: readonly Passage[]): Piece[] {
  const own = passages.filter((passage) => passage.page === page)
  const cuts = [0, text.length, ...own.flatMap(({ start, end }) => [start, end])]
  const edges = [...new Set(cuts)].filter((cut) => cut >= 0 && cut <= text.length).toSorted((a, b) => a - b)
  return edges.slice(0, -1).map((start, at) => {
    const end = edges[at + 1] ?? text.length
    return {
      text: text.slice(start, end),
      isMarked: own.some((passage) => passage.start <= start && passage.end >= end),
      starts: [...new Set(own.filter((passage) => passage.start === start).map(placeId))],
    }
  })
}
