// Many rows at once: the grid, what it would change, and sending it.
import { Hono, type Context } from 'hono'
import { may } from '#accounts/index.ts'
import { readEvidenceBelow } from '#evidence/index.ts'
import type { AppEnv } from '#platform/http/app-env.ts'
import { limitBody } from '#platform/http/guards.ts'
import { Problem } from '#platform/http/problem.ts'
import { languages } from '#platform/i18n/language.ts'
import {
  factKey, foldWords, hasForm, judgeChanges, listCountries, listFactsOf, mayPropose, readProposal,
  propose, questionOf, revise, type Finding, type FormResource, type Judgement, type Proposals, type ProposalWithChanges,
  type ProposedChange, type Subject,
} from '#register/index.ts' // prettier-ignore
import { Notice } from '#ui/controls/notice.tsx'
import { PageHead } from '#ui/layout/page-head.tsx'
import { signedIn } from '../accounts/account.rules.ts'
import { readFields } from '../accounts/form.views.tsx'
import { showPage, siteFor, wordsFor, wordsIn, type SiteParts } from '../frame/frame.views.tsx'
import { Faults, findingInWords } from '../proposals/diff.views.tsx'
import { showDraft, typedIn, warningsIn } from '../proposals/draft-page.views.tsx'
import { readCitation, subjectFor, type ReadDraft } from '../proposals/fact-draft.queries.ts'
import { alikeAttributes, CitedFields, MessageField, ShowButton } from '../proposals/fact-form.views.tsx'
import { noSuchFact } from '../proposals/fact-form.pages.tsx'
import { factInWords, valueInWords } from '../proposals/fact-words.views.tsx'
import { gridPath, proposalPath } from '../proposals/proposal.paths.ts'
import { largestText } from '../site.paths.ts'
import type { CellWords } from './grid-cell.rules.ts'
import { gridColumns, isCitable, mostRows, mostShown } from './grid-columns.input.ts'
import { readGridDraft, type GridDraft } from './grid-draft.queries.ts'
import { pastedField, readGridRows, writeGridRows, type GridRow } from './grid-rows.input.ts'
import { refreshRows, rowsOfProposal } from './grid-refresh.input.ts'
import { readGridScope, type GridScope } from './grid-scope.queries.ts'
import { columnsByHead, faultInWords, GridFields, NoteList, type CellNote } from './grid.views.tsx'

/** What stands in the grid, and what is to be said of it. */
type GridState = {
  rows: readonly GridRow[]
  pasted: string
  typed: (name: string) => string
  notes: readonly CellNote[]
  errors: ReadDraft['errors']
  /** Said above the grid. */
  text?: string
  judgement?: { findings: readonly Finding[]; changes: readonly ProposedChange[] }
}

