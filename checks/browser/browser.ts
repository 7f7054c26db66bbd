// One Chromium for a file of tests, and what no page may do while it is looked at.
import { chromium, type Browser, type BrowserContextOptions, type Page } from 'playwright-core'
import { inject } from 'vitest'
import { findChromium } from '../../scripts/machine.ts'

export const address = inject('address')

/** Nothing of the browser's own goes out, so that every request seen is the page's. */
export function openBrowser(): Promise<Browser> {
  const quiet = [
    '--disable-background-networking',
    '--disable-component-update',
    '--disable-sync',
    '--no-first-run',
    '--disable-quic',
  ]
  return chromium.launch({
    executablePath: findChromium(),
    args: ['--no-sandbox', '--disable-gpu', '--disable-dev-shm-usage', ...quiet],
  })
}

export const wide = { width: 1280, height: 900 }
export const narrow = { width: 390, height: 844 }
export const narrowest = { width: 320, height: 640 }

export type WatchedPage = { page: Page; faults: string[] }

/** A page whose faults are written down: errors in the console (refusals of the policy are), scripts that fail, files
 * that are missing, and requests that leave the origin. */
export async function openPage(
  browser: Browser,
  options: BrowserContextOptions = {},
  origin = address,
): Promise<WatchedPage> {
  const context = await browser.newContext({ viewport: wide, reducedMotion: 'reduce', ...options })
  const page = await context.newPage()
  const faults: string[] = []
  page.on('console', (message) => {
    if (['error', 'warning'].includes(message.type())) faults.push(`console: ${message.text()}`)
  })
  page.on('pageerror', (error) => faults.push(`script: ${error.message}`))
  page.on('request', (request) => {
    const url = new URL(request.url())
    if (!['data:', 'about:'].includes(url.protocol) && url.origin !== origin)
      faults.push(`leaves the origin: ${url.href}`)
  })
  page.on('response', (response) => {
    if (response.status() >= 400 && response.request().resourceType() !== 'document')
      faults.push(`${response.status()} ${response.url()}`)
  })
  return { page, faults }
}

/** One address of each kind of page, without its language; `%` stands for words of no page. */
export const kinds: Readonly<Record<string, string>> = {
  home: '',
  list: '/cooperations',
  'list, filtered': '/cooperations?status=ended&started=..1995&q=a',
  'list, sorted': '/cooperations?sort=-started',
  'list, nothing found': '/cooperations?q=qqqqqq',
  'list with faulty query': '/cooperations?on=2021-02-29&status=none',
  'list, rows of a figure':
    '/cooperations?measure=ended&years=2017..2021&rule=nkk-2022~unit:pair&regime=closed_autocracy',
  lifelines: '/cooperations?view=lifelines',
  statistics: '/statistics',
  'statistics, stacked': '/statistics?measure=in-force&by=county&years=1980..2025',
  'statistics, lines': '/statistics?measure=in-force&by=reason&years=2000..2021&chart=line',
  'statistics, bars':
    '/statistics?measure=net-change&by=kind&years=1986..2021&rule=nkk-2022~paused:out~lapsed:out&events=on',
  'statistics, heat map': '/statistics?measure=started&by=province&years=1990..2021&chart=heat',
  'statistics, lifelines': '/statistics?measure=paused&years=1986..2021&chart=lifelines',
  'statistics, map': '/statistics?measure=home-actors&by=level&years=1986..2021&chart=map',
  'statistics, nothing': '/statistics?measure=ended&years=1950..1960&kind=twinning',
  'statistics with faulty query': '/statistics?measure=happiness&years=2020..2010&chart=pie',
  survival: '/statistics/survival?by=kind',
  diagrams: '/statistics/diagrams',
  map: '/cooperations?view=map',
  'cooperation with layers': '/cooperations/goteborg-shanghai-twinning',
  'cooperation that ended': '/cooperations/mora-changchun-twinning',
  'cooperation in dispute': '/cooperations/umea-xian-twinning',
  actors: '/actors',
  'actor here': '/actors/se-goteborg',
  'actor abroad': '/actors/cn-lanzhou',
  'actor with children': '/actors/cn-zhejiang',
  country: '/countries/CN',
  sources: '/sources',
  source: '/sources/mora-council-minutes-2020-09-14',
  'sealed source': '/sources/sealed-interview',
  documents: '/documents',
  'documents, nothing found': '/documents?q=qqqqqq',
  'link rot': '/link-rot',
  codebook: '/codebook',
  'versions of the codebook': '/codebook/versions',
  'a version of the codebook': '/codebook/versions/1',
  'rounds of coding': '/coding',
  conflicts: '/conflicts',
  claims: '/claims',
  'claims that differ': '/claims?verdict=differs',
  'error report': '/error-report?about=cooperations%2Fmora-changchun-twinning',
  reports: '/report',
  report: '/report/swedish-chinese-1986-2021',
  changes: '/changes',
  'a changeset': '/changes/2',
  'a changeset, of one kind': '/changes/2?kind=event',
  comparison: '/changes/compare?from=0',
  'the past': '/cooperations?as_of=1',
  'actor of the past': '/actors/se-goteborg?as_of=1',
  data: '/data',
  'dictionary of open data': '/data/dictionary',
  editions: '/editions',
  'check an edition': '/editions/check',
  'other registers': '/editions/others',
  about: '/about',
  accessibility: '/accessibility',
  'embedded chart': '/embed/statistics?measure=in-force&by=county&years=1980..2025',
  'embedded figure': '/embed/figure?measure=ended&years=2017..2021',
  'embedded lifelines': '/embed/lifelines?status=ended',
  'embedded map': '/embed/map?theme=dark',
  'embedded card': '/embed/actors/cn-lanzhou',
  'building blocks': '/patterns',
  'sign in': '/sign-in',
  'not found': '/nothing-here',
}
