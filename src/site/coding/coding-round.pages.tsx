// One round of coding: for its coders where they are, for others who code how far it is, once closed what came of it; and
// for everybody once it is published.
import { Hono, type Context } from 'hono'
import { typed, type Account } from '#accounts/index.ts'
import type { HeldBack } from '#evidence/index.ts'
import type { AppEnv } from '#platform/http/app-env.ts'
import { csv, type TableColumn } from '#publication/index.ts'
import {
  closeCodingRound, codedSchemes, findCodingRound, finishAdjudication, finishCoding, isPublished, listCodebookEntries, listCoders,
  listOwnCodings, listCodingUnits, listStandingReasons, listUnitFacts, maySeeRound, noSuchRound, numberOf, readClosedRound, refuseInRound, reliabilityDataOf,
  setPublicity, unitsOf, type CodingRound, type CodingWork,
} from '#register/index.ts' // prettier-ignore
import { agreementOf, type Agreement } from '#statistics/index.ts'
import { Breadcrumbs } from '#ui/controls/breadcrumbs.tsx'
import { Notice } from '#ui/controls/notice.tsx'
import { PageHead } from '#ui/layout/page-head.tsx'
import { LangText } from '#ui/controls/lang-text.tsx'
import { signedIn } from '../accounts/account.rules.ts'
import { readFields } from '../accounts/form.views.tsx'
import { showPage, siteFor, wordsFor, type SiteParts } from '../frame/frame.views.tsx'
import { AgreementReport } from './agreement.views.tsx'
import { codingPath, roundActPath, roundCodesPath, roundPath } from './coding.paths.ts'
import { Disagreements, Method, OwnWork, Progress, Publicity, Results, RoundFacts } from './round.views.tsx'

/** Codes of a closed round never change, and a bootstrap takes its time: what has been reckoned is kept for a while. */
const mostKept = 100

