import type { Child } from 'hono/jsx'

export type Definition = { readonly term: Child; readonly description: Child }

/** Names and values under one another; entries without a value are left out. */
export function DefinitionList({ items }: { items: readonly Definition[] }) {
  return (
    <dl class="definitions">
      {items
        .filter(
          ({ description }) =>
            description !== undefined && description !== null && description !== false && description !== '',
        )
        .map(({ term, description }) => (
          <div>
            <dt>{term}</dt>
            <dd>{description}</dd>
          </div>
        ))}
    </dl>
  )
}
