// What was measured, on what machine, beside what was asked for: as a table on the terminal and as results.md.
import { spawnSync } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { cpus, loadavg, totalmem } from 'node:os'
import { join } from 'node:path'
import { findPostgres } from '../scripts/machine.ts'
import { parts, type Profile } from './profile.ts'
import { projectFolder } from '#platform/project.ts'

export type Unit = 'ms' | 's' | 'MB' | 'KB' | '× floor' | 'requests/s' | 'rows/s'

export type Figure = {
  /** Cooperations in the register. */
  register: number
  name: string
  value: number
  unit: Unit
  /** Absent for figures that explain others. */
  target?: { most: number } | { least: number }
  /** The value divided by that of a bare handler with the same bytes in the same run. */
  ratio?: number
  /** How sure: number of samples, spread. */
  note?: string
  /** Where its time goes; told of what misses. */
  profile?: Profile | undefined
}

export type Machine = {
  cores: number
  model: string
  memoryGb: number
  node: string
  postgres: string
  pglite: string
  load: string
}

export function describeMachine(pglite: string): Machine {
  return {
    cores: cpus().length,
    model: (cpus()[0]?.model ?? 'unknown').trim(),
    memoryGb: Math.round(totalmem() / 2 ** 30),
    node: process.version,
    postgres: postgresVersion(),
    pglite,
    load: loadavg()
      .map((load) => load.toFixed(1))
      .join(', '),
  }
}

function postgresVersion(): string {
  const { stdout } = spawnSync(join(findPostgres(), 'postgres'), ['--version'], { encoding: 'utf8' })
  return /\d+(\.\d+)*/.exec(stdout ?? '')?.[0] ?? 'unknown'
}

export function isMet({ value, target }: Figure): boolean | undefined {
  if (!target) return undefined
  return 'most' in target ? value <= target.most : value >= target.least
}

export function verdictOf(figure: Figure): string {
  const met = isMet(figure)
  return met === undefined ? '' : met ? 'ok' : 'MISSED'
}

/** Three digits tell as much as such a figure knows; counts are written whole. */
function inDigits(value: number): string {
  if (value >= 100) return Math.round(value).toLocaleString('en')
  return value >= 10 ? value.toFixed(1) : value.toFixed(2)
}

function cellsOf(figure: Figure): string[] {
  const { register, name, value, unit, target, ratio, note } = figure
  const asked = !target ? '' : 'most' in target ? `≤ ${inDigits(target.most)}` : `≥ ${inDigits(target.least)}`
  return [
    register.toLocaleString('en'),
    name,
    `${inDigits(value)} ${unit}`,
    asked.replace(/\.00?$/, ''),
    ratio === undefined ? '' : `${inDigits(ratio)} ×`,
    verdictOf(figure),
    note ?? '',
  ]
}

const heads = ['register', 'figure', 'value', 'target', 'to the floor', 'verdict', 'how measured']

export function printTable(figures: readonly Figure[]): void {
  const rows = [heads, ...figures.map(cellsOf)]
  const widths = heads.map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)))
  const isNumber = (column: number) => [0, 2, 3, 4].includes(column)
  for (const row of rows) {
    console.log(
      row
        .map((cell, column) =>
          isNumber(column) ? cell.padStart(widths[column] ?? 0) : cell.padEnd(widths[column] ?? 0),
        )
        .join('  ')
        .trimEnd(),
    )
  }
}

type Run = { isQuick: boolean; /** What could not be measured to the end. */ failed: readonly string[] }

export function writeResults(figures: readonly Figure[], machine: Machine, { isQuick, failed }: Run): void {
  const missed = figures.filter((figure) => isMet(figure) === false)
  const met = figures.filter((figure) => isMet(figure) === true)
  const lines = [
    '# Measured speed and size',
    '',
    `Written by \`npm run bench${isQuick ? ' -- --quick' : ''}\` on ${new Date().toISOString().slice(0, 10)}; do not edit.`,
    '',
    `${machine.cores} cores of ${machine.model}, ${machine.memoryGb} GB memory, Node ${machine.node}, PGlite ${machine.pglite}` +
      `${isQuick ? '' : `, PostgreSQL ${machine.postgres} with its own settings`}. Load of the machine at the end (1, 5, 15 minutes): ${machine.load}.`,
    '',
    `${met.length} of ${met.length + missed.length} targets met.${missed.length > 0 ? ` Missed: ${missed.map((figure) => `${figure.name} at ${figure.register.toLocaleString('en')}`).join('; ')}.` : ''}`,
    '',
    ...(failed.length > 0 ? [`Not measured to the end: ${failed.join('; ')}.`, ''] : []),
    'The registers are invented, the same in every run: the shipped one and what fills it up to the number, over 332 home actors and 30,000',
    'counterparts in 21 countries; every fact is cited. To 50,000 on PGlite, 1,000,000 on PostgreSQL on the same machine.',
    '“First” means made anew: asked of the app in its own process, past the cache, without sockets; medians, after four seconds of the same.',
    'The floor is a bare Hono handler that sends the same bytes, measured in the same run, so that “to the floor” says how many times as',
    'long (or, for requests a second and for memory and start, what share or multiple) ours takes. Neither the machine nor its speed needs',
    'to be known to read it.',
    '',
    `| ${heads.join(' | ')} |`,
    '|---:|---|---:|---:|---:|---|---|',
    ...figures.map((figure) => `| ${cellsOf(figure).join(' | ')} |`),
    ...profilesOf(missed),
  ]
  writeFileSync(join(projectFolder, 'bench', 'results.md'), `${lines.join('\n')}\n`)
}

/** Where the time of each figure goes that has a profile, in milliseconds of its median. */
function profilesOf(missed: readonly Figure[]): string[] {
  const rows = missed.flatMap((figure) => {
    const { register, name, value, unit, profile } = figure
    if (!profile) return []
    const cells = parts.map((part) => inDigits(profile[part] * value))
    return [`| ${[register.toLocaleString('en'), name, unit, ...cells].join(' | ')} |`]
  })
  if (rows.length === 0) return []
  return [
    '',
    '## Where the time of what misses goes',
    '',
    'By samples of Node’s profiler, as shares of the value above. “Database” is PGlite itself; for PostgreSQL, which works beside, it is',
    'the waiting. “Asking it” is building queries and reading answers.',
    '',
    `| register | figure | unit | ${parts.join(' | ')} |`,
    `|---:|---|---|${parts.map(() => '---:|').join('')}`,
    ...rows,
  ]
}
