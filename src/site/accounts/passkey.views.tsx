// Passkeys on pages: seen only where scripts run and the browser knows them.
import type { Child } from 'hono/jsx'
import type { Passkey } from '#accounts/index.ts'
import { formatDay } from '#platform/i18n/format.ts'
import { DataTable } from '#ui/controls/data-table.tsx'
import { TextField } from '#ui/controls/fields.tsx'
import { Section } from '#ui/layout/section.tsx'
import type { Words } from '../frame/frame.views.tsx'
import {
  passkeyOptionsPath, passkeyRemovalPath, passkeysPath, passkeySignInOptionsPath, passkeySignInPath,
} from './account.paths.ts' // prettier-ignore
import { ActButton } from './form.views.tsx'

type PasskeyFormProps = {
  words: Words
  act: 'add' | 'sign-in'
  action: string
  options: string
  button: string
  children?: Child
}

function PasskeyForm({ words, act, action, options, button, children }: PasskeyFormProps) {
  const { t, at } = words
  return (
    <passkey-form
      hidden
      data-act={act}
      data-options={at(options)}
      data-failed={t('accounts.passkeys.failed')}
      data-cancelled={t('accounts.passkeys.cancelled')}
    >
      <form method="post" action={at(action)} class="fields">
        {children}
        <div class="buttons">
          <button type="submit" class="button plain">
            {button}
          </button>
        </div>
        <p role="status" class="field-error"></p>
      </form>
    </passkey-form>
  )
}

export function PasskeySignIn({ words, to }: { words: Words; to?: string }) {
  const { t } = words
  return (
    <PasskeyForm
      words={words}
      act="sign-in"
      action={passkeySignInPath}
      options={passkeySignInOptionsPath}
      button={t('accounts.passkeys.sign-in')}
    >
      {to && <input type="hidden" name="to" value={to} />}
    </PasskeyForm>
  )
}

export function Passkeys({ words, passkeys }: { words: Words; passkeys: readonly Passkey[] }) {
  const { t, language, at } = words
  const day = (date: Date) => formatDay(date.toISOString().slice(0, 10), language)
  return (
    <Section id="passkeys" title={t('accounts.passkeys.title')}>
      <p>{t('accounts.passkeys.text')}</p>
      {passkeys.length > 0 && (
        <DataTable
          t={t}
          caption={t('accounts.passkeys.title')}
          rows={passkeys}
          columns={[
            { key: 'name', header: t('accounts.passkeys.name'), cell: ({ name }) => name },
            { key: 'added', header: t('accounts.passkeys.added'), nowrap: true, cell: ({ addedAt }) => day(addedAt) },
            {
              key: 'used',
              header: t('accounts.passkeys.used'),
              nowrap: true,
              cell: ({ usedAt }) => (usedAt ? day(usedAt) : t('accounts.passkeys.never')),
            },
            {
              key: 'remove',
              header: t('accounts.passkeys.remove'),
              cell: ({ id, name }) => (
                <ActButton
                  action={at(passkeyRemovalPath)}
                  button={t('accounts.passkeys.remove')}
                  label={t('accounts.passkeys.remove-of', { name })}
                  hidden={{ passkey: id }}
                />
              ),
            },
          ]}
        />
      )}
      <PasskeyForm
        words={words}
        act="add"
        action={passkeysPath}
        options={passkeyOptionsPath}
        button={t('accounts.passkeys.add')}
      >
        <TextField
          name="name"
          id="passkey-name"
          label={t('accounts.passkeys.name')}
          hint={t('accounts.passkeys.name-hint')}
          maxlength={100}
          autocomplete="off"
          required
        />
      </PasskeyForm>
      <noscript>
        <p class="quiet">{t('accounts.passkeys.no-script')}</p>
      </noscript>
    </Section>
  )
}
