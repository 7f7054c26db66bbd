// What is wrong with the query of an address, told to the author of a program: the parameter, and a sentence.
import type { Context } from 'hono'
import type { AppEnv } from '#platform/http/app-env.ts'
import { Problem } from '#platform/http/problem.ts'
import type { ExplorerError } from '#statistics/index.ts'

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
  'needs-measure': () => 'it says how to count, so that `measure` has to say what.',
  'unknown-parameter': () => 'there is no such parameter here; see /api/v1/openapi.json.',
}

export function refuseUnknown(c: Context<AppEnv>, known: readonly string[]): void {
  for (const name of Object.keys(c.req.query())) {
    if (!known.includes(name)) throw badParameter(name, sentences['unknown-parameter'](''))
  }
}

/** All that is wrong at once, the first of it in the sentence. */
export function refuseErrors(errors: readonly ExplorerError[]): void {
  const [first] = errors
  if (!first) return
  const details = errors.map(({ parameter, message, value }) => ({ parameter, detail: sentences[message](value) }))
  const sentence = `${first.parameter}: ${sentences[first.message](first.value)}`
  throw new Problem('bad-request', 'api/bad-parameter', sentence, { parameter: first.parameter, errors: details })
}
