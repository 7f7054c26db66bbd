/** Line drawings in the colour of the text around them; always beside words, so hidden from screen readers. */
function Icon({ d }: { d: string }) {
  return (
    <svg class="icon" viewBox="0 0 16 16" aria-hidden="true" fill="none" stroke="currentColor" stroke-width="1.5">
      <path d={d} />
    </svg>
  )
}

export function SearchIcon() {
  return <Icon d="M11 6.5a4.5 4.5 0 1 1-9 0 4.5 4.5 0 0 1 9 0ZM9.8 9.8 14 14" />
}

export function CrossIcon() {
  return <Icon d="m4 4 8 8M12 4l-8 8" />
}

export function PreviousIcon() {
  return <Icon d="M7 3.5 2.5 8 7 12.5M2.5 8H14" />
}

export function NextIcon() {
  return <Icon d="M9 3.5 13.5 8 9 12.5M13.5 8H2" />
}

export function AscendingIcon() {
  return <Icon d="M3.5 7 8 2.5 12.5 7M8 2.5V14" />
}

export function DescendingIcon() {
  return <Icon d="M3.5 9 8 13.5 12.5 9M8 13.5V2" />
}
