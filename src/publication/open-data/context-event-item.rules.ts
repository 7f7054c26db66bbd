// A context event as it leaves through the API.
import { z } from 'zod'
import { datedAs, type ContextEvent } from '#register/index.ts'
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
