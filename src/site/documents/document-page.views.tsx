// The page of a document: head, particulars, what a curator may do, and the page of it that is being read.
import { may, type Account } from '#accounts/index.ts'
import {
  documentVisibilities, narrower, refuseAcceptance, type Document, type DocumentStep, type Passage, type Source,
} from '#evidence/index.ts' // prettier-ignore
import { formatDay } from '#platform/i18n/format.ts'
import { Breadcrumbs } from '#ui/controls/breadcrumbs.tsx'
import { DefinitionList } from '#ui/controls/definition-list.tsx'
import { LangText } from '#ui/controls/lang-text.tsx'
import { SelectField, TextField } from '#ui/controls/fields.tsx'
import { Notice } from '#ui/controls/notice.tsx'
import { PageHead } from '#ui/layout/page-head.tsx'
import { Section } from '#ui/layout/section.tsx'
import { WriteForm } from '../accounts/form.views.tsx'
import type { Words } from '../frame/frame.views.tsx'
import { sourceLabel } from '../frame/naming.views.tsx'
import type { CitedFact } from '../profiles/cited-fact.queries.ts'
import { sourcePath, sourcesPath } from '../site.paths.ts'
import {
  documentActPath,
  documentFilePath,
  documentMinutesPath,
  documentPath,
  pagePicturePath,
} from './document.paths.ts'
import { isForMembers, originInWords, sizeInWords } from './document.views.tsx'
import { MarkedText, PassageForm, PassageList, type Trouble } from './passage.views.tsx'

type BodyProps = {
  document: Document
  source: Source
  page: { number: number; text: string }
  passages: readonly Passage[]
  facts: readonly CitedFact[]
  steps: readonly DocumentStep[]
  account: Account | undefined
  needsSecondPerson: boolean
  trouble: Trouble | undefined
  words: Words
}

export function DocumentBody(props: BodyProps) {
  const { document, source, page, facts, steps, account, trouble, words } = props
  const { t, at } = words
  const isPresent = words.moment.length === 0
  const mayDecide = isPresent && may(account?.role, 'review')
  const passages = props.passages.filter((passage) => passage.document === document.id)
  return (
    <>
      <PageHead
        title={document.name}
        above={
          <Breadcrumbs
            t={t}
            crumbs={[
              { label: t('site.sources.title'), href: at(sourcesPath) },
              { label: source.title ?? sourceLabel(source, words), href: at(sourcePath(source.id)) },
            ]}
          />
        }
      />
      {document.state !== 'accepted' && (
        <Notice t={t} kind="info" title={t(`evidence.state.${document.state}`)}>
          <p>{t(`evidence.state-text.${document.state}`)}</p>
        </Notice>
      )}
      <Particulars document={document} words={words} mayDecide={mayDecide} />
      {mayReadAsMinutes(document, page.text, account) && isPresent && (
        <p>
          <a href={words.today(documentMinutesPath(document.id))}>{t('evidence.document.as-minutes')}</a>
        </p>
      )}
      {mayDecide && account && <Decisions {...props} account={account} />}
      <ReadPage document={document} source={source} page={page} passages={passages} words={words} />
      {passages.length > 0 && (
        <Section id="passages" title={t('evidence.passage.title', { count: passages.length })}>
          <PassageList {...{ document, passages, facts, mayDecide, words }} />
        </Section>
      )}
      {mayDecide && document.state === 'accepted' && page.text && facts.length > 0 && (
        <Section id="add-passage" title={t('evidence.passage.add-title')}>
          <PassageForm {...{ document, facts, trouble, words }} page={page.number} />
        </Section>
      )}
      {steps.length > 0 && (
        <Section id="steps" title={t('evidence.document.steps')}>
          <Steps steps={steps} words={words} />
        </Section>
      )}
    </>
  )
}

function Particulars({ document, words, mayDecide }: { document: Document; words: Words; mayDecide: boolean }) {
  const { t, at } = words
  const shownTo = isForMembers(document) ? 'members' : 'public'
  return (
    <DefinitionList
      items={[
        {
          term: t('evidence.document.file'),
          description: (
            <>
              <a href={at(documentFilePath(document.id))} download>
                {t('evidence.document.download')}
              </a>{' '}
              <span class="quiet">{sizeInWords(document, words)}</span>
            </>
          ),
        },
        {
          term: t('evidence.document.carries'),
          description: mayDecide && document.carries && <span class="as-typed">{document.carries}</span>,
        },
        { term: t('evidence.document.origin'), description: originInWords(document, words) },
        {
          term: t('site.source.address'),
          description: document.url && (
            <a href={document.url} rel="external">
              {document.url}
            </a>
          ),
        },
        {
          term: t('evidence.document.shown-to'),
          description: document.state === 'accepted' && t(`evidence.visibility.${shownTo}`),
        },
        { term: 'SHA-256', description: <code class="secret-text">{document.file}</code> },
      ]}
    />
  )
}

type DecisionsProps = Omit<BodyProps, 'account'> & { account: Account }

/** Whoever may propose, from a source that a proposal can cite. */
function mayReadAsMinutes({ sourceVisibility }: Document, text: string, account: Account | undefined): boolean {
  return may(account?.role, 'propose-own') && sourceVisibility === 'public' && text !== ''
}

