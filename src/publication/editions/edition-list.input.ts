// What does another site say of its editions? Reads its `/editions.json`.
import { z } from 'zod'
import { isEditionId } from './edition.rules.ts'

// More is said there; a copy needs the numbers only.
const listSchema = z.object({ editions: z.array(z.object({ id: z.string().refine(isEditionId) })).max(10_000) })

/** Numbers of the editions, the oldest first as they were made; undefined where it is no such list. */
export function readEditionList(text: string): string[] | undefined {
  try {
    const read = listSchema.safeParse(JSON.parse(text))
    return read.success ? [...new Set(read.data.editions.map(({ id }) => id))].toReversed() : undefined
  } catch {
    return undefined
  }
}
