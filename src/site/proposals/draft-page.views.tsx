// What a form would change, before it is sent.
import type { Context } from 'hono'
import { typed as typedField, type Fields } from '#accounts/index.ts'
import type { AppEnv } from '#platform/http/app-env.ts'
import type { ProposedChange, Judgement, StoodBy } from '#register/index.ts'
import { Notice } from '#ui/controls/notice.tsx'
import { PageHead } from '#ui/layout/page-head.tsx'
import { Section } from '#ui/layout/section.tsx'
import { NeighbourList } from '../profiles/cooperation.pages.tsx'
import { ActorLink } from '../frame/naming.views.tsx'
import { showPage, siteFor, wordsFor, type SiteParts } from '../frame/frame.views.tsx'
import { Diff, reasonPrefix, WarningFields } from './diff.views.tsx'
import { readLikeness, type Likeness } from './likeness.queries.ts'
import type { FormPlace } from './fact-draft.queries.ts'

export type DraftParts = {
  draft: { changes: readonly ProposedChange[]; message: string }
  judgement: Judgement
  fields: Fields
  /** Where something may be added that is there already. */
  place?: FormPlace
  isAskedAgain: boolean
}

/** `typed` of a form as the body of the request holds it. */
export function typedIn(fields: Fields): (name: string) => string {
  return (name) => typedField(fields, name)
}

/** The reasons that somebody has given for standing by what is unlikely. */
export function warningsIn(fields: Fields): StoodBy[] {
  return Object.entries(fields).flatMap(([name, value]) => {
    const [prefix, code = '', ...id] = name.split(' ')
    const isReason = prefix === reasonPrefix && typeof value === 'string' && value.trim() !== ''
    return isReason ? [{ code, id: id.join(' '), reason: value.trim() }] : []
  })
}

export async function showDraft(c: Context<AppEnv>, parts: SiteParts, page: DraftParts) {
  const { draft, judgement, fields, place, isAskedAgain } = page
  const words = wordsFor(c)
  const { t } = words
  const { census } = parts.register.now()
  const title = t('proposals.draft.title')
  const { pathname, search } = new URL(c.req.url)
  const props = { changes: draft.changes, words, census }
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
        {place && <Alike likeness={await readLikeness(parts, place, draft.changes)} words={words} parts={parts} />}
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
  const { cooperations, actors } = likeness
  if (cooperations.length + actors.length === 0) return null
  return (
    <Notice t={t} kind="warn" title={t('proposals.alike.title')}>
      {cooperations.length > 0 && (
        <NeighbourList items={cooperations} census={parts.register.now().census} words={words} />
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
