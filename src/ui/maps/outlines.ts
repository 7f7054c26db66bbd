// What does the land look like behind the points? Outlines from world-atlas (Natural Earth), projected once a process.
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { geoConicEqualArea, geoInterpolate, geoNaturalEarth1, geoPath, type GeoProjection } from 'd3-geo'
import { feature, mesh } from 'topojson-client'
import type { GeometryCollection, Topology } from 'topojson-specification'

export type LonLat = [lon: number, lat: number]
export type Backdrop = {
  width: number
  height: number
  land: string
  /** Boundaries, only where the map is large enough for them to help; empty on the world. */
  borders: string
  project: (point: LonLat) => [number, number]
}

type Atlas = Topology<{ countries: GeometryCollection<{ name: string }>; land: GeometryCollection }>

/** A circle on the globe that holds all of something; `radius` in radians. */
type Cap = { middle: Direction; radius: number }
type Direction = readonly [x: number, y: number, z: number]
/** Islands and continents as rings, the outermost first, and stretches of boundary. */
type Outlines = {
  land: readonly { cap: Cap; coordinates: LonLat[][] }[]
  borders: readonly { cap: Cap; coordinates: LonLat[] }[]
}

const require = createRequire(import.meta.url)
const atlases = new Map<string, Outlines>()
const degree = Math.PI / 180
const backdrops = new Map<string, Backdrop>()
const worldWidth = 800
const insetMargin = { x: 40, y: 22 }
/** What a drawing leaves out: islands below so many square pixels, and points closer than so many pixels to the one before. */
type Coarseness = { islet: number; step: number }
const coarse: Coarseness = { islet: 3, step: 1.6 }
const fine: Coarseness = { islet: 4, step: 1.2 }
const boundary: Coarseness = { islet: 0, step: 2.2 }
const worldHeight = { least: 260, most: 340, margin: 64 }

/** A strip of the world that holds all the arcs, at most the whole of it. */
export function worldBackdrop(arcs: readonly [LonLat, LonLat][]): Backdrop {
  return cached(`world ${JSON.stringify(arcs)}`, () => {
    const points = arcs.flatMap(([from, to]) => along(from, to))
    const { projection, height } = fitWorld(points)
    const { land } = atlas('110m')
    return draw(projection, worldWidth, height, { land, borders: [] }, coarse)
  })
}

/** The land around some points, as an inset of a given size. */
export function insetBackdrop(points: readonly LonLat[], width: number, height: number): Backdrop {
  return cached(`inset ${width} ${height} ${JSON.stringify(points)}`, () => {
    const projection = fitInset(points, width, height)
    return draw(projection, width, height, near(projection, width, height, atlas('50m')), fine)
  })
}

/** How wide the points lie for their height, once projected: decides how much of the page an inset gets. */
export function insetAspect(points: readonly LonLat[]): number {
  if (points.length === 0) return 1
  const [[x0, y0], [x1, y1]] = extentOf(points, coneFor(points))
  return Math.min(3, Math.max(0.3, (x1 - x0 || 1) / (y1 - y0 || 1)))
}

// A great circle bows so evenly that one curve through its middle lies within a pixel of it, at a tenth of the size.
export function arcPath([from, to]: [LonLat, LonLat], { project }: Backdrop): string {
  const [x0, y0] = project(from)
  const [mx, my] = project(geoInterpolate(from, to)(0.5))
  const [x1, y1] = project(to)
  return `M${x0} ${y0}Q${round(2 * mx - (x0 + x1) / 2)} ${round(2 * my - (y0 + y1) / 2)} ${x1} ${y1}`
}

function fitWorld(points: LonLat[]): { projection: GeoProjection; height: number } {
  // Turned so that the points lie in the middle: arcs across the Pacific stay whole.
  const projection = geoNaturalEarth1()
    .rotate([-middleLongitude(points), 0])
    .precision(0.5)
  projection.fitWidth(worldWidth, { type: 'Sphere' })
  if (points.length === 0) return { projection, height: 400 }
  const [[x0, y0], [x1, y1]] = extentOf(points, projection)
  const widest = worldWidth
  const { least, most, margin } = worldHeight
  const shown = Math.max((x1 - x0) * 1.25, ((y1 - y0) * widest) / (most - 2 * margin), widest * 0.3)
  const factor = widest / Math.min(widest, shown)
  const height = Math.round(Math.min(most, Math.max(least, (y1 - y0) * factor + 2 * margin)))
  const [tx, ty] = projection.translate()
  projection.scale(projection.scale() * factor)
  const [cx, cy] = [(x0 + x1) / 2, (y0 + y1) / 2]
  projection.translate([worldWidth / 2 - (cx - tx) * factor, height / 2 - (cy - ty) * factor])
  return { projection, height }
}