/** What waits is accepted or refused; what is accepted may be shown to others, or to nobody. */
function Decisions({ document, source, account, needsSecondPerson, trouble, words }: DecisionsProps) {
  const { t, today } = words
  const act = (which: Parameters<typeof documentActPath>[1]) => today(documentActPath(document.id, which))
  const widest = narrower('public', source.visibility)
  const chosen = document.state === 'accepted' ? document.visibility : document.origin === 'web' ? 'members' : widest
  const visibility = (
    <SelectField
      name="visibility"
      label={t('evidence.document.shown-to')}
      hint={t('evidence.decide.visibility-hint')}
      options={documentVisibilities
        .filter((one) => narrower(one, widest) === one)
        .map((one) => ({ value: one, label: t(`evidence.visibility.${one}`), chosen: one === chosen }))}
    />
  )
  const reason = (which: 'refuse' | 'withdraw') => (
    <TextField
      name="said"
      id={`field-said-${which}`}
      label={t('evidence.decide.reason')}
      error={trouble?.act === which ? trouble.error : undefined}
      maxlength={1000}
      rows={2}
      required
    />
  )
  if (document.state === 'handed_in') {
    const refusal = refuseAcceptance(account, document, needsSecondPerson)
    return (
      <Section id="decide" title={t('evidence.decide.title')}>
        {trouble?.act === 'accept' && (
          <Notice t={t} kind="warn">
            <p>{trouble.error}</p>
          </Notice>
        )}
        {refusal === 'second-person' ? (
          <p>{t('evidence.document.refused-second-person')}</p>
        ) : (
          <WriteForm action={act('acceptance')} button={t('evidence.decide.accept')}>
            {visibility}
          </WriteForm>
        )}
        <details open={trouble?.act === 'refuse'}>
          <summary>{t('evidence.decide.refuse')}</summary>
          <WriteForm action={act('refusal')} button={t('evidence.decide.refuse')} plain>
            {reason('refuse')}
          </WriteForm>
        </details>
      </Section>
    )
  }
  if (document.state !== 'accepted') return null
  return (
    <Section id="decide" title={t('evidence.decide.title')}>
      <details>
        <summary>{t('evidence.decide.change-visibility')}</summary>
        <WriteForm action={act('visibility')} button={t('evidence.decide.change-visibility')} plain>
          {visibility}
        </WriteForm>
      </details>
      <details open={trouble?.act === 'withdraw'}>
        <summary>{t('evidence.decide.withdraw')}</summary>
        <p>{t('evidence.decide.withdraw-text')}</p>
        <WriteForm action={act('withdrawal')} button={t('evidence.decide.withdraw')} plain>
          {reason('withdraw')}
        </WriteForm>
      </details>
    </Section>
  )
}

type ReadProps = Pick<BodyProps, 'document' | 'source' | 'page' | 'passages' | 'words'>

/** Picture and text beside one another, below one another on a narrow page. */
function ReadPage({ document, source, page, passages, words }: ReadProps) {
  const { t, at } = words
  const { number, text } = page
  const hasPicture = document.hasPages || ['image/png', 'image/jpeg', 'image/webp'].includes(document.mediaType)
  const title = document.hasPages
    ? t('evidence.document.page-of', { page: number, count: document.pages })
    : document.pages > 1
      ? t('evidence.document.part-of', { page: number, count: document.pages })
      : t('evidence.document.content')
  const marked = <MarkedText text={text} passages={passages.filter((passage) => passage.page === number)} />
  return (
    <Section id="read" title={title} tools={<PageTurner document={document} number={number} words={words} />}>
      <div class={hasPicture && text ? 'page-and-text' : 'page-alone'}>
        {hasPicture && (
          <a
            class={document.hasPages ? 'page-picture sheet' : 'page-picture'}
            href={at(pagePicturePath(document.id, number))}
          >
            <img
              src={at(pagePicturePath(document.id, number))}
              alt={t('evidence.document.picture', { page: number, name: document.name })}
              loading="lazy"
              decoding="async"
            />
          </a>
        )}
        {text && (source.language ? <LangText lang={source.language}>{marked}</LangText> : marked)}
        {!text && <p class="quiet">{t('evidence.document.no-text')}</p>}
      </div>
    </Section>
  )
}

function PageTurner({ document: { id, pages }, number, words }: { document: Document; number: number; words: Words }) {
  const { t, at } = words
  if (pages < 2) return null
  return (
    <nav class="sort-links" aria-label={t('evidence.document.turn')}>
      {number > 1 && (
        <a href={`${at(documentPath(id, number - 1))}#read`} rel="prev">
          {t('evidence.document.previous')}
        </a>
      )}
      {number < pages && (
        <a href={`${at(documentPath(id, number + 1))}#read`} rel="next">
          {t('evidence.document.next')}
        </a>
      )}
    </nav>
  )
}

function Steps({ steps, words }: { steps: readonly DocumentStep[]; words: Words }) {
  const { t, language } = words
  return (
    <ul class="plain-list">
      {steps.map(({ act, name, said, at }) => (
        <li>
          {t(`evidence.step.${act}`)}{' '}
          <span class="quiet">
            {[name, formatDay(at.toISOString().slice(0, 10), language)].filter(Boolean).join(', ')}
          </span>
          {said && (
            <p class="as-typed">
              {act === 'visibility_changed' && (said === 'public' || said === 'members')
                ? t(`evidence.visibility.${said}`)
                : said}
            </p>
          )}
        </li>
      ))}
    </ul>
  )
}
