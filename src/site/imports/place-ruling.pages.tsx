// Places of a list that the matching is not sure of: a person rules which actor each is, or that it is none.
import { Hono, type Context } from 'hono'
import { typed } from '#accounts/index.ts'
import type { AppEnv } from '#platform/http/app-env.ts'
import {
  listDoubtfulPlaces, rulePlace, withdrawRuling, type Census, type DoubtfulPlace, type ImportList, type MatchOption,
} from '#register/index.ts' // prettier-ignore
import { Breadcrumbs } from '#ui/controls/breadcrumbs.tsx'
import { EmptyState } from '#ui/controls/empty-state.tsx'
import { TextField } from '#ui/controls/fields.tsx'
import { KeysetPager } from '#ui/controls/keyset-pager.tsx'
import { ViewTabs } from '#ui/controls/view-tabs.tsx'
import { PageHead } from '#ui/layout/page-head.tsx'
import { Section } from '#ui/layout/section.tsx'
import { signedIn } from '../accounts/account.rules.ts'
import { chooseActor, type ActorChoice } from '../accounts/actor-choice.rules.ts'
import { ActButton, readFields } from '../accounts/form.views.tsx'
import { showPage, siteFor, wordsFor, type SiteParts, type Words } from '../frame/frame.views.tsx'
import { actorName } from '../frame/naming.views.tsx'
import { mergePath } from '../proposals/proposal.paths.ts'
import { actorPath, withQuery } from '../site.paths.ts'
import { findListOf } from './candidate.pages.tsx'
import type { ImportPagesWork } from './import-list.pages.tsx'
import { candidatesPath, importsPath, placeRulingPath, placesPath } from './import.paths.ts'

const onPage = 20

type Refused = { place: number; written: string; text: string }

export function placeRulingPages(parts: SiteParts, work: ImportPagesWork) {
  const { reader } = parts

  const show = async (c: Context<AppEnv>, list: ImportList, refused?: Refused) => {
    const words = wordsFor(c)
    const { t, today } = words
    const which = c.req.query('show') === 'ruled' ? 'ruled' : 'unsure'
    const asked = c.req.query('after') ?? ''
    const after = /^\d{1,6}$/.test(asked) ? Number(asked) : 0
    const { rows, total } = await listDoubtfulPlaces(reader, list.id, which, { after, limit: onPage })
    const path = (query: Record<string, string>) =>
      today(withQuery(placesPath(String(list.id)), new URLSearchParams(query)))
    const kept: Record<string, string> = which === 'ruled' ? { show: 'ruled' } : {}
    const title = t('imports.places-title', { list: list.title })
    return showPage(c, siteFor(c, parts), {
      title,
      description: title,
      isPrivate: true,
      status: refused ? 422 : 200,
      body: (
        <>
          <PageHead
            title={t('imports.unsure-places')}
            lead={t('imports.places-lead')}
            above={
              <Breadcrumbs
                t={t}
                crumbs={[
                  { label: t('imports.title'), href: today(importsPath) },
                  { label: list.title, href: today(candidatesPath(list.id)) },
                ]}
              />
            }
          />
          <ViewTabs
            label={t('imports.unsure-places')}
            views={[
              { label: t('imports.to-rule'), href: path({}), current: which === 'unsure' },
              { label: t('imports.ruled'), href: path({ show: 'ruled' }), current: which === 'ruled' },
            ]}
          />
          {rows.length === 0 ? (
            <EmptyState
              title={t(which === 'ruled' ? 'imports.none-ruled' : 'imports.none-unsure')}
              actions={[{ label: t('imports.to-candidates'), href: today(candidatesPath(list.id)) }]}
            />
          ) : (
            <>
              {rows.map((place) => (
                <PlaceSection
                  {...{ list, place, words, which }}
                  census={parts.register.now().census}
                  refused={refused?.place === place.id ? refused : undefined}
                />
              ))}
              <KeysetPager
                t={t}
                from={after + 1}
                to={after + rows.length}
                total={total}
                previousHref={after > 0 ? path({ ...kept, after: String(Math.max(0, after - onPage)) }) : undefined}
                nextHref={after + rows.length < total ? path({ ...kept, after: String(after + onPage) }) : undefined}
              />
            </>
          )}
        </>
      ),
    })
  }

  return new Hono<AppEnv>()
    .get(placesPath(':list'), async (c) => show(c, await findListOf(c, parts)))
    .post(placeRulingPath(':list', ':place'), async (c) => {
      const words = wordsFor(c)
      const list = await findListOf(c, parts)
      const id = c.req.param('place')
      const place = /^\d{1,9}$/.test(id) ? Number(id) : 0
      const fields = await readFields(c)
      const [said, written] = [typed(fields, 'actor'), typed(fields, 'other').trim()]
      const back = () => c.redirect(words.today(placesPath(String(list.id))), 303)
      if (said === 'withdraw') {
        await withdrawRuling(work, { list: list.id, place })
        return back()
      }
      const choice: ActorChoice = said === 'none' ? { ok: true, actor: null } : chooseActor(parts.register.now().census, written || said) // prettier-ignore
      if (!choice.ok || (choice.actor === null && said !== 'none'))
        return show(c, list, { place, written, text: refusalInWords(choice, words) })
      await rulePlace(work, signedIn(c).person, { list: list.id, place }, choice.actor)
      return back()
    })
}

