// What anybody writes about an error: from form fields to values, or what is wrong with each.
import { z } from 'zod'
import type { Fields } from '#accounts/index.ts'

export type ReportRefusal = 'missing' | 'too-long' | 'url' | 'no-email'

/** `email` and `sourceUrl` are optional. */
export type Report = { message: string; sourceUrl: string | null; email: string | null }

export type ReadReport =
  | { ok: true; value: Report }
  | { ok: false; errors: Partial<Record<keyof Report, ReportRefusal>> }

const longest = 2000

const optional = <Value>(schema: z.ZodType<Value, string>) =>
  z
    .string()
    .trim()
    .transform((text) => text || null)
    .pipe(z.union([z.null(), schema]))

const schema = z.object({
  message: z
    .string('missing')
    .transform((text) => text.normalize('NFC').replaceAll('\r\n', '\n').trim())
    .pipe(z.string().min(1, 'missing').max(longest, 'too-long')),
  sourceUrl: optional(
    z
      .string()
      .max(longest)
      .pipe(z.url({ protocol: /^https?$/ })),
  ),
  email: optional(z.string().toLowerCase().max(254).pipe(z.email())),
})

export function readReport({ message, source, email }: Fields): ReadReport {
  const parsed = schema.safeParse({ message, sourceUrl: source ?? '', email: email ?? '' })
  if (parsed.success) return { ok: true, value: parsed.data }
  const own = { message: undefined, sourceUrl: 'url', email: 'no-email' } as const
  const errors: Partial<Record<keyof Report, ReportRefusal>> = {}
  for (const { path, message: refusal } of parsed.error.issues) {
    const field = path[0] as keyof Report
    errors[field] ??= own[field] ?? (refusal as ReportRefusal)
  }
  return { ok: false, errors }
}
