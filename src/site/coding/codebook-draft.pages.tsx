// For curators: writing the next version of the codebook, code by code, and publishing it.
import { Hono, type Context } from 'hono'
import type { Fields } from '#accounts/index.ts'
import type { AppEnv } from '#platform/http/app-env.ts'
import { Problem } from '#platform/http/problem.ts'
import {
  addCodebookEntry, beginCodebookDraft, differencesOf, discardCodebookDraft, entryColumns, findCodebookDraft,
  isCodedScheme, listCodebookEntries, listCodebookVersions, listDraftEntries, noCodebookDraft, publishCodebookDraft,
  readCodeName, readEntryForm, readVersionNotes, removeCodebookEntry, saveCodebookEntry, type CodedScheme, type DraftEntry, type EntryColumn,
  type EntryField, type Proposals,
} from '#register/index.ts' // prettier-ignore
import { Breadcrumbs } from '#ui/controls/breadcrumbs.tsx'
import { DataTable } from '#ui/controls/data-table.tsx'
import { TextField } from '#ui/controls/fields.tsx'
import { Notice } from '#ui/controls/notice.tsx'
import { PageHead } from '#ui/layout/page-head.tsx'
import { Section } from '#ui/layout/section.tsx'
import { signedIn } from '../accounts/account.rules.ts'
import { ActButton, readFields, WriteForm } from '../accounts/form.views.tsx'
import { showPage, siteFor, wordsFor, type SiteParts, type Words } from '../frame/frame.views.tsx'
import { typedIn } from '../proposals/draft-page.views.tsx'
import { codebookPath } from '../site.paths.ts'
import { Differences, labelOf } from './codebook-entry.views.tsx'
import { schemeNames } from './codebook-version.pages.tsx'
import {
  codebookDraftPath, codebookVersionPath, codebookVersionsPath, draftEntryPath, draftPublicationPath, draftRemovalPath,
  entryRemovalPath, newEntryPath,
} from './coding.paths.ts' // prettier-ignore

/** What was typed and what is wrong with it, by field. */
type Wrong = { typed: (name: string) => string; errors: Partial<Record<string, string>>; text?: string }

