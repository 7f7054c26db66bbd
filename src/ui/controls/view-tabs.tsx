export type View = { readonly label: string; readonly href: string; readonly current?: boolean }

/** The same rows seen in another way. Links, not tabs: each view has its own address. */
export function ViewTabs({ label, views }: { label: string; views: readonly View[] }) {
  return (
    <nav class="view-tabs" aria-label={label}>
      <ul>
        {views.map((view) => (
          <li>
            <a href={view.href} aria-current={view.current ? 'page' : undefined}>
              {view.label}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  )
}
