// Reports opened: read, computed over the register that is shown, and kept until it moves.
import { Problem } from '#platform/http/problem.ts'
import type { Language } from '#platform/i18n/language.ts'
import {
  checkReport,
  openReportResolver,
  reportShelf,
  settleReport,
  type ReportDocument,
  type SettledReport,
} from '#publication/index.ts'
import { asShown, nothingKnown, type Shown, type Standing } from '#register/index.ts'
import { wordsIn, type SiteParts } from '../frame/frame.views.tsx'
import { lineOf } from '../frame/pictures.views.tsx'
import { reportPath } from '../site.paths.ts'

export type CitedDocument = ReportDocument & { knownOn?: string }
export type Opened = { id: string; document: CitedDocument; settled: SettledReport; shown: Shown; faults: number }

/** Past ones too are kept: beyond this many, what has not been asked for longest is made again. */
const mostKept = 60

/** The reports that ship with the program, as far as the register holds the data that they speak of. */
export function openReports(parts: SiteParts) {
  const shelf = reportShelf()
  /** A report is computed, and each of its files made, once for each revision of the register and language. */
  let kept = { revision: -1, made: new Map<string, Promise<unknown>>() }

  function once<T>(key: string, make: () => Promise<T>): Promise<T> {
    const { revision } = parts.register.now()
    if (kept.revision !== revision) kept = { revision, made: new Map() }
    const { made } = kept
    const known = made.get(key) as Promise<T> | undefined
    const making = known ?? make()
    made.delete(key)
    made.set(key, making)
    const [oldest] = made.keys()
    if (made.size > mostKept && oldest !== undefined) made.delete(oldest)
    // What failed is tried again when it is next asked for.
    if (!known) making.catch(() => made.delete(key))
    return making
  }

  function shelved({ datasets }: Standing) {
    const ids = new Set(datasets.map(({ id }) => id))
    return shelf.filter(({ dataset }) => ids.has(dataset))
  }

  function documentOf(id: string, language: Language, shown: Shown): CitedDocument {
    const found = shelf.find((report) => report.id === id)
    const isShelved = shelved(shown.standing).some((report) => report.id === id)
    if (found && !isShelved && shown.asOf) throw nothingKnown(shown.asOf)
    const document = isShelved ? found?.read(language).document : undefined
    if (!document) throw new Problem('not-found', 'site/no-such-report', 'There is no such report.')
    const url = document.url ?? `${parts.url}${asShown(reportPath(id), shown)}`
    return { ...document, url, ...(shown.asOf?.day && { knownOn: shown.asOf.day }) }
  }

  function openReport(id: string, language: Language, shown: Shown): Promise<Opened> {
    const document = documentOf(id, language, shown)
    return once(`report ${id} ${language} ${shown.asOf?.asked ?? ''}`, async () => {
      const { standing, asOf } = shown
      const words = wordsIn(language, shown)
      const { t, today } = words
      const resolver = await openReportResolver(
        parts.reader,
        standing,
        language,
        (cooperation, frame) => lineOf(cooperation, standing.census, frame, words),
        shown,
      )
      const earlier = asOf && {
        text: t('report.as-of', { day: asOf.day ?? '', revision: asOf.revision }),
        aside: t('report.as-of-aside'),
        label: t('report.as-of-present'),
        href: today(reportPath(id)),
      }
      const settled = settleReport(document, resolver, earlier)
      return { id, document, settled, shown, faults: checkReport(document, resolver).length }
    })
  }

  return { once, shelved, documentOf, openReport }
}
