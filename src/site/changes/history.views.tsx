// When the register learnt of something, and what came in with it; each leads to the changeset.
import { formatDay } from '#platform/i18n/format.ts'
import type { HistoryEntry } from '#register/index.ts'
import type { Words } from '../frame/frame.views.tsx'
import { changesetPath, feedPath } from '../site.paths.ts'

type HistoryProps = {
  history: readonly HistoryEntry[]
  /** Whose history it is: id of a cooperation, actor or source. */
  about: string
  /** The page whose feed can be followed, where there is one. */
  path?: string
  words: Words
}

export function History({ history, about, path, words }: HistoryProps) {
  const { t, at, language } = words
  return (
    <>
      <ol class="plain-list">
        {history.map((entry) => {
          const day = entry.recordedAt.toISOString().slice(0, 10)
          const { revision, taken, closed } = entry
          return (
            <li>
              <time datetime={day}>{formatDay(day, language)}</time>{' '}
              <a href={at(changesetPath(revision, { about }))}>
                {t('site.cooperation.revision', { revision, taken, closed })}
              </a>
              : {language === 'sv' ? entry.messageSv : entry.messageEn}
            </li>
          )
        })}
      </ol>
      {path && (
        <p>
          <FollowLinks path={path} words={words} />
        </p>
      )}
    </>
  )
}

/** The ways to the feed of a page, or of all changes. */
export function FollowLinks({ path, words: { t, today } }: { path?: string; words: Words }) {
  return (
    <>
      {t('site.feed.follow')} <a href={today(feedPath('atom', path))}>Atom</a> ·{' '}
      <a href={today(feedPath('json', path))}>JSON Feed</a>
    </>
  )
}
