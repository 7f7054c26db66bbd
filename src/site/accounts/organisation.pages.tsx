// For administrators: organisations, who belongs to them, who is invited.
import { Hono, type Context } from 'hono'
import {
  addOrganisation, callbackAddress, changeOrganisation, changeRole, findIdentityProvider, findOrganisation, invite, listInvitations, listMembers,
  listOrganisations, readIdentityProviderForm, readInvitationForm, readOrganisationForm, readRoleForm,
  removeIdentityProvider, removeOrganisation, saveIdentityProvider, typed,
  withdrawInvitation, type Accounts, type Fields, type Organisation,
} from '#accounts/index.ts' // prettier-ignore
import type { AppEnv } from '#platform/http/app-env.ts'
import { Problem } from '#platform/http/problem.ts'
import { Breadcrumbs } from '#ui/controls/breadcrumbs.tsx'
import { DataTable } from '#ui/controls/data-table.tsx'
import { EmptyState } from '#ui/controls/empty-state.tsx'
import { PageHead } from '#ui/layout/page-head.tsx'
import { Section } from '#ui/layout/section.tsx'
import { showPage, siteFor, wordsFor, type SiteParts, type Words } from '../frame/frame.views.tsx'
import { actorName } from '../frame/naming.views.tsx'
import { actorPath } from '../site.paths.ts'
import {
  accountPath, invitationsPath, memberPath, memberRemovalPath, organisationPath, organisationsPath, providerPath,
  providerRemovalPath, removalPath,
  withdrawalPath,
} from './account.paths.ts' // prettier-ignore
import { signedIn } from './account.rules.ts'
import { chooseActor } from './actor-choice.rules.ts'
import { readFields, refusalText, type Wrong } from './form.views.tsx'
import { Invitations, Members, OrganisationForm, Provider, Removal } from './organisation.views.tsx'

