// Parts of the page of an organisation: members, invitations, particulars.
import {
  invitationDays, roles, stateOf, typed, type IdentityProvider, type Invitation, type Member, type Organisation, type Role,
} from '#accounts/index.ts' // prettier-ignore
import { formatDay } from '#platform/i18n/format.ts'
import { languages } from '#platform/i18n/language.ts'
import { DataTable } from '#ui/controls/data-table.tsx'
import { SelectField, TextField } from '#ui/controls/fields.tsx'
import { Notice } from '#ui/controls/notice.tsx'
import { Section } from '#ui/layout/section.tsx'
import type { Words } from '../frame/frame.views.tsx'
import {
  invitationsPath, memberPath, memberRemovalPath, providerPath, providerRemovalPath, withdrawalPath,
} from './account.paths.ts' // prettier-ignore
import { ActButton, EmailField, WriteForm, type Wrong } from './form.views.tsx'

type FormProps = {
  words: Words
  action: string
  button: string
  values: { name: string; actor: string }
  wrong?: Wrong
}

export function OrganisationForm({ words, action, button, values, wrong }: FormProps) {
  const { t } = words
  return (
    <WriteForm action={action} button={button}>
      <TextField
        name="name"
        label={t('accounts.organisation.name')}
        value={wrong ? typed(wrong.fields, 'name') : values.name}
        error={wrong?.errors.name}
        maxlength={100}
        autocomplete="off"
        required
      />
      <TextField
        name="actor"
        label={t('accounts.organisation.actor')}
        hint={t('accounts.organisation.actor-hint')}
        value={wrong ? typed(wrong.fields, 'actor') : values.actor}
        error={wrong?.errors.actor}
        maxlength={100}
        autocomplete="off"
      />
    </WriteForm>
  )
}

type ProviderProps = {
  words: Words
  organisation: Organisation
  provider: IdentityProvider | undefined
  /** What the provider has to be told. */
  callback: string
  wrong?: Wrong
}

/** Where the people of the organisation sign in otherwise, if they do. */
export function Provider({ words, organisation, provider, callback, wrong }: ProviderProps) {
  const { t, at } = words
  const value = (name: string, kept: string | undefined) => (wrong ? typed(wrong.fields, name) : kept)
  const field = { maxlength: 500, autocomplete: 'off' }
  return (
    <Section id="identity-provider" title={t('accounts.provider.title')}>
      <p>{t('accounts.provider.text')}</p>
      <p>
        {t('accounts.provider.callback')} <code class="secret-text">{callback}</code>
      </p>
      <WriteForm action={at(providerPath(organisation.id))} button={t('accounts.account.save')}>
        <TextField
          {...field}
          name="issuer"
          type="url"
          label={t('accounts.provider.issuer')}
          hint={t('accounts.provider.issuer-hint')}
          value={value('issuer', provider?.issuer)}
          error={wrong?.errors.issuer}
          required
        />
        <TextField
          {...field}
          name="clientId"
          label={t('accounts.provider.client-id')}
          value={value('clientId', provider?.clientId)}
          error={wrong?.errors.clientId}
          required
        />
        <TextField
          {...field}
          name="clientSecret"
          label={t('accounts.provider.client-secret')}
          hint={provider ? t('accounts.provider.secret-kept') : undefined}
          error={wrong?.errors.clientSecret}
          required={!provider}
        />
        <SelectField
          name="provesAddresses"
          label={t('accounts.provider.addresses')}
          hint={t('accounts.provider.addresses-hint')}
          error={wrong?.errors.provesAddresses}
          options={(['no', 'yes'] as const).map((answer) => ({
            value: answer,
            label: t(`accounts.provider.addresses-${answer}`),
            chosen: answer === value('provesAddresses', provider?.provesAddresses ? 'yes' : 'no'),
          }))}
        />
      </WriteForm>
      {provider && (
        <ActButton action={at(providerRemovalPath(organisation.id))} button={t('accounts.provider.remove')} />
      )}
    </Section>
  )
}

export function Removal({ words, action }: { words: Words; action: string }) {
  const { t } = words
  return (
    <Section id="removal" title={t('accounts.organisation.remove')}>
      <p>{t('accounts.organisation.remove-text')}</p>
      <ActButton action={action} button={t('accounts.organisation.remove')} />
    </Section>
  )
}

function roleOptions({ t }: Words, chosen: string) {
  return roles.map((role) => ({ value: role, label: t(`accounts.role.${role}`), chosen: role === chosen }))
}

type MembersProps = { words: Words; organisation: Organisation; members: readonly Member[]; wrong?: string }

