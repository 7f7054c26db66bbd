// Records of actors put right: two of one body become one, or one of two bodies becomes two.
import { Hono, type Context } from 'hono'
import type { Child } from 'hono/jsx'
import type { Fields } from '#accounts/index.ts'
import type { AppEnv } from '#platform/http/app-env.ts'
import {
  factFields, findFact, judgeChanges, listFactsOfParties, mergeChanges, propose, readFactForm, readMergeGround, refuseMerge,
  splitChanges, type FactField, type MergeRefusal, type ProposedChange, type Proposals, type StandingFact,
} from '#register/index.ts' // prettier-ignore
import { TextField } from '#ui/controls/fields.tsx'
import { Notice } from '#ui/controls/notice.tsx'
import { PageHead } from '#ui/layout/page-head.tsx'
import { signedIn } from '../accounts/account.rules.ts'
import { chooseActor } from '../accounts/actor-choice.rules.ts'
import { readFields } from '../accounts/form.views.tsx'
import { fieldName } from '../changes/field-name.views.tsx'
import { showPage, siteFor, wordsFor, type SiteParts, type Words } from '../frame/frame.views.tsx'
import { Faults } from './diff.views.tsx'
import { showDraft, typedIn, warningsIn } from './draft-page.views.tsx'
import { addedFact, type Refusal } from './fact-draft.queries.ts'
import { noSuchFact } from './fact-form.pages.tsx'
import { Column, fieldRefusalInWords, MessageField, ShowButton, type FormState } from './fact-form.views.tsx'
import { factInWords } from './fact-words.views.tsx'
import { mergePath, proposalPath, splitPath } from './proposal.paths.ts'

/** What is wrong: in words beside fields, as refusals of the fields of facts, or with the facts. */
type Wrong = { said?: Readonly<Record<string, string>>; refused?: FormState['errors']; faults?: Parameters<typeof Faults>[0]; text?: string } // prettier-ignore

type Form = (typed: (name: string) => string, wrong: Wrong) => Child

