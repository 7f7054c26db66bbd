// The rounds of coding: those that are published for everybody, all of them for those who code; and making one.
import { Hono, type Context } from 'hono'
import { listCoderCandidates, may, typed, type Fields } from '#accounts/index.ts'
import type { AppEnv } from '#platform/http/app-env.ts'
import { formatDay } from '#platform/i18n/format.ts'
import {
  isCodedScheme, isPublished, listCodebookVersions, listCodingRounds, listRoundsOf, makeCodingRound, mostUnits, readRoundTexts,
  readUnits, suggestUnits, writeUnits, type CodedScheme, type CodingRound, type CodingWork, type UnitFault,
} from '#register/index.ts' // prettier-ignore
import { Breadcrumbs } from '#ui/controls/breadcrumbs.tsx'
import { DataTable } from '#ui/controls/data-table.tsx'
import { EmptyState } from '#ui/controls/empty-state.tsx'
import { SelectField, TextField } from '#ui/controls/fields.tsx'
import { LangText } from '#ui/controls/lang-text.tsx'
import { PageHead } from '#ui/layout/page-head.tsx'
import { signedIn } from '../accounts/account.rules.ts'
import { showPage, siteFor, wordsFor, type SiteParts, type Words } from '../frame/frame.views.tsx'
import { withQuery } from '../site.paths.ts'
import { schemeNames } from './codebook-version.pages.tsx'
import { codebookVersionsPath, codingPath, newRoundPath, roundPath } from './coding.paths.ts'

type Wrong = { fields: Fields; errors: Partial<Record<string, string>> }

export function codingListPages(parts: SiteParts, work: CodingWork) {
  const { reader } = parts

  const showForm = async (c: Context<AppEnv>, wrong?: Wrong) => {
    const words = wordsFor(c)
    const { t, today } = words
    const asked = c.req.query('fill') ?? ''
    const fill = isCodedScheme(asked) ? asked : undefined
    const units = fill && !wrong ? writeUnits(await suggestUnits(reader, fill, mostUnits)) : ''
    const title = t('coding.new.title')
    const crumbs = [{ label: t('coding.rounds.title'), href: today(codingPath) }]
    return showPage(c, siteFor(c, parts), {
      title,
      description: title,
      isPrivate: true,
      status: wrong ? 422 : 200,
      body: (
        <>
          <PageHead title={title} lead={t('coding.new.lead')} above={<Breadcrumbs t={t} crumbs={crumbs} />} />
          <RoundForm
            {...{ words, wrong, units }}
            scheme={fill}
            versions={(await listCodebookVersions(reader)).map(({ number }) => number)}
            candidates={await listCoderCandidates(reader)}
          />
        </>
      ),
    })
  }

  return new Hono<AppEnv>()
    .get(codingPath, async (c) => {
      const words = wordsFor(c)
      const { t, at, today } = words
      const { account } = c.var
      const mayCode = may(account?.role, 'code')
      const rounds = (await listCodingRounds(reader)).filter((round) => mayCode || isPublished(round))
      const own = account ? await listRoundsOf(reader, account.person) : new Set<number>()
      const title = t('coding.rounds.title')
      // Rounds are published without a new revision of the register.
      c.header('cache-control', 'no-store')
      return showPage(c, siteFor(c, parts), {
        title,
        description: t('coding.rounds.lead'),
        body: (
          <>
            <PageHead title={title} lead={t('coding.rounds.lead')}>
              <p>
                <a href={at(codebookVersionsPath)}>{t('coding.versions.title')}</a>
              </p>
              {mayCode && (
                <p>
                  <a class="button" href={today(newRoundPath)}>
                    {t('coding.new.title')}
                  </a>
                </p>
              )}
            </PageHead>
            {rounds.length === 0 ? (
              <EmptyState
                title={t(mayCode ? 'coding.rounds.none' : 'coding.rounds.none-public')}
                actions={[{ label: t('coding.versions.title'), href: at(codebookVersionsPath) }]}
              />
            ) : (
              <RoundTable {...{ rounds, own, words }} caption={title} />
            )}
          </>
        ),
      })
    })
    .get(newRoundPath, (c) => showForm(c))
    .post(newRoundPath, async (c) => {
      const { t, language } = c.var
      const fields = await c.req.parseBody({ all: true })
      const form = readForm(fields, t)
      if (!form.ok) return showForm(c, { fields: single(fields), errors: form.errors })
      const made = await makeCodingRound(work, signedIn(c), { ...form.value, language })
      if (made.ok) return c.redirect(wordsFor(c).today(roundPath(String(made.id))), 303)
      const { refusal } = made
      const errors =
        typeof refusal === 'object'
          ? { units: inLines(refusal.units, form.lines, t) }
          : { [refusal === 'few-coders' ? 'coders' : refusal === 'no-version' ? 'version' : 'units']: t(`coding.new.${refusal}`) } // prettier-ignore
      return showForm(c, { fields: single(fields), errors })
    })
}

