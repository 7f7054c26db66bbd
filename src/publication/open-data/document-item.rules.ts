// Public documents of sources as they leave through the API, and addresses of sources that no longer answer.
import { z } from 'zod'
import type { DeadLink, Document, Passage } from '#evidence/index.ts'
import type { Base } from './item.rules.ts'

export const documentSchema = z.object({
  id: z.int(),
  source: z.string(),
  name: z.string(),
  media_type: z.string(),
  bytes: z.int(),
  sha256: z.string().meta({ description: 'Of the bytes of the file.' }),
  pages: z.int(),
  origin: z.enum(['upload', 'web']),
  copied_from: z.string().nullable().meta({ description: 'Address that it was copied from.' }),
  received_at: z.iso.datetime(),
  file: z.url().meta({ description: 'Address of the file itself.' }),
  url: z.url(),
})

export const documentWithPassagesSchema = documentSchema.extend({
  passages: z
    .array(z.object({ page: z.int(), quote: z.string(), fact: z.string(), citation: z.string() }))
    .meta({ description: 'Words of it that citations rest on.' }),
})

export const deadLinkSchema = z.object({
  source: z.string(),
  url: z.string(),
  fault: z.string(),
  status: z.int().nullable().meta({ description: 'HTTP status, where the address answered at all.' }),
  failing_since: z.iso.datetime(),
  checked_at: z.iso.datetime(),
})

export function describeDocument({ url }: Base, document: Document): z.infer<typeof documentSchema> {
  const { id, source, name, mediaType, bytes, file, pages, origin, url: copiedFrom, handedInAt } = document
  return {
    id,
    source,
    name,
    media_type: mediaType,
    bytes,
    sha256: file,
    pages,
    origin,
    copied_from: copiedFrom,
    received_at: handedInAt.toISOString(),
    file: `${url}/sv/documents/${id}/file`,
    url: `${url}/documents/${id}`,
  }
}

export function describePassage({ page, quote, factId, citation }: Passage) {
  return { page, quote, fact: factId, citation }
}

export function describeDeadLink(link: DeadLink): z.infer<typeof deadLinkSchema> {
  const { source, url, fault, status, failingSince, checkedAt } = link
  return { source, url, fault, status, failing_since: failingSince.toISOString(), checked_at: checkedAt.toISOString() }
}
