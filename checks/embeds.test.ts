/** Can what is public be put into pages of others: framed, as a picture, by oEmbed; and stays the rest unframed? */
import { parseHTML } from 'linkedom'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { filePalettes, themes } from '#ui/charts/palette.ts'
import { openTestApp, origin, type TestApp } from './harness/app.ts'
import { littleland } from './harness/littleland.ts'

let app: TestApp
beforeAll(async () => {
  app = await openTestApp(littleland, new Date('2026-11-26T12:00:00Z'))
})
afterAll(() => app?.close())

const actor = 'xl-smaby'
/** Each page that offers something, and the pages made for others that it offers. */
const offering: Record<string, string[]> = {
  '/statistics?measure=in-force&by=kind': ['/embed/statistics', '/embed/figure'],
  '/statistics?measure=started&by=kind&chart=heat': ['/embed/statistics', '/embed/figure'],
  '/statistics/survival?by=kind': ['/embed/survival'],
  '/cooperations?view=lifelines': ['/embed/lifelines'],
  '/cooperations?view=map': ['/embed/map'],
  [`/actors/${actor}`]: [`/embed/actors/${actor}`],
}

async function open(address: string) {
  const response = await app.request(address, { headers: { 'accept-language': 'en' } })
  const text = await response.text()
  return { response, text, document: parseHTML(text).document }
}

/** The library reads the text of a field as it is written. */
const decoded = (text: string) => parseHTML(`<p>${text}</p>`).document.querySelector('p')?.textContent ?? ''

function offersOn(document: Document) {
  const html = (name: string) =>
    [...document.querySelectorAll(`textarea[id^="share-${name}"]`)].map(
      (area) => parseHTML(`<body>${decoded(area.textContent ?? '')}</body>`).document,
    )
  return {
    frames: html('frame').map((snippet) => snippet.querySelector('iframe')),
    pictures: html('picture').map((snippet) => snippet.querySelector('a > img')),
  }
}

describe.each(['sv', 'en'])('in %s', (language) => {
  test.each(Object.entries(offering))('%s says how to embed it', async (path, embeds) => {
    const { document } = await open(`/${language}${path}`)
    const { frames, pictures } = offersOn(document)
    expect(frames.map((frame) => new URL(frame?.getAttribute('src') ?? '').pathname)).toEqual(
      embeds.map((embed) => `/${language}${embed}`),
    )
    for (const frame of frames) {
      expect(Number(frame?.getAttribute('height'))).toBeGreaterThan(200)
      const framed = await open(frame?.getAttribute('src') ?? '')
      expect(framed.response.status).toBe(200)
      expect(framed.response.headers.get('content-security-policy')).toMatch(/script-src 'none'.*frame-ancestors \*$/)
      expect(framed.response.headers.has('set-cookie')).toBe(false)
      expect(framed.document.documentElement.lang).toBe(language)
      expect(framed.document.querySelectorAll('script, form').length).toBe(0)
      expect(framed.document.querySelector('.picture-foot')?.textContent).toMatch(/Samband.*revision 2.*2026/)
      // Pages of ours may not be framed: nothing may be followed inside the frame.
      expect(framed.document.querySelector('base')?.getAttribute('target')).toBe('_blank')
      const back = framed.document.querySelector('footer a')?.getAttribute('href') ?? ''
      expect(new URL(back).pathname).toBe(`/${language}${path.split('?')[0]}`)
      expect((await app.request(back)).status).toBe(200)
    }
    for (const picture of pictures) {
      // More than the title: what the picture says.
      expect(picture?.getAttribute('alt')).toMatch(/. .*\d/)
      const source = picture?.getAttribute('src') ?? ''
      const svg = parseHTML(await (await app.request(source)).text()).document
      expect(svg.querySelector('svg > title')?.textContent).toBeTruthy()
      expect(svg.querySelector('svg > desc')?.textContent).toBeTruthy()
      expect(svg.querySelector('svg > a text')?.textContent).toContain('Samband')
      const led = new URL(svg.querySelector('svg > a')?.getAttribute('href') ?? '')
      expect(led.pathname).toBe(`/${language}${path.split('?')[0]}`)
    }
  })
})

test.each(['statistics/figure', `actors/${actor}/card`, 'cooperations/lifelines', 'cooperations/map'])(
  '%s is a picture for programs that show no SVG',
  async (path) => {
    const response = await app.request(`/en/${path}.png`)
    expect([response.status, response.headers.get('content-type')]).toEqual([200, 'image/png'])
    const bytes = Buffer.from(await response.arrayBuffer())
    expect(bytes.subarray(1, 4).toString()).toBe('PNG')
    expect(bytes.readUInt32BE(16)).toBeGreaterThan(1000)
  },
)

test.each([
  'statistics.svg?measure=in-force&by=kind&chart=line',
  'statistics.svg?measure=in-force&by=kind&chart=area',
  'statistics.svg?measure=started&by=kind&chart=bars',
  'statistics.svg?measure=started&by=kind&chart=heat',
  'statistics/survival.svg?by=kind',
  'statistics/figure.svg?measure=in-force',
  'cooperations/lifelines.svg?sort=started',
  'cooperations/map.svg?sort=started',
  `actors/${actor}/card.svg?as_of=2`,
  'in-force.svg?as_of=2',
])('%s is drawn wholly in the colours that it is asked for, light without a word', async (path) => {
  const draw = async (query: string) => (await app.request(`/en/${path}${query}`)).text()
  for (const theme of themes) {
    const colours = new Set((await draw(`&theme=${theme}`)).match(/(?<==")#[0-9a-f]{3,6}(?=")/g))
    const own = Object.values(filePalettes[theme])
    expect([...colours].filter((colour) => !own.includes(colour))).toEqual([])
    expect(colours).toContain(filePalettes[theme].paper)
  }
  expect(await draw('')).toBe(await draw('&theme=light'))
})