function refusalInWords(choice: ActorChoice, { t, language }: Words): string {
  if (choice.ok) return t('imports.choose-one')
  const near = choice.near.map((actor) => `${actorName(actor, language)} (${actor.id})`).join(', ')
  return t(choice.refusal === 'several' ? 'imports.several' : 'imports.unknown-actor', { near: near || '–' })
}

type SectionProps = {
  list: ImportList
  place: DoubtfulPlace
  which: 'unsure' | 'ruled'
  census: Census
  refused: Refused | undefined
  words: Words
}

function PlaceSection({ list, place, which, census, refused, words }: SectionProps) {
  const { t, today, language } = words
  const action = today(placeRulingPath(String(list.id), String(place.id)))
  const title = [place.name, place.countryName].filter(Boolean).join(', ')
  const actorOf = (id: string) => census.actors.rows[census.actors.codeOf.get(id) ?? -1]
  const ruled = place.actor === null ? undefined : actorOf(place.actor)
  // Two that have been merged since the list was matched are one choice.
  const options = [...new Map(place.options.map((option) => [actorOf(option.actor)?.id, option])).values()]
  const [stays, gone] = options.flatMap(({ actor }) => actorOf(actor) ?? [])
  return (
    <Section id={`place-${place.id}`} title={title}>
      <p class="quiet">
        {t('imports.in-pairs', { count: place.pairs })}
        {place.lat !== null && place.lon !== null && ` · ${place.lat.toFixed(2)}, ${place.lon.toFixed(2)}`}
      </p>
      {which === 'ruled' ? (
        <>
          <p>{ruled ? t('imports.ruled-as', { actor: actorName(ruled, language) }) : t('imports.ruled-none')}</p>
          <ActButton
            action={action}
            button={t('imports.take-back')}
            label={t('imports.take-back-of', { place: title })}
            hidden={{ actor: 'withdraw' }}
          />
        </>
      ) : (
        <form method="post" action={action} class="fields">
          <fieldset>
            <legend>{t('imports.which-actor')}</legend>
            {options.map((option) => {
              const actor = actorOf(option.actor)
              return (
                actor && (
                  <div class="tick">
                    <input
                      type="radio"
                      name="actor"
                      id={`p${place.id}-${option.actor}`}
                      value={option.actor}
                      aria-describedby={`p${place.id}-${option.actor}-why`}
                    />
                    <label for={`p${place.id}-${option.actor}`}>
                      {actorName(actor, language)} ({words.vocabulary.label('actor_kind', actor.kind)})
                    </label>
                    <p class="field-hint" id={`p${place.id}-${option.actor}-why`}>
                      {reasonsInWords(option, words)}{' '}
                      <a href={words.at(actorPath(actor.id))}>{t('imports.see-actor')}</a>
                    </p>
                  </div>
                )
              )
            })}
            <div class="tick">
              <input type="radio" name="actor" id={`p${place.id}-none`} value="none" />
              <label for={`p${place.id}-none`}>{t('imports.none-of-these')}</label>
            </div>
          </fieldset>
          {stays && gone && options.length === 2 && (
            <p>
              <a href={today(withQuery(mergePath(gone.id), new URLSearchParams({ stays: stays.id })))}>
                {t('proposals.merge.link', {
                  gone: `${actorName(gone, language)} (${gone.id})`,
                  stays: `${actorName(stays, language)} (${stays.id})`,
                })}
              </a>
            </p>
          )}
          <TextField
            name="other"
            id={`field-other-${place.id}`}
            label={t('imports.other-actor')}
            hint={t('imports.other-actor-hint')}
            value={refused?.written}
            error={refused?.text}
            maxlength={200}
          />
          <div class="buttons">
            <button type="submit" class="button" aria-label={t('imports.rule-on', { place: title })}>
              {t('imports.rule')}
            </button>
          </div>
        </form>
      )}
    </Section>
  )
}

/** “70 points: part of the name (Kramfors), same country, 23 km apart”. */
function reasonsInWords({ score, reasons }: MatchOption, { t }: Words): string {
  const said = reasons.map(({ because, name = '', km = 0 }) => t(`imports.because.${because}`, { name, km }))
  return t('imports.points', { score, reasons: said.join(', ') })
}
