/** Which settings does the program have, and what are they now? The only reader of the environment. */
import { resolve } from 'node:path'
import { z } from 'zod'
import { logLevels, type LogLevel } from '#platform/log.ts'
import type { S3Location } from '#platform/files/s3-store.ts'
import type { MailRoute } from '#platform/mail/mailer.ts'
import { projectFolder } from '#platform/project.ts'
import { readSigningKey, type SigningKey } from '#platform/secrets/signature.ts'
import { readKeyRing, type KeyRing } from '#platform/secrets/envelope.ts'

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
  /** The name of the header in which a proxy says who asks; absent: whoever has opened the connection. */
  clientHeader: string | undefined
  /** What cookies are signed with; absent: made once and kept in `dataFolder`. */
  secret: string | undefined
  mail: MailRoute
  /** Whether a curator's own change has to be accepted by another curator. */
  needsSecondPerson: boolean
  /** Where documents lie; absent: in `dataFolder`. */
  files: S3Location | undefined
  /** Bytes of the largest document that is taken. */
  largestFile: number
  /** Whether the addresses of sources are asked once a day. */
  checksLinks: boolean
  /** How many answers of the API are computed for one client in a minute; nought for any number. */
  apiLimit: number
  /** Keys of evidence under seal; empty where none is set. */
  sealKeys: KeyRing
  /** What editions are signed with; absent: they are not. */
  editionKey: SigningKey | undefined
  logLevel: LogLevel
}

function readUrl(text: string): URL | undefined {
  return URL.canParse(text) ? new URL(text) : undefined
}

function isAddressOfSite(text: string): boolean {
  const url = readUrl(text)
  return url !== undefined && ['http:', 'https:'].includes(url.protocol) && url.pathname === '/' && url.search === ''
}

const ownComputer = ['localhost', '127.0.0.1', '::1', '[::1]']

function isMailServer(text: string): boolean {
  const url = readUrl(text)
  return url !== undefined && ['smtp:', 'smtps:'].includes(url.protocol) && url.hostname !== ''
}

function isPostgresAddress(text: string): boolean {
  return ['postgres:', 'postgresql:'].includes(readUrl(text)?.protocol ?? '')
}

