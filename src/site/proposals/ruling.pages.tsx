// Ruling on a conflict: which statements the register follows, and why. Those that it does not follow stay, with their sources.
import { Hono, type Context } from 'hono'
import type { Fields } from '#accounts/index.ts'
import type { AppEnv } from '#platform/http/app-env.ts'
import {
  changeOf, findFact, findVersion, judgeChanges, listStatements, propose, type ProposedChange, type Proposals, type StandingFact,
} from '#register/index.ts' // prettier-ignore
import { SelectField, TextField } from '#ui/controls/fields.tsx'
import { Notice } from '#ui/controls/notice.tsx'
import { PageHead } from '#ui/layout/page-head.tsx'
import { signedIn } from '../accounts/account.rules.ts'
import { readFields } from '../accounts/form.views.tsx'
import { showPage, siteFor, wordsFor, type SiteParts } from '../frame/frame.views.tsx'
import { Faults } from './diff.views.tsx'
import { showDraft, typedIn, warningsIn } from './draft-page.views.tsx'
import { noSuchFact } from './fact-form.pages.tsx'
import { ShowButton } from './fact-form.views.tsx'
import { proposalPath, rulingPath } from './proposal.paths.ts'

/** A conflict with its statements, and the events that record what these say. */
type Disputed = { conflict: StandingFact; statements: StandingFact[]; events: StandingFact[] }

const longest = 2000

