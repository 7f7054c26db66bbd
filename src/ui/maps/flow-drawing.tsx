import type { Texts } from '#platform/i18n/texts.ts'
import { lineStates, type LineState, type Palette } from '../charts/palette.ts'
import type { Arc, FlowMapSpec, Place } from './flow-map.tsx'
import { isInForce } from './in-force.ts'
import { placeLabels, separateDots, type Dot } from './label-placement.ts'
import { arcPath, insetAspect, insetBackdrop, worldBackdrop, type Backdrop, type LonLat } from './outlines.ts'

export type Side = 'home' | 'counterpart'
export const sides = ['home', 'counterpart'] as const
type DrawingProps = { spec: FlowMapSpec; palette: Palette; t: Texts; isFile?: boolean }

// Shape as well as colour: dashes tell the states apart in grey. What goes on is drawn last, over what has ended.
export const arcStyles: Record<LineState, { width: number; dashes?: string }> = {
  active: { width: 1.5 },
  dormant: { width: 1.3, dashes: '.1 3' },
  paused: { width: 1.4, dashes: '6 4' },
  partly_ended: { width: 1.6, dashes: '9 3 2 3' },
  ended: { width: 0.9, dashes: '2 4' },
}

// The two insets together, in units of the picture: the page shows a unit at 1.3 px, a phone at 0.6 to 1.2.
const insetsWidth = 840
const insetHeight = 530
const labelSize = { wide: 9.2, phonePx: 11.5, phoneWidthPx: 350 }
const columns = 24
const inset = { fewestColumns: 8, nameRoom: 65, gutter: 8.4 }

/** Of 24 columns, how many each inset gets. */
export function insetShares(spec: FlowMapSpec): Record<Side, number> {
  const [home, counterpart] = sides.map(
    (side) => insetAspect(spec[side].map(lonLat)) * insetHeight + 2 * inset.nameRoom,
  )
  const wanted = Math.round((columns * (home ?? 1)) / ((home ?? 1) + (counterpart ?? 1)))
  const share = Math.min(columns - inset.fewestColumns, Math.max(inset.fewestColumns, wanted))
  return { home: share, counterpart: columns - share }
}

export function worldHeightOf(spec: FlowMapSpec): number {
  return worldBackdrop(resolvedArcs(spec).map(({ ends }) => ends)).height
}

export function insetSizeOf(spec: FlowMapSpec, side: Side): { width: number; height: number } {
  return { width: Math.round((insetsWidth * insetShares(spec)[side]) / columns - inset.gutter), height: insetHeight }
}

type ResolvedArc = Arc & { ends: [LonLat, LonLat]; name: string }

function resolvedArcs({ home, counterpart, arcs }: FlowMapSpec): ResolvedArc[] {
  const places = new Map([...home, ...counterpart].map((place) => [place.id, place]))
  return arcs.flatMap((arc) => {
    const from = places.get(arc.from)
    const to = places.get(arc.to)
    return from && to ? [{ ...arc, ends: [lonLat(from), lonLat(to)], name: `${from.label} – ${to.label}` }] : []
  })
}

export function WorldDrawing({ spec, palette, t, isFile = false }: DrawingProps) {
  const arcs = resolvedArcs(spec)
  const places = [...spec.home, ...spec.counterpart]
  const numbers = new Map(places.map(({ id }, number) => [id, number]))
  const world = worldBackdrop(arcs.map(({ ends }) => ends))
  const live = livePlaces(spec)
  return (
    <svg
      class="flow-world"
      viewBox={`0 0 ${world.width} ${world.height}`}
      width={isFile ? '100%' : world.width}
      height={isFile ? '100%' : world.height}
      role="group"
      aria-label={t('charts.map-world')}
    >
      <Land backdrop={world} palette={palette} />
      <g class="flow-arcs" fill="none" stroke-linecap="round">
        {lineStates.toReversed().map((state) => (
          <g stroke={palette[state]} stroke-width={arcStyles[state].width} stroke-dasharray={arcStyles[state].dashes}>
            {arcs
              .filter((arc) => arc.state === state)
              .map((arc) => (
                <path
                  class={isOut(arc, spec.year) ? 'is-out' : undefined}
                  d={arcPath(arc.ends, world)}
                  opacity={isFile ? (isOut(arc, spec.year) ? 0.08 : 0.8) : undefined}
                  data-ends={isFile ? undefined : `${numbers.get(arc.from)} ${numbers.get(arc.to)}`}
                  data-start={isFile ? undefined : arc.startYear}
                  data-end={isFile ? undefined : (arc.endYear ?? undefined)}
                >
                  <title>{arc.name}</title>
                </path>
              ))}
          </g>
        ))}
      </g>
      <g fill={palette.ink} stroke={palette.paper} stroke-width=".6" aria-hidden="true">
        {places.map((place) => {
          const [x, y] = world.project(lonLat(place))
          return (
            <circle
              {...fade(place, live, isFile)}
              cx={x}
              cy={y}
              r={tenth(radius(place.count) * 0.5)}
              data-place={isFile ? undefined : numbers.get(place.id)}
            />
          )
        })}
      </g>
      {sides.map((side) => (
        <RegionName {...{ spec, side, world, palette }} />
      ))}
    </svg>
  )
}

