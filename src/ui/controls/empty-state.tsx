import type { Child } from 'hono/jsx'

type EmptyStateProps = {
  title: string
  /** What to do next, in a sentence. */
  children?: Child
  actions?: readonly { readonly label: string; readonly href: string }[]
}

/** Nothing to show: says why and leads on. */
export function EmptyState({ title, children, actions = [] }: EmptyStateProps) {
  return (
    <div class="empty-state">
      <p class="empty-title">{title}</p>
      {children && <p>{children}</p>}
      {actions.length > 0 && (
        <ul>
          {actions.map((action) => (
            <li>
              <a href={action.href}>{action.label}</a>
            </li>
          ))}
        </ul>
      )}
    </div>
  )
}