function fitInset(points: readonly LonLat[], width: number, height: number): GeoProjection {
  const projection = coneFor(points)
  const [[x0, y0], [x1, y1]] = extentOf(points, projection)
  // Names need room at the sides. A single town still shows the land around it: at least some four degrees.
  const factor = Math.min(
    (width - 2 * insetMargin.x) / Math.max(x1 - x0, 70),
    (height - 2 * insetMargin.y) / Math.max(y1 - y0, 70),
  )
  projection.scale(1000 * factor)
  projection.translate([width / 2 - ((x0 + x1) / 2) * factor, height / 2 - ((y0 + y1) / 2) * factor])
  return projection
}

function coneFor(points: readonly LonLat[]): GeoProjection {
  const latitudes = points.map(([, lat]) => lat)
  const south = Math.min(...latitudes, 80)
  const north = Math.max(...latitudes, -80)
  const sixth = Math.max(1, (north - south) / 6)
  // A cone has no meaning when its parallels lie on opposite sides of the equator at the same distance.
  const tilt = south + north === 0 ? 0.5 : 0
  return geoConicEqualArea()
    .parallels([south + sixth + tilt, north - sixth + tilt])
    .rotate([-middleLongitude(points), 0])
    .precision(0.3)
    .scale(1000)
    .translate([0, 0])
}

/** Leaves out what lies far from the drawing: most of an inset's time would go into what is cut off afterwards. */
function near(projection: GeoProjection, width: number, height: number, { land, borders }: Outlines): Outlines {
  const view = capOf(edgeOf(width, height).map((point) => projection.invert?.(point) ?? [NaN, NaN]))
  // Also where the edge lies beyond what the projection can show.
  if (!(view.radius < Math.PI / 2)) return { land, borders }
  const isNear = ({ cap }: { cap: Cap }) => angleBetween(view.middle, cap.middle) <= view.radius + cap.radius
  return { land: land.filter(isNear), borders: borders.filter(isNear) }
}

function edgeOf(width: number, height: number): [number, number][] {
  return Array.from({ length: 17 }, (_, step) => step / 16).flatMap((part): [number, number][] => [
    [part * width, 0],
    [part * width, height],
    [0, part * height],
    [width, part * height],
  ])
}

function capOf(points: readonly LonLat[]): Cap {
  const directions = points.map(directionOf)
  const middle = middleOf(directions)
  return { middle, radius: directions.reduce((most, direction) => Math.max(most, angleBetween(middle, direction)), 0) }
}

function directionOf([lon, lat]: LonLat): Direction {
  const [east, north] = [lon * degree, lat * degree]
  return [Math.cos(north) * Math.cos(east), Math.cos(north) * Math.sin(east), Math.sin(north)]
}

function middleOf(directions: readonly Direction[]): Direction {
  const [x, y, z] = directions.reduce(([x0, y0, z0], [x1, y1, z1]) => [x0 + x1, y0 + y1, z0 + z1], [0, 0, 0])
  const length = Math.hypot(x, y, z) || 1
  return [x / length, y / length, z / length]
}

function angleBetween([x0, y0, z0]: Direction, [x1, y1, z1]: Direction): number {
  return Math.acos(Math.min(1, Math.max(-1, x0 * x1 + y0 * y1 + z0 * z1)))
}

function draw(
  projection: GeoProjection,
  width: number,
  height: number,
  { land, borders }: Outlines,
  coarseness: Coarseness,
): Backdrop {
  projection.clipExtent([
    [-2, -2],
    [width + 2, height + 2],
  ])
  const path = geoPath(projection).digits(1)
  const ground = path({ type: 'MultiPolygon', coordinates: land.map(({ coordinates }) => coordinates) }) ?? ''
  const lines = path({ type: 'MultiLineString', coordinates: borders.map(({ coordinates }) => coordinates) }) ?? ''
  return {
    width,
    height,
    land: lighten(ground, coarseness),
    borders: lighten(lines, boundary),
    project: (point) => {
      const [x = 0, y = 0] = projection(point) ?? []
      return [round(x), round(y)]
    },
  }
}