export function organisationPages(parts: SiteParts, accounts: Accounts) {
  const { reader } = accounts.database

  const showList = async (c: Context<AppEnv>, wrong?: Wrong) => {
    const words = wordsFor(c)
    const title = words.t('accounts.organisations.title')
    const organisations = await listOrganisations(reader)
    const body = <OrganisationList {...{ words, parts, organisations, wrong }} />
    return showPage(c, siteFor(c, parts), {
      title,
      description: title,
      isPrivate: true,
      status: wrong ? 422 : 200,
      body,
    })
  }

  const showOne = async (c: Context<AppEnv>, id: string, wrong: WrongPart = {}) => {
    const words = wordsFor(c)
    const organisation = await findOrganisation(reader, id)
    if (!organisation) throw new Problem('not-found', 'accounts/no-such-organisation', 'There is no such organisation.')
    const [members, invitations] = await Promise.all([listMembers(reader, id), listInvitations(reader, id)])
    const provider = await findIdentityProvider(reader, id)
    const callback = callbackAddress(accounts.url, id)
    const { t, at } = words
    const crumbs = [
      { label: t('accounts.account.title'), href: at(accountPath) },
      { label: t('accounts.organisations.title'), href: at(organisationsPath) },
    ]
    return showPage(c, siteFor(c, parts), {
      title: organisation.name,
      isPrivate: true,
      description: t('accounts.organisation.description', { name: organisation.name }),
      status: Object.keys(wrong).length > 0 ? 422 : 200,
      body: (
        <>
          <PageHead title={organisation.name} above={<Breadcrumbs t={t} crumbs={crumbs} />}>
            <p class="quiet">
              <ActorOf {...{ words, parts, organisation }} />
            </p>
          </PageHead>
          <Members {...{ words, organisation, members }} wrong={wrong.member} />
          <Invitations {...{ words, organisation, invitations }} now={accounts.now()} wrong={wrong.invitation} />
          <Section id="organisation" title={t('accounts.organisation.particulars')}>
            <OrganisationForm
              words={words}
              action={at(organisationPath(id))}
              button={t('accounts.account.save')}
              values={{ name: organisation.name, actor: organisation.actor ?? '' }}
              wrong={wrong.particulars}
            />
          </Section>
          <Provider {...{ words, organisation, provider, callback }} wrong={wrong.provider} />
          {organisation.members === 0 && <Removal words={words} action={at(removalPath(id))} />}
        </>
      ),
    })
  }

  /** The form with its actor resolved, or what is wrong with it. */
  const readParticulars = (c: Context<AppEnv>, fields: Fields) => {
    const { t, language } = c.var
    const form = readOrganisationForm(fields)
    const choice = chooseActor(parts.register.now().census, typed(fields, 'actor'))
    if (form.ok && choice.ok) return { ok: true, value: { name: form.value.name, actor: choice.actor } } as const
    const errors: Wrong['errors'] = form.ok ? {} : { name: refusalText(t, form.errors.name) }
    if (!choice.ok) {
      const near = choice.near.map((actor) => `${actorName(actor, language)} (${actor.id})`).join(', ')
      errors.actor = [
        t(`accounts.organisation.actor-${choice.refusal}`),
        near && t('accounts.organisation.actor-near', { near }),
      ]
        .filter(Boolean)
        .join(' ')
    }
    return { ok: false, wrong: { fields, errors } } as const
  }

  return new Hono<AppEnv>()
    .get(organisationsPath, (c) => showList(c))
    .post(organisationsPath, async (c) => {
      const fields = await readFields(c)
      const form = readParticulars(c, fields)
      if (!form.ok) return showList(c, form.wrong)
      const added = await addOrganisation(accounts, signedIn(c), form.value)
      if (!added.ok) return showList(c, { fields, errors: { name: c.var.t(`accounts.organisation.${added.refusal}`) } })
      return c.redirect(wordsFor(c).at(organisationPath(added.id)), 303)
    })
    .get(organisationPath(':id'), (c) => showOne(c, c.req.param('id')))
    .post(organisationPath(':id'), async (c) => {
      const id = c.req.param('id')
      const fields = await readFields(c)
      const form = readParticulars(c, fields)
      if (!form.ok) return showOne(c, id, { particulars: form.wrong })
      const changed = await changeOrganisation(accounts, signedIn(c), id, form.value)
      if (!changed.ok) {
        const errors = { name: c.var.t(`accounts.organisation.${changed.refusal}`) }
        return showOne(c, id, { particulars: { fields, errors } })
      }
      return c.redirect(wordsFor(c).at(organisationPath(id)), 303)
    })
    .post(removalPath(':id'), async (c) => {
      const removed = await removeOrganisation(accounts, signedIn(c), c.req.param('id'))
      if (!removed.ok) {
        throw new Problem('conflict', 'accounts/organisation-has-members', 'People belong to this organisation.', {
          text: (t) => t('accounts.organisation.has-members'),
        })
      }
      return c.redirect(wordsFor(c).at(organisationsPath), 303)
    })
    .post(invitationsPath(':id'), async (c) => {
      const id = c.req.param('id')
      const { t } = c.var
      const fields = await readFields(c)
      const form = readInvitationForm(fields)
      if (!form.ok) {
        const { email, role, language } = form.errors
        const errors = { email: refusalText(t, email), role: refusalText(t, role), language: refusalText(t, language) }
        return showOne(c, id, { invitation: { fields, errors } })
      }
      const invited = await invite(accounts, signedIn(c), id, form.value)
      if (!invited.ok) {
        return showOne(c, id, { invitation: { fields, errors: { email: t(`accounts.invite.${invited.refusal}`) } } })
      }
      return c.redirect(wordsFor(c).at(`${organisationPath(id)}#invitations`), 303)
    })
    .post(providerPath(':id'), async (c) => {
      const id = c.req.param('id')
      const { t } = c.var
      const fields = await readFields(c)
      const form = readIdentityProviderForm(fields, accounts.url)
      if (!form.ok) {
        const { issuer, clientId, clientSecret, provesAddresses } = form.errors
        const errors = {
          issuer: refusalText(t, issuer),
          clientId: refusalText(t, clientId),
          clientSecret: refusalText(t, clientSecret),
          provesAddresses: refusalText(t, provesAddresses),
        }
        return showOne(c, id, { provider: { fields, errors } })
      }
      const saved = await saveIdentityProvider(accounts, signedIn(c), id, form.value)
      if (!saved.ok) {
        const field = saved.refusal === 'unreachable' ? 'issuer' : 'clientSecret'
        return showOne(c, id, { provider: { fields, errors: { [field]: t(`accounts.provider.${saved.refusal}`) } } })
      }
      return c.redirect(wordsFor(c).at(`${organisationPath(id)}#identity-provider`), 303)
    })
    .post(providerRemovalPath(':id'), async (c) => {
      const id = c.req.param('id')
      await removeIdentityProvider(accounts, signedIn(c), id)
      return c.redirect(wordsFor(c).at(`${organisationPath(id)}#identity-provider`), 303)
    })
    .post(withdrawalPath(':id'), async (c) => {
      const organisation = await withdrawInvitation(accounts, signedIn(c), c.req.param('id'))
      return c.redirect(wordsFor(c).at(`${organisationPath(organisation)}#invitations`), 303)
    })
    .post(memberPath(':id', ':person'), async (c) => {
      const { id, person } = c.req.param()
      const form = readRoleForm(await readFields(c))
      if (!form.ok) throw new Problem('invalid', 'accounts/no-such-role', 'There is no such role.')
      const changed = await changeRole(accounts, signedIn(c), person, form.value.role)
      if (!changed.ok) return showOne(c, id, { member: c.var.t(`accounts.members.${changed.refusal}`) })
      return c.redirect(wordsFor(c).at(`${organisationPath(id)}#members`), 303)
    })
    .post(memberRemovalPath(':id', ':person'), async (c) => {
      const { id, person } = c.req.param()
      const changed = await changeRole(accounts, signedIn(c), person, undefined)
      if (!changed.ok) return showOne(c, id, { member: c.var.t(`accounts.members.${changed.refusal}`) })
      return c.redirect(wordsFor(c).at(`${organisationPath(id)}#members`), 303)
    })
}

