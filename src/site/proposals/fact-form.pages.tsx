// Proposing a change: the form about a fact, what it would change, and sending it.
import { Hono, type Context } from 'hono'
import { may, type Fields } from '#accounts/index.ts'
import { readEvidenceBelow } from '#evidence/index.ts'
import type { AppEnv } from '#platform/http/app-env.ts'
import { Problem } from '#platform/http/problem.ts'
import {
  emptyValues, factFields, findProposal, judgeChanges, listCountries, mayProposeAbout, propose, readProposal, readBranch,
  revise, type ProposedChange, type Judgement, type ProposalWithChanges, type Proposals, type StandingFact,
} from '#register/index.ts' // prettier-ignore
import { PageHead } from '#ui/layout/page-head.tsx'
import { Notice } from '#ui/controls/notice.tsx'
import { signedIn } from '../accounts/account.rules.ts'
import { readFields } from '../accounts/form.views.tsx'
import { showPage, siteFor, wordsFor, type SiteParts } from '../frame/frame.views.tsx'
import { columnLabel, factInWords, valueInWords } from './fact-words.views.tsx'
import { Faults, nameOf } from './diff.views.tsx'
import {
  isNewCooperation, placeOfAddition, placeOfChange, readDraft, subjectFor, type FormPlace, type ReadDraft,
} from './fact-draft.queries.ts' // prettier-ignore
import { FactForm, type FormState } from './fact-form.views.tsx'
import { valuesOfProposal } from './fact-values.rules.ts'
import { showDraft, typedIn, warningsIn } from './draft-page.views.tsx'
import { additionPath, changePath, proposalPath } from './proposal.paths.ts'

export function factFormPages(parts: SiteParts, work: Proposals) {
  const { reader } = parts

  /** The form, at an address with `?of=`, `?proposal=` or `?report=`. */
  const showForm = async (
    c: Context<AppEnv>,
    place: FormPlace,
    state: FormState,
    trouble?: { judgement?: Judgement; changes: readonly ProposedChange[]; text?: string },
  ) => {
    const words = wordsFor(c)
    const { t } = words
    const { census } = parts.register.now()
    const around = place.act === 'change' ? place.fact : place.of
    const name = around && factInWords(around.resource, around.row, words, census)
    const title =
      place.act === 'change'
        ? t('proposals.act.change', { fact: name ?? '' })
        : t('proposals.form.add', { sort: t(`proposals.sort.${place.resource}`) })
    const subject = around && subjectFor(around.resource, around.id)
    const branch = subject?.resource === 'cooperations' ? await readBranch(reader, 'cooperations', subject.id) : []
    const sources = subject ? [...(await readEvidenceBelow(reader, subject.id)).sources.values()] : []
    const { pathname, search } = new URL(c.req.url)
    const reported = await answered(c)
    return showPage(c, siteFor(c, parts), {
      title,
      description: title,
      isPrivate: true,
      status: trouble ? 422 : 200,
      body: (
        <>
          <PageHead title={title} lead={t('proposals.form.lead')}>
            {place.act === 'add' && name && <p class="quiet">{name}</p>}
          </PageHead>
          {reported && (
            <Notice t={t} kind="info" title={t('proposals.report.quoted', { id: reported.id })}>
              <p class="as-typed">{reported.message}</p>
            </Notice>
          )}
          {trouble?.text && (
            <Notice t={t} kind="warn">
              <p>{trouble.text}</p>
            </Notice>
          )}
          {trouble?.judgement && (
            <Faults findings={trouble.judgement.findings} changes={trouble.changes} words={words} known={census} />
          )}
          <FactForm
            {...{ words, census, place, state }}
            action={pathname + search}
            sources={sources.filter(({ visibility }) => visibility === 'public')}
            agreements={branch.filter(({ resource, id }) => resource === 'agreements' && id !== idOf(place))}
            countries={(await listCountries(reader)).map(({ code }) => code)}
            hidden={place.act === 'change' ? { base: state.typed('base') || String(place.fact.base) } : {}}
          />
        </>
      ),
    })
  }

  /** A proposal that the form reopens, which must be one that the person may see. */
  const reopened = async (c: Context<AppEnv>): Promise<ProposalWithChanges | undefined> => {
    const id = c.req.query('proposal')
    return id ? readProposal(reader, signedIn(c), id) : undefined
  }

  /** The report that a curator makes a change of. */
  const answered = async (c: Context<AppEnv>): Promise<ProposalWithChanges | undefined> => {
    const id = c.req.query('report') ?? ''
    if (!/^\d{1,9}$/.test(id) || !may(signedIn(c).role, 'review')) return undefined
    const found = await findProposal(reader, Number(id))
    return found?.kind === 'report' ? found : undefined
  }

  const open = async (c: Context<AppEnv>, place: FormPlace) => {
    await mustBeOwn(c, place)
    const proposal = await reopened(c)
    const filled =
      place.act === 'change' ? place.fact.row : { ...emptyValues[place.resource], ...givenIn(place, c.req.query()) }
    const values = proposal ? { ...filled, ...valuesOfProposal(proposal.changes, place.resource), message: proposal.message } : filled // prettier-ignore
    const typed = (name: string) => String({ ...values }[name] ?? '')
    return showForm(c, place, { typed, errors: {}, notes: {} })
  }

  const take = async (c: Context<AppEnv>, place: FormPlace) => {
    const account = signedIn(c)
    await mustBeOwn(c, place)
    const words = wordsFor(c)
    const { census } = parts.register.now()
    const fields = await readFields(c)
    const typed = typedIn(fields)
    const draft = await readDraft(reader, census, place, typed)
    const blank: FormState = { typed, errors: draft.errors, notes: {} }
    if (Object.keys(draft.errors).length > 0) return showForm(c, place, blank, { changes: [] })
    if (typed('step') === 'edit') return showForm(c, place, blank)
    if (draft.changes.length === 0) {
      return showForm(c, place, blank, { changes: [], text: words.t('proposals.form.nothing-changed') })
    }
    const judgement = await judgeChanges(reader, draft.changes)
    const isFaulty = judgement.clashes.length > 0 || judgement.findings.some(({ isHard }) => isHard)
    if (isFaulty) {
      const state = besideFields(place, draft, judgement, fields, words, census)
      const text = judgement.clashes.length > 0 ? words.t('proposals.form.come-between') : undefined
      return showForm(c, place, state, { judgement, changes: draft.changes, text })
    }
    const again = await reopened(c)
    if (typed('step') === 'send') {
      const whole = {
        ...draft,
        language: words.language,
        warnings: warningsIn(fields, judgement.findings),
        answers: (await answered(c))?.id,
      }
      const sent = await (again ? revise(work, account, again.id, whole) : propose(work, account, whole))
      if (sent.ok) return c.redirect(words.at(proposalPath(String(sent.id))), 303)
    }
    return showDraft(c, parts, { draft, judgement, fields, isAskedAgain: typed('step') === 'send' })
  }

  /** Said before anybody has filled in a form in vain; sending asks again. */
  const mustBeOwn = async (c: Context<AppEnv>, place: FormPlace) => {
    const account = signedIn(c)
    const around = place.act === 'change' ? place.fact : place.of
    const cooperation =
      around && (await readBranch(reader, 'cooperations', subjectFor(around.resource, around.id).id)).at(-1)
    const parties = cooperation ? [String(cooperation.row.home), String(cooperation.row.counterpart)] : []
    const isFree = place.act === 'add' && !place.of && account.organisation.actor !== null
    if (isFree || mayProposeAbout(account, parties)) return
    throw new Problem('forbidden', 'register/not-your-facts', 'These are not facts of your organisation.', {
      text: (t) => t('proposals.refused.not-your-facts'),
    })
  }

  const addition = async (c: Context<AppEnv>) => {
    const place = await placeOfAddition(reader, c.req.param('resource') ?? '', c.req.query('of'))
    if (!place) throw noSuchFact()
    return place
  }
  const change = async (c: Context<AppEnv>) => {
    const place = await placeOfChange(reader, c.req.param('resource') ?? '', c.req.param('id') ?? '')
    if (!place) throw noSuchFact()
    return place
  }

  return new Hono<AppEnv>()
    .get(additionPath(':resource'), async (c) => open(c, await addition(c)))
    .post(additionPath(':resource'), async (c) => take(c, await addition(c)))
    .get(changePath(':resource', ':id'), async (c) => open(c, await change(c)))
    .post(changePath(':resource', ':id'), async (c) => take(c, await change(c)))
}