export function rulingPages(parts: SiteParts, work: Proposals) {
  const { reader } = parts

  const readDisputed = async (c: Context<AppEnv>): Promise<Disputed> => {
    const conflict = await findFact(reader, 'conflicts', c.req.param('id') ?? '')
    if (!conflict) throw noSuchFact()
    const statements = await listStatements(reader, conflict.id)
    const ids = statements.flatMap(({ row }) => (row.event === null ? [] : [String(row.event)]))
    const events = await Promise.all(ids.map((id) => findFact(reader, 'events', id)))
    return { conflict, statements, events: events.flatMap((event) => event ?? []) }
  }

  const show = async (
    c: Context<AppEnv>,
    { conflict, statements, events }: Disputed,
    typed: (name: string) => string,
    wrong?: { errors: Partial<Record<string, string>>; text?: string; faults?: Parameters<typeof Faults>[0] },
  ) => {
    const words = wordsFor(c)
    const { t, vocabulary, language } = words
    const point = String(conflict.row[`title_${language}`])
    const title = t('proposals.ruling.title')
    return showPage(c, siteFor(c, parts), {
      title,
      description: title,
      isPrivate: true,
      status: wrong ? 422 : 200,
      body: (
        <>
          <PageHead title={title} lead={point}>
            <p class="quiet">{t('proposals.ruling.lead')}</p>
          </PageHead>
          {wrong?.text && (
            <Notice t={t} kind="warn">
              <p>{wrong.text}</p>
            </Notice>
          )}
          {wrong?.faults && <Faults {...wrong.faults} />}
          <draft-keeper notice={t('proposals.draft.restored')} discard={t('proposals.draft.discard')}>
            <form method="post" action={new URL(c.req.url).pathname} class="fields">
              {[conflict, ...statements, ...events].map((fact) => (
                <input type="hidden" name={baseField(fact)} value={String(fact.base)} />
              ))}
              {statements.map((statement, index) => (
                <SelectField
                  name={rankField(statement)}
                  id={`rank-${index}`}
                  label={t('proposals.ruling.rank', {
                    source: String(statement.row.source),
                    says: String(statement.row[`says_${language}`]),
                  })}
                  options={vocabulary.codes('rank').map(({ code }) => ({
                    value: code,
                    label: vocabulary.label('rank', code),
                    chosen: typed(rankField(statement)) === code,
                  }))}
                />
              ))}
              {(['ruling_sv', 'ruling_en'] as const).map((column) => (
                <TextField
                  name={column}
                  label={t(`proposals.column.${column}`)}
                  value={typed(column)}
                  error={wrong?.errors[column]}
                  rows={4}
                  maxlength={longest}
                  required
                />
              ))}
              <TextField
                name="message"
                label={t('proposals.field.message')}
                hint={t('proposals.hint.message')}
                value={typed('message')}
                error={wrong?.errors.message}
                rows={3}
                maxlength={1000}
                required
              />
              <ShowButton t={t} />
            </form>
          </draft-keeper>
        </>
      ),
    })
  }

  const asItStands = ({ conflict, statements }: Disputed) => {
    const values: Record<string, string> = {
      ruling_sv: String(conflict.row.ruling_sv),
      ruling_en: String(conflict.row.ruling_en),
      ...Object.fromEntries(statements.map((statement) => [rankField(statement), String(statement.row.rank)])),
    }
    return (name: string) => values[name] ?? ''
  }

  const take = async (c: Context<AppEnv>) => {
    const words = wordsFor(c)
    const { t } = words
    const disputed = await readDisputed(c)
    const fields = await readFields(c)
    const typed = typedIn(fields)
    const errors = Object.fromEntries(
      ['ruling_sv', 'ruling_en', 'message'].flatMap((name) => {
        if (!typed(name).trim()) return [[name, t('proposals.error.missing')]]
        return typed(name).length > longest ? [[name, t('proposals.error.too-long')]] : []
      }),
    )
    if (Object.keys(errors).length > 0) return show(c, disputed, typed, { errors })
    if (typed('step') === 'edit') return show(c, disputed, typed)
    const changes = await changesOf(disputed, fields)
    if (changes.length === 0) return show(c, disputed, typed, { errors: {}, text: t('proposals.form.nothing-changed') })
    const judgement = await judgeChanges(reader, changes)
    const { findings, clashes } = judgement
    if (clashes.length > 0) return show(c, disputed, typed, { errors: {}, text: t('proposals.form.come-between') })
    const props = { changes, words, known: parts.register.now().census }
    if (findings.some(({ isHard }) => isHard))
      return show(c, disputed, typed, { errors: {}, faults: { ...props, findings } })
    const about = { resource: 'conflicts', id: disputed.conflict.id } as const
    const draft = { about, changes, message: typed('message').trim() }
    if (typed('step') === 'send') {
      const whole = { ...draft, language: words.language, warnings: warningsIn(fields, findings) }
      const sent = await propose(work, signedIn(c), whole)
      if (sent.ok) return c.redirect(words.at(proposalPath(String(sent.id))), 303)
    }
    return showDraft(c, parts, { draft, judgement, fields, isAskedAgain: typed('step') === 'send' })
  }

  /** Ranks of statements, those of the events that record them, and the words of the ruling. */
  const changesOf = async ({ conflict, statements, events }: Disputed, fields: Fields): Promise<ProposedChange[]> => {
    const typed = typedIn(fields)
    const ranks = ['preferred', 'normal', 'deprecated']
    const rankOf = (statement: StandingFact) => {
      const rank = typed(rankField(statement))
      return ranks.includes(rank) ? rank : String(statement.row.rank)
    }
    const wanted = [
      { fact: conflict, values: { ruling_sv: typed('ruling_sv').trim(), ruling_en: typed('ruling_en').trim() } },
      ...statements.map((fact) => ({ fact, values: { rank: rankOf(fact) } })),
      ...events.flatMap((fact) => {
        const statement = statements.find(({ row }) => row.event === fact.id)
        return statement ? [{ fact, values: { rank: rankOf(statement) } }] : []
      }),
    ]
    const changes = await Promise.all(
      wanted.map(async ({ fact, values }) => {
        const base = Number(typed(baseField(fact))) || fact.base
        const row = base === fact.base ? fact.row : await findVersion(reader, fact.resource, fact.id, base)
        return changeOf({ ...fact, base, row: row ?? fact.row }, values)
      }),
    )
    return changes.flatMap((change) => change ?? [])
  }

  return new Hono<AppEnv>()
    .get(rulingPath(':id'), async (c) => {
      const disputed = await readDisputed(c)
      return show(c, disputed, asItStands(disputed))
    })
    .post(rulingPath(':id'), take)
}

function rankField({ id }: StandingFact): string {
  return `rank ${id}`
}

/** The version of a fact that the form was filled from. */
function baseField({ resource, id }: StandingFact): string {
  return `base ${resource} ${id}`
}