/**
 * Makes a path shorter without a visible change: drops islets below some square pixels and points within a pixel
 * or so of the one before, and writes the rest as relative steps.
 */
function lighten(path: string, coarseness: Coarseness): string {
  return path
    .split('M')
    .filter(Boolean)
    .map((ring) => relative(ring, coarseness))
    .join('')
}

function relative(ring: string, { islet, step }: Coarseness): string {
  const isClosed = ring.endsWith('Z')
  const points = ring
    .replace('Z', '')
    .split('L')
    .map((pair) => pair.split(',').map(Number))
  const kept: [number, number][] = []
  for (const [index, [x = 0, y = 0]] of points.entries()) {
    const last = kept.at(-1)
    const isEnd = !isClosed && index === points.length - 1
    if (!last || isEnd || Math.hypot(x - last[0], y - last[1]) >= step) kept.push([x, y])
  }
  if (isClosed && (kept.length < 3 || Math.abs(area(kept)) < islet)) return ''
  let [lastX, lastY] = [0, 0]
  let text = ''
  for (const [index, [x, y]] of kept.entries()) {
    const [dx, dy] = [round(x - lastX), round(y - lastY)]
    text +=
      index === 0 ? `M${x},${y}l` : `${index > 1 && dx >= 0 ? ' ' : ''}${short(dx)}${dy < 0 ? '' : ' '}${short(dy)}`
    // Carry what was rounded off, so that the error never adds up along a coast.
    if (index === 0) [lastX, lastY] = [x, y]
    else [lastX, lastY] = [round(lastX + dx), round(lastY + dy)]
  }
  return text + (isClosed ? 'z' : '')
}

function area(ring: readonly [number, number][]): number {
  return ring.reduce((sum, [x, y], index) => {
    const [nextX, nextY] = ring[(index + 1) % ring.length] ?? [0, 0]
    return sum + (x * nextY - nextX * y) / 2
  }, 0)
}

function short(value: number): string {
  return String(value).replace(/^(-?)0\./, '$1.')
}

function extentOf(points: readonly LonLat[], projection: GeoProjection): [[number, number], [number, number]] {
  const projected = points.flatMap((point) => {
    const at = projection(point)
    return at ? [at] : []
  })
  const xs = projected.map(([x]) => x)
  const ys = projected.map(([, y]) => y)
  return [
    [Math.min(...xs), Math.min(...ys)],
    [Math.max(...xs), Math.max(...ys)],
  ]
}

function along(from: LonLat, to: LonLat): LonLat[] {
  const at = geoInterpolate(from, to)
  return [0, 0.25, 0.5, 0.75, 1].map((part) => at(part))
}

// The mean of directions, not of numbers: 179° and −179° are neighbours.
function middleLongitude(points: readonly LonLat[]): number {
  const [x, y] = middleOf(points.map(([lon]) => directionOf([lon, 0])))
  return Math.round(Math.atan2(y, x) / degree)
}

function atlas(scale: '110m' | '50m'): Outlines {
  const existing = atlases.get(scale)
  if (existing) return existing
  const file: Atlas = JSON.parse(readFileSync(require.resolve(`world-atlas/countries-${scale}.json`), 'utf8'))
  const polygons = feature(file, file.objects.land).features.flatMap(({ geometry }) =>
    geometry.type === 'MultiPolygon' ? geometry.coordinates : [],
  )
  const lines = mesh(file, file.objects.countries, (a, b) => a !== b).coordinates
  const read: Outlines = {
    land: (polygons as LonLat[][][]).map((rings) => ({ cap: capOf(rings.flat()), coordinates: rings })),
    borders: (lines as LonLat[][]).map((line) => ({ cap: capOf(line), coordinates: line })),
  }
  atlases.set(scale, read)
  return read
}

function cached(key: string, make: () => Backdrop): Backdrop {
  const existing = backdrops.get(key)
  if (existing) return existing
  const backdrop = make()
  // A filter makes a new set of points; the last few are enough, and an open-ended store would grow for ever.
  if (backdrops.size >= 60) backdrops.delete(backdrops.keys().next().value ?? '')
  backdrops.set(key, backdrop)
  return backdrop
}

function round(value: number): number {
  return Math.round(value * 10) / 10
}