function readS3(text: string): S3Location | undefined {
  const url = readUrl(text)
  if (!url || !['http:', 'https:'].includes(url.protocol) || !url.username || !url.password) return undefined
  const path = url.pathname.replace(/\/+$/, '')
  if (path === '') return undefined
  return {
    url: url.origin + path,
    accessKey: decodeURIComponent(url.username),
    secretKey: decodeURIComponent(url.password),
    region: url.searchParams.get('region') ?? 'us-east-1',
  }
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
    description:
      'A PostgreSQL database (15 or newer); a pooler in front of it pools by session. Without it, an embedded one is kept in `SAMBAND_DATA`.',
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
  SAMBAND_CLIENT_HEADER: z
    .string()
    .regex(/^[A-Za-z][A-Za-z-]*$/, 'must be the name of a header, such as X-Forwarded-For')
    .transform((name) => name.toLowerCase())
    .optional()
    .meta({
      default: '',
      description:
        'The header in which the proxy says who asks, such as `X-Forwarded-For`; the last address in it counts. ' +
        'Needed behind a proxy, or everybody shares one limit of tries to sign in. Without a proxy leave it unset: ' +
        'anybody could write the header.',
    }),
  SAMBAND_API_LIMIT: z
    .string()
    .regex(/^\d{1,6}$/, 'must be a whole number from 0 to 999999')
    .default('300')
    .transform(Number)
    .meta({
      default: '300',
      description:
        'How many answers of the API are computed for one client in a minute; `0` for any number. What is answered from ' +
        'memory does not count. Behind a proxy set `SAMBAND_CLIENT_HEADER` too, or all clients are one.',
    }),
  SAMBAND_SECRET: z
    .string()
    .min(32, 'must be at least 32 characters long')
    .optional()
    .meta({
      default: '',
      description:
        'What cookies are signed and other secrets encrypted with: at least 32 random characters. Without it one is made and kept in the file ' +
        '`secret` in `SAMBAND_DATA`. Several processes must be given the same. Another one signs everybody out and makes what was encrypted unreadable.',
    }),
  SMTP_URL: z
    .string()
    .refine(isMailServer, 'must begin with smtp:// or smtps://, such as smtps://user:password@mail.example')
    .optional()
    .meta({
      default: '',
      description:
        'The server that takes mail for sending: `smtp://` or `smtps://`, with `user:password@` before the host if it ' +
        'asks for them. Without it mail is shown at `/outbox` while `HOST` and `SAMBAND_URL` name this computer only, ' +
        'and cannot be sent otherwise.',
    }),
  MAIL_FROM: z
    .string()
    .regex(/^[^<>@\r\n]*<?[^\s<>@]+@[^\s<>@]+>?$/, 'must be an address, such as Samband <register@samband.example>')
    .optional()
    .meta({
      default: '',
      description: 'Whom mail comes from, such as `Samband <register@samband.example>`. Needed with `SMTP_URL`.',
    }),
  SAMBAND_SECOND_PERSON: z
    .enum(['yes', 'no'], 'must be yes or no')
    .default('no')
    .meta({
      default: 'no',
      description:
        'Whether a change that a curator has proposed must be accepted by another curator (`yes`). ' +
        'With `no`, curators may accept their own.',
    }),
  SAMBAND_FILES: z
    .string()
    .refine((text) => readS3(text) !== undefined, 'must be like https://KEY:SECRET@s3.example/bucket?region=eu-north-1')
    .transform(readS3)
    .optional()
    .meta({
      default: '',
      description:
        'A bucket on a server that speaks S3, for documents: `https://KEY:SECRET@s3.example/bucket?region=eu-north-1`, ' +
        'with a folder behind the bucket if wished. Without it they lie in `files` in `SAMBAND_DATA`.',
    }),
  SAMBAND_LARGEST_FILE: z
    .string()
    .regex(/^\d{1,3}$/, 'must be a whole number of megabytes from 1 to 100')
    .default('20')
    .transform(Number)
    .refine((megabytes) => megabytes >= 1 && megabytes <= 100, 'must be a whole number of megabytes from 1 to 100')
    .meta({
      default: '20',
      description:
        'How large a document of a source may be, in megabytes (1 to 100): what is handed in and what is fetched from ' +
        'the web. A proxy must let as much through.',
    }),
  SAMBAND_CHECK_LINKS: z
    .enum(['yes', 'no'], 'must be yes or no')
    .default('no')
    .meta({
      default: 'no',
      description:
        'Whether the web addresses of sources are asked once a day if they still answer (`yes`). The program then asks ' +
        'other machines of itself.',
    }),
  SAMBAND_SEAL_KEY: z
    .string()
    .refine(
      (text) => readKeyRing(text) !== undefined,
      'must be as `npm run samband -- seal-key` prints it, several with commas between',
    )
    .transform((text) => readKeyRing(text) ?? [])
    .optional()
    .meta({
      default: '',
      description:
        'What evidence under seal is encrypted with, as `npm run samband -- seal-key` makes it: `ID:KEY`. Several stand with ' +
        'commas between them: the first encrypts, the others still open what was encrypted with them. Without one nothing ' +
        'can be put under seal. What was encrypted with a key that is lost is lost.',
    }),
  SAMBAND_EDITION_KEY: z
    .string()
    .refine((text) => readSigningKey(text) !== undefined, 'must be as `npm run samband -- edition key` prints it')
    .transform(readSigningKey)
    .optional()
    .meta({
      default: '',
      description:
        'What editions are signed with (Ed25519), as `npm run samband -- edition key` makes it. Without one they are not ' +
        'signed. Tell the public key that the command prints with it where people can find it.',
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
  // The values themselves are not repeated: some hold a password.
  const faults = parsed.success ? [] : parsed.error.issues.map((issue) => `  ${issue.path.join('.')} ${issue.message}`)
  if (given.SMTP_URL && !given.MAIL_FROM) faults.push('  MAIL_FROM must be set together with SMTP_URL')
  if (!parsed.success || faults.length > 0) {
    throw new ConfigError(`These settings cannot be used (see docs/operations.md):\n${faults.join('\n')}`)
  }
  const settings = parsed.data
  const port = settings.PORT ?? 3000
  const url = settings.SAMBAND_URL ?? localUrl(port)
  return {
    port,
    isPortChosen: settings.PORT !== undefined,
    host: settings.HOST,
    dataFolder: resolve(projectFolder, settings.SAMBAND_DATA),
    databaseUrl: settings.DATABASE_URL,
    url,
    isUrlChosen: settings.SAMBAND_URL !== undefined,
    clientHeader: settings.SAMBAND_CLIENT_HEADER,
    apiLimit: settings.SAMBAND_API_LIMIT,
    secret: settings.SAMBAND_SECRET,
    mail: mailRoute(settings, settings.HOST, url),
    needsSecondPerson: settings.SAMBAND_SECOND_PERSON === 'yes',
    checksLinks: settings.SAMBAND_CHECK_LINKS === 'yes',
    files: settings.SAMBAND_FILES,
    largestFile: settings.SAMBAND_LARGEST_FILE * 1_000_000,
    sealKeys: settings.SAMBAND_SEAL_KEY ?? [],
    editionKey: settings.SAMBAND_EDITION_KEY,
    logLevel: settings.SAMBAND_LOG,
  }
}

/**
 * The outbox shows links that sign anybody in: it opens only where nobody but the person at this computer can ask, which
 * is when the program listens to this computer alone and calls itself by its name.
 */
function mailRoute(settings: { SMTP_URL?: string; MAIL_FROM?: string }, host: string, url: string): MailRoute {
  if (settings.SMTP_URL && settings.MAIL_FROM) return { by: 'smtp', url: settings.SMTP_URL, from: settings.MAIL_FROM }
  return { by: [host, new URL(url).hostname].every((name) => ownComputer.includes(name)) ? 'outbox' : 'none' }
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