type T = Words['t']
type Many = Record<string, unknown>

/** The fields of a form in which one name may stand several times, as texts; of several, all with commas between. */
function single(fields: Many): Fields {
  return Object.fromEntries(Object.entries(fields).map(([name, value]) => [name, Array.isArray(value) ? value.join(',') : String(value)])) // prettier-ignore
}

function readForm(many: Many, t: T) {
  const fields = single(many)
  const read = (name: string) => typed(fields, name)
  const { values, errors: faults } = readRoundTexts(read)
  const errors: Wrong['errors'] = Object.fromEntries(Object.entries(faults).map(([name, fault]) => [name, fault && t(`coding.fault.${fault}`)])) // prettier-ignore
  const scheme = read('scheme')
  if (!isCodedScheme(scheme)) errors.scheme = t('coding.fault.missing')
  const version = /^\d{1,6}$/.test(read('version')) ? Number(read('version')) : 0
  const readLines = readUnits(typeof fields.units === 'string' ? fields.units : '')
  if ('unreadable' in readLines) errors.units = t('coding.new.unreadable', { fault: readLines.unreadable })
  else if (readLines.units.length > mostUnits) errors.units = t('coding.new.too-many', { most: mostUnits })
  else if (readLines.faults.length > 0) errors.units = inLines(readLines.faults, undefined, t)
  if (Object.keys(errors).length > 0 || 'unreadable' in readLines || !isCodedScheme(scheme)) return { ok: false, errors } as const // prettier-ignore
  const coders = read('coders').split(',').filter(Boolean)
  const value = { ...values, scheme, codebookVersion: version, units: readLines.units, coders, isPublic: read('public') === 'yes' } // prettier-ignore
  return { ok: true, value, lines: readLines.lines } as const
}

/** A fault of a unit names its line; where it is given as a place in the round, `lines` has the line of each. */
function inLines(faults: readonly UnitFault[], lines: readonly number[] | undefined, t: T): string {
  const shown = faults.slice(0, mostFaults).map(({ line, fault }) => t(`coding.unit-fault.${fault}`, { line: lines?.[line - 1] ?? line })) // prettier-ignore
  return [...shown, ...(faults.length > mostFaults ? [t('coding.unit-fault.more', { count: faults.length - mostFaults })] : [])].join(' ') // prettier-ignore
}
const mostFaults = 8

type FormProps = {
  words: Words
  wrong?: Wrong
  units: string
  scheme: CodedScheme | undefined
  versions: readonly number[]
  candidates: readonly { person: string; name: string; organisation: string }[]
}

