// Where can the names of points stand so that no two run into each other? Greedy, the weightiest first.
import { textWidth } from '../charts/lanes.ts'

export type Dot = { id: string; label: string; x: number; y: number; r: number; weight: number }
export type Label = {
  id: string
  x: number
  y: number
  anchor: 'start' | 'middle' | 'end'
  leader: [number, number] | null
}
type Box = { x0: number; y0: number; x1: number; y1: number }
type Segment = [x0: number, y0: number, x1: number, y1: number]
type Extent = { width: number; height: number }

const near = 3
const directions: [dx: number, dy: number, anchor: Label['anchor']][] = [
  [1, 0, 'start'],
  [-1, 0, 'end'],
  [0.75, -0.7, 'start'],
  [0.75, 0.75, 'start'],
  [-0.75, -0.7, 'end'],
  [-0.75, 0.75, 'end'],
  [0, -1.1, 'middle'],
  [0, 1.1, 'middle'],
]

// A leader may go in any direction, so that a name can find the nearest open water.
const farDirections: typeof directions = Array.from({ length: 16 }, (_, step) => {
  const angle = (step * Math.PI) / 8
  const [dx, dy] = [Math.cos(angle), Math.sin(angle)]
  return [dx, dy, Math.abs(dx) < 0.3 ? 'middle' : dx > 0 ? 'start' : 'end']
})

/** Points that lie on one another are moved apart until they touch: two bodies may sit in one town. */
export function separateDots<D extends Dot>(dots: readonly D[]): D[] {
  const moved = dots.map((dot) => ({ ...dot }))
  for (let round = 0; round < 24; round++) {
    let isSettled = true
    for (let index = 0; index < moved.length; index += 1) {
      const a = moved[index] as D
      for (let other = index + 1; other < moved.length; other += 1) {
        const b = moved[other] as D
        const wanted = (a.r + b.r) * 0.92
        const [dx, dy] = [b.x - a.x, b.y - a.y]
        // Most pairs lie far apart: the root is for those that do not.
        if (dx * dx + dy * dy >= wanted * wanted) continue
        const distance = Math.hypot(dx, dy)
        isSettled = false
        const push = (wanted - distance) / 2 + 0.05
        const [ux, uy] = distance > 0.01 ? [dx / distance, dy / distance] : [1, 0]
        a.x -= ux * push
        a.y -= uy * push
        b.x += ux * push
        b.y += uy * push
      }
    }
    if (isSettled) break
  }
  return moved.map((dot) => ({ ...dot, x: round1(dot.x), y: round1(dot.y) }))
}

export function placeLabels(dots: readonly Dot[], size: number, extent: Extent, isFar = true): Label[] {
  // Room beside each point, so that a name is never read as that of the next one.
  const taken: (Box & { of?: string })[] = dots.map(({ id, x, y, r }) => ({
    of: id,
    x0: x - r - 2,
    y0: y - r,
    x1: x + r + 2,
    y1: y + r,
  }))
  const leaders: Segment[] = []
  const labels: Label[] = []
  const order = dots.toSorted((a, b) => b.weight - a.weight || (a.label < b.label ? -1 : 1))
  // Near places first for all, then a leader line for those left: a far label must not take a near one's place.
  const left = order.filter((dot) => !tryPlace(dot, [near]))
  if (isFar)
    for (const dot of left)
      tryPlace(
        dot,
        [1.2, 1.8, 2.5, 3.3, 4.2, 5.2, 6.3].map((times) => times * size),
      )
  return labels

  function tryPlace(dot: Dot, reaches: number[]): boolean {
    const width = textWidth(dot.label, size)
    for (const reach of reaches) {
      for (const [dx, dy, anchor] of reach > near ? farDirections : directions) {
        const x = dot.x + dx * (dot.r + reach)
        const y = dot.y + dy * (dot.r + reach) + (dy === 0 ? 0 : dy * size * 0.2)
        const x0 = anchor === 'start' ? x : anchor === 'end' ? x - width : x - width / 2
        const box = { x0: x0 - size * 0.15, y0: y - size * 0.52, x1: x0 + width + size * 0.15, y1: y + size * 0.52 }
        if (box.x0 < 2 || box.y0 < 2 || box.x1 > extent.width - 2 || box.y1 > extent.height - 2) continue
        if (
          taken.some((other) => other.of !== dot.id && overlaps(box, other)) ||
          leaders.some((leader) => crosses(leader, box))
        )
          continue
        const leader: Label['leader'] = reach > near ? [round1(x - dx * 2), round1(y)] : null
        if (leader) {
          const line: Segment = [dot.x, dot.y, ...leader]
          if (taken.some((other) => other.of !== dot.id && !isAround(other, dot) && crosses(line, other))) continue
          if (leaders.some((other) => meet(line, other))) continue
          leaders.push(line)
        }
        taken.push(box)
        labels.push({ id: dot.id, x: round1(x), y: round1(y + size * 0.34), anchor, leader })
        return true
      }
    }
    return false
  }
}

function overlaps(a: Box, b: Box): boolean {
  return a.x0 < b.x1 && b.x0 < a.x1 && a.y0 < b.y1 && b.y0 < a.y1
}

function isAround({ x0, y0, x1, y1 }: Box, { x, y }: Dot): boolean {
  return x0 <= x && x <= x1 && y0 <= y && y <= y1
}

/** Clips the line by each side of the box in turn (Liang and Barsky 1984): it crosses if any of it is left. */
function crosses([x0, y0, x1, y1]: Segment, box: Box): boolean {
  const across = clip(x0, x1 - x0, box.x0, box.x1)
  const along = clip(y0, y1 - y0, box.y0, box.y1)
  return Math.max(across[0], along[0]) <= Math.min(across[1], along[1])
}

/** The part of a line, from 0 to 1, that lies between two limits. */
function clip(start: number, length: number, low: number, high: number): [from: number, to: number] {
  if (length === 0) return low <= start && start <= high ? [0, 1] : [1, 0]
  const [a, b] = [(low - start) / length, (high - start) / length]
  return [Math.max(0, Math.min(a, b)), Math.min(1, Math.max(a, b))]
}

function meet(a: Segment, b: Segment): boolean {
  return sideOf(a, b[0], b[1]) !== sideOf(a, b[2], b[3]) && sideOf(b, a[0], a[1]) !== sideOf(b, a[2], a[3])
}

function sideOf([x0, y0, x1, y1]: Segment, x: number, y: number): boolean {
  return (x1 - x0) * (y - y0) > (y1 - y0) * (x - x0)
}

function round1(value: number): number {
  return Math.round(value * 10) / 10
}
