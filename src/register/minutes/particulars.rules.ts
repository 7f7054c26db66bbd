// When was the meeting, and what is the diary number of a matter?

/** Where something stands in the folded text, and what it means. */
export type Spot<Value> = { start: number; end: number; value: Value }

const months = ['jan', 'feb', 'mar', 'apr', 'maj', 'jun', 'jul', 'aug', 'sep', 'okt', 'nov', 'dec']

const dateForms: readonly { pattern: RegExp; read: (parts: string[]) => [year: string, month: number, day: number] }[] =
  [
    {
      pattern: /(?<!\d)(\d{4})[-. ](\d{2})[-. ](\d{2})(?!\d)/g,
      read: ([year = '', month, day]) => [year, Number(month), Number(day)],
    },
    {
      pattern: new RegExp(String.raw`(?<!\d)(\d{1,2})(?::?e)?\s+(${months.join('|')})\p{L}*\.?\s+(\d{4})(?!\d)`, 'gu'),
      read: ([day, month = '', year = '']) => [year, months.indexOf(month) + 1, Number(day)],
    },
    {
      pattern: /(?<!\d)(\d{1,2})[./]\s?(\d{1,2})[./ ]\s?(\d{4})(?!\d)/g,
      read: ([day, month, year = '']) => [year, Number(month), Number(day)],
    },
  ]

/** Every day that a folded text names, in its order, as YYYY-MM-DD. */
export function daysIn(folded: string): Spot<string>[] {
  return dateForms
    .flatMap(({ pattern, read }) =>
      [...folded.matchAll(pattern)].flatMap((match): Spot<string>[] => {
        const [year, month, day] = read(match.slice(1))
        const value = `${year}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`
        return isCalendarDay(value) ? [{ start: match.index, end: match.index + match[0].length, value }] : []
      }),
    )
    .toSorted((a, b) => a.start - b.start)
}

function isCalendarDay(value: string): boolean {
  const [year = 0, month = 0, day = 0] = value.split('-').map(Number)
  return year > 1850 && month >= 1 && month <= 12 && day >= 1 && day <= new Date(Date.UTC(year, month, 0)).getUTCDate()
}

const ofMeeting =
  /(?:sammantrade|mote|datum|protokoll|\btid\b|\bden\b)[^\n]{0,60}$|(?:sammantradesdatum|datum|sammantradesdag)[^§]{0,80}$/

/** The day of the meeting: that which a word for it stands before, or the first. */
export function meetingDay(head: string): { spot: Spot<string>; isTold: boolean } | undefined {
  const days = daysIn(head)
  const told = days.find(({ start }) => ofMeeting.test(head.slice(Math.max(0, start - 120), start)))
  const spot = told ?? days[0]
  return spot && { spot, isTold: told !== undefined }
}

const label = String.raw`(?:dnr|d\.\s?nr|diarienr|diarienummer|arendenr|arendenummer|arendebeteckning|beteckning)`
const number = String.raw`(?:\p{L}{1,6}\s)?[\p{L}\p{N}][\p{L}\p{N}/:.-]*\d`
const labelled = new RegExp(String.raw`(?<!\p{L})${label}[.:]*\s*(${number})`, 'gu')
/** “KS 2020/17”, “RS-2015-0098”, “2015/KS0388”, “2012-KS-140”. */
const shaped =
  /(?<![\p{L}\p{N}/-])(?:\p{L}{2,4}[ -]?\d{2,4}[/:-]\d{1,5}|\d{4}[/-]\p{L}{2,4}[- ]?\d{1,5})(?![\p{L}\p{N}/])/gu

/** The diary number in a folded text: that which a word for it stands before, or something of its shape. */
export function diaryNumberIn(folded: string): { spot: Spot<undefined>; isTold: boolean } | undefined {
  const [told] = [...folded.matchAll(labelled)]
  if (told) {
    const start = told.index + told[0].length - (told[1]?.length ?? 0)
    return { spot: { start, end: told.index + told[0].length, value: undefined }, isTold: true }
  }
  const [found] = [...folded.matchAll(shaped)]
  if (!found) return undefined
  return { spot: { start: found.index, end: found.index + found[0].length, value: undefined }, isTold: false }
}
