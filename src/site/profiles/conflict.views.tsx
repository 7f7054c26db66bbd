// A point on which sources disagree: what each says, side by side, and our ruling.
import type { Source } from '#evidence/index.ts'
import { formatDay } from '#platform/i18n/format.ts'
import type { Conflict, Dissent } from '#register/index.ts'
import { DataTable } from '#ui/controls/data-table.tsx'
import { LangText } from '#ui/controls/lang-text.tsx'
import { inLanguage, locatorInWords, sourceLabel } from '../frame/naming.views.tsx'
import type { Words } from '../frame/frame.views.tsx'
import { codePath, sourcePath } from '../site.paths.ts'

type ConflictProps = { conflict: Conflict; sources: ReadonlyMap<string, Source>; words: Words; level?: 2 | 3 }

export function ConflictNotice({ conflict, sources, words, level = 3 }: ConflictProps) {
  const { t, at, vocabulary, language } = words
  const title = inLanguage(conflict, 'title', language) ?? ''
  return (
    <section class="disagreement" id={conflict.id}>
      {level === 3 ? <h3>{title}</h3> : <h2>{title}</h2>}
      <DataTable
        t={t}
        caption={t('site.conflict.caption', { title })}
        rows={conflict.statements}
        columns={[
          {
            key: 'source',
            header: t('site.conflict.source'),
            cell: (statement) => {
              if (statement.source === null) return t('site.source.sealed')
              const source = sources.get(statement.source)
              return (
                <a href={at(sourcePath(statement.source))}>
                  {source ? sourceLabel(source, words) : statement.source}
                  {statement.locator ? `, ${locatorInWords(statement.locator, t)}` : ''}
                </a>
              )
            },
          },
          {
            key: 'says',
            header: t('site.conflict.says'),
            cell: (statement) => inLanguage(statement, 'says', language),
          },
          { key: 'value', header: t('site.conflict.value'), cell: (statement) => valueInWords(statement.value, words) },
          {
            key: 'rank',
            header: t('site.conflict.rank'),
            cell: (statement) => (
              <a href={at(codePath('rank', statement.rank))}>{vocabulary.label('rank', statement.rank)}</a>
            ),
          },
        ]}
      />
      <p>
        <strong>{t('site.conflict.ruling')}</strong> {inLanguage(conflict, 'ruling', language)}
      </p>
      {conflict.dissents.map((dissent) => (
        <DissentNote dissent={dissent} conflict={conflict} words={words} />
      ))}
    </section>
  )
}

/** Of a ruling that does not stand any more its words are quoted, so that one sees what is dissented from. */
function DissentNote({ dissent, conflict, words }: { dissent: Dissent; conflict: Conflict; words: Words }) {
  const { t, language } = words
  const { id, says, author, recordedOn, rulingSv, rulingEn } = dissent
  const isEarlier = rulingSv !== conflict.rulingSv || rulingEn !== conflict.rulingEn
  const day = formatDay(recordedOn, language)
  return (
    <div class="dissent" id={id}>
      <p>
        <strong>{t('site.conflict.dissent', { author, day })}</strong>{' '}
        <span class="as-typed">
          <LangText lang={dissent.language}>{says}</LangText>
        </span>
      </p>
      {isEarlier && (
        <p class="quiet">
          {t('site.conflict.dissent-from')} <q>{language === 'sv' ? rulingSv : rulingEn}</q>
        </p>
      )}
    </div>
  )
}

const codedSchemes = ['status', 'event_kind', 'cooperation_kind', 'layer', 'initiator'] as const

/** A value may be a number, a date, a name or one of our codes; only the codes have words of their own. */
export function valueInWords(value: string | null, { vocabulary }: Words): string | null {
  const scheme = codedSchemes.find((each) => vocabulary.codes(each).some(({ code }) => code === value))
  return value !== null && scheme ? vocabulary.label(scheme, value) : value
}