export function gridPages(parts: SiteParts, work: Proposals) {
  const { reader } = parts

  type Place = { resource: FormResource; scope: GridScope; cellWords: CellWords; countries: string[] }

  const placeOf = async (c: Context<AppEnv>): Promise<Place> => {
    const resource = c.req.param('resource') ?? ''
    const account = signedIn(c)
    const { language } = c.var
    const standing = parts.register.now()
    const search = questionOf(c)
    search.delete('proposal')
    const scope = hasForm(resource)
      ? await readGridScope({ reader, standing, account, language, search }, resource)
      : undefined
    if (!hasForm(resource) || !scope) throw noSuchFact()
    if (!may(account.role, 'propose-any') && account.organisation.actor === null) {
      throw new Problem('forbidden', 'register/not-your-facts', 'These are not facts of your organisation.', {
        text: (t) => t('proposals.refused.not-your-facts'),
      })
    }
    const { vocabularies, census } = standing
    const countries = (await listCountries(reader)).map(({ code }) => code)
    return { resource, scope, countries, cellWords: { words: wordsFor(c), vocabularies, census } }
  }

  const show = async (c: Context<AppEnv>, place: Place, state: GridState) => {
    const { resource, scope, cellWords, countries } = place
    const { words, census } = cellWords
    const { t } = words
    const title = t('proposals.grid.title', { sort: t(`proposals.grid.sort.${resource}`) })
    const indexOf = new Map(state.rows.map((row, index) => [row.id, index]))
    const { pathname, search } = new URL(c.req.url)
    const events = resource === 'reasons' ? await listFactsOf(reader, 'events', scope.cooperations) : []
    const [first] = scope.cooperations
    const sources = first === undefined ? [] : [...(await readEvidenceBelow(reader, first)).sources.values()]
    const isWrong = state.notes.some(({ isHard }) => isHard) || state.text || Object.keys(state.errors).length > 0
    const field = { words, census, state: { typed: state.typed, errors: state.errors, notes: {} } }
    return showPage(c, siteFor(c, parts), {
      title,
      description: title,
      isPrivate: true,
      wide: true,
      status: isWrong || state.judgement ? 422 : 200,
      body: (
        <>
          <PageHead title={title} lead={t('proposals.form.lead')}>
            {scope.of && <p class="quiet">{factInWords(scope.of.resource, scope.of.row, words, census)}</p>}
            <p class="quiet">
              {t('proposals.grid.shown', {
                shown: scope.facts.length,
                total: scope.total,
                more: scope.mayBeMore ? 'least' : scope.total > scope.facts.length ? 'yes' : 'no',
                most: mostRows,
              })}
              {(scope.mayBeMore || scope.total > mostShown) && ` ${t('proposals.grid.narrow')}`}
            </p>
          </PageHead>
          {state.text && (
            <Notice t={t} kind="warn">
              <p>{state.text}</p>
            </Notice>
          )}
          {state.judgement && <Faults {...state.judgement} words={words} known={census} />}
          <NoteList notes={state.notes} rows={state.rows} words={words} />
          <draft-keeper notice={t('proposals.draft.restored')} discard={t('proposals.draft.discard')}>
            <alike-names {...alikeAttributes(words)} sort={resource}>
              <form method="post" action={pathname + search} class="fields grid-form">
                <GridFields
                  {...{ resource, cellWords, countries }}
                  facts={scope.facts.map((fact) => {
                    const index = indexOf.get(fact.id)
                    return { fact, index, written: index === undefined ? undefined : state.rows[index] }
                  })}
                  rows={state.rows}
                  pasted={state.pasted}
                  notes={state.notes}
                  parents={resource === 'reasons' ? events.map(({ id }) => id) : scope.cooperations}
                />
                {isCitable(resource) && (
                  <CitedFields
                    {...field}
                    hint={t('proposals.grid.cited-hint')}
                    sources={sources.filter(({ visibility }) => visibility === 'public')}
                  />
                )}
                <MessageField {...field} />
                <ShowButton t={t} />
              </form>
            </alike-names>
          </draft-keeper>
        </>
      ),
    })
  }

  /** A proposal that the grid reopens, which must be one that the person may see. */
  const reopened = async (c: Context<AppEnv>): Promise<ProposalWithChanges | undefined> => {
    const id = c.req.query('proposal')
    return id ? readProposal(reader, signedIn(c), id) : undefined
  }

  const open = async (c: Context<AppEnv>) => {
    const place = await placeOf(c)
    const proposal = await reopened(c)
    const columns = gridColumns(place.resource).map(({ column }) => column)
    const { rows, values } = proposal
      ? rowsOfProposal(proposal.changes, place.resource, place.cellWords)
      : { rows: [], values: {} }
    const filled: Record<string, string | number | null> = { ...values, message: proposal?.message ?? null }
    const typed = (name: string) => String(filled[name] ?? '')
    return show(c, place, { rows, pasted: writeGridRows(rows, columns), typed, notes: [], errors: {} })
  }

  const take = async (c: Context<AppEnv>) => {
    const place = await placeOf(c)
    const { resource, cellWords, countries, scope } = place
    const { words } = cellWords
    const { t } = words
    const account = signedIn(c)
    const fields = await readFields(c)
    const typed = typedIn(fields)
    const errors: ReadDraft['errors'] = {}
    const message = typed('message').trim()
    if (!message) errors.message = 'missing'
    if (message.length > 1000) errors.message = 'too-long'
    const cited = isCitable(resource) ? await readCitation(reader, typed, errors, false) : undefined
    const blank: GridState = { rows: [], pasted: typed(pastedField), typed, notes: [], errors }
    const both = languages.map((language) => wordsIn(language, c.var.shown))
    const columns = gridColumns(resource).map(({ column }) => column)
    const read = readGridRows(fields, columns, columnsByHead(resource, both, foldWords))
    if (!read.ok) {
      const text = t('proposals.grid.unknown-heads', { heads: read.unknown.slice(0, 5).map((head) => `“${head}”`).join(', ') }) // prettier-ignore
      return show(c, place, { ...blank, rows: tableOnly(fields, columns), text })
    }
    const { rows } = read
    if (rows.length - scope.facts.length > mostRows)
      return show(c, place, { ...blank, rows, text: t('proposals.grid.too-many', { most: mostRows }) })
    const of = scope.of?.resource === 'cooperations' && resource !== 'reasons' ? scope.of.id : undefined
    const mayChange = may(account.role, 'propose-any') || isCitable(resource)
    const draft = await readGridDraft({ ...cellWords, reader, resource, countries, of, cited, mayChange }, rows)
    const faults = draft.faults.map((fault): CellNote => ({ ...fault, text: faultInWords(fault, words), isHard: true }))
    if (faults.length > 0 || Object.keys(errors).length > 0) return show(c, place, { ...blank, rows, notes: faults })
    if (draft.changes.length === 0) return show(c, place, { ...blank, rows, text: t('proposals.form.nothing-changed') })
    const judgement = await judgeChanges(reader, draft.changes)
    const said = notesOf(draft, judgement, resource, cellWords)
    said.notes.push(...foreign(draft, judgement, account, words))
    const isFaulty = judgement.clashes.length > 0 || said.notes.some(({ isHard }) => isHard) || said.others.some(({ isHard }) => isHard) // prettier-ignore
    if (isFaulty || typed('step') === 'edit') {
      const isBehind = judgement.clashes.length > 0
      const now = isBehind ? refreshRows(rows, draft, judgement, resource, cellWords) : rows
      const beside = isBehind ? writeGridRows(now.filter(({ at }) => 'line' in at), columns) : typed(pastedField) // prettier-ignore
      return show(c, place, {
        ...blank,
        rows: now,
        pasted: beside,
        notes: said.notes,
        text: isBehind ? t('proposals.form.come-between') : undefined,
        judgement: isFaulty && said.others.length > 0 ? { findings: said.others, changes: draft.changes } : undefined,
      })
    }
    const again = await reopened(c)
    const whole = { changes: draft.changes, message, about: subjectOfGrid(scope, draft.changes) }
    if (typed('step') === 'send') {
      const sending = { ...whole, language: words.language, warnings: warningsIn(fields, judgement.findings) }
      const sent = await (again ? revise(work, account, again.id, sending) : propose(work, account, sending))
      if (sent.ok) return c.redirect(words.at(proposalPath(String(sent.id))), 303)
    }
    return showDraft(c, parts, { draft: whole, judgement, fields, isAskedAgain: typed('step') === 'send' })
  }

  return new Hono<AppEnv>().get(gridPath(':resource'), open).post(gridPath(':resource'), limitBody(largestText), take)
}

