// The stages that `npm run check` and `npm test` are made of: each runs to its end whatever the others do, says in one
// line how it went, and shows its own words only when something failed.
import { spawn, type ChildProcess } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { MissingError } from './machine.ts'

export const project = fileURLToPath(new URL('../', import.meta.url))

/** `skipped` counts tests that were told not to run; a stage that cannot run at all has failed. */
export type Outcome = { passed: number; failed: number; skipped: number; output: string }
export type Stage = { name: string; run: () => Promise<Outcome> }

const children = new Set<ChildProcess>()
const lastSteps = new Set<() => void>()

/** Runs when the program is told to stop; for what would otherwise be left behind. Returns how to take it back. */
export function beforeStop(step: () => void): () => void {
  lastSteps.add(step)
  return () => lastSteps.delete(step)
}

for (const [signal, status] of [
  ['SIGINT', 130],
  ['SIGTERM', 143],
  ['SIGHUP', 129],
] as const) {
  process.on(signal, () => {
    for (const child of children) child.kill('SIGTERM')
    for (const step of lastSteps) step()
    process.exit(status)
  })
}

/** Starts a program of one of the packages on the Node that runs this, and collects what it says. */
export function runTool(
  packageName: string,
  args: readonly string[],
  environment: Record<string, string> = {},
): Promise<{ status: number; output: string }> {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, [programOf(packageName), ...args], {
      cwd: project,
      env: { ...process.env, ...environment },
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    children.add(child)
    let output = ''
    const hear = (chunk: Buffer) => void (output += chunk.toString())
    child.stdout.on('data', hear)
    child.stderr.on('data', hear)
    child.on('error', (error) => hear(Buffer.from(String(error))))
    child.on('close', (status) => {
      children.delete(child)
      resolve({ status: status ?? 1, output })
    })
  })
}

function programOf(packageName: string): string {
  const folder = join(project, 'node_modules', packageName)
  const { bin } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'))
  return join(folder, typeof bin === 'string' ? bin : (Object.values<string>(bin)[0] ?? ''))
}

/** A stage that either holds or does not: formatting, lint, types. */
export function toolStage(name: string, packageName: string, args: readonly string[]): Stage {
  return {
    name,
    run: async () => {
      const { status, output } = await runTool(packageName, args)
      return status === 0 ? { passed: 1, failed: 0, skipped: 0, output } : { passed: 0, failed: 1, skipped: 0, output }
    },
  }
}

type Report = {
  numPassedTests: number
  numFailedTests: number
  numPendingTests: number
  numTodoTests: number
  testResults: { status: string; assertionResults: unknown[] }[]
}

/** A stage of tests: one of the projects of vitest.config.ts. */
export function testStage(name: string, vitestProject: string, environment: Record<string, string> = {}): Stage {
  return {
    name,
    run: async () => {
      const folder = mkdtempSync(join(tmpdir(), 'samband-report-'))
      const file = join(folder, 'report.json')
      const forget = beforeStop(() => rmSync(folder, { recursive: true, force: true }))
      try {
        const args = [
          'run',
          '--project',
          vitestProject,
          '--reporter=dot',
          '--reporter=json',
          `--outputFile.json=${file}`,
        ]
        const { status, output } = await runTool('vitest', args, environment)
        return countTests(readReport(file), status, output)
      } finally {
        rmSync(folder, { recursive: true, force: true })
        forget()
      }
    },
  }
}

function readReport(file: string): Report | undefined {
  try {
    return JSON.parse(readFileSync(file, 'utf8'))
  } catch {
    return undefined
  }
}

/** Whatever makes vitest fail without a failed test (a file that does not load, an error outside of tests) counts as one. */
export function countTests(report: Report | undefined, status: number, output: string): Outcome {
  const unread =
    report?.testResults.filter((file) => file.status === 'failed' && file.assertionResults.length === 0) ?? []
  const passed = report?.numPassedTests ?? 0
  const failed = (report?.numFailedTests ?? 0) + unread.length
  const skipped = (report?.numPendingTests ?? 0) + (report?.numTodoTests ?? 0)
  const isUnexplained = failed === 0 && (status !== 0 || passed === 0)
  return { passed, failed: isUnexplained ? 1 : failed, skipped, output }
}

/** Runs the lanes beside one another and the stages of a lane one after the other; returns the sums. */
export async function runStages(lanes: readonly (readonly Stage[])[]): Promise<Outcome> {
  const sum = { passed: 0, failed: 0, skipped: 0, output: '' }
  await Promise.all(
    lanes.map(async (lane) => {
      for (const stage of lane) {
        const outcome = await runStage(stage)
        sum.passed += outcome.passed
        sum.failed += outcome.failed
        sum.skipped += outcome.skipped
      }
    }),
  )
  return sum
}

async function runStage({ name, run }: Stage): Promise<Outcome> {
  const startedAt = performance.now()
  let outcome: Outcome
  try {
    outcome = await run()
  } catch (error) {
    // A sentence for a person, such as what to install; anything else keeps its trace.
    const output = error instanceof MissingError ? error.message : String(error instanceof Error ? error.stack : error)
    outcome = { passed: 0, failed: 1, skipped: 0, output }
  }
  const seconds = ((performance.now() - startedAt) / 1000).toFixed(1)
  const skipped = outcome.skipped > 0 ? `, ${outcome.skipped} skipped` : ''
  const counts = `${outcome.passed} passed, ${outcome.failed} failed${skipped}`
  if (outcome.failed > 0) console.log(`\n${outcome.output.trim()}\n`)
  console.log(`${outcome.failed > 0 ? '✗' : '✓'} ${name.padEnd(20)} ${counts.padEnd(28)} ${seconds.padStart(6)} s`)
  return outcome
}

export const checkLanes: readonly (readonly Stage[])[] = [
  [
    toolStage('format', 'oxfmt', ['--check', '.']),
    toolStage('lint', 'oxlint', ['--type-aware', '--max-warnings=0']),
    toolStage('types', 'typescript', ['--noEmit', '-p', '.']),
  ],
  [testStage('tests of rules', 'rules')],
]

/** Prints the sum as the last line and sets the exit status. */
export function conclude({ passed, failed }: Outcome): void {
  console.log(`\n${passed} passed, ${failed} failed`)
  process.exitCode = failed > 0 ? 1 : 0
}
