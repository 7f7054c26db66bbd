// The outlines of the countries, from world-atlas (Natural Earth), read once a process and only by whoever imports.
import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { feature } from 'topojson-client'
import type { GeometryCollection, Topology } from 'topojson-specification'
import type { MultiPolygon, Polygon } from 'geojson'
import { pieceOf, type Land, type Outline } from './earth.rules.ts'

let kept: Promise<Land> | undefined

/** By code; the atlas names countries by their number. Countries that it does not have are left out. */
export async function readLand(countries: readonly { code: string; numeric: string }[]): Promise<Land> {
  const atlas = await (kept ??= readAtlas())
  return new Map(countries.flatMap(({ code, numeric }) => (atlas.has(numeric) ? [[code, atlas.get(numeric)!]] : [])))
}

async function readAtlas(): Promise<Land> {
  const file = createRequire(import.meta.url).resolve('world-atlas/countries-50m.json')
  const atlas = JSON.parse(await readFile(file, 'utf8')) as Topology<{ countries: GeometryCollection }>
  const land = new Map<string, ReturnType<typeof pieceOf>[]>()
  for (const { id, geometry } of feature(atlas, atlas.objects.countries).features) {
    const shapes = shapesOf(geometry as Polygon | MultiPolygon | null)
    // Of some lands whose state is in dispute it has no number.
    if (id !== undefined) land.set(String(id), [...(land.get(String(id)) ?? []), ...shapes.map((shape) => pieceOf(shape as unknown as Outline))]) // prettier-ignore
  }
  return land
}

function shapesOf(geometry: Polygon | MultiPolygon | null): Polygon['coordinates'][] {
  if (!geometry) return []
  return geometry.type === 'Polygon' ? [geometry.coordinates] : geometry.coordinates
}
