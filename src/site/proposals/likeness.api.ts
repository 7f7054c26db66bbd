// What the register has already that may be the same, asked while somebody types.
import { Hono, type Context } from 'hono'
import { listSourcesLike } from '#evidence/index.ts'
import type { AppEnv } from '#platform/http/app-env.ts'
import { limitRate } from '#platform/http/rate-limit.ts'
import { actorsLike, listCooperations } from '#register/index.ts'
import { signedIn } from '../accounts/account.rules.ts'
import { chooseActor } from '../accounts/actor-choice.rules.ts'
import { wordsFor, type SiteParts, type Words } from '../frame/frame.views.tsx'
import { actorName, pairName, sourceLabel } from '../frame/naming.views.tsx'
import { actorPath, cooperationPath, sourcePath } from '../site.paths.ts'
import { cooperationsLike } from './likeness.queries.ts'
import { likenessPath } from './proposal.paths.ts'

/** `write` is what names it in a field of a form. */
type Item = { name: string; detail: string; href: string; write: string }

/** Names are written in many spellings, not in pages of them. */
const longest = 200

export function likenessApi({ reader, register }: Pick<SiteParts, 'reader' | 'register'>) {
  // Somebody who types all day asks twice a second at most, and rests at times.
  const limit = limitRate({ tries: 300, seconds: 300 })

  const actors = (texts: readonly string[], { at, language, vocabulary }: Words): Item[] =>
    actorsLike(register.now().census, texts).map((actor) => ({
      name: actorName(actor, language),
      detail: [actor.nameLocal, vocabulary.country(actor.country), actor.id].filter(Boolean).join(', '),
      href: at(actorPath(actor.id)),
      write: actor.id,
    }))

  const cooperations = async (home: string, counterpart: string, words: Words): Promise<Item[]> => {
    const { census } = register.now()
    const [own, other] = [chooseActor(census, home), chooseActor(census, counterpart)]
    if (!own.ok || !other.ok || own.actor === null || other.actor === null) return []
    const found = await listCooperations(reader, cooperationsLike(census, own.actor, other.actor))
    return found.map((cooperation) => ({
      name: pairName(cooperation, census, words),
      detail: words.vocabulary.label('cooperation_kind', cooperation.kind),
      href: words.at(cooperationPath(cooperation.id)),
      write: cooperation.id,
    }))
  }

  const sources = async (like: Parameters<typeof listSourcesLike>[1], words: Words): Promise<Item[]> =>
    (await listSourcesLike(reader, like, 5)).map((source) => ({
      name: source.title ?? sourceLabel(source, words),
      detail: [sourceLabel(source, words), source.id].join(', '),
      href: words.at(sourcePath(source.id)),
      write: source.id,
    }))

  const asked = (c: Context<AppEnv>, name: string) => (c.req.query(name) ?? '').slice(0, longest)

  return new Hono<AppEnv>().get(likenessPath(':sort{actors|cooperations|sources}'), async (c) => {
    await limit.spend(c, signedIn(c).person)
    const words = wordsFor(c)
    const sort = c.req.param('sort')
    const items =
      sort === 'actors'
        ? actors(['name_sv', 'name_en', 'name_local', 'name_romanised', 'text'].map((name) => asked(c, name)), words) // prettier-ignore
        : sort === 'cooperations'
          ? await cooperations(asked(c, 'home'), asked(c, 'counterpart'), words)
          : await sources({ title: asked(c, 'title'), url: asked(c, 'url'), diaryNumber: asked(c, 'diary_number') }, words) // prettier-ignore
    return c.json({ items })
  })
}