function tableOnly(fields: Parameters<typeof readGridRows>[0], columns: readonly string[]): GridRow[] {
  const read = readGridRows({ ...fields, [pastedField]: '' }, columns, () => undefined)
  return read.ok ? read.rows : []
}

/** What the grid is of, or where that is a list, what its first change is about. */
function subjectOfGrid({ of }: GridScope, [first]: readonly ProposedChange[]): Subject {
  if (of) return { resource: of.resource, id: of.id }
  return first ? subjectFor(first.resource, first.id) : { resource: 'cooperations', id: '' }
}

/** Findings and clashes beside the cells that they are about; `others` are about facts that no row names. */
function notesOf(
  { changes, rowOf }: GridDraft,
  { findings, clashes }: Judgement,
  resource: FormResource,
  { words, census }: CellWords,
): { notes: CellNote[]; others: Finding[] } {
  const rowByFact = new Map(changes.map((change, at) => [factKey(change), rowOf[at] ?? 0]))
  const columns = new Set(gridColumns(resource).map(({ column }) => column))
  const notes: CellNote[] = []
  const others: Finding[] = []
  for (const finding of findings) {
    const row = rowByFact.get(factKey(finding))
    if (row === undefined) others.push(finding)
    else {
      const isBeginning = resource === 'cooperations' && finding.resource === 'events'
      const column = isBeginning ? 'established' : finding.code === 'uncited' ? 'cited' : finding.column
      const text = findingInWords(finding, { changes, words, known: census })
      notes.push({ row, column: columns.has(column) ? column : 'id', text, isHard: finding.isHard })
    }
  }
  for (const clash of clashes) {
    const row = rowByFact.get(factKey(clash)) ?? 0
    if (clash.kind !== 'field') {
      notes.push({ row, column: 'id', text: words.t(`proposals.clash.${clash.kind}`), isHard: true })
      continue
    }
    const value = (which: 'seen' | 'standing') =>
      valueInWords(clash.resource, clash.column, clash[which], words, census) ?? words.t('proposals.diff.nothing')
    const text = words.t('proposals.form.meanwhile', { seen: value('seen'), standing: value('standing') })
    notes.push({ row, column: clash.column, text, isHard: true })
  }
  return { notes, others }
}

/** Rows that are not the person's to change: said here, because sending them would refuse all. */
function foreign(
  { changes, rowOf }: GridDraft,
  { facts }: Judgement,
  account: ReturnType<typeof signedIn>,
  words: CellWords['words'],
): CellNote[] {
  const partiesOf = (id: string) => facts.get(factKey({ resource: 'cooperations', id }))?.row
  const byRow = Map.groupBy(changes.map((change, at) => ({ change, row: rowOf[at] ?? 0 })), ({ row }) => row) // prettier-ignore
  return [...byRow].flatMap(([row, of]) => {
    const isOwn = mayPropose(account, of.map(({ change }) => change), partiesOf) // prettier-ignore
    return isOwn ? [] : [{ row, column: 'id', text: words.t('proposals.grid.error-not-yours'), isHard: true }]
  })
}
