// The order of the house (docs/architecture.md) as functions from the source files to offences, each a sentence.
import { posix } from 'node:path'

/** Path from the project folder, such as `src/register/index.ts`, to the text of the file. */
export type Sources = ReadonlyMap<string, string>

/** From the lowest up. What stands on one shelf does not know its neighbours. */
const shelves: readonly (readonly string[])[] = [
  ['texts'],
  ['platform'],
  ['ui'],
  ['accounts'],
  ['evidence'],
  ['register'],
  ['surfaces', 'collection', 'coordination', 'competence'],
  ['statistics', 'deliberation'],
  ['publication'],
  ['site'],
  ['app'],
]
/** Not slices: they have no domain word, any of their files may be used from above, and their names are free. */
const foundations = ['platform', 'ui']
export const slices = shelves.slice(3, -1).flat()

const roles = ['rules', 'policy', 'input', 'queries', 'commands', 'api', 'paths', 'island']
const viewRoles = ['views', 'pages']
const drawers = [
  'utils',
  'util',
  'helpers',
  'helper',
  'common',
  'shared',
  'services',
  'service',
  'models',
  'types',
  'lib',
  'misc',
]

/** Where a real clock is read; everything else is given its time. */
const clockKeepers = ['src/start.ts', 'src/cli.ts']
const environmentReaders = ['src/config.ts']
/** Calculation and text only: no files, no network, no clock. */
const pureLibraries = ['zod', 'edtf', 'csv-stringify/sync', 'd3-geo', 'fastest-levenshtein', 'htmlparser2']

const isTest = (path: string) => /\.test\.tsx?$/.test(path)
const isCode = (path: string) => /\.tsx?$/.test(path)
const inSource = (path: string) => path.startsWith('src/')
const levelOf = (owner: string) => shelves.findIndex((shelf) => shelf.includes(owner))

/** The slice or foundation that a file belongs to; files directly in src stand at the top, with the app. */
function ownerOf(path: string): string {
  const [, folder = '', ...rest] = path.split('/')
  return rest.length > 0 ? folder : 'app'
}

type Import = { target: string; isOurs: boolean; names: readonly string[]; isTypeOnly: boolean }

