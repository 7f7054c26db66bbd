// Reading the minutes of a council: what they may decide on cooperations, for a person to confirm. Nothing is recorded here.
import { Hono, type Context } from 'hono'
import { typed } from '#accounts/index.ts'
import { listPageTexts } from '#evidence/index.ts'
import type { AppEnv } from '#platform/http/app-env.ts'
import { limitBody } from '#platform/http/guards.ts'
import { limitRate } from '#platform/http/rate-limit.ts'
import {
  listCooperations, longestMinutes, pagesOf, readMinutes, readNameBook, rowsOfParty, type Suggestion,
} from '#register/index.ts' // prettier-ignore
import { EmptyState } from '#ui/controls/empty-state.tsx'
import { PageHead } from '#ui/layout/page-head.tsx'
import { Section } from '#ui/layout/section.tsx'
import { signedIn } from '../accounts/account.rules.ts'
import { readFields, WriteForm } from '../accounts/form.views.tsx'
import { readDocument } from '../documents/document.pages.tsx'
import { documentMinutesPath } from '../documents/document.paths.ts'
import { showPage, siteFor, wordsFor, type SiteParts } from '../frame/frame.views.tsx'
import { findSourceNamed } from '../proposals/fact-draft.queries.ts'
import { fieldRefusalInWords } from '../proposals/fact-form.views.tsx'
import { minutesPath } from '../proposals/proposal.paths.ts'
import { largestText } from '../site.paths.ts'
import { MarkedText, MinutesForm, passagesOf, SuggestedDecision, type Pair } from './minutes.views.tsx'

/** A person goes through so many at a time; no meeting decides as much about cooperations. */
const mostSuggestions = 50

type Shown = {
  text: string
  cited: string
  error?: string
  citedError?: string
  /** Where the fault is not in what was written. */
  status?: 429
  read?: { pages: string[]; suggestions: Suggestion[]; source: string }
}

/** Reading a megabyte holds the program for seconds: nobody has the minutes of more meetings at once. */
const readings = { tries: 20, seconds: 600 }

export function minutesPages(parts: SiteParts) {
  const limit = limitRate(readings)

  const show = async (c: Context<AppEnv>, { text, cited, error, citedError, status, read }: Shown) => {
    const words = wordsFor(c)
    const { t, at } = words
    const { census } = parts.register.now()
    const title = t('minutes.title')
    const pairs = read ? await pairsOf(read.suggestions) : []
    return showPage(c, siteFor(c, parts), {
      title,
      description: t('minutes.lead'),
      isPrivate: true,
      status: status ?? (error || citedError ? 422 : 200),
      body: (
        <>
          <PageHead title={title} lead={t('minutes.lead')} />
          {read && read.suggestions.length === 0 && (
            <EmptyState title={t('minutes.nothing')}>{t('minutes.nothing-text')}</EmptyState>
          )}
          {read && read.suggestions.length > 0 && <p>{t('minutes.found', { count: read.suggestions.length })}</p>}
          {read?.suggestions.map((suggestion, index) => (
            <SuggestedDecision
              {...{ suggestion, pairs, census, words }}
              no={index + 1}
              cited={read.source}
              hasPages={read.pages.length > 1}
            />
          ))}
          {read && (
            <Section id="text" title={t('minutes.whole')}>
              <MarkedText pages={read.pages} passages={read.suggestions.flatMap(passagesOf)} words={words} />
            </Section>
          )}
          <Section id="read" title={t(read ? 'minutes.again' : 'minutes.paste')}>
            <WriteForm action={at(minutesPath)} button={t('minutes.read')}>
              <MinutesForm {...{ text, cited, error, citedError, words }} />
            </WriteForm>
          </Section>
        </>
      ),
    })
  }

  /** The cooperations that the register has of the pairs that are named. */
  const pairsOf = async (suggestions: readonly Suggestion[]): Promise<Pair[]> => {
    const { census } = parts.register.now()
    const { codeOf } = census.actors
    const nos = suggestions.flatMap(({ home, counterpart }) => {
      const other = codeOf.get(counterpart.value) ?? -1
      const rows = [...rowsOfParty(census, 'home', codeOf.get(home?.value ?? '') ?? -1)]
      return rows.filter((row) => census.counterpart[row] === other).flatMap((row) => census.no[row] ?? [])
    })
    return listCooperations(parts.reader, [...new Set(nos)])
  }

  const read = async (c: Context<AppEnv>, { text, cited }: Pick<Shown, 'text' | 'cited'>) => {
    const words = wordsFor(c)
    const { t } = words
    if (text.trim() === '') return show(c, { text, cited, error: t('proposals.error.missing') })
    if (text.length > longestMinutes)
      return show(c, { text, cited, error: t('minutes.too-long', { most: longestMinutes }) })
    const source = cited === '' ? '' : await findSourceNamed(parts.reader, cited)
    if (typeof source !== 'string') return show(c, { text, cited, citedError: fieldRefusalInWords(source, words) })
    const { left, seconds } = await limit.take(signedIn(c).person)
    if (left < 0) {
      c.header('retry-after', String(seconds))
      const waiting = { most: readings.tries, minutes: Math.ceil(seconds / 60) }
      return show(c, { text, cited, error: t('minutes.too-often', waiting), status: 429 })
    }
    const pages = pagesOf(text)
    const book = await readNameBook(parts.reader, parts.register.now().census)
    const suggestions = readMinutes(pages, book).slice(0, mostSuggestions)
    return show(c, { text, cited, read: { pages, suggestions, source } })
  }

  return new Hono<AppEnv>()
    .get(minutesPath, (c) => show(c, { text: '', cited: '' }))
    .post(minutesPath, limitBody(largestText), async (c) => {
      const fields = await readFields(c)
      return read(c, { text: typed(fields, 'text'), cited: typed(fields, 'cited').trim() })
    })
    .get(documentMinutesPath(':id'), async (c) => {
      const { file, hasPages, source } = await readDocument(c, parts)
      const pages = await listPageTexts(parts.reader, file)
      // Parts of what has no pages are ours, and no place that anybody could cite.
      return read(c, { text: pages.join(hasPages ? '\f' : '\n'), cited: source })
    })
}
