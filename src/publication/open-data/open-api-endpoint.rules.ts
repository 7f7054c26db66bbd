// What the OpenAPI document says of one address, and how it refers to what stands elsewhere in it.
import type { Parameter } from './open-api-parameters.rules.ts'

export type Endpoint = {
  path: string
  summary: string
  parameters: readonly Parameter[]
  answers: object
  mediaType?: string
  /** Kept without versions, so that no earlier moment can be asked for. */
  isOfToday?: true
}

export const idParameter: Parameter = { name: 'id', in: 'path', description: 'Identifier.', schema: { type: 'string' } }

export function ref(name: string) {
  return { $ref: `#/components/schemas/${name}` }
}

/** A page of a list, or the whole of it. */
export function listOf(name: string) {
  return {
    type: 'object',
    required: ['total', 'items', 'next'],
    properties: {
      total: { type: 'integer' },
      items: { type: 'array', items: ref(name) },
      next: { type: ['string', 'null'], description: 'Address of the next page.' },
    },
  }
}
