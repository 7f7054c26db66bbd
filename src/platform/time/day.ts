// Days without time or zone, as `YYYY-MM-DD` strings (which sort as they should) and as day numbers (which subtract).

/** A day of the proleptic Gregorian calendar, `YYYY-MM-DD`. */
export type Day = string

const millisecondsADay = 86_400_000

/** A year of the Gregorian calendar is so many days on average. */
export const daysAYear = 365.2425

/** Days since 1970-01-01; negative before. */
export function dayNumber(day: Day): number {
  return Date.parse(`${day}T00:00:00Z`) / millisecondsADay
}

export function dayFromNumber(number: number): Day {
  return new Date(number * millisecondsADay).toISOString().slice(0, 10)
}

export function yearOf(day: Day): number {
  return Number(day.slice(0, 4))
}

/** Whether the text is a day that exists: 2021-02-29 does not, nor does any day of a year 0. */
export function isDay(text: string): boolean {
  return /^(?!0000)\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(Date.parse(`${text}T00:00:00Z`)) && roundTrips(text)
}

function roundTrips(text: string): boolean {
  return dayFromNumber(dayNumber(text)) === text
}