test('a card names the cooperations with their status, a figure its number and rule, in the picture as on the page', async () => {
  for (const ending of ['embed', 'svg']) {
    const card = await open(ending === 'embed' ? `/en/embed/actors/${actor}` : `/en/actors/${actor}/card.svg`)
    expect(card.text).toContain('Zarechye')
    expect(card.text).toMatch(/twinning, [\w ]*\d{4}–/)
    const figure = await open(ending === 'embed' ? '/en/embed/figure' : '/en/statistics/figure.svg')
    const answer = await (await app.request('/api/v1/statistics')).json()
    expect(figure.text).toMatch(new RegExp(`>\\s*${answer.figure.best}\\s*<`))
    expect(figure.text).toContain('NKK 2022')
  }
})

test('light or dark is as the address says, and as the reader’s system where it says nothing', async () => {
  const theme = async (query: string) => (await open(`/en/embed/map${query}`)).document.documentElement.dataset.theme
  expect([await theme(''), await theme('?theme=dark'), await theme('?theme=light'), await theme('?theme=x')]).toEqual([
    undefined,
    'dark',
    'light',
    undefined,
  ])
})

test('what cannot be read is refused rather than replaced by something else', async () => {
  for (const query of [
    'statistics?measure=happiness',
    'lifelines?status=finished',
    'figure?years=20x6',
    'survival?by=x',
  ])
    expect([query, (await app.request(`/en/embed/${query}`)).status]).toEqual([query, 400])
  expect((await app.request('/en/embed/actors/nobody')).status).toBe(404)
})

test('an address without language leads to the reader’s own', async () => {
  const response = await app.request('/embed/map?status=ended', { headers: { 'accept-language': 'en' } })
  expect([response.status, response.headers.get('location')]).toEqual([302, '/en/embed/map?status=ended'])
})

test('no other page may be framed by others', async () => {
  for (const path of [
    '/en',
    '/en/statistics',
    '/en/cooperations?view=map',
    `/en/actors/${actor}`,
    '/en/nothing-here',
  ]) {
    const { response } = await open(path)
    expect([path, response.headers.get('content-security-policy')]).toEqual([path, expect.stringMatching(/frame-ancestors 'self'$/)]) // prettier-ignore
  }
})

test('of an earlier moment the embed is of that moment, and says so', async () => {
  const { document } = await open('/en/cooperations?view=map&as_of=1')
  const [frame] = offersOn(document).frames
  expect(frame).toBeUndefined()
  const { document: later } = await open(`/en/actors/${actor}?as_of=2`)
  const [card] = offersOn(later).frames
  expect(card?.getAttribute('src')).toContain('as_of=2')
  expect((await open(card?.getAttribute('src') ?? '')).text).toContain('revision 2')
})

describe('oEmbed', () => {
  const ask = (query: Record<string, string>) => app.request(`/api/v1/oembed?${new URLSearchParams(query)}`)

  test.each(Object.keys(offering))('is found from %s and gives its embed', async (path) => {
    const { document } = await open(`/sv${path}`)
    const link = document.querySelector('link[type="application/json+oembed"]')?.getAttribute('href') ?? ''
    const response = await app.request(link)
    expect(response.headers.get('access-control-allow-origin')).toBe('*')
    const embed = await response.json()
    const frame = parseHTML(`<body>${embed.html}</body>`).document.querySelector('iframe')
    const [offered] = offersOn(document).frames
    expect(embed).toMatchObject({ type: 'rich', version: '1.0', provider_name: 'Samband', provider_url: origin })
    expect(frame?.getAttribute('src')).toBe(offered?.getAttribute('src'))
    expect(frame?.getAttribute('title')).toBe(embed.title)
    expect([frame?.getAttribute('width'), frame?.getAttribute('height')]).toEqual([
      String(embed.width),
      offered?.getAttribute('height'),
    ])
    // The same embed is found at its own address.
    const again = await (await ask({ url: frame?.getAttribute('src') ?? '' })).json()
    expect(again).toEqual(embed)
  })

  test('keeps within the room that there is, and keeps theme and moment', async () => {
    const url = `${origin}/en/actors/${actor}?theme=dark&as_of=2`
    const embed = await (await ask({ url, maxwidth: '300', maxheight: '200' })).json()
    expect([embed.width, embed.height]).toEqual([300, 200])
    expect(embed.html).toContain('theme=dark&amp;as_of=2')
  })

  test.each([
    [{}, 400, 'url'],
    [{ url: `${origin}/en/statistics`, maxwidth: '0' }, 400, 'maxwidth'],
    [{ url: `${origin}/en/statistics`, maxheight: '12.5' }, 400, 'maxheight'],
    [{ url: `${origin}/en/statistics`, format: 'xml' }, 400, 'format'],
    [{ url: `${origin}/en/statistics`, callback: 'x' }, 400, 'callback'],
    [{ url: 'https://elsewhere.example/en/statistics' }, 404, 'url'],
    [{ url: 'no address' }, 404, 'url'],
    [{ url: `${origin}/en/about` }, 404, 'url'],
    [{ url: `${origin}/en/cooperations` }, 404, 'url'],
    [{ url: `${origin}/en/actors/nobody` }, 404, 'url'],
    [{ url: `${origin}/en/statistics?measure=happiness` }, 404, 'url'],
    [{ url: `${origin}/en/statistics?as_of=9999-12-31` }, 404, 'url'],
  ] as const)('%o is refused', async (query, status, parameter) => {
    const response = await ask(query)
    expect([response.status, (await response.json()).parameter]).toEqual([status, parameter])
  })
})
