// Which arcs hold in a year? The same answer on the server and in the browser's year slider.

export type Lasting = { startYear: number; endYear: number | null }

/** At the end of the year: what ends during a year no longer holds at its end. */
export function isInForce({ startYear, endYear }: Lasting, year: number): boolean {
  return startYear <= year && (endYear === null || endYear > year)
}
