// On which of several text rows does a label stand, so that no two labels run into each other?

export type LaneNote = { fraction: number; label: string; isBefore: boolean }

/** Labels to the right of their point, or to the left where `isBefore`; the first free lane from the bottom wins. */
export function lanesOf<N extends LaneNote>(
  notes: readonly N[],
  axisPx: number,
  characterPx: number,
): (N & { lane: number })[] {
  const taken: [number, number][][] = []
  const placed = notes.map((note) => {
    const at = note.fraction * axisPx
    const width = note.label.length * characterPx + 12
    const [from, to] = note.isBefore ? [at - width, at] : [at, at + width]
    let lane = 0
    while (taken[lane]?.some(([otherFrom, otherTo]) => from < otherTo && otherFrom < to)) lane += 1
    ;(taken[lane] ??= []).push([from, to])
    return { ...note, lane }
  })
  const last = taken.length - 1
  return placed.map((note) => ({ ...note, lane: last - note.lane }))
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