const importPattern = /(?:import|export)\s+(type\s+)?([^'";]*?)\s*from\s*'([^']+)'|import\s*\(?\s*'([^']+)'/g

function importsOf(path: string, text: string): Import[] {
  return [...withoutComments(text).matchAll(importPattern)].map(([, type, clause = '', from, bare]) => {
    const named = from ?? bare ?? ''
    const isOurs = named.startsWith('#') || named.startsWith('.')
    const target = named.startsWith('#')
      ? posix.join('src', named.slice(1))
      : isOurs
        ? posix.join(posix.dirname(path), named)
        : named
    const names =
      /\{([^}]*)\}/
        .exec(clause)?.[1]
        ?.split(',')
        .map((name) => name.trim())
        .filter(Boolean) ?? []
    const values = names.filter((name) => !name.startsWith('type ')).map((name) => name.split(/\s+as\s+/)[0] ?? '')
    const isWhole = clause !== '' && !clause.trimStart().startsWith('{')
    return {
      target,
      isOurs,
      names: values,
      isTypeOnly: Boolean(type) || (from !== undefined && values.length === 0 && !isWhole),
    }
  })
}

/** Comments replaced by nothing; `//` inside a text, as in an address, is left. */
function withoutComments(text: string): string {
  return text.replaceAll(/\/\*[\s\S]*?\*\/|(?<=^|\s)\/\/.*$/gm, '')
}

function filesIn(sources: Sources, wanted: (path: string) => boolean): [string, string][] {
  return [...sources].filter(([path]) => wanted(path))
}

/** Imports go down only, never to a neighbour, and into a slice only through its index. */
export function importOffences(sources: Sources): string[] {
  return filesIn(sources, (path) => inSource(path) && isCode(path)).flatMap(([path, text]) => {
    const owner = ownerOf(path)
    if (levelOf(owner) < 0) return [`${path}: src/${owner} stands on no shelf`]
    return importsOf(path, text).flatMap(({ target, isOurs }) => {
      // Tests may use what stands in checks/ and fixtures/.
      if (!isOurs || (isTest(path) && !inSource(target))) return []
      if (!inSource(target)) return [`${path}: imports ${target} from outside of src`]
      const other = ownerOf(target)
      if (other === owner) return []
      if (levelOf(other) >= levelOf(owner)) return [`${path}: ${owner} may not import ${other} (${target})`]
      if (foundations.includes(other) || target === `src/${other}/index.ts`) return []
      return [`${path}: imports ${target} past the index of ${other}`]
    })
  })
}

/** In a slice a file says its role in its name, from the closed list. */
export function roleOffences(sources: Sources): string[] {
  const known = new RegExp(`^[a-z][a-z0-9-]*\\.(?:(?:${roles.join('|')})\\.ts|(?:${viewRoles.join('|')})\\.tsx)$`)
  return filesIn(sources, (path) => inSource(path) && slices.includes(ownerOf(path))).flatMap(([path]) => {
    const name = posix.basename(path)
    const inRoot = path.split('/').length === 3
    if (inRoot && ['index.ts', 'README.md'].includes(name)) return []
    return known.test(name) || isTest(name) ? [] : [`${path}: has no role of the list`]
  })
}

/** Rules calculate: they use rules, types, days, and libraries that only calculate. */
export function rulesOffences(sources: Sources): string[] {
  return filesIn(sources, (path) => /\.(rules|policy)\.ts$/.test(path)).flatMap(([path, text]) =>
    importsOf(path, text).flatMap(({ target, isOurs, isTypeOnly, names }) => {
      if (isTypeOnly) return []
      if (!isOurs) return pureLibraries.includes(target) ? [] : [`${path}: uses the library ${target}`]
      if (isPure(target)) return []
      if (!target.endsWith('/index.ts')) return [`${path}: uses ${target}`]
      const origins = originsOf(target, sources)
      return names.flatMap((name) => {
        const origin = origins.get(name)
        return origin && isPure(origin) ? [] : [`${path}: uses ${name} of ${origin ?? target}`]
      })
    }),
  )
}

function isPure(path: string): boolean {
  return /\.(rules|policy|paths)\.ts$/.test(path) || path.startsWith('src/platform/time/')
}

/** Which file does each name come from that an index hands on? */
function originsOf(index: string, sources: Sources): Map<string, string> {
  return new Map(
    importsOf(index, sources.get(index) ?? '').flatMap(({ target, names }) =>
      names.map((name) => [name, target] as const),
    ),
  )
}

const writes =
  /(?:insertInto|updateTable|deleteFrom|mergeInto)\(\s*'(\w+)\.\w+|(?:insert\s+into|update|delete\s+from|truncate(?:\s+table)?|merge\s+into)\s+(\w+)\.\w+|\bname:\s*'(\w+)\.\w+'/gi
const reads = /(?:selectFrom|[a-z]*Join)\(\s*'(\w+)\.\w+|\b(?:from|join)\s+(\w+)\.\w+/gi

/** A slice writes only to the schema of its own name, and reads that and lower ones. */
export function schemaOffences(sources: Sources): string[] {
  return filesIn(sources, (path) => inSource(path) && isCode(path) && !isTest(path)).flatMap(([path, text]) => {
    const owner = ownerOf(path)
    const schemasOf = (pattern: RegExp) =>
      [...withoutComments(text).matchAll(pattern)]
        .map((match) => match.slice(1).find(Boolean) ?? '')
        .filter((schema) => slices.includes(schema))
    return [
      ...schemasOf(writes)
        .filter((schema) => schema !== owner)
        .map((schema) => `${path}: ${owner} writes to ${schema}`),
      ...schemasOf(reads)
        .filter((schema) => schema !== owner && levelOf(schema) >= levelOf(owner))
        .map((schema) => `${path}: ${owner} reads ${schema}`),
    ]
  })
}

export function environmentOffences(sources: Sources): string[] {
  const faulty = filesIn(
    sources,
    (path) => inSource(path) && isCode(path) && !isTest(path) && !environmentReaders.includes(path),
  )
  return faulty
    .filter(([, text]) => /process\.env|import\.meta\.env/.test(withoutComments(text)))
    .map(([path]) => `${path}: reads the environment`)
}

export function clockOffences(sources: Sources): string[] {
  const faulty = filesIn(
    sources,
    (path) => inSource(path) && isCode(path) && !isTest(path) && !clockKeepers.includes(path),
  )
  const clock = /new Date\(\s*\)|(?<!new )\bDate\(\)|Date\.now\b|Temporal\.Now/
  return faulty.filter(([, text]) => clock.test(withoutComments(text))).map(([path]) => `${path}: reads the clock`)
}

const mostLines = { code: 400, test: 600, readme: 40 }

export function lengthOffences(sources: Sources): string[] {
  return filesIn(sources, (path) => isCode(path) || path.endsWith('.css') || path.endsWith('.mjs')).flatMap(
    ([path, text]) => {
      const most = isTest(path) ? mostLines.test : mostLines.code
      const lines = text.replace(/\n$/, '').split('\n').length
      return lines > most ? [`${path}: ${lines} lines, ${most} are the most`] : []
    },
  )
}

export function drawerOffences(sources: Sources): string[] {
  return [...sources.keys()]
    .filter((path) => path.split('/').some((part) => drawers.includes(part.split('.')[0] ?? '')))
    .map((path) => `${path}: is a drawer`)
}

export function readmeOffences(sources: Sources): string[] {
  const present = slices.filter((slice) => sources.has(`src/${slice}/index.ts`))
  return present.flatMap((slice) => {
    const readme = sources.get(`src/${slice}/README.md`)
    if (readme === undefined) return [`src/${slice}: has no README.md`]
    const lines = readme.replace(/\n$/, '').split('\n').length
    return lines > mostLines.readme ? [`src/${slice}/README.md: ${lines} lines, ${mostLines.readme} are the most`] : []
  })
}
