// Dissenting from a ruling: the words of a curator who is of another opinion, kept with the ruling.
import { Hono, type Context } from 'hono'
import { listSourcesById } from '#evidence/index.ts'
import type { AppEnv } from '#platform/http/app-env.ts'
import { findFact, listConflicts, recordDissent, type Proposals } from '#register/index.ts'
import { TextField } from '#ui/controls/fields.tsx'
import { Notice } from '#ui/controls/notice.tsx'
import { PageHead } from '#ui/layout/page-head.tsx'
import { signedIn } from '../accounts/account.rules.ts'
import { readFields } from '../accounts/form.views.tsx'
import { showPage, siteFor, wordsFor, type SiteParts } from '../frame/frame.views.tsx'
import { ConflictNotice } from '../profiles/conflict.views.tsx'
import { conflictPath } from '../site.paths.ts'
import { typedIn } from './draft-page.views.tsx'
import { noSuchFact } from './fact-form.pages.tsx'
import { dissentPath, dissentRecordedPath } from './proposal.paths.ts'

const longest = 2000

export function dissentPages(parts: SiteParts, work: Proposals) {
  const { reader } = parts

  const find = async (c: Context<AppEnv>) => {
    const id = c.req.param('id') ?? ''
    const fact = await findFact(reader, 'conflicts', id)
    const conflict = (await listConflicts(reader, undefined, { account: c.var.account })).find((one) => one.id === id)
    if (!fact || !conflict) throw noSuchFact()
    return { fact, conflict }
  }

  const show = async (
    c: Context<AppEnv>,
    typed: (name: string) => string,
    wrong: { says?: string; text?: string } = {},
  ) => {
    const words = wordsFor(c)
    const { t } = words
    const { fact, conflict } = await find(c)
    const sources = await listSourcesById(reader, conflict.statements.map(({ source }) => source), { account: c.var.account }) // prettier-ignore
    const title = t('proposals.dissent.title')
    return showPage(c, siteFor(c, parts), {
      title,
      description: title,
      isPrivate: true,
      status: Object.keys(wrong).length > 0 ? 422 : 200,
      body: (
        <>
          <PageHead title={title} lead={t('proposals.dissent.lead')} />
          {wrong.text && (
            <Notice t={t} kind="warn">
              <p>{wrong.text}</p>
            </Notice>
          )}
          <ConflictNotice conflict={conflict} sources={sources} words={words} level={2} />
          <draft-keeper notice={t('proposals.draft.restored')} discard={t('proposals.draft.discard')}>
            <form method="post" action={new URL(c.req.url).pathname} class="fields">
              <input type="hidden" name="base" value={String(fact.base)} />
              <TextField
                name="says"
                label={t('proposals.dissent.says')}
                hint={t('proposals.dissent.says-hint')}
                value={typed('says')}
                error={wrong.says}
                rows={6}
                maxlength={longest}
                required
              />
              <div class="buttons">
                <button type="submit" class="button">
                  {t('proposals.dissent.record')}
                </button>
              </div>
            </form>
          </draft-keeper>
        </>
      ),
    })
  }

  return new Hono<AppEnv>()
    .get(dissentPath(':id'), (c) => show(c, () => ''))
    .post(dissentPath(':id'), async (c) => {
      const words = wordsFor(c)
      const { t } = words
      const { fact } = await find(c)
      const typed = typedIn(await readFields(c))
      const says = typed('says').normalize('NFC').replaceAll('\r\n', '\n').trim()
      if (!says) return show(c, typed, { says: t('proposals.error.missing') })
      if (says.length > longest) return show(c, typed, { says: t('proposals.error.too-long') })
      const dissent = { conflict: fact.id, ruling: Number(typed('base')), says, language: words.language }
      const recorded = await recordDissent(work, signedIn(c), dissent)
      if (!recorded.ok && 'heldBack' in recorded)
        return show(c, typed, { text: t(`seals.held-back.${recorded.heldBack.refusal}`) })
      if (!recorded.ok) return show(c, typed, { text: t(`proposals.dissent.refused-${recorded.refusal}`) })
      return c.redirect(words.at(dissentRecordedPath(fact.id)), 303)
    })
    .get(dissentRecordedPath(':id'), async (c) => {
      const words = wordsFor(c)
      const { conflict } = await find(c)
      const title = words.t('proposals.dissent.recorded')
      return showPage(c, siteFor(c, parts), {
        title,
        description: title,
        isPrivate: true,
        body: (
          <>
            <draft-sent />
            <PageHead title={title} lead={words.t('proposals.dissent.recorded-text')} />
            <p>
              <a href={words.at(conflictPath(conflict.id))}>
                {words.language === 'sv' ? conflict.titleSv : conflict.titleEn}
              </a>
            </p>
          </>
        ),
      })
    })
}
