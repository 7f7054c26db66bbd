// The text of a page with its passages, who rests on them, and pointing out another one.
import { markPassages, mostQuoted, type Citation, type Document, type Passage } from '#evidence/index.ts'
import { SelectField, TextField } from '#ui/controls/fields.tsx'
import { ActButton, WriteForm } from '../accounts/form.views.tsx'
import type { Words } from '../frame/frame.views.tsx'
import { locatorInWords } from '../frame/naming.views.tsx'
import { factPath, type CitedFact } from '../profiles/cited-fact.queries.ts'
import { documentActPath, passagePath } from './document.paths.ts'

/** What could not be done, and what had been typed. */
export type Trouble = {
  act: 'accept' | 'refuse' | 'withdraw' | 'quote'
  error: string
  quote?: string
  citation?: string
}

export function citationKey({ factId, id }: Pick<Citation, 'factId' | 'id'>): string {
  return `${factId} ${id}`
}

/** The first stretch of each passage carries its name, so that links lead to it. */
export function MarkedText({ text, passages }: { text: string; passages: readonly Passage[] }) {
  const named = new Set<number>()
  return (
    <div class="page-text">
      {markPassages(text, passages).map((stretch) => {
        if (stretch.passages.length === 0) return stretch.text
        const first = stretch.passages.filter((id) => !named.has(id))
        for (const id of first) named.add(id)
        return (
          <>
            {first.map((id) => (
              <span id={`passage-${id}`} />
            ))}
            <mark>{stretch.text}</mark>
          </>
        )
      })}
    </div>
  )
}

/** What a fact is called in a list of citations. */
function factInWords({ citation, label, detail }: CitedFact, { t }: Words): string {
  const place = citation.locator && locatorInWords(citation.locator, t)
  return [label, detail, t(`site.fact.${citation.factTable}`), place].filter(Boolean).join(', ')
}

type ListProps = {
  document: Document
  passages: readonly Passage[]
  facts: readonly CitedFact[]
  mayDecide: boolean
  words: Words
}

/** Every passage of the document: its words, the facts that rest on them, the page. */
export function PassageList({ document, passages, facts, mayDecide, words }: ListProps) {
  const { t, at, today } = words
  const factOf = new Map(facts.map((fact) => [citationKey(fact.citation), fact]))
  return (
    <ul class="plain-list passages">
      {passages.map((passage) => {
        const fact = factOf.get(citationKey({ factId: passage.factId, id: passage.citation }))
        if (!fact) return null
        return (
          <li>
            <blockquote>{passage.quote}</blockquote>
            <p>
              <a href={at(factPath(fact.citation))}>{factInWords(fact, words)}</a>{' '}
              <span class="quiet">
                {words.vocabulary.label('fact_stance', fact.citation.stance)} ·{' '}
                <a href={at(passagePath(passage))}>
                  {document.hasPages ? t('evidence.document.page', { page: passage.page }) : t('evidence.passage.show')}
                  <span class="visually-hidden">: {passage.quote}</span>
                </a>
              </span>
            </p>
            {mayDecide && (
              <ActButton
                action={today(documentActPath(document.id, 'passages/removal'))}
                button={t('evidence.passage.remove')}
                label={t('evidence.passage.remove-of', { quote: passage.quote })}
                hidden={{ passage: String(passage.id), page: String(passage.page) }}
              />
            )}
          </li>
        )
      })}
    </ul>
  )
}

type FormProps = {
  document: Document
  page: number
  facts: readonly CitedFact[]
  trouble: Trouble | undefined
  words: Words
}

/** For curators: which citation rests on which words of the page. */
export function PassageForm({ document, page, facts, trouble, words }: FormProps) {
  const { t, today } = words
  return (
    <WriteForm action={today(documentActPath(document.id, 'passages'))} button={t('evidence.passage.add')} plain>
      <input type="hidden" name="page" value={page} />
      <SelectField
        name="citation"
        label={t('evidence.passage.citation')}
        options={facts.map((fact) => ({
          value: citationKey(fact.citation),
          label: factInWords(fact, words),
          chosen: trouble?.citation === citationKey(fact.citation),
        }))}
        required
      />
      <TextField
        name="quote"
        label={t('evidence.passage.quote')}
        hint={t('evidence.passage.quote-hint', { page })}
        value={trouble?.quote}
        error={trouble?.act === 'quote' ? trouble.error : undefined}
        maxlength={mostQuoted}
        rows={4}
        required
      />
    </WriteForm>
  )
}
