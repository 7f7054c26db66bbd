// How other registers see the cooperations that this one shares with them. Public, as the editions are that it is read from.
import { Hono } from 'hono'
import type { AppEnv } from '#platform/http/app-env.ts'
import { formatDay } from '#platform/i18n/format.ts'
import type { Fault } from '#register/index.ts'
import {
  openOtherRegisters,
  type ComparedViews,
  type EditionDesk,
  type OtherRegister,
  type ViewActor,
  type ViewedCooperation,
} from '#publication/index.ts'
import { Breadcrumbs } from '#ui/controls/breadcrumbs.tsx'
import { DataTable } from '#ui/controls/data-table.tsx'
import { EmptyState } from '#ui/controls/empty-state.tsx'
import { PageHead } from '#ui/layout/page-head.tsx'
import { Section } from '#ui/layout/section.tsx'
import { showPage, siteFor, wordsFor, type SiteParts, type Words } from '../frame/frame.views.tsx'
import { dateInWords, StatusText } from '../frame/naming.views.tsx'
import { cooperationPath } from '../site.paths.ts'
import { editionsPath, otherViewsPath } from './edition.paths.ts'

/** A page holds no more rows of one register; those that differ come first. */
const mostRows = 500

/** Enough to see what is wrong; one mistake in a column is one fault for each row. */
const mostFaults = 20

export function otherViewPages(parts: SiteParts, desk: EditionDesk) {
  const readOtherRegisters = openOtherRegisters(desk.mirrors)
  return new Hono<AppEnv>().get(otherViewsPath, async (c) => {
    const words = wordsFor(c)
    const { t, today } = words
    const registers = await readOtherRegisters(parts.reader, parts.register.now())
    // Copies are fetched without a new revision of the register.
    c.header('cache-control', 'no-store')
    const title = t('editions.others.title')
    const crumbs = [{ label: t('editions.title'), href: today(editionsPath) }]
    return showPage(c, siteFor(c, parts), {
      title,
      description: t('editions.others.lead'),
      current: 'data',
      body: (
        <>
          <PageHead title={title} lead={t('editions.others.lead')} above={<Breadcrumbs t={t} crumbs={crumbs} />}>
            <p>{t('editions.others.apart')}</p>
          </PageHead>
          {registers.length === 0 && (
            <EmptyState title={t('editions.others.none')} actions={[]}>
              {t('editions.others.none-text')}
            </EmptyState>
          )}
          {registers.map((register) => (
            <OneRegister register={register} words={words} />
          ))}
        </>
      ),
    })
  })
}

function OneRegister({ register, words }: { register: OtherRegister; words: Words }) {
  const { t, language, vocabulary } = words
  const { host, edition, countries, compared, faults } = register
  const { id, site, revision, recordedAt, url } = edition
  const both = compared.filter(({ ours, theirs }) => ours && theirs)
  const counts = {
    both: both.length,
    differing: both.filter(({ differences }) => differences.length > 0).length,
    here: compared.filter(({ theirs }) => !theirs).length,
    there: compared.filter(({ ours }) => !ours).length,
  }
  const title =
    countries.length > 0 ? `${countries.map((code) => vocabulary.country(code)).join(', ')} (${host})` : host
  return (
    <Section id={`register-${host.replaceAll(/[^a-z0-9]+/gi, '-')}`} title={title}>
      <p>
        {t('editions.others.from', { id, site, revision, day: formatDay(recordedAt.slice(0, 10), language) })}{' '}
        <a href={url}>{t('editions.others.edition')}</a>
      </p>
      {faults.length > 0 ? (
        <>
          <p>
            {t('editions.others.unreadable', { count: faults.length })}{' '}
            {faults.length > mostFaults && t('editions.others.most', { count: mostFaults })}
          </p>
          <ul lang="en">
            {faults.slice(0, mostFaults).map((fault) => (
              <li>{faultInWords(fault)}</li>
            ))}
          </ul>
        </>
      ) : compared.length === 0 ? (
        <p>{t('editions.others.nothing')}</p>
      ) : (
        <>
          <p>
            {t('editions.others.counts', counts)}{' '}
            {compared.length > mostRows && t('editions.others.most', { count: mostRows })}
          </p>
          <ComparedTable compared={compared.slice(0, mostRows)} site={site} caption={title} words={words} />
        </>
      )}
    </Section>
  )
}

/** In English, as programs of any country say it: what is mended is the other register's. */
function faultInWords({ file, line, column, message }: Fault): string {
  const place = [file, line === undefined ? '' : `line ${line}`, column].filter(Boolean).join(', ')
  return `${place}: ${message.slice(0, 300)}`
}

type TableProps = { compared: readonly ComparedViews[]; site: string; caption: string; words: Words }

function ComparedTable({ compared, site, caption, words }: TableProps) {
  const { t, at, vocabulary, language } = words
  const name = (actor: ViewActor) => (language === 'sv' ? actor.nameSv : actor.nameEn)
  return (
    <DataTable
      t={t}
      caption={caption}
      rows={compared}
      columns={[
        {
          key: 'cooperation',
          header: t('editions.others.cooperation'),
          cell: ({ ours, theirs }) => {
            // At home here stands first, whoever says so.
            const [home, counterpart] = ours ? [ours.home, ours.counterpart] : [theirs?.counterpart, theirs?.home]
            return (
              <>
                {home && counterpart && `${name(home)} – ${name(counterpart)}`}
                <br />
                <span class="quiet">{vocabulary.label('cooperation_kind', ours?.kind ?? theirs?.kind ?? '')}</span>
              </>
            )
          },
        },
        {
          key: 'here',
          header: t('editions.others.here'),
          cell: ({ ours }) => <Viewed viewed={ours} href={({ id }) => at(cooperationPath(id))} words={words} />,
        },
        {
          key: 'there',
          header: t('editions.others.there'),
          cell: ({ theirs }) => (
            <Viewed viewed={theirs} href={({ id }) => site + cooperationPath(encodeURIComponent(id))} words={words} />
          ),
        },
        {
          key: 'differences',
          header: t('editions.others.differences'),
          cell: ({ differences }) => differencesInWords(differences, words),
        },
      ]}
    />
  )
}

type ViewedProps = { viewed: ViewedCooperation | undefined; href: (viewed: ViewedCooperation) => string; words: Words }

function Viewed({ viewed, href, words }: ViewedProps) {
  const { t, language } = words
  if (!viewed) return <span class="quiet">{t('editions.others.not-listed')}</span>
  const { status, established, ended } = viewed
  const dates = [
    established && t('editions.others.established', { date: dateInWords(established.edtf, t, language) }),
    ended && t('editions.others.ended', { date: dateInWords(ended.edtf, t, language) }),
  ].filter(Boolean)
  return (
    <>
      <a href={href(viewed)}>
        <StatusText status={status} words={words} />
      </a>
      <br />
      <span class="quiet">{dates.length > 0 ? dates.join(', ') : t('site.date.unknown')}</span>
    </>
  )
}

function differencesInWords(differences: ComparedViews['differences'], { t }: Words): string {
  if (differences.length === 0) return t('editions.others.agree')
  return differences
    .map((one) =>
      one === 'only-here' || one === 'only-there' ? t(`editions.others.${one}`) : t(`editions.others.differs-${one}`),
    ) // prettier-ignore
    .join(', ')
}