/** What is wrong, by the part of the page that it stands in. */
type WrongPart = { particulars?: Wrong; invitation?: Wrong; provider?: Wrong; member?: string }

function ActorOf({ words, parts, organisation }: { words: Words; parts: SiteParts; organisation: Organisation }) {
  const { t, at, language } = words
  if (!organisation.actor) return <>{t('accounts.organisations.no-actor')}</>
  const { actors } = parts.register.now().census
  const actor = actors.rows[actors.codeOf.get(organisation.actor) ?? -1]
  // An actor may have left the register since the organisation was tied to it.
  return actor ? <a href={at(actorPath(actor.id))}>{actorName(actor, language)}</a> : <>{organisation.actor}</>
}

type OrganisationListProps = { words: Words; parts: SiteParts; organisations: readonly Organisation[]; wrong?: Wrong }

function OrganisationList({ words, parts, organisations, wrong }: OrganisationListProps) {
  const { t, at } = words
  const crumbs = [{ label: t('accounts.account.title'), href: at(accountPath) }]
  return (
    <>
      <PageHead
        title={t('accounts.organisations.title')}
        lead={t('accounts.organisations.lead')}
        above={<Breadcrumbs t={t} crumbs={crumbs} />}
      />
      {organisations.length === 0 ? (
        <EmptyState title={t('accounts.organisations.none')} actions={[]} />
      ) : (
        <DataTable
          t={t}
          caption={t('accounts.organisations.title')}
          rows={organisations}
          columns={[
            {
              key: 'name',
              header: t('accounts.account.organisation'),
              cell: ({ id, name }) => <a href={at(organisationPath(id))}>{name}</a>,
            },
            {
              key: 'actor',
              header: t('accounts.organisations.actor'),
              cell: (organisation) => <ActorOf {...{ words, parts, organisation }} />,
            },
            { key: 'members', header: t('accounts.members.title'), align: 'end', cell: ({ members }) => members },
          ]}
        />
      )}
      <Section id="add" title={t('accounts.organisations.add')}>
        <OrganisationForm
          words={words}
          action={at(organisationsPath)}
          button={t('accounts.organisations.add')}
          values={{ name: '', actor: '' }}
          wrong={wrong}
        />
      </Section>
    </>
  )
}