export function codebookDraftPages(parts: SiteParts, work: Proposals) {
  const { reader } = parts

  const readStanding = async () => {
    const draft = await findCodebookDraft(reader)
    if (!draft) throw noCodebookDraft()
    const [latest] = await listCodebookVersions(reader)
    const entries = await listDraftEntries(reader, draft.number)
    return { entries, before: latest ? await listCodebookEntries(reader, latest.number) : [] }
  }

  const showDraft = async (c: Context<AppEnv>, wrong?: Wrong) => {
    const words = wordsFor(c)
    const { t, today } = words
    const { entries, before } = await readStanding()
    const differences = differencesOf(before, entries)
    const title = t('coding.draft.title')
    return showPage(c, siteFor(c, parts), {
      title,
      description: title,
      isPrivate: true,
      status: wrong ? 422 : 200,
      body: (
        <>
          <draft-sent />
          <PageHead title={title} lead={t('coding.draft.lead')} above={<Way words={words} />} />
          {schemeNames.map((scheme) => (
            <Section id={scheme} title={t(`site.scheme.${scheme}`)}>
              <EntryTable words={words} scheme={scheme} entries={entries.filter((one) => one.scheme === scheme)} />
              {scheme === 'reason' ? (
                <p>
                  <a href={today(newEntryPath(scheme))}>{t('coding.draft.add')}</a>
                </p>
              ) : (
                <p class="quiet">{t('coding.draft.fixed')}</p>
              )}
            </Section>
          ))}
          <Section id="publication" title={t('coding.draft.publish')}>
            {differences.length === 0 ? (
              <p>{t('coding.draft.nothing-new')}</p>
            ) : (
              <Differences differences={differences} words={words} caption={t('coding.draft.differences')} />
            )}
            {wrong?.text && (
              <Notice t={t} kind="warn">
                <p>{wrong.text}</p>
              </Notice>
            )}
            <p>{t('coding.draft.publish-text')}</p>
            <WriteForm action={today(draftPublicationPath)} button={t('coding.draft.publish')}>
              {(['note_sv', 'note_en'] as const).map((name) => (
                <TextField
                  name={name}
                  label={t(`coding.draft.${name}`)}
                  value={wrong?.typed(name)}
                  error={wrong?.errors[name]}
                  rows={3}
                  maxlength={1000}
                  required
                />
              ))}
            </WriteForm>
            <ActButton action={today(draftRemovalPath)} button={t('coding.draft.discard')} />
          </Section>
        </>
      ),
    })
  }

  const schemeIn = (c: Context<AppEnv>): CodedScheme => {
    const scheme = c.req.param('scheme') ?? ''
    if (isCodedScheme(scheme)) return scheme
    throw new Problem('not-found', 'register/no-such-scheme', 'Nobody codes by such a scheme.')
  }

  const showEntry = async (c: Context<AppEnv>, scheme: CodedScheme, entry: DraftEntry | undefined, wrong?: Wrong) => {
    const words = wordsFor(c)
    const { t, today } = words
    const title = entry ? t('coding.draft.entry', { code: labelOf(entry, words) }) : t('coding.draft.add')
    const typed = wrong?.typed ?? ((name: string) => (entry ? String(entry[name as EntryColumn | 'edits'] ?? '') : ''))
    const action = today(entry ? draftEntryPath(scheme, entry.code) : newEntryPath(scheme))
    return showPage(c, siteFor(c, parts), {
      title,
      description: title,
      isPrivate: true,
      status: wrong ? 422 : 200,
      body: (
        <>
          <PageHead title={title} lead={t('coding.draft.entry-lead')} above={<Way words={words} isDeep />} />
          {wrong?.text && (
            <Notice t={t} kind="warn">
              <p>{wrong.text}</p>
            </Notice>
          )}
          <draft-keeper notice={t('proposals.draft.restored')} discard={t('proposals.draft.discard')}>
            <form method="post" action={action} class="fields">
              {entry ? (
                <input type="hidden" name="base" value={String(entry.edits)} />
              ) : (
                <TextField
                  name="code"
                  label={t('coding.draft.code')}
                  hint={t('coding.draft.code-hint')}
                  value={typed('code')}
                  error={wrong?.errors.code}
                  maxlength={40}
                  required
                />
              )}
              {entryColumns.map((column) => {
                const [field = '', lang] = column.split('_')
                const label = { field: t(`coding.entry.${field as EntryField}`), language: t(`coding.language.${lang === 'sv' ? 'sv' : 'en'}`) } // prettier-ignore
                const stands = wrong && entry && wrong.errors.base && entry[column] !== (typed(column).trim() || null)
                return (
                  <TextField
                    name={column}
                    label={t('coding.entry.in', label)}
                    value={typed(column)}
                    error={
                      wrong?.errors[column] ??
                      (stands ? t('coding.draft.stands', { text: entry[column] ?? '–' }) : undefined)
                    }
                    rows={field === 'label' ? undefined : 3}
                    maxlength={field === 'label' ? 80 : 1000}
                    required={field === 'label' || field === 'definition'}
                  />
                )
              })}
              <div class="buttons">
                <button type="submit" class="button">
                  {t('coding.draft.save')}
                </button>
              </div>
            </form>
          </draft-keeper>
          {entry && scheme === 'reason' && (
            <Section id="removal" title={t('coding.draft.remove')}>
              <p>{t('coding.draft.remove-text')}</p>
              <ActButton action={today(entryRemovalPath(scheme, entry.code))} button={t('coding.draft.remove')} />
            </Section>
          )}
        </>
      ),
    })
  }

  const findEntry = async (c: Context<AppEnv>, scheme: CodedScheme): Promise<DraftEntry> => {
    const { entries } = await readStanding()
    const entry = entries.find((one) => one.scheme === scheme && one.code === c.req.param('code'))
    if (!entry) throw new Problem('not-found', 'register/no-such-code', 'The draft has no such code.')
    return entry
  }

  /** The form as it was sent, with what is wrong with it; undefined where nothing is. */
  const readEntry = (c: Context<AppEnv>, fields: Fields) => {
    const typed = typedIn(fields)
    const { texts, errors } = readEntryForm(typed)
    const said = Object.fromEntries(Object.entries(errors).map(([name, fault]) => [name, fault && c.var.t(`coding.fault.${fault}`)])) // prettier-ignore
    return { typed, texts, errors: said }
  }

  const toDraft = (c: Context<AppEnv>, part = '') => c.redirect(wordsFor(c).today(`${codebookDraftPath}${part}`), 303)

  return new Hono<AppEnv>()
    .get(codebookDraftPath, (c) => showDraft(c))
    .post(codebookDraftPath, async (c) => {
      await beginCodebookDraft(work, signedIn(c))
      return toDraft(c)
    })
    .post(draftRemovalPath, async (c) => {
      await discardCodebookDraft(work, signedIn(c))
      return c.redirect(wordsFor(c).today(codebookVersionsPath), 303)
    })
    .post(draftPublicationPath, async (c) => {
      const typed = typedIn(await readFields(c))
      const { notes, errors } = readVersionNotes(typed)
      const said = Object.fromEntries(Object.entries(errors).map(([name, fault]) => [name, fault && c.var.t(`coding.fault.${fault}`)])) // prettier-ignore
      if (Object.keys(errors).length > 0) return showDraft(c, { typed, errors: said })
      const published = await publishCodebookDraft(work, signedIn(c), notes)
      if (!published.ok) {
        const why =
          'heldBack' in published
            ? (`seals.held-back.${published.heldBack.refusal}` as const)
            : 'coding.draft.nothing-new'
        return showDraft(c, { typed, errors: {}, text: c.var.t(why) })
      }
      return c.redirect(wordsFor(c).today(codebookVersionPath(String(published.number))), 303)
    })
    .get(newEntryPath(':scheme'), async (c) => {
      await readStanding()
      return showEntry(c, schemeIn(c), undefined)
    })
    .post(newEntryPath(':scheme'), async (c) => {
      const scheme = schemeIn(c)
      const { typed, texts, errors } = readEntry(c, await readFields(c))
      const { code, error } = readCodeName(typed)
      if (error) errors.code = c.var.t(`coding.fault.${error}`)
      if (Object.keys(errors).length > 0) return showEntry(c, scheme, undefined, { typed, errors })
      const added = await addCodebookEntry(work, signedIn(c), { scheme, code }, texts)
      if (added.ok) return toDraft(c, `#${scheme}`)
      return showEntry(c, scheme, undefined, { typed, errors: { code: c.var.t(`coding.refused.${added.refusal}`) } })
    })
    .get(draftEntryPath(':scheme', ':code'), async (c) => {
      const scheme = schemeIn(c)
      return showEntry(c, scheme, await findEntry(c, scheme))
    })
    .post(draftEntryPath(':scheme', ':code'), async (c) => {
      const scheme = schemeIn(c)
      const entry = await findEntry(c, scheme)
      const { typed, texts, errors } = readEntry(c, await readFields(c))
      if (Object.keys(errors).length > 0) return showEntry(c, scheme, entry, { typed, errors })
      const base = /^\d{1,9}$/.test(typed('base')) ? Number(typed('base')) : -1
      const saved = await saveCodebookEntry(work, signedIn(c), { scheme, code: entry.code }, texts, base)
      if (saved.ok) return toDraft(c, `#${scheme}`)
      const text = c.var.t(`coding.refused.${saved.refusal}`)
      return showEntry(c, scheme, await findEntry(c, scheme), { typed, errors: { base: text }, text })
    })
    .post(entryRemovalPath(':scheme', ':code'), async (c) => {
      const scheme = schemeIn(c)
      const removed = await removeCodebookEntry(work, signedIn(c), { scheme, code: c.req.param('code') })
      if (removed.ok) return toDraft(c, `#${scheme}`)
      throw new Problem('conflict', 'register/fixed-code', 'These codes are what the program folds.', { text: (t) => t('coding.refused.fixed') }) // prettier-ignore
    })
}

function Way({ words, isDeep }: { words: Words; isDeep?: boolean }) {
  const { t, today } = words
  const crumbs = [
    { label: t('site.codebook.title'), href: today(codebookPath) },
    { label: t('coding.versions.title'), href: today(codebookVersionsPath) },
    ...(isDeep ? [{ label: t('coding.draft.title'), href: today(codebookDraftPath) }] : []),
  ]
  return <Breadcrumbs t={t} crumbs={crumbs} />
}

function EntryTable({ words, scheme, entries }: { words: Words; scheme: CodedScheme; entries: readonly DraftEntry[] }) {
  const { t, today, language } = words
  return (
    <DataTable
      t={t}
      caption={t(`site.scheme.${scheme}`)}
      rows={entries}
      columns={[
        {
          key: 'label',
          header: t('coding.entry.label'),
          cell: (entry) => <a href={today(draftEntryPath(scheme, entry.code))}>{labelOf(entry, words)}</a>,
        },
        { key: 'code', header: t('coding.draft.code'), cell: ({ code }) => <code>{code}</code> },
        { key: 'definition', header: t('coding.entry.definition'), cell: (entry) => entry[`definition_${language}`] },
      ]}
    />
  )
}
