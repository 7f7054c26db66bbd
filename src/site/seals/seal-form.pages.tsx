// The list of evidence under seal, and putting more under it.
import { Hono, type Context } from 'hono'
import { may, typed } from '#accounts/index.ts'
import {
  codeField, isDue, listKnownSeals, longestReason, readSealForm, sealEvidence, todayOf, type KnownSeal, type SealRefusal, type Seals,
} from '#evidence/index.ts' // prettier-ignore
import type { AppEnv } from '#platform/http/app-env.ts'
import { formatDay } from '#platform/i18n/format.ts'
import { Breadcrumbs } from '#ui/controls/breadcrumbs.tsx'
import { DataTable } from '#ui/controls/data-table.tsx'
import { EmptyState } from '#ui/controls/empty-state.tsx'
import { SelectField, TextField } from '#ui/controls/fields.tsx'
import { Notice } from '#ui/controls/notice.tsx'
import { PageHead } from '#ui/layout/page-head.tsx'
import { Section } from '#ui/layout/section.tsx'
import { signedIn } from '../accounts/account.rules.ts'
import { readFields, WriteForm, type Wrong } from '../accounts/form.views.tsx'
import { showPage, siteFor, wordsFor, type SiteParts, type Words } from '../frame/frame.views.tsx'
import { newSealPath, sealPath, sealsPath } from './seal.paths.ts'

export function sealFormPages(parts: SiteParts, seals: Seals) {
  const hasKey = seals.ring.length > 0

  const showForm = (c: Context<AppEnv>, wrong?: Wrong) => {
    const words = wordsFor(c)
    const title = words.t('seals.new.title')
    return showPage(c, siteFor(c, parts), {
      title,
      description: title,
      isPrivate: true,
      status: wrong ? 422 : 200,
      body: <SealForm words={words} hasKey={hasKey} wrong={wrong} />,
    })
  }

  return new Hono<AppEnv>()
    .get(sealsPath, async (c) => {
      const words = wordsFor(c)
      const account = signedIn(c)
      const known = await listKnownSeals(seals, account)
      const today = todayOf(seals)
      const due = may(account.role, 'keep-seals') ? known.filter(({ seal }) => isDue(seal, today)) : []
      const title = words.t('seals.title')
      return showPage(c, siteFor(c, parts), {
        title,
        description: title,
        isPrivate: true,
        body: <SealList {...{ words, known, due, hasKey }} />,
      })
    })
    .get(newSealPath, (c) => showForm(c))
    .post(newSealPath, async (c) => {
      const { t, vocabulary, at } = wordsFor(c)
      const fields = await readFields(c)
      const form = readSealForm(fields, {
        codes: vocabulary.codes('reason').map(({ code }) => `reason/${code}`),
        kinds: vocabulary.codes('source_kind').map(({ code }) => code),
        today: todayOf(seals),
      })
      if (!form.ok) {
        const errors = Object.entries<SealRefusal | undefined>(form.errors).map(([name, refusal]) => [
          name,
          refusal && t(`seals.error.${refusal}`),
        ])
        return showForm(c, { fields, errors: Object.fromEntries(errors) })
      }
      return c.redirect(at(sealPath(await sealEvidence(seals, signedIn(c), form.value))), 303)
    })
}

export function NoKey({ words: { t } }: { words: Words }) {
  return (
    <Notice t={t} kind="warn" title={t('seals.no-key')}>
      <p>{t('seals.no-key-text')}</p>
    </Notice>
  )
}

type SealListProps = { words: Words; known: readonly KnownSeal[]; due: readonly KnownSeal[]; hasKey: boolean }

function SealList({ words, known, due, hasKey }: SealListProps) {
  const { t, at } = words
  return (
    <>
      <PageHead title={t('seals.title')} lead={t('seals.lead')}>
        <p>
          <a class="button" href={at(newSealPath)}>
            {t('seals.new.title')}
          </a>
        </p>
      </PageHead>
      {!hasKey && <NoKey words={words} />}
      {due.length > 0 && (
        <Section id="due" title={t('seals.due.title')}>
          <p>{t('seals.due.text')}</p>
          <SealTable words={words} seals={due} caption={t('seals.due.title')} />
        </Section>
      )}
      <Section id="all" title={t('seals.all')}>
        {known.length === 0 ? (
          <EmptyState title={t('seals.none')}>{t('seals.none-text')}</EmptyState>
        ) : (
          <SealTable words={words} seals={known} caption={t('seals.all')} />
        )}
      </Section>
    </>
  )
}

