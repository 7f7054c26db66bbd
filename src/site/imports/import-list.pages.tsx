// The lists from outside that have been imported, and the first step of importing one: its file.
import { Hono, type Context } from 'hono'
import { typed, type Fields } from '#accounts/index.ts'
import type { AppEnv } from '#platform/http/app-env.ts'
import { limitBody } from '#platform/http/guards.ts'
import { limitRate } from '#platform/http/rate-limit.ts'
import { formatDay } from '#platform/i18n/format.ts'
import {
  listImportLists, listImportRuns, uploadList, type ImportList, type ImportRun, type ImportWork, type ListChoice,
} from '#register/index.ts' // prettier-ignore
import { DataTable } from '#ui/controls/data-table.tsx'
import { FileField, SelectField, TextField } from '#ui/controls/fields.tsx'
import { PageHead } from '#ui/layout/page-head.tsx'
import { Section } from '#ui/layout/section.tsx'
import { signedIn } from '../accounts/account.rules.ts'
import { readFields } from '../accounts/form.views.tsx'
import { showPage, siteFor, wordsFor, type SiteParts, type Words } from '../frame/frame.views.tsx'
import { candidatesPath, importRunPath, importsPath, placesPath } from './import.paths.ts'

export type ImportPagesWork = ImportWork & {
  /** Bytes of the largest file. */
  largestFile: number
  /** There is a run to work on. */
  wake: () => void
}

/** What a form adds to the file that it carries. */
const roomForForm = 20_000

type Wrong = { fields: Fields; errors: Partial<Record<'file' | 'title' | 'url', string>> }
type Listed = ImportList & { candidates: number; unsure: number }

export function importListPages(parts: SiteParts, work: ImportPagesWork) {
  // Reading and planning a file takes seconds.
  const limit = limitRate({ tries: 60, seconds: 3600 })

  const show = async (c: Context<AppEnv>, wrong?: Wrong) => {
    const words = wordsFor(c)
    const { t } = words
    const lists = await listImportLists(parts.reader)
    const runs = await listImportRuns(parts.reader)
    const title = t('imports.title')
    return showPage(c, siteFor(c, parts), {
      title,
      description: t('imports.lead'),
      isPrivate: true,
      status: wrong ? 422 : 200,
      body: (
        <>
          <PageHead title={title} lead={t('imports.lead')} />
          {lists.length > 0 && (
            <Section id="lists" title={t('imports.lists')}>
              <ListTable lists={lists} words={words} />
            </Section>
          )}
          <Section id="new" title={t('imports.new')}>
            <UploadForm {...{ lists, wrong, words }} megabytes={Math.floor(work.largestFile / 1_000_000)} />
          </Section>
          {runs.length > 0 && (
            <Section id="runs" title={t('imports.runs')}>
              <RunTable runs={runs} lists={lists} words={words} />
            </Section>
          )}
        </>
      ),
    })
  }

  return new Hono<AppEnv>()
    .get(importsPath, (c) => show(c))
    .post(importsPath, limitBody(work.largestFile + roomForForm), async (c) => {
      const { t, today } = wordsFor(c)
      await limit.spend(c, signedIn(c).person)
      const fields = await readFields(c)
      const { file } = fields
      const choice = readChoice(fields)
      const errors: Wrong['errors'] = {}
      if (choice === 'untitled') errors.title = t('imports.refused.untitled')
      if (!isAddress(typed(fields, 'url').trim())) errors.url = t('imports.refused.no-address')
      if (!(file instanceof File) || file.size === 0) errors.file = t('imports.refused.empty')
      if (choice === 'untitled' || !(file instanceof File) || Object.keys(errors).length > 0) return show(c, { fields, errors }) // prettier-ignore
      const uploaded = await uploadList(work, {
        list: choice,
        fileName: file.name,
        bytes: await file.bytes(),
        person: signedIn(c).person,
      })
      if (uploaded.ok) return c.redirect(today(importRunPath(String(uploaded.run))), 303)
      const { refusal } = uploaded
      const field = refusal === 'title-taken' || refusal === 'no-list' ? 'title' : 'file'
      return show(c, { fields, errors: { [field]: t(`imports.refused.${refusal}`) } })
    })
}

