import type { SeriesNote } from '#ui/charts/series.ts'
import type { Site, Words } from '../frame/frame.views.tsx'
export async function readNotes(_site: Site, _words: Words): Promise<SeriesNote[]> {
  return []
}
