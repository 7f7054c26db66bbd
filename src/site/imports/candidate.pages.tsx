// The candidates of a list: what it says, which actors of the register they are, and where the register says otherwise.
import { Hono, type Context } from 'hono'
import type { AppEnv } from '#platform/http/app-env.ts'
import { Problem } from '#platform/http/problem.ts'
import {
  compareWithCensus, comparisons, countCandidates, findImportList, isComparison, listCandidates, listCooperations,
  listPlaceCountries, matchings, previousCandidatePage, removeImportList, withActorsSince, type Candidate, type CandidateFilter,
  type ImportList,
} from '#register/index.ts' // prettier-ignore
import { Breadcrumbs } from '#ui/controls/breadcrumbs.tsx'
import { EmptyState } from '#ui/controls/empty-state.tsx'
import { SelectField, TextField } from '#ui/controls/fields.tsx'
import { KeysetPager } from '#ui/controls/keyset-pager.tsx'
import { PageHead } from '#ui/layout/page-head.tsx'
import { Section } from '#ui/layout/section.tsx'
import { ActButton } from '../accounts/form.views.tsx'
import { showPage, siteFor, wordsFor, type SiteParts, type Words } from '../frame/frame.views.tsx'
import { countriesByName } from '../frame/naming.views.tsx'
import { CandidateTable, type ComparedCandidate } from './candidate.views.tsx'
import type { ImportPagesWork } from './import-list.pages.tsx'
import { candidatesPath, importListPath, importsPath, listRemovalPath, placesPath } from './import.paths.ts'

const onPage = 50

export function candidatePages(parts: SiteParts, work: ImportPagesWork) {
  const { reader } = parts

  return new Hono<AppEnv>()
    .get(importListPath(':list'), async (c) => {
      const list = await findListOf(c, parts)
      const words = wordsFor(c)
      const { t, today } = words
      const { census } = parts.register.now()
      const { filter, query, after } = readFilter(c)
      const page = await listCandidates(reader, census, list.id, filter, { after, limit: onPage })
      const previous = after > 0 ? await previousCandidatePage(reader, census, list.id, filter, { after, limit: onPage }) : 0 // prettier-ignore
      const last = page.rows.at(-1)
      const isMore = page.before + page.rows.length < page.total
      const counts = await countCandidates(reader, census, list.id)
      const title = t('imports.candidates-of', { list: list.title })
      return showPage(c, siteFor(c, parts), {
        title,
        description: title,
        isPrivate: true,
        wide: true,
        body: (
          <>
            <PageHead
              title={list.title}
              lead={t('imports.candidates-lead')}
              above={<Breadcrumbs t={t} crumbs={[{ label: t('imports.title'), href: today(importsPath) }]} />}
            >
              <ListFacts list={list} words={words} />
              {counts.unsure > 0 && (
                <p>
                  <a href={today(placesPath(String(list.id)))}>{t('imports.to-places')}</a>
                </p>
              )}
            </PageHead>
            <FilterForm
              {...{ list, query, words, counts }}
              countries={(await listPlaceCountries(reader, list.id)).map(({ country }) => country)}
            />
            <Section id="candidates" title={t('imports.candidates-count', { count: page.total })}>
              {page.rows.length === 0 ? (
                <EmptyState
                  title={t('imports.no-candidates')}
                  actions={[{ label: t('imports.all'), href: today(candidatesPath(list.id)) }]}
                />
              ) : (
                <>
                  <CandidateTable {...{ list, census, words }} rows={await compared(page.rows)} />
                  <KeysetPager
                    t={t}
                    from={page.before + 1}
                    to={page.before + page.rows.length}
                    total={page.total}
                    previousHref={after > 0 ? today(candidatesPath(list.id, { ...query, after: String(previous) })) : undefined} // prettier-ignore
                    nextHref={last && isMore ? today(candidatesPath(list.id, { ...query, after: String(last.id) })) : undefined} // prettier-ignore
                  />
                </>
              )}
            </Section>
            <Section id="removal" title={t('imports.remove-list')}>
              <p>{t('imports.remove-list-text')}</p>
              <ActButton action={today(listRemovalPath(String(list.id)))} button={t('imports.remove-list')} />
            </Section>
          </>
        ),
      })
    })
    .post(listRemovalPath(':list'), async (c) => {
      await removeImportList(work, (await findListOf(c, parts)).id)
      return c.redirect(wordsFor(c).today(importsPath), 303)
    })

  /** Each with what the register says of it. */
  async function compared(rows: readonly Candidate[]): Promise<ComparedCandidate[]> {
    const { census } = parts.register.now()
    const all = (await withActorsSince(reader, rows)).map((row) => {
      const { a, b, hasEnded } = row
      const isKnown = a.match === 'matched' && b.match === 'matched' && a.actor !== null && b.actor !== null
      return { row, says: isKnown ? compareWithCensus(census, { a: a.actor!, b: b.actor!, hasEnded }) : undefined }
    })
    const cooperations = await listCooperations(reader, [...new Set(all.flatMap(({ says }) => says?.nos ?? []))])
    const byNo = new Map(cooperations.map((cooperation) => [cooperation.no, cooperation]))
    return all.map(({ row, says }) => ({
      ...row,
      comparison: says?.comparison,
      cooperations: (says?.nos ?? []).flatMap((no) => byNo.get(no) ?? []),
    }))
  }
}