function RegionName({
  spec,
  side,
  world,
  palette,
}: {
  spec: FlowMapSpec
  side: Side
  world: Backdrop
  palette: Palette
}) {
  const points = spec[side].map((place) => world.project(lonLat(place)))
  if (points.length === 0) return <></>
  const x = Math.round(points.reduce((sum, [at]) => sum + at, 0) / points.length)
  const y = Math.min(world.height - 6, Math.round(Math.max(...points.map(([, at]) => at)) + 22))
  return (
    <text
      class="flow-region"
      font-size="13"
      font-weight="600"
      x={x}
      y={y}
      text-anchor="middle"
      fill={palette.ink}
      stroke={palette.paper}
      stroke-width="3"
      stroke-linejoin="round"
      paint-order="stroke"
    >
      {side === 'home' ? spec.homeTitle : spec.counterpartTitle}
    </text>
  )
}

type PlacedDot = Dot & { place: Place; number: number }

export function InsetDrawing({ spec, side, palette, t, isFile = false }: DrawingProps & { side: Side }) {
  const { width, height } = insetSizeOf(spec, side)
  const backdrop = insetBackdrop(spec[side].map(lonLat), width, height)
  const offset = side === 'home' ? 0 : spec.home.length
  const dots: PlacedDot[] = separateDots(
    spec[side].map((place, index) => {
      const [x, y] = backdrop.project(lonLat(place))
      return {
        id: place.id,
        label: place.label,
        x,
        y,
        r: radius(place.count),
        weight: place.count,
        place,
        number: offset + index,
      }
    }),
  )
  const live = livePlaces(spec)
  const phoneSize = tenth((labelSize.phonePx * width) / labelSize.phoneWidthPx)
  const shared = { dots, palette, backdrop, live, isFile }
  return (
    <svg
      class="flow-inset"
      viewBox={`0 0 ${width} ${height}`}
      width={isFile ? '100%' : width}
      height={isFile ? '100%' : height}
      role="group"
      aria-label={side === 'home' ? spec.homeTitle : spec.counterpartTitle}
    >
      <Land backdrop={backdrop} palette={palette} />
      <g fill={palette.link} stroke={palette.paper}>
        {dots
          .toSorted((a, b) => b.r - a.r)
          .map(({ place, number, x, y, r }) => {
            const circle = (
              <circle {...fade(place, live, isFile)} cx={x} cy={y} r={r} data-place={isFile ? undefined : number} />
            )
            const name = <title>{t('charts.map-point', { label: place.label, count: place.count })}</title>
            return isFile ? (
              <g>
                {name}
                {circle}
              </g>
            ) : (
              <a href={place.href}>
                {name}
                {circle}
              </a>
            )
          })}
      </g>
      <Labels {...shared} size={labelSize.wide} class="flow-labels-wide" />
      {!isFile && <Labels {...shared} size={phoneSize} class="flow-labels-narrow" />}
    </svg>
  )
}

type LabelsProps = {
  dots: readonly PlacedDot[]
  palette: Palette
  backdrop: Backdrop
  live: ReadonlySet<string> | undefined
  isFile: boolean
  size: number
  class: string
}

// Out of the accessibility tree: the point beside each name is a link with the same name.
function Labels({ dots, palette, backdrop, live, isFile, size, class: name }: LabelsProps) {
  const labels = new Map(placeLabels(dots, size, backdrop).map((label) => [label.id, label]))
  const placed = dots.flatMap((dot) => {
    const label = labels.get(dot.id)
    return label ? [{ dot, label }] : []
  })
  const leaders = placed.flatMap(({ dot, label }) =>
    label.leader ? [`M${dot.x} ${dot.y}L${label.leader.join(' ')}`] : [],
  )
  return (
    <g class={name} font-size={size} fill={palette.ink} aria-hidden="true">
      {leaders.length > 0 && <path d={leaders.join('')} stroke={palette.quietInk} stroke-width=".5" />}
      {placed.map(({ dot: { place, number }, label: { x, y, anchor } }) => (
        <text
          {...fade(place, live, isFile)}
          x={x}
          y={y}
          text-anchor={anchor === 'start' ? undefined : anchor}
          lang={place.lang}
          data-place={isFile ? undefined : number}
        >
          {place.label}
        </text>
      ))}
    </g>
  )
}

function Land({ backdrop, palette }: { backdrop: Backdrop; palette: Palette }) {
  return (
    <>
      <path d={backdrop.land} fill={palette.line} fill-opacity="0.65" />
      {backdrop.borders && <path d={backdrop.borders} fill="none" stroke={palette.paper} stroke-width=".8" />}
    </>
  )
}

/** Area grows with the count, as the eye reads it. */
function radius(count: number): number {
  return tenth(Math.min(12, 2.6 + 1.5 * Math.sqrt(Math.max(1, count))))
}

function livePlaces({ arcs, year }: FlowMapSpec): ReadonlySet<string> | undefined {
  if (year === undefined) return undefined
  return new Set(arcs.filter((arc) => isInForce(arc, year)).flatMap(({ from, to }) => [from, to]))
}

function isOut(arc: Arc, year: number | undefined): boolean {
  return year !== undefined && !isInForce(arc, year)
}

function fade({ id }: Place, live: ReadonlySet<string> | undefined, isFile: boolean): Record<string, string | number> {
  if (!live || live.has(id)) return {}
  return isFile ? { opacity: 0.22 } : { class: 'is-out' }
}

function lonLat({ lon, lat }: Place): LonLat {
  return [lon, lat]
}

function tenth(value: number): number {
  return Math.round(value * 10) / 10
}
