// One piece of evidence under seal: what everybody concerned may know of it, opening it, and what is decided about it.
import { Hono, type Context } from 'hono'
import { giveSecondFactor, may, roles, typed, type Account } from '#accounts/index.ts'
import {
  decide, decisionActs, isRecentlyProved, knownSeal, listFindings, listGrantable, listOpenings, listReviewers, mayOpen, noGrant, openSeal, proposeDecision,
  readReason, readUntil, revokeGrant, reviewSeal, todayOf, hasOpened, type Seals,
} from '#evidence/index.ts' // prettier-ignore
import type { AppEnv } from '#platform/http/app-env.ts'
import { Problem } from '#platform/http/problem.ts'
import { signedIn } from '../accounts/account.rules.ts'
import { readFields } from '../accounts/form.views.tsx'
import { tryCode } from '../accounts/second-factor.pages.tsx'
import { showPage, siteFor, wordsFor, type SiteParts } from '../frame/frame.views.tsx'
import { decisionPath, sealActPath, sealPath } from './seal.paths.ts'
import { OpenedSeal, SealBody, type SealTrouble } from './seal.views.tsx'

const grantableRoles = roles.filter((role) => may(role, 'work-sealed'))

export function sealPages(parts: SiteParts, seals: Seals) {
  const { reader } = parts
  const { accounts } = seals

  const show = async (c: Context<AppEnv>, trouble: SealTrouble = {}) => {
    const words = wordsFor(c)
    const account = await proved(c)
    const { seal, decisions } = await knownSeal(reader, seals, account, c.req.param('id') ?? '')
    const title = words.t('seals.page.title', { id: seal.id })
    return showPage(c, siteFor(c, parts), {
      title,
      description: words.t('seals.title'),
      isPrivate: true,
      status: Object.keys(trouble).length > 0 ? 422 : 200,
      body: (
        <SealBody
          {...{ words, account, seal, decisions, trouble }}
          ring={seals.ring}
          now={accounts.now()}
          openings={await listOpenings(reader, seal.id)}
          reviewers={await listReviewers(reader, seal.id)}
          hasOpened={await hasOpened(reader, seal.id, account.person)}
          findings={await listFindings(reader, seal.id)}
          grantable={await listGrantable(reader, grantableRoles)}
        />
      ),
    })
  }

  const toPage = (c: Context<AppEnv>, part = '') => {
    const { at } = wordsFor(c)
    return c.redirect(at(sealPath(c.req.param('id') ?? '')) + part, 303)
  }

  /** The account as it is once a code that came with this request has been given. */
  const proved = async (c: Context<AppEnv>): Promise<Account> => {
    const account = signedIn(c)
    return justProved.has(c) ? { ...account, codeGivenAt: accounts.now() } : account
  }
  const justProved = new WeakSet<Context<AppEnv>>()

  /** Whether a code has been given lately, or came right with this form. */
  const prove = async (c: Context<AppEnv>): Promise<boolean> => {
    const account = signedIn(c)
    if (isRecentlyProved(account, accounts.now())) return true
    // Nothing typed is no try: tries are counted.
    if (!typed(await readFields(c), 'code').trim()) return false
    const isGiven = await tryCode(accounts, c, account, (code) => giveSecondFactor(accounts, account, code))
    if (isGiven) justProved.add(c)
    return isGiven === true
  }

  /** Before anything else is looked at: whoever may not know of it learns nothing, not even from what is wrong with a form. */
  const mustKnow = (c: Context<AppEnv>) => knownSeal(reader, seals, signedIn(c), c.req.param('id') ?? '')

  return (
    new Hono<AppEnv>()
      .get(sealPath(':id'), (c) => show(c))
      // What a form was answered with has no address of its own; the link to the other language leads here.
      .get(`${sealPath(':id')}/:act`, (c) => toPage(c))
      .post(sealActPath(':id', 'code'), async (c) => {
        await mustKnow(c)
        return (await prove(c))
          ? toPage(c, '#findings')
          : show(c, { part: 'code', errors: { code: c.var.t('accounts.code.wrong') } })
      })
      .post(sealActPath(':id', 'opening'), async (c) => {
        const { seal, decisions } = await mustKnow(c)
        if (!mayOpen(signedIn(c), seal, decisions, todayOf(seals))) throw noGrant()
        const words = wordsFor(c)
        const fields = await readFields(c)
        const purpose = readReason(fields.purpose)
        if (!purpose.ok) {
          return show(c, { part: 'opening', fields, errors: { purpose: words.t(`seals.error.${purpose.refusal}`) } })
        }
        if (!(await prove(c))) {
          return show(c, { part: 'opening', fields, errors: { code: words.t('accounts.code.wrong') } })
        }
        const account = await proved(c)
        const id = c.req.param('id')
        const secret = await openSeal(seals, account, id, purpose.reason)
        const title = words.t('seals.page.title', { id })
        return showPage(c, siteFor(c, parts), {
          title,
          description: words.t('seals.title'),
          isPrivate: true,
          body: <OpenedSeal {...{ words, id, secret }} />,
        })
      })
      .post(sealActPath(':id', 'review'), async (c) => {
        await reviewSeal(seals, signedIn(c), c.req.param('id'))
        return toPage(c, '#opening')
      })
      .post(sealActPath(':id', 'decisions'), async (c) => {
        await mustKnow(c)
        const fields = await readFields(c)
        const { t } = c.var
        const act = decisionActs.find((one) => one === fields.act)
        if (!act || act === 'seal') throw new Problem('invalid', 'evidence/no-such-act', 'There is no such decision.')
        const reason = readReason(fields.reason)
        const needsDay = act === 'grant' || act === 'prolong'
        const until = needsDay ? readUntil(fields.until, todayOf(seals)) : undefined
        if (!reason.ok || until?.ok === false) {
          const errors = {
            reason: reason.ok ? undefined : t(`seals.error.${reason.refusal}`),
            until: until?.ok === false ? t(`seals.error.${until.refusal}`) : undefined,
          }
          return show(c, { part: partOf(act), fields, errors })
        }
        const person = act === 'grant' ? typed(fields, 'person') : undefined
        if (person !== undefined) await mustBeGrantable(person)
        const finding = act === 'rule' ? typed(fields, 'finding') : undefined
        const proposal = { act, person, finding, until: until?.day, reason: reason.reason }
        await proposeDecision(seals, signedIn(c), c.req.param('id'), proposal)
        return toPage(c, '#decisions')
      })
      .post(decisionPath(':id', ':decision', 'confirmation'), (c) => follow(c, 'confirmed'))
      .post(decisionPath(':id', ':decision', 'refusal'), (c) => follow(c, 'declined'))
      .post(decisionPath(':id', ':decision', 'withdrawal'), (c) => follow(c, 'withdrawn'))
      .post(decisionPath(':id', ':decision', 'revocation'), async (c) => {
        const { id, decision } = c.req.param()
        await revokeGrant(seals, signedIn(c), id, decision)
        return toPage(c, '#grants')
      })
  )

  async function mustBeGrantable(person: string): Promise<void> {
    const members = await listGrantable(reader, grantableRoles)
    if (members.some((one) => one.person === person)) return
    throw new Problem('invalid', 'evidence/no-such-member', 'There is no such member.')
  }

  async function follow(c: Context<AppEnv>, verdict: 'confirmed' | 'declined' | 'withdrawn') {
    await decide(seals, signedIn(c), c.req.param('id') ?? '', c.req.param('decision') ?? '', verdict)
    return toPage(c, '#decisions')
  }
}

/** Which form of the page it was. */
function partOf(act: 'grant' | 'rule' | 'prolong' | 'unseal' | 'destroy'): 'grant' | 'rule' | 'end' {
  return act === 'grant' || act === 'rule' ? act : 'end'
}
