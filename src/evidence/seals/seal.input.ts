// What people write about evidence under seal: from form fields to values, or what is wrong with each.
import { z } from 'zod'
import type { Fields } from '#accounts/index.ts'
import { isDay, type Day } from '#platform/time/day.ts'
import { isEdtf } from '#platform/time/edtf.ts'
import { secretFields, type Secret, type SecretField } from './seal.rules.ts'

export type SealRefusal = 'missing' | 'too-long' | 'no-date' | 'no-day' | 'past' | 'no-kind'

/** A reason or purpose is as long as this at most. */
export const longestReason = 1000
const longest: Record<SecretField, number> = {
  person: 500,
  role: 500,
  place: 500,
  date: 50,
  title: 500,
  address: 2000,
  files: 2000,
  locators: 2000,
  supports: 5000,
  // With the others it stays within what a request may hold, also in a script of three bytes a character.
  content: 20_000,
}

export type SealForm = { kind: string; secret: Secret; codes: string[]; sunsetOn: Day; reason: string }
export type ReadSealForm =
  | { ok: true; value: SealForm }
  | { ok: false; errors: Partial<Record<SecretField | 'kind' | 'sunset' | 'reason', SealRefusal>> }

const written = (most: number) =>
  z
    .string()
    .default('')
    // What cannot be seen is in no honest text, and the database takes no NUL.
    .transform((text) =>
      text
        .normalize('NFC')
        .replaceAll('\r\n', '\n')
        .replaceAll(/[^\P{Cc}\n\t]|\p{Cs}/gu, '')
        .trim(),
    )
    .pipe(z.string().max(most, 'too-long'))

const needed = (most: number) => written(most).pipe(z.string().min(1, 'missing'))

function dayFrom(today: Day) {
  return written(50).pipe(
    z
      .string()
      .min(1, 'missing')
      .refine(isDay, 'no-day')
      .refine((day) => day >= today, 'past'),
  )
}

/** The check box of a code in the form. */
export function codeField(code: string): string {
  return `supports ${code}`
}

/** `codes` and `kinds` are those that there are; `today` the first day that a sunset may have. */
export function readSealForm(
  fields: Fields,
  { codes, kinds, today }: { codes: readonly string[]; kinds: readonly string[]; today: Day },
): ReadSealForm {
  const secrets = Object.fromEntries(secretFields.map((field) => [field, written(longest[field])]))
  const parsed = z
    .object({
      ...secrets,
      content: needed(longest.content),
      date: written(longest.date).refine((text) => text === '' || isEdtf(text), 'no-date'),
      kind: written(50).refine((kind) => kinds.includes(kind), 'no-kind'),
      sunset: dayFrom(today),
      reason: needed(longestReason),
    })
    .safeParse(fields)
  if (!parsed.success) return { ok: false, errors: firstFaults(parsed.error) }
  const { kind, sunset, reason, ...secret } = parsed.data as Record<string, string>
  const chosen = codes.filter((code) => fields[codeField(code)] === 'yes')
  return {
    ok: true,
    value: { kind: kind ?? '', secret: secret as Secret, codes: chosen, sunsetOn: sunset ?? '', reason: reason ?? '' },
  }
}

export type ReadReason = { ok: true; reason: string } | { ok: false; refusal: SealRefusal }

/** Why, or what for. */
export function readReason(text: unknown): ReadReason {
  const parsed = needed(longestReason).safeParse(text)
  if (parsed.success) return { ok: true, reason: parsed.data }
  return { ok: false, refusal: parsed.error.issues[0]?.message as SealRefusal }
}

export type ReadUntil = { ok: true; day: Day } | { ok: false; refusal: SealRefusal }

export function readUntil(text: unknown, today: Day): ReadUntil {
  const parsed = dayFrom(today).safeParse(text)
  if (parsed.success) return { ok: true, day: parsed.data }
  return { ok: false, refusal: parsed.error.issues[0]?.message as SealRefusal }
}

function firstFaults({ issues }: z.ZodError): Record<string, SealRefusal> {
  const errors: Record<string, SealRefusal> = {}
  for (const { path, message } of issues) errors[String(path[0])] ??= message as SealRefusal
  return errors
}
