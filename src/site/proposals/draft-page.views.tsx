// What a form would change, before it is sent.
import type { Context } from 'hono'
import { typed as typedField, type Fields } from '#accounts/index.ts'
import type { AppEnv } from '#platform/http/app-env.ts'
import type { Finding, ProposedChange, Judgement, StoodBy } from '#register/index.ts'
import { Notice } from '#ui/controls/notice.tsx'
import { PageHead } from '#ui/layout/page-head.tsx'
import { Section } from '#ui/layout/section.tsx'
import { NeighbourList } from '../profiles/cooperation.pages.tsx'
import { ActorLink, sourceLabel } from '../frame/naming.views.tsx'
import { showPage, siteFor, wordsFor, type SiteParts } from '../frame/frame.views.tsx'
import { sourcePath } from '../site.paths.ts'
import { Diff, ofAll, reasonPrefix, WarningFields } from './diff.views.tsx'
import { readLikeness, type Likeness } from './likeness.queries.ts'

export type DraftParts = {
  draft: { changes: readonly ProposedChange[]; message: string }
  judgement: Judgement
  fields: Fields
  isAskedAgain: boolean
}

/** `typed` of a form as the body of the request holds it. */
export function typedIn(fields: Fields): (name: string) => string {
  return (name) => typedField(fields, name)
}

/** The reasons that somebody has given for standing by what is unlikely; one may be given for all of its kind. */
export function warningsIn(fields: Fields, findings: readonly Finding[] = []): StoodBy[] {
  return Object.entries(fields).flatMap(([name, value]) => {
    const [prefix, code = '', ...id] = name.split(' ')
    const reason = typeof value === 'string' ? value.trim() : ''
    if (prefix !== reasonPrefix || reason === '') return []
    if (id.join(' ') !== ofAll) return [{ code, id: id.join(' '), reason }]
    const meant = findings.filter((finding) => !finding.isHard && finding.code === code)
    return meant.map((finding) => ({ code, id: finding.id, reason }))
  })
}

export async function showDraft(c: Context<AppEnv>, parts: SiteParts, page: DraftParts) {
  const { draft, judgement, fields, isAskedAgain } = page
  const words = wordsFor(c)
  const { t } = words
  const { census } = parts.register.now()
  const title = t('proposals.draft.title')
  const { pathname, search } = new URL(c.req.url)
  const props = { changes: draft.changes, words, known: census }
  const hidden = Object.entries(fields).filter(
    ([name, value]) => typeof value === 'string' && name !== 'step' && !name.startsWith(`${reasonPrefix} `),
  )
  return showPage(c, siteFor(c, parts), {
    title,
    description: title,
    isPrivate: true,
    status: isAskedAgain ? 422 : 200,
    body: (
      <>
        <PageHead title={title} lead={draft.message} />
        <Alike likeness={await readLikeness(parts, draft.changes)} words={words} parts={parts} />
        <Section id="changes" title={t('proposals.page.changes')}>
          <Diff {...props} />
        </Section>
        <form method="post" action={pathname + search} class="fields">
          {hidden.map(([name, value]) => (
            <input type="hidden" name={name} value={String(value)} />
          ))}
          <WarningFields {...props} findings={judgement.findings} typed={typedIn(fields)} isAskedAgain={isAskedAgain} />
          <div class="buttons">
            <button type="submit" class="button" name="step" value="send">
              {t('proposals.draft.send')}
            </button>
            <button type="submit" class="button plain" name="step" value="edit" formnovalidate>
              {t('proposals.draft.edit')}
            </button>
          </div>
        </form>
      </>
    ),
  })
}

type AlikeProps = { likeness: Likeness; words: ReturnType<typeof wordsFor>; parts: SiteParts }

/** What the register has already that may be the same. */
function Alike({ likeness, words, parts }: AlikeProps) {
  const { t } = words
  const { cooperations, actors, sources } = likeness
  if (cooperations.length + actors.length + sources.length === 0) return null
  return (
    <Notice t={t} kind="warn" title={t('proposals.alike.title')}>
      {cooperations.length > 0 && (
        <NeighbourList items={cooperations} census={parts.register.now().census} words={words} />
      )}
      {sources.length > 0 && (
        <ul>
          {sources.map((source) => (
            <li>
              <a href={words.at(sourcePath(source.id))}>{sourceLabel(source, words)}</a>{' '}
              <span class="quiet">{[source.title, source.id].filter(Boolean).join(', ')}</span>
            </li>
          ))}
        </ul>
      )}
      {actors.length > 0 && (
        <ul>
          {actors.map((actor) => (
            <li>
              <ActorLink actor={actor} words={words} />{' '}
              <span class="quiet">
                {words.vocabulary.country(actor.country)}, {actor.id}
              </span>
            </li>
          ))}
        </ul>
      )}
    </Notice>
  )
}
