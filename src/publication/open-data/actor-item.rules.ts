// An actor by itself, as it leaves through the API: with all its names, and what sources disagree on about it.
import { z } from 'zod'
import type { ActorName } from '#register/index.ts'
import { actorSchema, conflictSchema } from './item.rules.ts'

export const actorWithNamesSchema = actorSchema.extend({
  other_names: z
    .array(
      z.object({
        name: z.string(),
        language: z.string().nullable(),
        type: z.string().meta({ description: 'former, misprint, …; see the codebook.' }),
        note: z.object({ sv: z.string().nullable(), en: z.string().nullable() }),
      }),
    )
    .meta({ description: 'Names beyond those in `names`.' }),
  conflicts: z.array(conflictSchema),
})

export function describeActorName({ name, lang, type, noteSv, noteEn }: ActorName) {
  return { name, language: lang, type, note: { sv: noteSv, en: noteEn } }
}
