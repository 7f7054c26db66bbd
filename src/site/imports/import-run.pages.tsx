// One run of an import: which column says what, what it would bring, how far it is, and what became of it.
import { Hono, type Context } from 'hono'
import { typed, type Fields } from '#accounts/index.ts'
import type { AppEnv } from '#platform/http/app-env.ts'
import {
  actOnRun, findImportList, findImportRun, findingKinds, importFields, listImportFindings, mayAct, noSuchRunOfImport,
  previewRun, readImportTable, removeRun, type ImportColumns, type ImportField, type ImportRun,
} from '#register/index.ts' // prettier-ignore
import { Breadcrumbs } from '#ui/controls/breadcrumbs.tsx'
import { PageHead } from '#ui/layout/page-head.tsx'
import { ActButton, readFields } from '../accounts/form.views.tsx'
import { showPage, siteFor, wordsFor, type SiteParts } from '../frame/frame.views.tsx'
import { candidatesPath, importRunPath, importsPath, runActPath } from './import.paths.ts'
import { ColumnsForm, Findings, Outcome, RunProgress, WholeFault } from './import-run.views.tsx'
import type { ImportPagesWork } from './import-list.pages.tsx'

const sampledRows = 5
const findingsOnPage = 50

export function importRunPages(parts: SiteParts, work: ImportPagesWork) {
  const { reader } = parts

  const find = async (c: Context<AppEnv>): Promise<ImportRun> => {
    const id = c.req.param('run') ?? ''
    const run = /^\d{1,9}$/.test(id) ? await findImportRun(reader, Number(id)) : undefined
    if (!run) throw noSuchRunOfImport()
    return run
  }

  const show = async (
    c: Context<AppEnv>,
    run: ImportRun,
    wrong?: { columns: ImportColumns; faults: ImportField[] },
  ) => {
    const words = wordsFor(c)
    const { t, today } = words
    const list = await findImportList(reader, run.list)
    const title = t('imports.run-title', { id: run.id, file: run.fileName })
    const mayMap = mayAct(run, 'columns')
    const table = mayMap ? await readImportTable(work, run.id) : undefined
    const columns = table && (
      <ColumnsForm
        {...{ run, words }}
        headings={table.headings}
        sample={table.rows.slice(0, sampledRows)}
        columns={wrong?.columns ?? run.columns}
        faults={wrong?.faults ?? []}
      />
    )
    const kind = findingKinds.find((one) => one === c.req.query('kind'))
    const after = /^\d{1,9}$/.test(c.req.query('after') ?? '') ? Number(c.req.query('after')) : 0
    const found = run.summary && (await listImportFindings(reader, run.id, { kind, after, limit: findingsOnPage + 1 }))
    return showPage(c, siteFor(c, parts), {
      title,
      description: title,
      isPrivate: true,
      wide: true,
      status: wrong ? 422 : 200,
      body: (
        <>
          <PageHead
            title={run.fileName}
            lead={t(`imports.state-text.${run.state}`)}
            above={<Breadcrumbs t={t} crumbs={[{ label: t('imports.title'), href: today(importsPath) }]} />}
          >
            {list && (
              <p class="quiet">
                {t('imports.list')}: <a href={today(candidatesPath(list.id))}>{list.title}</a>
              </p>
            )}
          </PageHead>
          <WholeFault run={run} words={words} />
          <RunProgress run={run} words={words} />
          {run.summary && <Outcome run={run} summary={run.summary} words={words} />}
          <div class="buttons">
            {(['start', 'cancel', 'resume', 'removal'] as const)
              .filter((act) => mayAct(run, act))
              .map((act) => (
                <ActButton
                  action={today(runActPath(String(run.id), act))}
                  button={t(`imports.act.${act}`)}
                  isMain={act === 'start' || act === 'resume'}
                />
              ))}
          </div>
          {run.state === 'uploaded' && columns}
          {run.summary && found && (
            <Findings
              {...{ run, kind, words }}
              counts={run.summary.findings}
              findings={found.slice(0, findingsOnPage)}
              next={found.length > findingsOnPage ? found[findingsOnPage - 1]?.no : undefined}
            />
          )}
          {run.state !== 'uploaded' && columns}
        </>
      ),
    })
  }

  const back = (c: Context<AppEnv>, { id }: ImportRun) => c.redirect(wordsFor(c).today(importRunPath(String(id))), 303)

  return new Hono<AppEnv>()
    .get(importRunPath(':run'), async (c) => show(c, await find(c)))
    .post(runActPath(':run', 'columns'), async (c) => {
      const run = await find(c)
      const columns = chosenIn(await readFields(c))
      const previewed = await previewRun(work, run.id, columns)
      return previewed.ok ? back(c, run) : show(c, run, { columns, faults: previewed.faults })
    })
    .post(runActPath(':run', 'start'), async (c) => actFor(c, 'start'))
    .post(runActPath(':run', 'cancel'), async (c) => actFor(c, 'cancel'))
    .post(runActPath(':run', 'resume'), async (c) => actFor(c, 'resume'))
    .post(runActPath(':run', 'removal'), async (c) => {
      await removeRun(work, (await find(c)).id)
      return c.redirect(wordsFor(c).today(importsPath), 303)
    })

  async function actFor(c: Context<AppEnv>, what: 'start' | 'cancel' | 'resume') {
    const run = await find(c)
    await actOnRun(work, run.id, what)
    if (what !== 'cancel') work.wake()
    return back(c, run)
  }
}

function chosenIn(fields: Fields): ImportColumns {
  return Object.fromEntries(
    importFields.flatMap((field) => (typed(fields, field) ? [[field, typed(fields, field)]] : [])),
  )
}