/** What an address gives for the fields of an addition, as a page does that suggests one. */
function givenIn({ resource }: FormPlace, query: Readonly<Record<string, string>>): Record<string, string> {
  const columns = factFields[resource].map(({ column }) => column)
  const others = [...additionFields, ...factFields.sources.map(({ column }) => `source.${column}`)]
  return Object.fromEntries([...columns, ...others].flatMap((name) => (query[name] ? [[name, query[name]]] : [])))
}

/** Fields of an addition that are no columns of the fact itself. */
const additionFields = ['home', 'counterpart', 'established', 'cited', 'locator', 'message']

export function noSuchFact(): Problem {
  return new Problem('not-found', 'register/no-such-fact', 'There is no such fact.')
}

function idOf(place: FormPlace): string | undefined {
  return place.act === 'change' ? place.fact.id : undefined
}

/** What is wrong and what has come between, beside the fields; the form then counts from what stands now. */
function besideFields(
  place: FormPlace,
  { changes }: ReadDraft,
  { findings, clashes, facts }: Judgement,
  fields: Fields,
  words: ReturnType<typeof wordsFor>,
  census: ReturnType<SiteParts['register']['now']>['census'],
): FormState {
  const { t } = words
  const main = changes[0]
  const notes: FormState['notes'] = {}
  for (const { resource, id, column, code, isHard } of findings) {
    const change = changes.find((one) => one.resource === resource && one.id === id)
    if (!change || !isHard) continue
    const isEstablished = isNewCooperation(place) && resource === 'events'
    const field = isEstablished ? 'established' : code === 'uncited' ? 'cited' : column
    notes[field] = t(`proposals.finding.${code}`, {
      fact: nameOf(change, words, census),
      field: columnLabel(column, words),
    })
  }
  for (const clash of clashes) {
    if (clash.kind !== 'field') continue
    const value = (which: 'seen' | 'standing') =>
      valueInWords(clash.resource, clash.column, clash[which], words, census) ?? t('proposals.diff.nothing')
    notes[clash.column] = t('proposals.form.meanwhile', { seen: value('seen'), standing: value('standing') })
  }
  const standing = main && facts.get(`${main.resource}/${main.id}`)
  const typed = (name: string) => (name === 'base' && standing ? String(standing.base) : typedIn(fields)(name))
  return { typed: withStanding(typed, main, standing), errors: {}, notes }
}

/** Fields that the person has not touched follow what stands now, so that sending again undoes nothing else. */
function withStanding(
  typed: FormState['typed'],
  change: ProposedChange | undefined,
  standing: StandingFact | undefined,
) {
  if (change?.act !== 'change' || !standing) return typed
  return (name: string) =>
    Object.hasOwn(standing.row, name) && !Object.hasOwn(change.fields, name)
      ? String(standing.row[name] ?? '')
      : typed(name)
}
