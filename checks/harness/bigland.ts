// Bigland, the other invented country: its own register of what Littleland's sees from the other end, under its own identifiers.
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { changedLittleland, littleland, type Changes } from './littleland.ts'

const folder = join(littleland.datasets[0] ?? '', 'bigland')
const own = new Map(readdirSync(folder).map((file) => [file, readFileSync(join(folder, file), 'utf8')]))
const onlyHeader = (text: string) => text.slice(0, text.indexOf('\n') + 1)
const others = ['actor_names', 'agreements', 'conflicts', 'context_events', 'reasons', 'seal_rulings', 'statements']
const changes: Changes = {
  ...Object.fromEntries(others.map((name) => [`${name}.csv`, onlyHeader])),
  ...Object.fromEntries([...own].map(([file, text]) => [file, () => text])),
  // What is at home stands in the reference too.
  'reference/actors.csv': (text) => onlyHeader(text) + (own.get('actors.csv') ?? '').split('\n').filter((line) => line.includes(',XB,')).join('\n') + '\n', // prettier-ignore
}

export const bigland = changedLittleland(changes)
