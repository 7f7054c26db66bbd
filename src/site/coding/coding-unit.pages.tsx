// One unit of a round: coding it, and once the round is closed what all have said of it, and what holds.
import { Hono, type Context } from 'hono'
import { listSourcesById, listSourcesNamed, readEvidenceBelow } from '#evidence/index.ts'
import type { AppEnv } from '#platform/http/app-env.ts'
import {
  adjudicate, findCodingRound, listCodebookEntries, listCoders, listCodingUnits, listOwnCodings, listUnitFacts,
  noSuchRound, noSuchUnit, numberOf, readAdjudication, readAnswer, readClosedRound, refuseInRound, refused, saveCoding, unitsOf,
  cannotBeCoded, type AnswerErrors, type CodingWork,
} from '#register/index.ts' // prettier-ignore
import { Breadcrumbs } from '#ui/controls/breadcrumbs.tsx'
import { PageHead } from '#ui/layout/page-head.tsx'
import { Section } from '#ui/layout/section.tsx'
import { signedIn } from '../accounts/account.rules.ts'
import { readFields } from '../accounts/form.views.tsx'
import { showPage, siteFor, wordsFor, type SiteParts, type Words } from '../frame/frame.views.tsx'
import { typedIn } from '../proposals/draft-page.views.tsx'
import { adjudicationPath, codingPath, roundPath, unitPath } from './coding.paths.ts'
import {
  AnswerForm,
  codeName,
  DecisionForm,
  Passage,
  SaidByAll,
  stateOf,
  unitName,
  type FormState,
} from './unit.views.tsx'

