// Forms that write: what stands in a field is what was typed, and what is wrong with it stands beside it.
import type { Context } from 'hono'
import type { Child } from 'hono/jsx'
import type { AppEnv } from '#platform/http/app-env.ts'
import type { Texts } from '#platform/i18n/texts.ts'
import type { FieldRefusal, Fields } from '#accounts/index.ts'
import { TextField, type TextFieldProps } from '#ui/controls/fields.tsx'

/** A form that could not be taken: what was typed, and in words what is wrong with which field. */
export type Wrong = { fields: Fields; errors: Partial<Record<string, string>> }

export function readFields(c: Context<AppEnv>): Promise<Fields> {
  return c.req.parseBody()
}

export function refusalText(t: Texts, refusal: FieldRefusal | undefined): string | undefined {
  return refusal && t(`accounts.field.${refusal}`)
}

export function NameField({ t, ...field }: { t: Texts; value?: string; error?: string }) {
  return (
    <TextField
      {...field}
      name="name"
      label={t('accounts.field.name')}
      hint={t('accounts.field.name-hint')}
      autocomplete="name"
      maxlength={100}
      required
    />
  )
}

export function EmailField({ t, ...field }: { t: Texts } & Pick<TextFieldProps, 'value' | 'error' | 'hint'>) {
  return (
    <TextField
      {...field}
      name="email"
      label={t('accounts.field.email')}
      type="email"
      autocomplete="email"
      maxlength={254}
      required
    />
  )
}

export function CodeField({ t, isWrong, hint }: { t: Texts; isWrong?: boolean; hint?: string }) {
  return (
    <TextField
      name="code"
      label={t('accounts.code.field')}
      hint={hint}
      error={isWrong ? t('accounts.code.wrong') : undefined}
      autocomplete="one-time-code"
      maxlength={20}
      required
    />
  )
}

/** `isLong`: sent without writing letters outside of English as nine characters, which would make long texts too long. */
type WriteFormProps = { action: string; button: string; plain?: boolean; isLong?: boolean; children?: Child }

export function WriteForm({ action, button, plain, isLong, children }: WriteFormProps) {
  return (
    <form method="post" action={action} enctype={isLong ? 'multipart/form-data' : undefined} class="fields">
      {children}
      <div class="buttons">
        <button type="submit" class={plain ? 'button plain' : 'button'}>
          {button}
        </button>
      </div>
    </form>
  )
}

/** One act, one button. `label` says what it is about to those who do not see the row that it stands in. */
export function ActButton(props: {
  action: string
  button: string
  label?: string
  /** What the page is for. */
  isMain?: boolean
  hidden?: Readonly<Record<string, string>>
}) {
  return (
    <form method="post" action={props.action}>
      {Object.entries(props.hidden ?? {}).map(([name, value]) => (
        <input type="hidden" name={name} value={value} />
      ))}
      <button type="submit" class={props.isMain ? 'button' : 'button plain'} aria-label={props.label}>
        {props.button}
      </button>
    </form>
  )
}

/** Cookies that signing in or out has to set. */
export function setCookies(c: Context<AppEnv>, headers: Headers): void {
  for (const cookie of headers.getSetCookie()) c.header('set-cookie', cookie, { append: true })
}
