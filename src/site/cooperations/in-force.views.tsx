// How many were in force at the end of a year, and the rows that leave room for doubt, each with the reason.
import { listCooperations, outlineOf, rowOf, type Census, type Cooperation } from '#register/index.ts'
import { nkk2022, seriesOf, type Choice } from '#statistics/index.ts'
import { FigureValue } from '#ui/controls/figure-number.tsx'
import { Notice } from '#ui/controls/notice.tsx'
import type { Site, Words } from '../frame/frame.views.tsx'
import { dateInWords, pairName } from '../frame/naming.views.tsx'
import { cooperationPath, rulePath } from '../site.paths.ts'

type InForceProps = { site: Site; choice: Choice; year: number; words: Words }

/** More doubtful rows than this are left to the list below. */
const mostNamed = 12

export async function InForceNotice({ site, choice, year, words }: InForceProps) {
  const { t, at } = words
  const { census } = site.register.now()
  const point = seriesOf(census, 'in-force', nkk2022, { from: year, to: year }, choice.mask)[0]
  if (!point) return null
  const doubtful = await readDoubtful(site, census, choice)
  return (
    <Notice t={t} kind="info" title={t('site.list.in-force-in', { year: String(year) })}>
      <p>
        <FigureValue t={t} value={point.best} band={[point.min, point.max]} />{' '}
        <a href={at(rulePath)}>{t('site.rule.nkk-2022')}</a>
      </p>
      {doubtful.length > 0 && (
        <>
          <p>{t('site.list.decisive', { count: doubtful.length })}</p>
          <ul>
            {doubtful.map(({ cooperation, counted }) => (
              <li>
                <a href={at(cooperationPath(cooperation.id))}>{pairName(cooperation, census, words)}</a>:{' '}
                {reasonForDoubt(cooperation, words)}. {t(`site.list.counted.${counted}`)}
              </li>
            ))}
          </ul>
        </>
      )}
    </Notice>
  )
}

async function readDoubtful(site: Site, census: Census, choice: Choice) {
  const rows: number[] = []
  choice.inForce?.forEach((counted, row) => {
    const isInDoubt = counted === 'possibly' || counted === 'best'
    if (isInDoubt && choice.mask[row] && rows.length < mostNamed) rows.push(row)
  })
  const found = await listCooperations(
    site.reader,
    rows.map((row) => census.no[row] ?? 0),
  )
  return found.flatMap((cooperation) => {
    const counted = countedAs(cooperation, census, choice)
    return counted ? [{ cooperation, counted }] : []
  })
}

/** How an uncertain row counts; undefined for one that is certain. */
export function countedAs(cooperation: Cooperation, census: Census, choice: Choice): 'possibly' | 'best' | undefined {
  const counted = choice.inForce?.[rowOf(census, cooperation.no) ?? -1]
  return counted === 'possibly' || counted === 'best' ? counted : undefined
}

function reasonForDoubt(cooperation: Cooperation, { t, language }: Words): string {
  if (cooperation.standing === 'disputed') return t('site.list.doubt-existence')
  const { established, ended } = outlineOf(cooperation)
  const isLoose = ended && ended.earliest?.slice(0, 4) !== ended.latest?.slice(0, 4)
  if (isLoose) return t('site.list.doubt-end', { date: dateInWords(ended.edtf, t, language) })
  return t('site.list.doubt-start', {
    date: established ? dateInWords(established.edtf, t, language) : t('site.date.unknown'),
  })
}
