// What is wrong with the query of an address, told to the author of a program: the parameter, and a sentence.
import type { Context } from 'hono'
import type { AppEnv } from '#platform/http/app-env.ts'
import { Problem } from '#platform/http/problem.ts'
import { questionOf } from '#register/index.ts'
import type { Base } from './item.rules.ts'
import { measures, type ExplorerError } from '#statistics/index.ts'

export function badParameter(parameter: string, sentence: string): Problem {
  return new Problem('bad-request', 'api/bad-parameter', `${parameter}: ${sentence}`, { parameter })
}

export const sentences: Record<ExplorerError['message'], (value: string) => string> = {
  'unknown-value': (value) =>
    `“${value}” is not a value that the register has here; see /api/v1/codebook and /api/v1/actors.`,
  'bad-year': (value) => `“${value}” is not a year or a range of years (2016, 2016..2019, 2016.., ..2019).`,
  'bad-day': (value) => `“${value}” is not a day that exists, written YYYY-MM-DD.`,
  'bad-number': (value) => `“${value}” is not a whole number from 1 to 500.`,
  'too-long': () => 'the text is too long; 200 characters are the most.',
  'unsuitable-chart': (value) => `“${value}” cannot show this answer.`,
  'words-of-the-past': () =>
    'free text is found in the register as it stands only; leave out `as_of`, or ask by `id`, `home_actor` or `counterpart`.',
  'needs-measure': () => 'it says how to count, so that `measure` has to say what.',
  'unknown-parameter': () => 'there is no such parameter here; see /api/v1/openapi.json.',
}

export function refuseUnknown(c: Context<AppEnv>, known: readonly string[]): void {
  for (const name of questionOf(c).keys()) {
    if (!known.includes(name)) throw badParameter(name, sentences['unknown-parameter'](''))
  }
}

/** For files, which hold every row that the filters choose: a part of them would pass for the whole. */
export function refusePaging(c: Context<AppEnv>): void {
  for (const name of ['limit', 'after']) {
    if (questionOf(c).has(name))
      throw badParameter(name, 'a file holds the whole list; leave it out, or read pages at /api/v1/cooperations.')
  }
}

/** For what is kept without versions, such as codes: it takes no parameter, and the past cannot be asked for. */
export function refuseMoment(c: Context<AppEnv>): void {
  refuseUnknown(c, [])
  if (c.var.shown.asOf) throw badParameter('as_of', 'this is kept without versions, so that only today’s can be read.')
}

/** Where the values of a parameter are told, unless it is the codebook or the list of actors. */
const toldElsewhere: Record<string, string> = {
  rule: 'is not a counting rule; see /api/v1/rules, whose parts may be changed: nkk-2022~unit:pair~paused:out.',
  measure: `is not a measure; there is ${measures.join(', ')}.`,
  by: 'is not something that these figures can be split by; see /api/v1/openapi.json.',
}

function sentenceOf({ parameter, message, value }: ExplorerError): string {
  const elsewhere = message === 'unknown-value' ? toldElsewhere[parameter] : undefined
  return elsewhere ? `“${value}” ${elsewhere}` : sentences[message](value)
}

/** All that is wrong at once, the first of it in the sentence. */
export function refuseErrors(errors: readonly ExplorerError[]): void {
  const [first] = errors
  if (!first) return
  const details = errors.map((error) => ({ parameter: error.parameter, detail: sentenceOf(error) }))
  throw new Problem('bad-request', 'api/bad-parameter', `${first.parameter}: ${sentenceOf(first)}`, {
    parameter: first.parameter,
    errors: details,
  })
}

/** The same address, going on after an item. */
export function nextAddress(c: Context<AppEnv>, { url }: Base, after: string): string {
  const { pathname, searchParams } = new URL(c.req.url)
  searchParams.set('after', after)
  return `${url}${pathname}?${searchParams}`
}
