// Figures as steps: by how much each year is above the year before. What lasts for many years is two steps.
import { addTo } from './number-column.rules.ts'

/**
 * The steps of each life alone, one after another: those of life l at offset[l] … offset[l + 1] - 1. The place of one is
 * its year where it is the same in all readings, as most are, and else `(1 + reading) * years + year`.
 */
export type Steps = { offset: Int32Array; place: Uint16Array; by: Int8Array }

/** Counts by part and year, kept as steps until they are read. */
export class YearSteps {
  /** Steps of all readings, of a part and a year at `part * years + year`: few beside the others, and asked for most. */
  readonly alike: Int32Array
  /** Steps of one reading (min, best, max) besides, at `(part * 3 + reading) * years + year`. */
  readonly apart: Int32Array
  readonly #years: number

  constructor(parts: number, years: number) {
    this.#years = years
    this.alike = new Int32Array(parts * years)
    this.apart = new Int32Array(parts * 3 * years)
  }

  addLife(part: number, { offset, place, by }: Steps, life: number, weight: number): void {
    const years = this.#years
    for (let at = offset[life] as number; at < (offset[life + 1] as number); at += 1) {
      const to = place[at] as number
      const step = weight * (by[at] as number)
      if (to < years) addTo(this.alike, part * years + to, step)
      else addTo(this.apart, part * 3 * years + to - years, step)
    }
  }

  /** Adds a step of all readings. */
  add(part: number, year: number, by: number): void {
    addTo(this.alike, part * this.#years + year, by)
  }

  /** Adds a step of one reading. */
  addApart(part: number, reading: number, year: number, by: number): void {
    addTo(this.apart, (part * 3 + reading) * this.#years + year, by)
  }

  /** The figures as `figures[(part * 3 + reading) * years + year]`. Nothing can be added afterwards. */
  read(): Int32Array {
    const [figures, years] = [this.apart, this.#years]
    for (let at = 0, lane = 0; at < figures.length; lane += 1) {
      const alike = Math.floor(lane / 3) * years
      let sum = 0
      for (let year = 0; year < years; year += 1, at += 1) {
        sum += (figures[at] as number) + (this.alike[alike + year] as number)
        figures[at] = sum
      }
    }
    return figures
  }
}
