/** Does the code stand as the house is drawn: shelves, file roles, who may write, read the clock, the environment? */
import { readdirSync, readFileSync } from 'node:fs'
import { posix } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, test } from 'vitest'
import {
  clockOffences, drawerOffences, environmentOffences, importOffences, lengthOffences, readmeOffences, roleOffences, rulesOffences,
  schemaOffences, type Sources,
} from './harness/shelves.ts' // prettier-ignore

const project = new URL('../', import.meta.url)
const root = fileURLToPath(project)

function readSources(...folders: string[]): Sources {
  const files = folders.flatMap((folder) =>
    readdirSync(new URL(`${folder}/`, project), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile() && /\.(tsx?|mjs|css|md)$/.test(entry.name))
      .map((entry) => posix.join(entry.parentPath.replaceAll('\\', '/'), entry.name).slice(root.length)),
  )
  return new Map(files.map((path) => [path, readFileSync(new URL(path, project), 'utf8')]))
}

const sources = readSources('src', 'checks', 'scripts', 'bench')

test('the sources are read', () => {
  expect(sources.size).toBeGreaterThan(150)
  expect([...sources.keys()].filter((path) => !/^(src|checks|scripts|bench)\//.test(path))).toEqual([])
})

type Rule = {
  name: string
  find: (sources: Sources) => string[]
  /** Files that offend, one way each, and a word of what is said of them. */
  offenders: [path: string, text: string, says: string][]
  /** Files that look alike and are in order. */
  innocent: [path: string, text: string][]
}

const index = "export { fold, type Status } from './a.rules.ts'\nexport { listAll } from './a.queries.ts'\n"

const rules: Rule[] = [
  {
    name: 'imports go down, never to a neighbour, and into a slice through its index',
    find: importOffences,
    offenders: [
      ['src/evidence/a/x.rules.ts', "import { y } from '#register/index.ts'", 'evidence may not import register'],
      ['src/evidence/a/x.rules.ts', "import type { Y } from '#register/index.ts'", 'evidence may not import register'],
      [
        'src/evidence/a/x.rules.ts',
        "import {\n  a,\n  b,\n} from '../../register/index.ts'",
        'evidence may not import register',
      ],
      ['src/register/a/x.queries.ts', "export { y } from '#site/index.ts'", 'register may not import site'],
      [
        'src/statistics/a/x.rules.ts',
        "import { y } from '#deliberation/index.ts'",
        'statistics may not import deliberation',
      ],
      ['src/platform/db/x.ts', "import { Button } from '#ui/controls/button.tsx'", 'platform may not import ui'],
      ['src/site/a/x.pages.tsx', "import { y } from '#register/actors/actor.rules.ts'", 'past the index of register'],
      [
        'src/site/a/x.pages.tsx',
        "const y = await import('../../register/actors/actor.rules.ts')",
        'past the index of register',
      ],
      ['src/site/a/x.pages.tsx', "import '../../app.tsx'", 'site may not import app'],
      ['src/site/a/x.pages.tsx', "import { y } from '../../../checks/harness/app.ts'", 'outside of src'],
      ['src/people/a/x.rules.ts', '', 'stands on no shelf'],
    ],
    innocent: [
      [
        'src/site/a/x.pages.tsx',
        "import { y } from '#register/index.ts'\nimport { Page } from '#ui/layout/page.tsx'\nimport { z } from '../b/z.views.tsx'",
      ],
      ['src/register/a/x.test.ts', "import { y } from '../../../checks/harness/database.ts'"],
      ['src/platform/i18n/x.ts', "import { textKey } from '#texts/index.ts'"],
      ['src/register/a/x.rules.ts', "// once: import { y } from '#site/index.ts'"],
      ['src/app.tsx', "import { sitePages } from './site/index.ts'"],
    ],
  },
  {
    name: 'in a slice every file has a role of the list',
    find: roleOffences,
    offenders: [
      ['src/register/actors/actor.repository.ts', '', 'no role'],
      ['src/register/actors/actor.ts', '', 'no role'],
      ['src/register/actors/index.ts', '', 'no role'],
      ['src/register/actors/actor.views.ts', '', 'no role'],
      ['src/register/actors/Actor.rules.ts', '', 'no role'],
    ],
    innocent: [
      ['src/register/index.ts', ''],
      ['src/register/README.md', ''],
      ['src/register/actors/actor.rules.ts', ''],
      ['src/register/actors/actor.test.ts', ''],
      ['src/site/site.pages.tsx', ''],
      ['src/ui/charts/lanes.ts', ''],
    ],
  },
  {
    name: 'rules use rules, types, days and libraries that only calculate',
    find: (files) => rulesOffences(new Map([['src/register/index.ts', index], ...files])),
    offenders: [
      ['src/statistics/a/x.rules.ts', "import { readFileSync } from 'node:fs'", 'node:fs'],
      ['src/statistics/a/x.rules.ts', "import { Hono } from 'hono'", 'hono'],
      ['src/statistics/a/x.rules.ts', "import { y } from './y.queries.ts'", 'y.queries.ts'],
      ['src/statistics/a/x.rules.ts', "import { openDatabase } from '#platform/db/database.ts'", 'database.ts'],
      [
        'src/statistics/a/x.rules.ts',
        "import { fold, listAll } from '#register/index.ts'",
        'listAll of src/register/a.queries.ts',
      ],
      ['src/accounts/a/x.policy.ts', "import pg from 'pg'", 'pg'],
    ],
    innocent: [
      ['src/statistics/a/x.rules.ts', "import { fold } from '#register/index.ts'\nimport { z } from 'zod'"],
      [
        'src/statistics/a/x.rules.ts',
        "import type { Reader } from '#platform/db/database.ts'\nimport { dayNumber } from '#platform/time/day.ts'",
      ],
      ['src/statistics/a/x.rules.ts', "import { type Reader } from '#platform/db/database.ts'"],
      ['src/statistics/a/x.queries.ts', "import { readFileSync } from 'node:fs'"],
    ],
  },
  {
    name: 'SQL writes to its own schema and reads that and lower ones',
    find: schemaOffences,
    offenders: [
      ['src/register/a/x.commands.ts', "tx.insertInto('evidence.source')", 'register writes to evidence'],
      ['src/register/a/x.commands.ts', 'sql`update\n  evidence.source set a = 1`', 'register writes to evidence'],
      ['src/register/a/x.commands.ts', 'sql`delete from statistics.claim`', 'register writes to statistics'],
      [
        'src/register/a/x.commands.ts',
        "const table = { name: 'evidence.citation', key: ['id'] }",
        'register writes to evidence',
      ],
      ['src/platform/db/x.ts', "tx.deleteFrom('register.event')", 'platform writes to register'],
      ['src/evidence/a/x.queries.ts', "reader.selectFrom('register.actor')", 'evidence reads register'],
      [
        'src/evidence/a/x.queries.ts',
        'sql`select 1 from evidence.source join register.actor on true`',
        'evidence reads register',
      ],
      [
        'src/statistics/a/x.queries.ts',
        "query.innerJoin('deliberation.case', 'a', 'b')",
        'statistics reads deliberation',
      ],
    ],
    innocent: [
      ['src/register/a/x.commands.ts', "tx.insertInto('register.actor'); tx.selectFrom('evidence.source')"],
      ['src/register/a/x.commands.ts', 'const { revision } = register.now()'],
    ],
  },
  {
    name: 'only src/config.ts reads the environment',
    find: environmentOffences,
    offenders: [['src/platform/log.ts', 'const level = process.env.LEVEL', 'environment']],
    innocent: [
      ['src/config.ts', 'process.env'],
      ['src/platform/log.ts', '// not from process.env'],
    ],
  },
  {
    name: 'the clock is read in named places only',
    find: clockOffences,
    offenders: [
      ['src/register/a/x.commands.ts', 'const now = new Date()', 'clock'],
      ['src/register/a/x.commands.ts', 'const now = Date.now()', 'clock'],
    ],
    innocent: [
      ['src/start.ts', 'new Date()'],
      ['src/platform/time/day.ts', 'new Date(number)'],
      ['src/ui/charts/axis.ts', 'new Date(0)'],
    ],
  },
  {
    name: 'files stay short',
    find: lengthOffences,
    offenders: [
      ['src/site/a/x.pages.tsx', 'x\n'.repeat(401), '401 lines'],
      ['src/ui/styles/x.css', 'x\n'.repeat(401), '401 lines'],
      ['src/site/a/x.test.ts', 'x\n'.repeat(601), '601 lines'],
    ],
    innocent: [
      ['src/site/a/x.pages.tsx', 'x\n'.repeat(400)],
      ['src/site/a/x.test.ts', 'x\n'.repeat(600)],
    ],
  },
  {
    name: 'there are no drawers',
    find: drawerOffences,
    offenders: [
      ['src/platform/utils/dates.ts', '', 'drawer'],
      ['src/platform/helpers.ts', '', 'drawer'],
      ['src/register/types.rules.ts', '', 'drawer'],
      ['checks/common/x.ts', '', 'drawer'],
    ],
    innocent: [['src/platform/time/day.ts', '']],
  },
  {
    name: 'every slice has a short README',
    find: readmeOffences,
    offenders: [['src/register/index.ts', '', 'no README']],
    innocent: [['src/platform/log.ts', '']],
  },
]

describe.each(rules)('$name', ({ find, offenders, innocent }) => {
  test('holds', () => {
    expect(find(sources)).toEqual([])
  })
  test.each(offenders.map(([path, text, says]) => ({ path, text, says })))(
    'would notice $path: $says',
    ({ path, text, says }) => {
      expect(find(new Map([[path, text]])).join('\n')).toContain(says)
    },
  )
  test.each(innocent.map(([path, text]) => ({ path, text })))('lets $path pass', ({ path, text }) => {
    expect(find(new Map([[path, text]]))).toEqual([])
  })
})

test('a README that is too long is noticed', () => {
  const files = new Map([
    ['src/register/index.ts', ''],
    ['src/register/README.md', 'x\n'.repeat(41)],
  ])
  expect(readmeOffences(files)).toEqual(['src/register/README.md: 41 lines, 40 are the most'])
})
