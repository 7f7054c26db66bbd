/** What is a reader or a client told when a request cannot be met? */
import type { Context } from 'hono'
import { HTTPException } from 'hono/http-exception'
import type { ContentfulStatusCode } from 'hono/utils/http-status'
import type { TextKey, Texts } from '#platform/i18n/texts.ts'
import type { AppEnv } from './app-env.ts'

type Kind = { status: ContentfulStatusCode; title: string; heading: TextKey; text: TextKey }

const kinds = {
  'bad-request': {
    status: 400,
    title: 'Bad request',
    heading: 'platform.bad-request-title',
    text: 'platform.bad-request-text',
  },
  forbidden: {
    status: 403,
    title: 'Forbidden',
    heading: 'platform.forbidden-title',
    text: 'platform.forbidden-text',
  },
  'not-found': {
    status: 404,
    title: 'Not found',
    heading: 'platform.not-found-title',
    text: 'platform.not-found-text',
  },
  conflict: { status: 409, title: 'Conflict', heading: 'platform.conflict-title', text: 'platform.conflict-text' },
  gone: { status: 410, title: 'Gone', heading: 'platform.gone-title', text: 'platform.gone-text' },
  'too-large': {
    status: 413,
    title: 'Content too large',
    heading: 'platform.too-large-title',
    text: 'platform.too-large-text',
  },
  'uri-too-long': {
    status: 414,
    title: 'Address too long',
    heading: 'platform.uri-too-long-title',
    text: 'platform.uri-too-long-text',
  },
  invalid: { status: 422, title: 'Invalid input', heading: 'platform.invalid-title', text: 'platform.invalid-text' },
  'too-many': {
    status: 429,
    title: 'Too many requests',
    heading: 'platform.too-many-title',
    text: 'platform.too-many-text',
  },
  unavailable: {
    status: 503,
    title: 'Unavailable',
    heading: 'platform.unavailable-title',
    text: 'platform.unavailable-text',
  },
} satisfies Record<string, Kind>

export type ProblemKind = keyof typeof kinds
export type ProblemCode = `${string}/${string}`
export type FieldFault = { parameter: string; detail: string }

export type ProblemDetails = {
  /** The query or form parameter at fault. */
  parameter?: string
  /** Several faults at once, each with its parameter. */
  errors?: readonly FieldFault[]
  /** What the HTML page says, in the reader's language, in place of the general text of the kind. */
  text?: (t: Texts) => string
}

/** Thrown when the request cannot be met; anything else thrown is a bug. The sentence is English, for the API. */
export class Problem extends Error {
  override name = 'Problem'
  readonly kind: ProblemKind
  readonly code: ProblemCode
  readonly details: ProblemDetails

  constructor(kind: ProblemKind, code: ProblemCode, sentence: string, details: ProblemDetails = {}) {
    super(sentence)
    this.kind = kind
    this.code = code
    this.details = details
  }

  get status(): ContentfulStatusCode {
    return kinds[this.kind].status
  }
}

/** What the page for a problem is made of. `requestId` is worth showing only when `isOurFault`. */
export type ProblemPage = {
  status: ContentfulStatusCode
  kind: ProblemKind | 'unexpected'
  title: string
  text: string
  isOurFault: boolean
  requestId: string
}

export type RenderProblemPage = (page: ProblemPage, c: Context<AppEnv>) => Response | Promise<Response>

/** The readable page that lists the codes; `type` points into it. */
export const problemListPath = '/api/v1/problems'

export async function respondToError(
  error: unknown,
  c: Context<AppEnv>,
  renderPage: RenderProblemPage,
): Promise<Response> {
  const problem = error instanceof Problem ? error : asProblem(error)
  if (!problem) c.var.log.error({ err: error, path: c.req.path }, 'request failed')
  if (wantsJson(c)) return problemJson(problem, c)
  const page = problem ? pageOf(problem, c) : unexpectedPage(c)
  try {
    const response = await renderPage(page, c)
    // What is missing now may be there after the next change.
    if (!response.headers.has('cache-control')) response.headers.set('cache-control', 'no-store')
    return response
  } catch (renderError) {
    // The page of last resort must not depend on what may be broken: layout, texts, assets.
    c.var.log.error({ err: renderError, path: c.req.path }, 'problem page failed')
    return c.text(`${page.title}\n\n${page.text}\n`, page.status)
  }
}

/** Hono throws its own exceptions, for a body that is no JSON for instance; those below 500 are the client's fault. */
function asProblem(error: unknown): Problem | undefined {
  if (!(error instanceof HTTPException)) return undefined
  const kind = problemKinds.find((candidate) => kinds[candidate].status === error.status)
  if (kind && error.status < 500) return new Problem(kind, 'http/refused', error.message || kinds[kind].title)
  return error.status < 500 ? new Problem('bad-request', 'http/refused', error.message || 'Bad request') : undefined
}

function isKind(name: string): name is ProblemKind {
  return name in kinds
}

export const problemKinds: readonly ProblemKind[] = Object.keys(kinds).filter(isKind)

function wantsJson(c: Context<AppEnv>): boolean {
  if (c.req.path.startsWith('/api/')) return true
  const accept = c.req.header('accept') ?? ''
  return /\bapplication\/(problem\+)?json\b/.test(accept) && !accept.includes('text/html')
}

function problemJson(problem: Problem | undefined, c: Context<AppEnv>): Response {
  const body = problem
    ? {
        type: `${problemListPath}#${problem.code}`,
        title: kinds[problem.kind].title,
        status: problem.status,
        detail: problem.message,
        instance: c.req.path,
        code: problem.code,
        parameter: problem.details.parameter,
        errors: problem.details.errors,
      }
    : {
        type: 'about:blank',
        title: 'Internal server error',
        status: 500,
        detail: `Something went wrong on our side. The fault has been recorded as ${c.var.requestId}.`,
        instance: c.req.path,
        request_id: c.var.requestId,
      }
  return c.body(`${JSON.stringify(body)}\n`, problem?.status ?? 500, {
    'content-type': 'application/problem+json; charset=utf-8',
    'cache-control': 'no-store',
  })
}

function pageOf(problem: Problem, c: Context<AppEnv>): ProblemPage {
  const { t, requestId } = c.var
  const { status, heading, text } = kinds[problem.kind]
  return {
    status,
    kind: problem.kind,
    title: t(heading),
    text: problem.details.text?.(t) ?? t(text),
    isOurFault: false,
    requestId,
  }
}

function unexpectedPage(c: Context<AppEnv>): ProblemPage {
  const { t, requestId } = c.var
  return {
    status: 500,
    kind: 'unexpected',
    title: t('platform.unexpected-title'),
    text: t('platform.unexpected-text', { requestId }),
    isOurFault: true,
    requestId,
  }
}