export function Members({ words, organisation, members, wrong }: MembersProps) {
  const { t, language, at } = words
  const { id } = organisation
  return (
    <Section id="members" title={t('accounts.members.title')}>
      {wrong && (
        <Notice t={t} kind="warn">
          <p>{wrong}</p>
        </Notice>
      )}
      {members.length === 0 ? (
        <p>{t('accounts.members.none')}</p>
      ) : (
        <DataTable
          t={t}
          caption={t('accounts.members.title')}
          rows={members}
          columns={[
            { key: 'name', header: t('accounts.field.name'), cell: ({ name }) => name },
            { key: 'email', header: t('accounts.field.email'), cell: ({ email }) => email },
            {
              key: 'since',
              header: t('accounts.members.since'),
              nowrap: true,
              cell: ({ since }) => formatDay(since.toISOString().slice(0, 10), language),
            },
            {
              key: 'role',
              header: t('accounts.account.role'),
              cell: ({ person, name, role }) => (
                <form method="post" action={at(memberPath(id, person))} class="row-form">
                  <select name="role" aria-label={t('accounts.members.role-of', { name })}>
                    {roleOptions(words, role).map((option) => (
                      <option value={option.value} selected={option.chosen}>
                        {option.label}
                      </option>
                    ))}
                  </select>
                  <button type="submit" class="button plain" aria-label={t('accounts.members.change-of', { name })}>
                    {t('accounts.members.change')}
                  </button>
                </form>
              ),
            },
            {
              key: 'end',
              header: t('accounts.members.end'),
              cell: ({ person, name }) => (
                <ActButton
                  action={at(memberRemovalPath(id, person))}
                  button={t('accounts.members.end')}
                  label={t('accounts.members.end-of', { name })}
                />
              ),
            },
          ]}
        />
      )}
    </Section>
  )
}

type InvitationsProps = {
  words: Words
  organisation: Organisation
  invitations: readonly Invitation[]
  now: Date
  wrong?: Wrong
}

export function Invitations({ words, organisation, invitations, now, wrong }: InvitationsProps) {
  const { t, language, at } = words
  const day = (date: Date) => formatDay(date.toISOString().slice(0, 10), language)
  const chosen = (name: string, standard: string) => (wrong && typed(wrong.fields, name)) || standard
  return (
    <Section id="invitations" title={t('accounts.invite.title')}>
      {invitations.length > 0 && (
        <DataTable
          t={t}
          caption={t('accounts.invite.title')}
          rows={invitations}
          columns={[
            { key: 'email', header: t('accounts.field.email'), cell: ({ email }) => email },
            { key: 'role', header: t('accounts.account.role'), cell: ({ role }) => t(`accounts.role.${role}`) },
            { key: 'sent', header: t('accounts.invite.sent'), nowrap: true, cell: ({ sentAt }) => day(sentAt) },
            {
              key: 'state',
              header: t('accounts.invite.state'),
              cell: (invitation) =>
                t(`accounts.invite.state-${stateOf(invitation, now)}`, { day: day(invitation.expiresAt) }),
            },
            {
              key: 'withdraw',
              header: t('accounts.invite.withdraw'),
              cell: (invitation) =>
                stateOf(invitation, now) === 'open' && (
                  <ActButton
                    action={at(withdrawalPath(invitation.id))}
                    button={t('accounts.invite.withdraw')}
                    label={t('accounts.invite.withdraw-of', { email: invitation.email })}
                  />
                ),
            },
          ]}
        />
      )}
      <h3>{t('accounts.invite.new')}</h3>
      <WriteForm action={at(invitationsPath(organisation.id))} button={t('accounts.invite.send')}>
        <EmailField
          t={t}
          value={wrong && typed(wrong.fields, 'email')}
          error={wrong?.errors.email}
          hint={t('accounts.invite.email-hint', { days: invitationDays })}
        />
        <SelectField
          name="role"
          label={t('accounts.account.role')}
          error={wrong?.errors.role}
          options={roleOptions(words, chosen('role', 'contributor' satisfies Role))}
        />
        <SelectField
          name="language"
          label={t('accounts.invite.language')}
          error={wrong?.errors.language}
          options={languages.map((each) => ({
            value: each,
            label: t(`accounts.invite.in-${each}`),
            chosen: each === chosen('language', language),
          }))}
        />
      </WriteForm>
      <dl class="book-of-terms">
        {roles.map((role) => (
          <>
            <dt>{t(`accounts.role.${role}`)}</dt>
            <dd>{t(`accounts.role.${role}-text`)}</dd>
          </>
        ))}
      </dl>
    </Section>
  )
}