function SealTable({ words, seals, caption }: { words: Words; seals: readonly KnownSeal[]; caption: string }) {
  const { t, at, language, vocabulary } = words
  const waiting = ({ decisions }: KnownSeal) => decisions.filter(({ state }) => state === 'proposed').length
  return (
    <DataTable
      t={t}
      caption={caption}
      rows={seals}
      columns={[
        {
          key: 'id',
          header: t('seals.field.id'),
          cell: ({ seal }) => (
            <a href={at(sealPath(seal.id))}>
              <code>{seal.id}</code>
            </a>
          ),
        },
        {
          key: 'kind',
          header: t('seals.field.kind'),
          cell: ({ seal }) => vocabulary.label('source_kind', seal.kind),
        },
        { key: 'state', header: t('seals.field.state'), cell: ({ seal }) => t(`seals.state.${seal.state}`) },
        {
          key: 'sunset',
          header: t('seals.field.sunset'),
          nowrap: true,
          cell: ({ seal }) => formatDay(seal.sunsetOn, language),
        },
        { key: 'waiting', header: t('seals.waiting'), align: 'end', cell: waiting },
      ]}
    />
  )
}

function SealForm({ words, hasKey, wrong }: { words: Words; hasKey: boolean; wrong?: Wrong }) {
  const { t, at, vocabulary } = words
  const value = (name: string) => (wrong ? typed(wrong.fields, name) : '')
  const field = (
    name: 'person' | 'role' | 'place' | 'date' | 'title' | 'address' | 'files' | 'locators' | 'supports',
  ) => ({
    name,
    label: t(`seals.secret.${name}`),
    hint: t(`seals.hint.${name}`),
    value: value(name),
    error: wrong?.errors[name],
    autocomplete: 'off',
  })
  return (
    <>
      <PageHead
        title={t('seals.new.title')}
        lead={t('seals.new.lead')}
        above={<Breadcrumbs t={t} crumbs={[{ label: t('seals.title'), href: at(sealsPath) }]} />}
      />
      {!hasKey ? (
        <NoKey words={words} />
      ) : (
        <WriteForm action={at(newSealPath)} button={t('seals.new.button')} isLong>
          <h2>{t('seals.new.secret')}</h2>
          <TextField {...field('person')} maxlength={500} />
          <TextField {...field('role')} maxlength={500} />
          <TextField {...field('place')} maxlength={500} />
          <TextField {...field('date')} maxlength={50} />
          <TextField {...field('title')} maxlength={500} />
          <TextField {...field('address')} maxlength={2000} />
          <TextField {...field('files')} rows={2} maxlength={2000} />
          <TextField {...field('locators')} rows={2} maxlength={2000} />
          <TextField {...field('supports')} rows={3} maxlength={5000} />
          <TextField
            name="content"
            label={t('seals.secret.content')}
            value={value('content')}
            error={wrong?.errors.content}
            rows={12}
            autocomplete="off"
            maxlength={20_000}
            required
          />
          <h2>{t('seals.new.clear')}</h2>
          <SelectField
            name="kind"
            label={t('seals.field.kind')}
            error={wrong?.errors.kind}
            options={vocabulary.codes('source_kind').map(({ code }) => ({
              value: code,
              label: vocabulary.label('source_kind', code),
              chosen: (value('kind') || 'interview') === code,
            }))}
          />
          <fieldset class="choices">
            <legend>{t('seals.field.codes')}</legend>
            <p class="field-hint">{t('seals.hint.codes')}</p>
            {vocabulary.codes('reason').map(({ code }) => (
              <label>
                <input
                  type="checkbox"
                  name={codeField(`reason/${code}`)}
                  value="yes"
                  checked={value(codeField(`reason/${code}`)) === 'yes'}
                />{' '}
                {vocabulary.label('reason', code)}
              </label>
            ))}
          </fieldset>
          <TextField
            name="sunset"
            type="date"
            label={t('seals.field.sunset')}
            hint={t('seals.hint.sunset')}
            value={value('sunset')}
            error={wrong?.errors.sunset}
            required
          />
          <TextField
            name="reason"
            label={t('seals.new.reason')}
            hint={t('seals.hint.reason')}
            value={value('reason')}
            error={wrong?.errors.reason}
            rows={3}
            maxlength={longestReason}
            required
          />
        </WriteForm>
      )}
    </>
  )
}
