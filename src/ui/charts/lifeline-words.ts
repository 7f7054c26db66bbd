// What does a line say in words? The text twin of its picture.
import type { Bounds } from '#platform/time/edtf.ts'
import { yearOf } from '#platform/time/day.ts'
import type { Texts } from '#platform/i18n/texts.ts'
import { yearText } from './bounds-text.ts'
import type { LineSpan } from './line-geometry.ts'
import type { LineState } from './palette.ts'

type Worded = { spans: readonly LineSpan[]; isDisputed?: boolean | undefined }
type StateLabels = Record<LineState, string>

/** The state a line is in at last, and since when unless it is active: "Ended 2019". */
export function stateInWords({ spans, isDisputed }: Worded, labels: StateLabels, t: Texts): string {
  const { state, from, before } = lastOf(spans)
  if (!state || !from) return ''
  const text = state === 'active' ? labels[state] : sinceText(labels[state], from, before, t)
  return isDisputed ? t('charts.now-list', { text, next: t('charts.disputed') }) : text
}

/** Every state of a line with the year it began: "Active 1986, Paused 1989, Active 1992, Ended 2019". */
export function lineInWords({ spans, isDisputed }: Worded, labels: StateLabels, t: Texts): string {
  const parts = spans.map(({ state, from }, index) => sinceText(labels[state], from, spans[index - 1]?.from, t))
  const last = spans.at(-1)
  if (last?.to && last.state !== 'ended') parts.push(sinceText(labels.ended, last.to, last.from, t))
  if (isDisputed) parts.push(t('charts.disputed'))
  return parts.reduce((text, next) => (text ? t('charts.now-list', { text, next }) : next), '')
}

function lastOf(spans: readonly LineSpan[]): { state?: LineState; from?: Bounds; before?: Bounds | undefined } {
  const last = spans.at(-1)
  if (!last) return {}
  if (last.to && last.state !== 'ended') return { state: 'ended', from: last.to, before: last.from }
  return { state: last.state, from: last.from, before: spans.at(-2)?.from }
}

// A change that may lie anywhere since the state before it began says no more than its last day: "by 2021".
function sinceText(label: string, from: Bounds, before: Bounds | undefined, t: Texts): string {
  const floor = before && yearOf(before.earliest ?? before.best)
  const first = from.earliest === null ? undefined : yearOf(from.earliest)
  const last = from.latest === null ? undefined : yearOf(from.latest)
  if (first !== undefined && last !== undefined && first < last && (floor === undefined || first > floor)) {
    return t('charts.state-between', { state: label, first: String(first), last: String(last) })
  }
  const known =
    first !== undefined && first !== last && floor !== undefined && first <= floor ? { ...from, earliest: null } : from
  return t('charts.state-since', { state: label, year: yearText(known, t) })
}
