import { percent } from './lifeline-shapes.tsx'
import type { CategoryPlace } from './category-geometry.ts'
import type { Palette } from './palette.ts'

export const categoryHeight = 20
const middle = categoryHeight / 2
const bar = { y: 3.5, height: 13 }
/** How much of the axis the outline of a missing bar takes; its words say that this is no value. */
const missingShare = 0.18

type CategoryBarProps = { place: CategoryPlace; nought: number; palette: Palette }

/** One bar in a nested coordinate system whose width is the axis and whose height is categoryHeight. */
export function CategoryBar({ place, nought, palette }: CategoryBarProps) {
  const zero = percent(nought)
  return (
    <>
      {place ? (
        <rect x={percent(place.from)} width={percent(place.to - place.from)} {...bar} fill={palette.active} />
      ) : (
        <rect
          x={zero}
          width={percent(Math.min(missingShare, 1 - nought))}
          {...bar}
          fill="none"
          stroke={palette.quietInk}
          stroke-dasharray="1 2.5"
        />
      )}
      {place?.whisker && (
        <>
          <Whisker {...place.whisker} stroke={palette.paper} width="3.6" />
          <Whisker {...place.whisker} stroke={palette.ink} width="1.3" />
        </>
      )}
      <line x1={zero} x2={zero} y1="0" y2={categoryHeight} stroke={palette.quietInk} />
    </>
  )
}

function Whisker({ from, to, stroke, width }: { from: number; to: number; stroke: string; width: string }) {
  const [x1, x2] = [percent(from), percent(to)]
  return (
    <g stroke={stroke} stroke-width={width}>
      <line x1={x1} x2={x2} y1={middle} y2={middle} />
      <line x1={x1} x2={x1} y1={middle - 4} y2={middle + 4} />
      <line x1={x2} x2={x2} y1={middle - 4} y2={middle + 4} />
    </g>
  )
}
