// A context event as it leaves through the API, and as a line of a table.
import { z } from 'zod'
import { datedAs, type ContextEvent } from '#register/index.ts'
import type { TableColumn } from './csv.rules.ts'
import { bilingual, citation, dated, describeDate } from './item.rules.ts'

export const contextEventSchema = z.object({
  id: z.string(),
  date: dated,
  title: bilingual.meta({ description: 'What happened; at most 28 characters, to stand in a chart.' }),
  note: z.object({ sv: z.string().nullable(), en: z.string().nullable() }),
  source: z.string().nullable().meta({
    description:
      'The source that it is told from; the first of `citations`. Null as of a time before the source was put under guard.',
  }),
  locator: z.string().nullable(),
  citations: z.array(citation),
})
type ContextEventItem = z.infer<typeof contextEventSchema>

export function describeContextEvent(event: ContextEvent): ContextEventItem {
  return {
    id: event.id,
    date: describeDate(datedAs(event)),
    title: { sv: event.titleSv, en: event.titleEn },
    note: { sv: event.noteSv, en: event.noteEn },
    source: event.source,
    locator: event.locator,
    citations: event.citations.map(({ source, locator, stance }) => ({ source, locator, stance })),
  }
}

export const contextEventColumns: readonly TableColumn<ContextEventItem>[] = [
  { name: 'id', value: (event) => event.id },
  { name: 'date', value: (event) => event.date?.edtf ?? null },
  { name: 'date_earliest', value: (event) => event.date?.earliest ?? null },
  { name: 'date_latest', value: (event) => event.date?.latest ?? null },
  { name: 'title_sv', value: (event) => event.title.sv },
  { name: 'title_en', value: (event) => event.title.en },
  { name: 'note_sv', value: (event) => event.note.sv },
  { name: 'note_en', value: (event) => event.note.en },
  { name: 'source', value: (event) => event.source },
  { name: 'locator', value: (event) => event.locator },
]
