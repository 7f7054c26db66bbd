// Asks a question of the register: the figures of the whole and of each part, and the rows among which it was asked.
import type { Reader } from '#platform/db/database.ts'
import type { Standing } from '#register/index.ts'
import { chooseCooperations, type Choice } from '../lists/cooperation-list.queries.ts'
import { groundOf } from '../measures/ground.rules.ts'
import {
  answerEach, answerFigure, answerSeries, isStock, type Answer, type AnsweredSeries,
} from '../measures/measure.rules.ts' // prettier-ignore
import type { ExplorerQuery } from './explorer-query.input.ts'

export type AnsweredPart = { value: string; figure: Answer; points: AnsweredSeries['points'] }

export type ExplorerAnswer = {
  choice: Choice
  figure: Answer
  points: AnsweredSeries['points']
  /** Of each value of the split that has anything, the largest first; none without a split. */
  parts: AnsweredPart[]
}

export async function askRegister(
  reader: Reader,
  standing: Standing,
  { question, among }: Pick<ExplorerQuery, 'question' | 'among'>,
): Promise<ExplorerAnswer> {
  const ground = groundOf(standing)
  const choice = await chooseCooperations(reader, standing, among)
  const whole = { ...question, by: undefined }
  const figures = new Map(
    question.by === undefined
      ? []
      : answerEach(ground, question, choice.mask).map(({ value, figure }) => [value, figure]),
  )
  const parts = (question.by === undefined ? [] : answerSeries(ground, question, choice.mask))
    .map(({ value = '', points }) => ({ value, points, figure: figures.get(value) ?? null }))
    .filter(({ value }) => leadsToItsRows(value, question, among))
  return {
    choice,
    figure: answerFigure(ground, whole, choice.mask),
    points: answerSeries(ground, whole, choice.mask)[0]?.points ?? [],
    parts: parts.toSorted((a, b) => sizeOf(b, question) - sizeOf(a, question) || (a.value < b.value ? -1 : 1)),
  }
}

/** Rows of one reason can have others, but the rows that have both cannot be asked for. */
function leadsToItsRows(value: string, { by }: ExplorerQuery['question'], { filter }: ExplorerQuery['among']): boolean {
  return by !== 'reason' || filter.reason.length === 0 || filter.reason.includes(value)
}

/** A part whose stock is nought today may once have been the largest: what it ever was decides after what it is. */
function sizeOf({ figure, points }: AnsweredPart, { measure }: ExplorerQuery['question']): number {
  const ever = points.reduce((most, point) => Math.max(most, Math.abs(point.figure?.best ?? 0)), 0)
  return Math.abs(figure?.best ?? 0) + (isStock(measure) ? ever / 1e6 : 0)
}