export function actorRecordPages(parts: SiteParts, work: Proposals) {
  const { reader } = parts
  const census = () => parts.register.now().census

  const findActor = async (c: Context<AppEnv>): Promise<StandingFact> => {
    const actor = await findFact(reader, 'actors', c.req.param('id') ?? '')
    if (!actor) throw noSuchFact()
    return actor
  }

  const show = (
    c: Context<AppEnv>,
    page: { title: string; lead: string; form: Form },
    typed: (name: string) => string,
    wrong?: Wrong,
  ) => {
    const words = wordsFor(c)
    const { t } = words
    const state: FormState = { typed, errors: wrong?.refused ?? {}, notes: {} }
    return showPage(c, siteFor(c, parts), {
      title: page.title,
      description: page.title,
      isPrivate: true,
      status: wrong ? 422 : 200,
      body: (
        <>
          <PageHead title={page.title} lead={page.lead} />
          {wrong?.text && (
            <Notice t={t} kind="warn">
              <p>{wrong.text}</p>
            </Notice>
          )}
          {wrong?.faults && <Faults {...wrong.faults} />}
          <draft-keeper notice={t('proposals.draft.restored')} discard={t('proposals.draft.discard')}>
            <form method="post" action={new URL(c.req.url).pathname} class="fields">
              {page.form(typed, wrong ?? {})}
              <MessageField words={words} census={census()} state={state} />
              <ShowButton t={t} />
            </form>
          </draft-keeper>
        </>
      ),
    })
  }

  /** Looks at what would change, or sends it; `again` shows the form with what is wrong. */
  const pass = async (
    c: Context<AppEnv>,
    about: string,
    changes: readonly ProposedChange[],
    fields: Fields,
    again: (wrong: Wrong) => Response | Promise<Response>,
  ) => {
    const words = wordsFor(c)
    const typed = typedIn(fields)
    const judgement = await judgeChanges(reader, changes)
    const { findings, clashes } = judgement
    if (clashes.length > 0) return again({ text: words.t('proposals.form.come-between') })
    if (findings.some(({ isHard }) => isHard)) return again({ faults: { changes, words, known: census(), findings } })
    const draft = { about: { resource: 'actors', id: about } as const, changes, message: typed('message').trim() }
    if (typed('step') === 'send') {
      const whole = { ...draft, language: words.language, warnings: warningsIn(fields, findings) }
      const sent = await propose(work, signedIn(c), whole)
      if (sent.ok) return c.redirect(words.at(proposalPath(String(sent.id))), 303)
    }
    return showDraft(c, parts, { draft, judgement, fields, isAskedAgain: typed('step') === 'send' })
  }

  const mergeOf = (c: Context<AppEnv>, gone: StandingFact) => {
    const words = wordsFor(c)
    const { t } = words
    const form: Form = (typed, { said }) => (
      <TextField
        name="stays"
        label={t('proposals.merge.stays')}
        hint={t('proposals.merge.stays-hint')}
        value={typed('stays')}
        error={said?.stays}
        maxlength={200}
        autocomplete="off"
        required
      />
    )
    const name = String(gone.row[`name_${words.language}`])
    return { title: t('proposals.merge.title'), lead: t('proposals.merge.lead', { name, id: gone.id }), form }
  }

  const takeMerge = async (c: Context<AppEnv>) => {
    const words = wordsFor(c)
    const gone = await findActor(c)
    const fields = await readFields(c)
    const typed = typedIn(fields)
    const again = (wrong: Wrong) => show(c, mergeOf(c, gone), typed, wrong)
    if (typed('step') === 'edit') return show(c, mergeOf(c, gone), typed)
    const choice = chooseActor(census(), typed('stays'))
    const refused = messageRefusal(typed)
    if (!choice.ok) {
      const said = { stays: fieldRefusalInWords({ party: choice.refusal, near: choice.near }, words) }
      return again({ said, refused })
    }
    const stays = choice.actor === null ? undefined : await findFact(reader, 'actors', choice.actor)
    if (!stays) return again({ said: { stays: words.t('proposals.error.missing') }, refused })
    const ground = await readMergeGround(reader, gone, stays)
    const refusal = refuseMerge(ground)
    if (refusal) return again({ said: { stays: refusalInWords(refusal, gone, stays, words) }, refused })
    if (refused.message) return again({ refused })
    return pass(c, stays.id, mergeChanges(ground), fields, again)
  }

  const splitOf = async (c: Context<AppEnv>, old: StandingFact) => {
    const words = wordsFor(c)
    const { t } = words
    const cooperations = await listFactsOfParties(reader, [old.id])
    const form: Form = (typed, { said, refused }) => (
      <>
        <fieldset>
          <legend>{t('proposals.split.fresh')}</legend>
          <div class="fields">
            {splitFields.map((field) => (
              <Column
                {...{ words, field, name: field.column, resource: 'actors' }}
                census={census()}
                state={{ typed, errors: refused ?? {}, notes: {} }}
                agreements={[]}
                countries={[]}
              />
            ))}
          </div>
        </fieldset>
        <fieldset class="choices" aria-describedby={said?.moved && 'moved-error'}>
          <legend>{t('proposals.split.moved')}</legend>
          {said?.moved && (
            <p class="field-error" id="moved-error">
              {said.moved}
            </p>
          )}
          {cooperations.map(({ id, row }) => (
            <label>
              <input type="checkbox" name={movedField(id)} value="on" checked={typed(movedField(id)) === 'on'} />{' '}
              {factInWords('cooperations', row, words, census())}
            </label>
          ))}
        </fieldset>
      </>
    )
    const name = String(old.row[`name_${words.language}`])
    return {
      title: t('proposals.split.title'),
      lead: t('proposals.split.lead', { name, id: old.id }),
      form,
      cooperations,
    }
  }

  const takeSplit = async (c: Context<AppEnv>) => {
    const { t } = wordsFor(c)
    const old = await findActor(c)
    const fields = await readFields(c)
    const typed = typedIn(fields)
    const page = await splitOf(c, old)
    const again = (wrong: Wrong) => show(c, page, typed, wrong)
    if (typed('step') === 'edit') return show(c, page, typed)
    const { values, errors } = readFactForm('actors', (column) => (column === 'country' ? String(old.row.country) : typed(column))) // prettier-ignore
    const chosen = page.cooperations.filter(({ id }) => typed(movedField(id)) === 'on')
    const said: Record<string, string> = chosen.length === 0 ? { moved: t('proposals.split.none-moved') } : {}
    const refused: FormState['errors'] = { ...errors, ...messageRefusal(typed) }
    if (Object.keys(refused).length + Object.keys(said).length > 0) return again({ said, refused })
    const { parent = null, county = null } = old.row
    const fresh = await addedFact({ reader, given: new Set() }, 'actors', { ...values, parent, county })
    return pass(c, old.id, splitChanges(old, fresh, chosen), fields, again)
  }

  return new Hono<AppEnv>()
    .get(mergePath(':id'), async (c) => {
      const stays = c.req.query('stays') ?? ''
      return show(c, mergeOf(c, await findActor(c)), (name) => (name === 'stays' ? stays : ''))
    })
    .post(mergePath(':id'), takeMerge)
    .get(splitPath(':id'), async (c) => {
      const old = await findActor(c)
      return show(c, await splitOf(c, old), (name) => (name === 'kind' ? String(old.row.kind) : ''))
    })
    .post(splitPath(':id'), takeSplit)
}

/** Both bodies lie in the same country. */
const splitFields = (factFields.actors as readonly FactField[]).filter(({ column }) => column !== 'country')

function movedField(cooperation: string): string {
  return `moved ${cooperation}`
}

function messageRefusal(typed: (name: string) => string): { message?: Refusal } {
  const message = typed('message').trim()
  if (!message) return { message: 'missing' }
  return message.length > 1000 ? { message: 'too-long' } : {}
}

function refusalInWords(refusal: MergeRefusal, gone: StandingFact, stays: StandingFact, words: Words): string {
  const { t, vocabulary } = words
  switch (refusal.because) {
    case 'kind': {
      const kind = ({ row }: StandingFact) => vocabulary.label('actor_kind', String(row.kind))
      return t('proposals.merge.refused-kind', { gone: kind(gone), stays: kind(stays) })
    }
    case 'code': {
      const { column } = refusal
      const codes = { gone: String(gone.row[column]), stays: String(stays.row[column]) }
      return t('proposals.merge.refused-code', { ...codes, field: fieldName(column, words) })
    }
    case 'pairs': {
      const pairs = refusal.pairs.map((pair) => pair.join(' + ')).join('; ')
      return t('proposals.merge.refused-pairs', { pairs })
    }
    case 'itself':
    case 'country':
    case 'sides':
      return t(`proposals.merge.refused-${refusal.because}`)
  }
}