function readChoice(fields: Fields): ListChoice | 'untitled' {
  const list = typed(fields, 'list')
  if (/^\d{1,9}$/.test(list)) return { id: Number(list) }
  const said = (name: string, longest: number) => typed(fields, name).trim().slice(0, longest)
  const title = said('title', 200)
  return title === '' ? 'untitled' : { title, url: said('url', 2000) || null, licence: said('licence', 200) || null }
}

function isAddress(text: string): boolean {
  return text === '' || (URL.canParse(text) && /^https?:$/.test(new URL(text).protocol))
}

function ListTable({ lists, words }: { lists: readonly Listed[]; words: Words }) {
  const { t, today } = words
  return (
    <DataTable
      t={t}
      caption={t('imports.lists')}
      rows={lists}
      columns={[
        { key: 'title', header: t('imports.list'), cell: ({ id, title }) => <a href={today(candidatesPath(id))}>{title}</a> },
        { key: 'candidates', header: t('imports.candidates'), align: 'end', cell: ({ candidates }) => t('imports.number', { count: candidates }) },
        {
          key: 'unsure',
          header: t('imports.unsure-places'),
          align: 'end',
          cell: ({ id, unsure }) =>
            unsure > 0 && <a href={today(placesPath(String(id)))}>{t('imports.number', { count: unsure })}</a>,
        },
        { key: 'licence', header: t('imports.licence'), cell: ({ licence }) => licence },
      ]}
    />
  ) // prettier-ignore
}

type RunTableProps = { runs: readonly ImportRun[]; lists: readonly ImportList[]; words: Words }

function RunTable({ runs, lists, words }: RunTableProps) {
  const { t, today, language } = words
  const titles = new Map(lists.map(({ id, title }) => [id, title]))
  return (
    <DataTable
      t={t}
      caption={t('imports.runs')}
      rows={runs}
      columns={[
        { key: 'file', header: t('imports.file'), cell: ({ id, fileName }) => <a href={today(importRunPath(String(id)))}>{fileName}</a> },
        { key: 'list', header: t('imports.list'), cell: ({ list }) => titles.get(list) },
        { key: 'state', header: t('imports.state'), cell: ({ state }) => t(`imports.state.${state}`) },
        { key: 'written', header: t('imports.written'), align: 'end', cell: ({ written }) => t('imports.number', { count: written }) },
        { key: 'when', header: t('imports.when'), nowrap: true, cell: ({ createdAt }) => formatDay(createdAt.toISOString().slice(0, 10), language) },
      ]}
    />
  ) // prettier-ignore
}

type UploadFormProps = { lists: readonly ImportList[]; wrong: Wrong | undefined; megabytes: number; words: Words }

function UploadForm({ lists, wrong, megabytes, words }: UploadFormProps) {
  const { t, today } = words
  const value = (name: string) => (wrong ? typed(wrong.fields, name) : '')
  return (
    <form method="post" action={today(importsPath)} enctype="multipart/form-data" class="fields">
      <FileField
        name="file"
        label={t('imports.file')}
        hint={t('imports.file-hint', { megabytes })}
        error={wrong?.errors.file}
        accept=".csv,.tsv,.txt,.xlsx,.json"
        required
      />
      {lists.length > 0 && (
        <SelectField
          name="list"
          label={t('imports.which-list')}
          hint={t('imports.which-list-hint')}
          options={[
            { value: '', label: t('imports.another-list') },
            ...lists.map(({ id, title }) => ({
              value: String(id),
              label: title,
              chosen: String(id) === value('list'),
            })),
          ]}
        />
      )}
      <TextField
        name="title"
        label={t('imports.list-title')}
        hint={t('imports.list-title-hint')}
        value={value('title')}
        error={wrong?.errors.title}
        maxlength={200}
      />
      <TextField
        name="url"
        label={t('imports.url')}
        value={value('url')}
        error={wrong?.errors.url}
        type="url"
        maxlength={2000}
      />
      <TextField
        name="licence"
        label={t('imports.licence')}
        hint={t('imports.licence-hint')}
        value={value('licence')}
        maxlength={200}
      />
      <div class="buttons">
        <button type="submit" class="button">
          {t('imports.upload')}
        </button>
      </div>
    </form>
  )
}