export function codingRoundPages(parts: SiteParts, work: CodingWork) {
  const { reader } = parts
  const reckoned = new Map<number, Agreement>()

  const find = async (c: Context<AppEnv>): Promise<CodingRound> => {
    const id = c.req.param('id') ?? ''
    const round = /^\d{1,9}$/.test(id) ? await findCodingRound(reader, Number(id)) : undefined
    if (!round || !maySeeRound(c.var.account, round)) throw noSuchRound()
    // It is published, and sealed, without a new revision of the register.
    c.header('cache-control', 'no-store')
    return round
  }

  const entriesOf = async (round: CodingRound) =>
    (await listCodebookEntries(reader, round.codebookVersion)).filter(({ scheme }) => scheme === round.scheme)

  const readWhole = async (round: CodingRound) => {
    const entries = await entriesOf(round)
    const coders = await listCoders(reader, round.id)
    const closed = await readClosedRound(reader, round.id)
    return { entries, coders, closed, units: unitsOf(closed) }
  }

  const reckon = (round: CodingRound, { entries, coders, closed }: Awaited<ReturnType<typeof readWhole>>) => {
    const known = reckoned.get(round.id)
    if (known) return known
    const numbers = coders.map(({ number }) => number)
    const data = reliabilityDataOf(closed, entries.map(({ code }) => code), numbers) // prettier-ignore
    const agreement = agreementOf({ ...data, level: codedSchemes[round.scheme], size: entries.length, seed: round.id })
    if (reckoned.size >= mostKept) reckoned.clear()
    reckoned.set(round.id, agreement)
    return agreement
  }

  const show = async (c: Context<AppEnv>, round: CodingRound, trouble?: string) => {
    const words = wordsFor(c)
    const { t, at } = words
    const { account } = c.var
    return showPage(c, siteFor(c, parts), {
      title: t('coding.round.title', { id: round.id, title: round.title }),
      description: t('coding.round.description', { id: round.id }),
      isPrivate: !isPublished(round),
      status: trouble ? 422 : 200,
      body: (
        <>
          <PageHead
            title={<LangText lang={round.language}>{round.title}</LangText>}
            above={<Breadcrumbs t={t} crumbs={[{ label: t('coding.rounds.title'), href: at(codingPath) }]} />}
          >
            <RoundFacts round={round} words={words} isMember={account !== undefined} />
          </PageHead>
          {trouble && (
            <Notice t={t} kind="warn">
              <p>{trouble}</p>
            </Notice>
          )}
          {round.instructions && (
            <p class="as-typed">
              <LangText lang={round.language}>{round.instructions}</LangText>
            </p>
          )}
          {round.state === 'open' ? await openPart(c, round) : await closedPart(c, round)}
        </>
      ),
    })
  }

  /** To a coder nothing depends on what the others do. */
  const openPart = async (c: Context<AppEnv>, round: CodingRound) => {
    const words = wordsFor(c)
    const coders = await listCoders(reader, round.id)
    const own = coders.find(({ person }) => person === signedIn(c).person)
    if (!own) return <Progress {...{ round, coders, words }} />
    const units = await listCodingUnits(reader, round.id)
    const facts = await listUnitFacts(reader, round.scheme, units.map(({ factId }) => factId)) // prettier-ignore
    const codings = await listOwnCodings(reader, round.id, own.number)
    const { census } = parts.register.now()
    const shown = { round, units, facts, codings, words, census, entries: await entriesOf(round) }
    return <OwnWork {...shown} isDone={own.finishedAt !== null} />
  }

  const closedPart = async (c: Context<AppEnv>, round: CodingRound) => {
    const words = wordsFor(c)
    const { t } = words
    const { account } = c.var
    const whole = await readWhole(round)
    const { entries, coders, units } = whole
    const facts = await listUnitFacts(reader, round.scheme, units.map(({ unit }) => unit.factId)) // prettier-ignore
    const shown = { round, units, entries, facts, words, census: parts.register.now().census }
    const numbers = coders.map(({ number }) => number)
    return (
      <>
        {account && <Disagreements {...shown} mayDecide={mayDo('adjudicate', account, round, coders)} />}
        <AgreementReport
          agreement={reckon(round, whole)}
          {...{ entries, words }}
          coders={numbers}
          seed={round.id}
          source={t('coding.agreement.source', { id: round.id, version: round.codebookVersion })}
        />
        {round.state === 'adjudicated' && (
          <Results
            {...shown}
            account={account}
            standing={await listStandingReasons(reader, units.map(({ unit }) => unit.factId))}
          />
        )}
        <Method {...{ round, words }} coders={coders.length} hasCodes={isPublished(round) || account !== undefined} />
        {account && mayDo('publish', account, round, coders) && <Publicity round={round} words={words} />}
      </>
    ) // prettier-ignore
  }

  const toPage = (c: Context<AppEnv>, { id }: CodingRound, part = '') =>
    c.redirect(wordsFor(c).today(`${roundPath(String(id))}${part}`), 303)

  return new Hono<AppEnv>()
    .get(roundPath(':id'), async (c) => show(c, await find(c)))
    .post(roundActPath(':id', 'finish'), async (c) => {
      const round = await find(c)
      await finishCoding(work, signedIn(c), round.id)
      return toPage(c, round)
    })
    .post(roundActPath(':id', 'closing'), async (c) => {
      const round = await find(c)
      await closeCodingRound(work, signedIn(c), round.id)
      return toPage(c, round)
    })
    .post(roundActPath(':id', 'adjudicated'), async (c) => {
      const round = await find(c)
      const finished = await finishAdjudication(work, signedIn(c), round.id)
      if (!finished.ok && 'heldBack' in finished) return show(c, round, heldBackInWords(c, finished.heldBack))
      if (!finished.ok) return show(c, round, c.var.t('coding.round.undecided', { undecided: finished.undecided }))
      return toPage(c, round)
    })
    .post(roundActPath(':id', 'publicity'), async (c) => {
      const round = await find(c)
      const isPublic = typed(await readFields(c), 'public') === 'yes'
      const heldBack = await setPublicity(work, signedIn(c), round.id, isPublic)
      if (heldBack) return show(c, round, heldBackInWords(c, heldBack))
      return toPage(c, round, '#publicity')
    })
    .get(roundCodesPath(':id'), async (c) => {
      const round = await find(c)
      if (round.state === 'open') throw noSuchRound()
      const { units } = await readWhole(round)
      const rows = units.flatMap(({ unit, codings, result }) =>
        codings.map((coding) => ({ unit, coding, holds: result.kind === 'code' ? result.code : null })),
      )
      return csv(c, `samband-coding-${round.id}`, codeColumns, rows)
    })
}

function heldBackInWords(c: Context<AppEnv>, { refusal }: HeldBack): string {
  return c.var.t(`seals.held-back.${refusal}`)
}

type Row = {
  unit: { position: number; factId: string; source: string | null; locator: string | null }
  coding: { coder: number; code: string | null; source: string | null; locator: string | null; place: number }
  holds: string | null
}

/** No names, no remarks, no times: only what the figures are reckoned from. */
const codeColumns: readonly TableColumn<Row>[] = [
  { name: 'unit', value: ({ unit }) => unit.position },
  { name: 'fact', value: ({ unit }) => unit.factId },
  { name: 'source', value: ({ unit, coding }) => unit.source ?? coding.source },
  { name: 'locator', value: ({ unit, coding }) => (unit.source ? unit.locator : coding.locator) },
  { name: 'coder', value: ({ coding }) => coding.coder },
  { name: 'place', value: ({ coding }) => coding.place },
  { name: 'code', value: ({ coding }) => coding.code },
  { name: 'cannot_be_coded', value: ({ coding }) => (coding.code === null ? 'yes' : 'no') },
  { name: 'holds', value: ({ holds }) => holds },
]

function mayDo(
  act: 'adjudicate' | 'publish',
  account: Account,
  round: CodingRound,
  coders: Parameters<typeof numberOf>[1],
): boolean {
  return refuseInRound(act, account, round, coders) === undefined
}