export function codingUnitPages(parts: SiteParts, work: CodingWork) {
  const { reader } = parts

  /** The round and the unit of the address, for somebody who may code. */
  const find = async (c: Context<AppEnv>) => {
    const [id = '', place = ''] = [c.req.param('id'), c.req.param('unit')]
    const round = /^\d{1,9}$/.test(id) ? await findCodingRound(reader, Number(id)) : undefined
    if (!round) throw noSuchRound()
    const units = await listCodingUnits(reader, round.id)
    const unit = units.find(({ position }) => String(position) === place)
    if (!unit) throw noSuchUnit()
    const entries = await listCodebookEntries(reader, round.codebookVersion)
    const coders = await listCoders(reader, round.id)
    const number = numberOf(signedIn(c), coders)
    return { round, units, unit, coders, number, entries: entries.filter(({ scheme }) => scheme === round.scheme) }
  }
  type Found = Awaited<ReturnType<typeof find>>

  const show = async (c: Context<AppEnv>, found: Found, wrong?: FormState) => {
    const { round, units, unit, coders, number, entries } = found
    const words = wordsFor(c)
    const { t, today } = words
    const { census } = parts.register.now()
    const facts = await listUnitFacts(reader, round.scheme, [unit.factId])
    const sources = await listSourcesById(reader, [unit.source], { account: c.var.account })
    const name = unitName(unit.factId, facts, census, words)
    const title = t('coding.unit.title', { position: unit.position, units: units.length, name })
    const id = String(round.id)
    const own = number === undefined ? undefined : await listOwnCodings(reader, round.id, number)
    const mayCode = refuseInRound('code', signedIn(c), round, coders) === undefined
    const isDone = coders.find((one) => one.number === number)?.finishedAt
    const crumbs = [
      { label: t('coding.rounds.title'), href: today(codingPath) },
      { label: round.title, href: today(roundPath(id)) },
    ]
    const form = mayCode && !isDone && (
      <Section id="code" title={t('coding.unit.code')}>
        <AnswerForm
          action={today(unitPath(id, String(unit.position)))}
          {...{ unit, entries, words }}
          state={wrong ?? stateOf(own?.get(unit.position))}
          sources={unit.source === null ? await openSources(facts.get(unit.factId)?.cooperation) : []}
        />
      </Section>
    )
    return showPage(c, siteFor(c, parts), {
      title,
      description: title,
      isPrivate: true,
      status: wrong ? 422 : 200,
      body: (
        <>
          <PageHead title={name} above={<Breadcrumbs t={t} crumbs={crumbs} />}>
            <UnitWays {...{ words, found }} coded={round.state === 'open' ? own?.size : undefined} />
          </PageHead>
          <Passage unit={unit} fact={facts.get(unit.factId)} sources={sources} words={words} />
          {form}
          {round.state === 'open'
            ? !form && <p>{t(isDone ? 'coding.unit.you-are-done' : 'coding.unit.not-yours')}</p>
            : await closedPart(c, found, words, wrong)}
        </>
      ),
    })
  }

  /** Sources that a coder may have found the passage in: those that are cited for the cooperation. */
  const openSources = async (cooperation: string | undefined) =>
    cooperation ? [...(await readEvidenceBelow(reader, cooperation)).sources.values()] : []

  /** What all have said, and what holds. */
  const closedPart = async (c: Context<AppEnv>, found: Found, words: Words, wrong?: FormState) => {
    const { round, unit, coders, entries } = found
    const { t, today } = words
    const said = unitsOf(await readClosedRound(reader, round.id)).find((one) => one.unit.position === unit.position)
    if (!said) return null
    const { codings, adjudication, differs, result } = said
    const sources = await listSourcesById(reader, codings.map(({ source }) => source), { account: c.var.account }) // prettier-ignore
    const mayDecide = differs && refuseInRound('adjudicate', signedIn(c), round, coders) === undefined
    const state = adjudication && { typed: (name: string) => (name === 'note' ? adjudication.note : name === 'code' ? (adjudication.code ?? cannotBeCoded) : ''), errors: {} } // prettier-ignore
    return (
      <>
        <Section id="said" title={t('coding.unit.said')}>
          {codings.length === 0 ? (
            <p>{t('coding.unit.nobody')}</p>
          ) : (
            <SaidByAll {...{ codings, entries, sources, words }} />
          )}
        </Section>
        <Section id="decision" title={t('coding.decision.title')}>
          <p>
            {result.kind === 'open'
              ? t(differs ? 'coding.decision.open' : 'coding.decision.too-few')
              : t(adjudication ? 'coding.decision.decided' : 'coding.decision.agreed', {
                  code: codeName(result.kind === 'code' ? result.code : null, entries, words),
                })}
          </p>
          {adjudication && <p class="as-typed">{adjudication.note}</p>}
          {mayDecide && (
            <DecisionForm
              action={today(adjudicationPath(String(round.id), String(unit.position)))}
              {...{ entries, words }}
              decided={adjudication}
              state={wrong ?? state ?? { typed: () => '', errors: {} }}
            />
          )}
        </Section>
      </>
    )
  }

  const inWords = (c: Context<AppEnv>, errors: AnswerErrors | Partial<Record<string, keyof typeof faults>>) =>
    Object.fromEntries(Object.entries(errors).map(([name, fault]) => [name, fault && c.var.t(faults[fault])]))

  return new Hono<AppEnv>()
    .get(unitPath(':id', ':unit'), async (c) => show(c, await find(c)))
    .post(unitPath(':id', ':unit'), async (c) => {
      const found = await find(c)
      const { round, units, unit, coders, number, entries } = found
      const refusal = refuseInRound('code', signedIn(c), round, coders)
      if (refusal || number === undefined) throw refused(refusal ?? 'not-a-coder')
      const typed = typedIn(await readFields(c))
      const { answer, errors } = readAnswer(typed, unit, entries.map(({ code }) => code)) // prettier-ignore
      const said = inWords(c, errors)
      if (answer.source && !errors.source) {
        const [source, ...others] = await listSourcesNamed(reader, answer.source, 5)
        const isMeant = source && (source.id === answer.source || others.length === 0)
        if (isMeant) answer.source = source.id
        else said.source = c.var.t('coding.fault.no-source')
      }
      if (Object.keys(said).length > 0) return show(c, found, { typed, errors: said })
      await saveCoding(work, signedIn(c), round.id, unit.position, answer)
      const { today } = wordsFor(c)
      const id = String(round.id)
      if (typed('go') !== 'next') return c.redirect(today(unitPath(id, String(unit.position))), 303)
      // The next one that is not coded, from here on and then from the beginning; all done, the page of the round.
      const coded = await listOwnCodings(reader, round.id, number)
      const order = [...units.filter(({ position }) => position > unit.position), ...units]
      const next = order.find(({ position }) => !coded.has(position))
      // At the passage, so that whoever uses a keyboard is past the head of the page.
      return c.redirect(today(next ? `${unitPath(id, String(next.position))}#passage` : roundPath(id)), 303)
    })
    .post(adjudicationPath(':id', ':unit'), async (c) => {
      const found = await find(c)
      const { round, unit, coders, entries } = found
      const refusal = refuseInRound('adjudicate', signedIn(c), round, coders)
      if (refusal) throw refused(refusal)
      const typed = typedIn(await readFields(c))
      const { value, errors } = readAdjudication(typed, entries.map(({ code }) => code)) // prettier-ignore
      if (Object.keys(errors).length > 0) return show(c, found, { typed, errors: inWords(c, errors) })
      const decided = await adjudicate(work, signedIn(c), round.id, unit.position, value, typed('seen'))
      if (!decided.ok) return show(c, found, { typed, errors: { note: c.var.t('coding.refused.decided-meanwhile') } })
      return c.redirect(wordsFor(c).today(`${roundPath(String(round.id))}#disagreements`), 303)
    })
}

const faults = {
  missing: 'coding.fault.missing',
  'too-long': 'coding.fault.too-long',
  'one-of-two': 'coding.fault.one-of-two',
  'no-code': 'coding.fault.no-code',
} as const

type WaysProps = {
  words: Words
  found: { round: { id: number }; units: readonly { position: number }[]; unit: { position: number } }
  /** Of a coder, how many they have coded. */
  coded: number | undefined
}

/** Where one is among the units, and the ways to those beside it. */
function UnitWays({ words, found: { round, units, unit }, coded }: WaysProps) {
  const { t, today } = words
  const { position } = unit
  const hrefOf = (to: number) => today(unitPath(String(round.id), String(to)))
  return (
    <nav class="unit-ways" aria-label={t('coding.unit.ways')}>
      {position > 1 && (
        <a href={hrefOf(position - 1)} rel="prev">
          {t('coding.unit.previous')}
        </a>
      )}
      <span>{t('coding.unit.place', { position, units: units.length })}</span>
      {position < units.length && (
        <a href={hrefOf(position + 1)} rel="next">
          {t('coding.unit.next')}
        </a>
      )}
      {coded !== undefined && (
        <label class="unit-progress">
          {t('coding.unit.progress', { coded, units: units.length })}
          <progress value={coded} max={units.length} />
        </label>
      )}
    </nav>
  )
}