function RoundForm({ words, wrong, units, scheme, versions, candidates }: FormProps) {
  const { t, today } = words
  const value = (name: string) => (wrong ? typed(wrong.fields, name) : '')
  const chosen = new Set(value('coders').split(','))
  return (
    <form method="post" action={today(newRoundPath)} class="fields">
      <p>
        {t('coding.new.fill')}{' '}
        {schemeNames.map((each, index) => (
          <>
            {index > 0 && ' · '}
            <a href={today(withQuery(newRoundPath, new URLSearchParams({ fill: each })))}>
              {t(`coding.new.fill-${each}`)}
            </a>
          </>
        ))}
      </p>
      <TextField
        name="title"
        label={t('coding.new.name')}
        value={value('title')}
        error={wrong?.errors.title}
        maxlength={120}
        required
      />
      <SelectField
        name="scheme"
        label={t('coding.round.variable')}
        error={wrong?.errors.scheme}
        options={schemeNames.map((each) => ({
          value: each,
          label: t(`coding.scheme-name.${each}`),
          chosen: each === (value('scheme') || scheme),
        }))}
      />
      <SelectField
        name="version"
        label={t('coding.round.codebook')}
        error={wrong?.errors.version}
        options={versions.map((number) => ({
          value: String(number),
          label: t('coding.version.title', { number }),
          chosen: String(number) === value('version'),
        }))}
      />
      <TextField
        name="instructions"
        label={t('coding.new.instructions')}
        hint={t('coding.new.instructions-hint')}
        value={value('instructions')}
        error={wrong?.errors.instructions}
        rows={3}
        maxlength={4000}
      />
      <div class="wide-field">
        <TextField
          name="units"
          label={t('coding.round.units')}
          hint={t('coding.new.units-hint', { most: mostUnits })}
          value={wrong ? value('units') : units}
          error={wrong?.errors.units}
          rows={10}
          required
        />
      </div>
      <fieldset aria-describedby={wrong?.errors.coders ? 'field-coders-error' : undefined}>
        <legend>{t('coding.new.coders')}</legend>
        {wrong?.errors.coders && (
          <p class="field-error" id="field-coders-error">
            {wrong.errors.coders}
          </p>
        )}
        <ul class="plain-list">
          {candidates.map(({ person, name, organisation }) => (
            <li>
              <label class="check">
                <input type="checkbox" name="coders" value={person} checked={chosen.has(person)} />
                <span>
                  {name}, <span class="quiet">{organisation}</span>
                </span>
              </label>
            </li>
          ))}
        </ul>
      </fieldset>
      <label class="check">
        <input type="checkbox" name="public" value="yes" checked={wrong ? value('public') === 'yes' : true} />
        <span>{t('coding.new.public')}</span>
      </label>
      <div class="buttons">
        <button type="submit" class="button">
          {t('coding.new.make')}
        </button>
      </div>
    </form>
  )
}

type TableProps = { rounds: readonly CodingRound[]; own: ReadonlySet<number>; words: Words; caption: string }

function RoundTable({ rounds, own, words, caption }: TableProps) {
  const { t, at, language } = words
  return (
    <DataTable
      t={t}
      caption={caption}
      rows={rounds}
      columns={[
        {
          key: 'title',
          header: t('coding.round.name'),
          cell: ({ id, title, language: lang }) => (
            <a href={at(roundPath(String(id)))}>
              <LangText lang={lang}>{title}</LangText>
            </a>
          ),
        },
        {
          key: 'variable',
          header: t('coding.round.variable'),
          cell: ({ scheme }) => t(`coding.scheme-name.${scheme}`),
        },
        { key: 'units', header: t('coding.round.units'), align: 'end', cell: ({ units }) => units },
        {
          key: 'state',
          header: t('coding.round.state'),
          cell: ({ id, state }) =>
            own.has(id) && state === 'open' ? t('coding.state.yours') : t(`coding.state.${state}`),
        },
        {
          key: 'when',
          header: t('coding.round.made'),
          nowrap: true,
          cell: ({ createdAt }) => formatDay(createdAt.toISOString().slice(0, 10), language),
        },
      ]}
    />
  )
}
