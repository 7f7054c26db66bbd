// How far along the axis do the bars of categories reach?
import type { FigureLink } from './figure-frame.tsx'

export type Category = {
  key: string
  label: string
  labelLang?: string
  /** The rows behind the value. */
  href?: string
  /** null: not known, which is shown as such and never as nought. */
  value: number | null
  min?: number | null
  max?: number | null
}

export type CategoryBarsSpec = {
  id: string
  title: string
  summary: string
  /** Drawn in this order. */
  categories: Category[]
  /** What the categories are, over the column of their names: "County". */
  categoryLabel: string
  /** What is counted. */
  unit: string
  source: string
  tableCaption: string
  format?: (value: number) => string
  downloads?: FigureLink[]
  headingLevel?: 1 | 2 | 3
}

/** Places along the axis as fractions of its length; `nought` is where bars begin. */
export type CategoryPlace = { from: number; to: number; whisker: { from: number; to: number } | null } | null
export type CategoryAxis = { nought: number; places: CategoryPlace[] }

export function placeCategories(categories: readonly Category[]): CategoryAxis {
  const known = categories.flatMap(({ value, min, max }) => [value, min ?? null, max ?? null]).filter((value) => value !== null) // prettier-ignore
  // The axis carries no numbers, each bar has its own: so it ends where the bars do, and not at the next round value.
  const low = Math.min(0, ...known)
  const high = Math.max(0, ...known)
  const at = (value: number) => (value - low) / (high - low || 1)
  return {
    nought: at(0),
    places: categories.map(({ value, min, max }) => {
      if (value === null) return null
      const [least, most] = [min ?? value, max ?? value]
      return {
        from: at(Math.min(0, value)),
        to: at(Math.max(0, value)),
        whisker: least < most ? { from: at(least), to: at(most) } : null,
      }
    }),
  }
}
