// On which of several text rows does a label stand, so that no two labels run into each other?

export type LaneNote = { fraction: number; label: string; isBefore: boolean }

/** Labels to the right of their point, or to the left where `isBefore`; the first free lane from the bottom wins. */
export function lanesOf<N extends LaneNote>(
  notes: readonly N[],
  axisPx: number,
  characterPx: number,
): (N & { lane: number })[] {
  const lanes = lanesOfStretches(
    notes.map(({ fraction, label, isBefore }) => {
      const at = fraction * axisPx
      const width = label.length * characterPx + 12
      return isBefore ? [at - width, at] : [at, at + width]
    }),
  )
  return notes.map((note, index) => ({ ...note, lane: lanes[index] ?? 0 }))
}

/** A lane for each stretch, 0 the highest, so that none meet; those that come first stand lowest. */
export function lanesOfStretches(stretches: readonly (readonly [from: number, to: number])[]): number[] {
  const taken: (readonly [number, number])[][] = []
  const placed = stretches.map(([from, to]) => {
    let lane = 0
    while (taken[lane]?.some(([otherFrom, otherTo]) => from < otherTo && otherFrom < to)) lane += 1
    ;(taken[lane] ??= []).push([from, to])
    return lane
  })
  return placed.map((lane) => taken.length - 1 - lane)
}

/** Roughly how wide a text is in a sans-serif face, in px. A server cannot measure text; this errs to the wide side. */
export function textWidth(text: string, sizePx: number): number {
  let ems = 0
  for (const character of text) {
    if (/[\u2e80-\uffef]/.test(character)) ems += 1
    else if (/[ilj.,'|!:;()]/.test(character)) ems += 0.32
    else if (/[mwMW@%]/.test(character)) ems += 0.88
    else if (/[A-ZÅÄÖ]/.test(character)) ems += 0.7
    else ems += 0.57
  }
  return ems * sizePx
}

/** Lines no wider than `mostPx`, broken between words; a word that is wider stands alone. */
export function wrapText(text: string, mostPx: number, sizePx: number): string[] {
  const lines: string[] = []
  for (const word of text.split(/[ \n]+/)) {
    const last = lines.at(-1)
    if (last !== undefined && textWidth(`${last} ${word}`, sizePx) <= mostPx)
      lines[lines.length - 1] = `${last} ${word}`
    else lines.push(word)
  }
  return lines
}

/** Items set in rows like words of a text: where each begins and in which row, none reaching beyond `mostPx`. */
export function flow(widths: readonly number[], gap: number, mostPx: number): { x: number; row: number }[] {
  let [x, row] = [0, 0]
  return widths.map((width) => {
    if (x > 0 && x + width > mostPx) [x, row] = [0, row + 1]
    const place = { x: Math.round(x), row }
    x += width + gap
    return place
  })
}
