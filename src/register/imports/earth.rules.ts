// Where on the earth is a point: how far from another, in which country, how far from the one that it is said to be in?

export type Point = { lat: number; lon: number }

const kmPerDegree = 111.2
const radians = (degrees: number) => (degrees * Math.PI) / 180

/** Kilometres along the earth's surface. */
export function kmBetween(a: Point, b: Point): number {
  const [latA, latB] = [radians(a.lat), radians(b.lat)]
  const part =
    Math.sin((latB - latA) / 2) ** 2 + Math.cos(latA) * Math.cos(latB) * Math.sin(radians(b.lon - a.lon) / 2) ** 2
  return 2 * 6371 * Math.asin(Math.min(1, Math.sqrt(part)))
}

/** Rings of [longitude, latitude]; a hole is a ring like another. */
export type Outline = readonly (readonly (readonly [number, number])[])[]

/** The outlines of a country's land, each with its box, by ISO 3166-1 alpha-2 code. */
export type Land = ReadonlyMap<string, readonly Piece[]>
type Piece = { outline: Outline; west: number; east: number; south: number; north: number }

export function pieceOf(outline: Outline): Piece {
  const [outer = []] = outline
  const lons = outer.map(([lon]) => lon)
  const lats = outer.map(([, lat]) => lat)
  return {
    outline,
    west: Math.min(...lons),
    east: Math.max(...lons),
    south: Math.min(...lats),
    north: Math.max(...lats),
  }
}

/** The country whose land the point is on, or nearest to within so many kilometres. */
export function countryAt(land: Land, point: Point, withinKm: number): string | undefined {
  for (const [code, pieces] of land) if (pieces.some((piece) => holds(piece, point))) return code
  let nearest: { code: string | undefined; km: number } = { code: undefined, km: withinKm }
  for (const [code, pieces] of land) {
    for (const piece of pieces) {
      const km = kmToBox(piece, point) < nearest.km ? kmToPiece(piece, point) : Infinity
      if (km < nearest.km) nearest = { code, km }
    }
  }
  return nearest.code
}

/** Kilometres to the country, 0 within it; undefined where its outline is not known. */
export function kmToCountry(land: Land, country: string, point: Point): number | undefined {
  const pieces = land.get(country)
  if (!pieces) return undefined
  if (pieces.some((piece) => holds(piece, point))) return 0
  let nearest = Infinity
  for (const piece of pieces) if (kmToBox(piece, point) < nearest) nearest = Math.min(nearest, kmToPiece(piece, point))
  return nearest
}

/** Never more than to the land in it. */
function kmToBox({ west, east, south, north }: Piece, { lat, lon }: Point): number {
  const apart = Math.hypot(
    Math.max(0, west - lon, lon - east) * Math.cos(radians(lat)),
    Math.max(0, south - lat, lat - north),
  )
  return apart * kmPerDegree
}

function holds({ outline, west, east, south, north }: Piece, { lat, lon }: Point): boolean {
  if (lon < west || lon > east || lat < south || lat > north) return false
  let inside = false
  for (const ring of outline) {
    for (let at = 0, before = ring.length - 1; at < ring.length; before = at, at += 1) {
      const [x, y] = ring[at]!
      const [otherX, otherY] = ring[before]!
      if (y > lat !== otherY > lat && lon < ((otherX - x) * (lat - y)) / (otherY - y) + x) inside = !inside
    }
  }
  return inside
}

/** To the nearest of its sides, taken as flat: near enough for the tens of kilometres that are asked about. */
function kmToPiece({ outline: [outer = []] }: Piece, { lat, lon }: Point): number {
  const perLon = Math.cos(radians(lat))
  let nearest = Infinity
  for (let at = 1; at < outer.length; at += 1) {
    const [x, y] = [(outer[at - 1]![0] - lon) * perLon, outer[at - 1]![1] - lat]
    const [dx, dy] = [(outer[at]![0] - lon) * perLon - x, outer[at]![1] - lat - y]
    const along = Math.max(0, Math.min(1, -(x * dx + y * dy) / (dx * dx + dy * dy || 1)))
    nearest = Math.min(nearest, Math.hypot(x + along * dx, y + along * dy))
  }
  return nearest * kmPerDegree
}
