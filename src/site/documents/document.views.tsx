// Documents as they stand on other pages: in the list of a source, beside a citation.
import type { Citation, Document, Passage, Source } from '#evidence/index.ts'
import { formatDay, formatNumber } from '#platform/i18n/format.ts'
import { endings, isMediaType } from '#platform/files/file-kind.ts'
import { Section } from '#ui/layout/section.tsx'
import { ActButton } from '../accounts/form.views.tsx'
import type { Words } from '../frame/frame.views.tsx'
import { copyPath, documentFilePath, documentPath, handInPath, passagePath } from './document.paths.ts'

type SectionProps = {
  source: Source
  documents: readonly Document[]
  mayHandIn: boolean
  mayFetch: boolean
  words: Words
}

/** What a source can be read in, and the ways of adding to it; nothing where there is neither. */
export function DocumentSection({ source, documents, mayHandIn, mayFetch, words }: SectionProps) {
  const { t, today } = words
  // What is done now cannot be done in the past.
  const isPresent = words.moment.length === 0
  if (documents.length === 0 && !(isPresent && mayHandIn)) return null
  return (
    <Section id="documents" title={t('evidence.documents.title', { count: documents.length })}>
      {documents.length > 0 && (
        <ul class="plain-list">
          {documents.map((document) => (
            <li>
              <DocumentLine document={document} words={words} />
            </li>
          ))}
        </ul>
      )}
      {isPresent && mayHandIn && (
        <div class="buttons">
          <a class="button plain" href={today(handInPath(source.id))}>
            {t('evidence.hand-in.title')}
          </a>
          {mayFetch && source.url && (
            <ActButton action={today(copyPath(source.id))} button={t('evidence.copy.fetch')} />
          )}
        </div>
      )}
    </Section>
  )
}

/** The document as a link, what it is, and how it came. */
function DocumentLine({ document, words }: { document: Document; words: Words }) {
  const { t, at } = words
  return (
    <>
      <a href={at(documentPath(document.id))}>{document.name}</a>{' '}
      <span class="quiet">
        {[
          sizeInWords(document, words),
          originInWords(document, words),
          document.state !== 'accepted' && t(`evidence.state.${document.state}`),
          document.state === 'accepted' && isForMembers(document) && t('evidence.visibility.members'),
        ]
          .filter(Boolean)
          .join(' · ')}
      </span>{' '}
      <a
        href={at(documentFilePath(document.id))}
        download
        aria-label={t('evidence.document.download-of', { name: document.name })}
      >
        {t('evidence.document.download')}
      </a>
    </>
  )
}

export function isForMembers({ visibility, sourceVisibility }: Document): boolean {
  return visibility !== 'public' || sourceVisibility !== 'public'
}

/** “PDF, 1.2 MB, 14 pages”. */
export function sizeInWords({ mediaType, bytes, hasPages, pages }: Document, { t, language }: Words): string {
  const megabytes = bytes / 1_000_000
  const size =
    megabytes < 0.1
      ? t('evidence.document.kilobytes', { size: formatNumber(Math.max(1, Math.round(bytes / 1000)), language) })
      : t('evidence.document.megabytes', {
          size: formatNumber(megabytes, language, { maximumFractionDigits: 1 }),
        })
  const kind = isMediaType(mediaType) ? endings[mediaType].toUpperCase() : mediaType
  return [kind, size, hasPages && t('evidence.document.pages', { count: pages })].filter(Boolean).join(', ')
}

export function originInWords({ origin, handedInAt, organisation }: Document, { t, language }: Words): string {
  const day = formatDay(handedInAt.toISOString().slice(0, 10), language)
  if (origin === 'web') return t('evidence.document.fetched', { day })
  return organisation
    ? t('evidence.document.handed-in-by', { organisation, day })
    : t('evidence.document.handed-in', { day })
}

/** Leads from a citation to the words that it rests on, if somebody has pointed them out. */
export function PassageLink(props: {
  citation: Pick<Citation, 'id' | 'factId'>
  passages: readonly Passage[]
  words: Words
}) {
  const { t, at } = props.words
  return (
    <>
      {passagesOf(props.citation, props.passages).map((passage) => (
        <>
          {' '}
          <a href={at(passagePath(passage))}>{t('evidence.passage.read')}</a>
        </>
      ))}
    </>
  )
}

export function passagesOf({ id, factId }: Pick<Citation, 'id' | 'factId'>, passages: readonly Passage[]): Passage[] {
  return passages.filter((passage) => passage.citation === id && passage.factId === factId)
}
