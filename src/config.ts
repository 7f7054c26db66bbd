/** Which settings does the program have, and what are they now? The only reader of the environment. */
import { resolve } from 'node:path'
import { z } from 'zod'
import { logLevels, type LogLevel } from '#platform/log.ts'
import { projectFolder } from '#platform/project.ts'

export type Config = {
  port: number
  /** False when PORT is not set: then another free port may be taken instead. */
  isPortChosen: boolean
  host: string
  /** Absolute path of the folder for everything the program writes. */
  dataFolder: string
  /** Absent: the embedded database in `dataFolder`. */
  databaseUrl: string | undefined
  /** The address people use, without a slash at the end. */
  url: string
  isUrlChosen: boolean
  logLevel: LogLevel
}

function readUrl(text: string): URL | undefined {
  return URL.canParse(text) ? new URL(text) : undefined
}

function isAddressOfSite(text: string): boolean {
  const url = readUrl(text)
  return url !== undefined && ['http:', 'https:'].includes(url.protocol) && url.pathname === '/' && url.search === ''
}

function isPostgresAddress(text: string): boolean {
  return ['postgres:', 'postgresql:'].includes(readUrl(text)?.protocol ?? '')
}

const schema = z.object({
  PORT: z
    .string()
    .regex(/^\d{1,5}$/, 'must be a whole number from 0 to 65535')
    .transform(Number)
    .refine((port) => port <= 65_535, 'must be a whole number from 0 to 65535')
    .optional()
    .meta({
      default: '3000',
      description:
        'The port to listen on. If it is not set and 3000 is taken, the next free one is used and printed; ' +
        '0 lets the system choose.',
    }),
  HOST: z
    .string()
    .regex(/^\S+$/, 'must be a host name or an IP address')
    .default('127.0.0.1')
    .meta({
      default: '127.0.0.1',
      description:
        'The network address to listen on. The default answers this computer only; ' +
        '`0.0.0.0` (or `::`) answers others too, as in a container or behind a proxy on another machine.',
    }),
  SAMBAND_DATA: z
    .string()
    .default('var')
    .meta({
      default: 'var',
      description:
        'The folder for everything the program writes (embedded database, files). ' +
        'A relative path starts at the project folder.',
    }),
  DATABASE_URL: z.string().refine(isPostgresAddress, 'must begin with postgres:// or postgresql://').optional().meta({
    default: '',
    description: 'A PostgreSQL database (15 or newer). Without it, an embedded one is kept in `SAMBAND_DATA`.',
  }),
  SAMBAND_URL: z
    .string()
    .refine(isAddressOfSite, 'must be an http or https address without a path, such as https://samband.example')
    .transform((text) => new URL(text).origin)
    .optional()
    .meta({
      default: 'http://localhost:PORT',
      description:
        'The public address, for absolute links. With https, browsers are told to keep to it (HSTS), ' +
        'so set it only once the certificate works.',
    }),
  SAMBAND_LOG: z
    .enum(logLevels, `must be one of ${logLevels.join(', ')}`)
    .default('info')
    .meta({
      default: 'info',
      description:
        'How much is logged, on standard error: `silent`, `error`, `warn`, `info` (one line a request ' +
        'that had to be computed) or `debug` (also those answered from memory).',
    }),
})

export class ConfigError extends Error {
  override name = 'ConfigError'
}

/** Throws one ConfigError that lists every fault. A setting that is empty counts as not set. */
export function readConfig(env: Record<string, string | undefined> = process.env): Config {
  const given = Object.fromEntries(
    Object.keys(schema.shape).map((name) => [name, env[name]?.trim() || undefined] as const),
  )
  const parsed = schema.safeParse(given)
  if (!parsed.success) {
    // The value itself is not repeated: DATABASE_URL holds a password.
    const faults = parsed.error.issues.map((issue) => `  ${issue.path.join('.')} ${issue.message}`)
    throw new ConfigError(`These settings cannot be used (see docs/operations.md):\n${faults.join('\n')}`)
  }
  const settings = parsed.data
  const port = settings.PORT ?? 3000
  return {
    port,
    isPortChosen: settings.PORT !== undefined,
    host: settings.HOST,
    dataFolder: resolve(projectFolder, settings.SAMBAND_DATA),
    databaseUrl: settings.DATABASE_URL,
    url: settings.SAMBAND_URL ?? localUrl(port),
    isUrlChosen: settings.SAMBAND_URL !== undefined,
    logLevel: settings.SAMBAND_LOG,
  }
}

/** The same settings after another port had to be taken: the public address follows unless it was chosen. */
export function withPort(config: Config, port: number): Config {
  return { ...config, port, url: config.isUrlChosen ? config.url : localUrl(port) }
}

function localUrl(port: number): string {
  return `http://localhost:${port}`
}

/** The table of docs/operations.md; a test holds the two together. */
export function settingsTable(): string {
  const rows = Object.entries(schema.shape).map(([name, field]) => {
    const { default: standard, description } = field.meta() ?? {}
    return `| \`${name}\` | ${typeof standard === 'string' && standard ? `\`${standard}\`` : '(none)'} | ${description} |`
  })
  return ['| setting | default | what it does |', '| --- | --- | --- |', ...rows].join('\n')
}