/** @throws Problem where there is no such list. */
export async function findListOf(c: Context<AppEnv>, { reader }: SiteParts): Promise<ImportList> {
  const id = c.req.param('list') ?? ''
  const list = /^\d{1,9}$/.test(id) ? await findImportList(reader, Number(id)) : undefined
  if (!list) throw new Problem('not-found', 'register/no-such-list', 'There is no such list.')
  return list
}

/** What cannot be read is left out, as no link of ours says it. */
function readFilter(c: Context<AppEnv>): { filter: CandidateFilter; query: Record<string, string>; after: number } {
  const { q = '', country = '', show = '', after = '' } = c.req.query()
  const matching = matchings.find((one) => one === show)
  const comparison = isComparison(show) ? show : undefined
  const isListed = show !== 'gone'
  const text = q.trim().slice(0, 200)
  const filter = {
    text: text || undefined,
    country: /^[A-Z]{2}$/.test(country) ? country : undefined,
    matching,
    comparison,
    isListed,
  }
  const query = { q: text, country: filter.country ?? '', show: matching ?? comparison ?? (isListed ? '' : 'gone') }
  return { filter, query, after: /^\d{1,9}$/.test(after) ? Number(after) : 0 }
}

function ListFacts({ list: { url, licence }, words: { t } }: { list: ImportList; words: Words }) {
  if (!url && !licence) return null
  return (
    <p class="quiet">
      {url && (
        <a href={url} rel="external nofollow" class="secret-text">
          {url}
        </a>
      )}
      {licence && ` ${t('imports.licence')}: ${licence}`}
    </p>
  )
}

type FilterFormProps = {
  list: ImportList
  query: Record<string, string>
  countries: readonly string[]
  counts: Awaited<ReturnType<typeof countCandidates>>
  words: Words
}

function FilterForm({ list, query, countries, counts, words }: FilterFormProps) {
  const { t, today } = words
  const shows = ['all', ...comparisons, ...matchings, 'gone'] as const
  const named = countriesByName(countries, words)
  return (
    <form method="get" action={today(candidatesPath(list.id))} class="fields candidate-filter">
      <SelectField
        name="show"
        label={t('imports.show')}
        options={shows.map((show) => ({
          value: show === 'all' ? '' : show,
          label: `${t(`imports.show.${show}`)} (${t('imports.number', { count: counts[show] })})`,
          chosen: show === query.show,
        }))}
      />
      <SelectField
        name="country"
        label={t('imports.field.country')}
        options={[
          { value: '', label: t('imports.all-countries') },
          ...named.map((one) => ({ ...one, chosen: one.value === query.country })),
        ]}
      />
      <TextField name="q" label={t('imports.name')} value={query.q} maxlength={200} />
      <div class="buttons">
        <button type="submit" class="button">
          {t('imports.filter')}
        </button>
      </div>
    </form>
  )
}
