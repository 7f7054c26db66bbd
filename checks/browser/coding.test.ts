/** Do two people code at the same time in two browsers, without script and without seeing each other, up to a published round? */
import type { Browser, BrowserContextOptions, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openBrowser } from './browser.ts'
import { faultsOfLooks } from './looks.ts'
import { joinBy, joinFirst, withPageOf, type Cookies } from './members.ts'
import { startProgram, type Program } from './server.ts'

let browser: Browser
let program: Program
/** By the first letter of their names: Ada administers, Olle and Tova code. */
const cookies: Record<'ada' | 'olle' | 'tova', Cookies> = { ada: [], olle: [], tova: [] }
type Who = keyof typeof cookies

beforeAll(async () => {
  ;[browser, program] = await Promise.all([openBrowser(), startProgram('--demo')])
  cookies.ada = await joinFirst(browser, program)
  await withPage(
    async (page) => {
      await page.goto(`${program.address}/en/administration/organisations`)
      await page.click('main table a')
      for (const name of ['olle', 'tova']) {
        await page.fill('#invitations [name="email"]', `${name}@littleland.example`)
        await page.selectOption('#invitations [name="role"]', 'researcher')
        await page.selectOption('#invitations [name="language"]', 'en')
        await page.click('#invitations form:has([name="language"]) button')
        await page.waitForLoadState()
      }
    },
    { as: 'ada' },
  )
  for (const name of ['olle', 'tova'] as const) {
    let link = ''
    await withPage(async (page) => {
      await page.goto(program.outboxAddress)
      const text = await page
        .locator('main tbody tr', { hasText: `${name}@` })
        .first()
        .locator('.mail-text')
        .innerText()
      link = /http\S+/.exec(text)?.[0] ?? ''
    })
    cookies[name] = await joinBy(browser, program, link, (page) => page.fill('main [name="name"]', name))
  }
})
afterAll(async () => {
  await browser?.close()
  await program?.stop()
})

type Options = BrowserContextOptions & { as?: Who }

// What is not for everybody is answered with 404.
const notForAll = /status of (422|404)|^(422|404) /
const withPage = (work: (page: Page) => Promise<void>, { as, ...options }: Options = {}) =>
  withPageOf(browser, work, {
    origin: program.address,
    cookies: as ? cookies[as] : [],
    expected: notForAll,
    ...options,
  })

const withoutScript = { javaScriptEnabled: false }
const passages = [
  ['smaby-beihu-shi-twinning.partly-ended-2020', 'We cannot go on after what the embassy wrote to our newspaper.'],
  ['nystad-zarechye-twinning.dormant-2015', 'Nobody has visited for years.'],
  ['region-myrland-xi-an-partnership.ended-2018', 'It cost more than it gave.'],
]

describe.sequential('a round of coding', () => {
  let round = ''

  test('is made from the list of rounds', () =>
    withPage(async (page) => {
      await page.goto(`${program.address}/en/account`)
      await page.click('main a:has-text("Rounds of coding")')
      await page.click('main a:has-text("New round of coding")')
      await page.fill('[name="title"]', 'Why they ended')
      const lines = passages.map(([event, passage], index) => `${event} | smaby-minutes-2020 | § ${index + 1} | ${passage}`)
      await page.fill('[name="units"]', lines.join('\n'))
      await page.check('label:has-text("olle") input')
      await page.check('label:has-text("tova") input')
      await page.click('main form button')
      expect(await page.locator('#progress').innerText()).toContain('0 of 3 coded')
      round = page.url()
    }, { as: 'ada', ...withoutScript })) // prettier-ignore

  test('is coded by two at once, by keyboard, each seeing their own only', async () => {
    const codes = { olle: ['state_conduct', 'lack_of_activity', 'doubtful_value'], tova: ['state_conduct', 'doubtful_value', 'doubtful_value'] } // prettier-ignore
    const seen: Record<string, string> = {}
    const codeAll = (who: 'olle' | 'tova') =>
      withPage(async (page) => {
        await page.goto(round)
        await page.click('main a:has-text("Begin coding")')
        for (const [index, code] of codes[who].entries()) {
          expect(await page.locator('blockquote').innerText()).toBe(passages[index]?.[1])
          // From the passage by the ways to the source and the cooperation to the codes; of a group the arrows choose.
          if (index === 0) await page.focus('.passage a')
          for (let tab = index === 0 ? 1 : 0; tab < 3; tab += 1) await page.keyboard.press('Tab')
          const at = await page.locator('input[name="code"]').evaluateAll((all, value) => all.findIndex((one) => one.getAttribute('value') === value), code)
          await page.keyboard.press('Space')
          for (let step = 0; step < at; step += 1) await page.keyboard.press('ArrowDown')
          await page.keyboard.press('Enter')
          await page.waitForURL(index < 2 ? `${round}/units/${index + 2}#passage` : round)
        }
        const text = await page.locator('main').innerText()
        expect(text).toContain('3 of 3 coded')
        seen[who] = text
      }, { as: who, ...withoutScript }) // prettier-ignore
    await Promise.all([codeAll('olle'), codeAll('tova')])
    expect(seen.olle).not.toMatch(/tova|Coder 1|Disagreement/)
    // But for the one code that differs, both see the same page.
    expect(seen.olle?.replace('Lack of activity', 'Doubtful value')).toBe(seen.tova)
  })

  test.each([
    ['a coder’s round', '', 'olle'],
    ['the form of a coder', '/units/2', 'olle'],
    ['how far the coders are', '', 'ada'],
  ] as const)('%s is sound in every look', (_, path, as) =>
    withPage(async (page) => {
      await page.goto(round + path)
      expect(await faultsOfLooks(page)).toEqual([])
    }, { as })) // prettier-ignore

  test('a form with faults says so beside the field', () =>
    withPage(async (page) => {
      await page.goto(`${round}/units/1`)
      await page.check('input[value="-"]')
      await page.click('main button:has-text("Save and go on")')
      expect(await page.locator('#field-missing-error').isVisible()).toBe(true)
      expect(await page.isChecked('input[value="-"]')).toBe(true)
      expect(await faultsOfLooks(page)).toEqual([])
    }, { as: 'olle' })) // prettier-ignore

  test('closes when both are done, at the same moment', async () => {
    const finish = (as: Who) =>
      withPage(async (page) => {
        await page.goto(round)
        await page.click('main button:has-text("I am done")')
        await page.waitForLoadState()
      }, { as, ...withoutScript }) // prettier-ignore
    await Promise.all([finish('olle'), finish('tova')])
    await withPage(async (page) => {
      await page.goto(round)
      expect(await page.locator('#disagreements').innerText()).toContain('Somebody who has not coded in the round')
      expect(await faultsOfLooks(page)).toEqual([])
    }, { as: 'tova' }) // prettier-ignore
  })

  test('has its disagreement decided and is published, and a reason goes into the form of a proposal', () =>
    withPage(async (page) => {
      await page.goto(round)
      await page.click('#disagreements table a')
      expect(await faultsOfLooks(page)).toEqual([])
      await page.check('input[value="doubtful_value"]')
      await page.fill('[name="note"]', 'There was exchange, though it gave nothing.')
      await page.click('main button:has-text("Decide")')
      await page.click('main button:has-text("Finish the round")')
      await page.locator('#results').waitFor()
      expect(await faultsOfLooks(page)).toEqual([])
      await page.locator('#results button:has-text("Propose the reason")').first().click()
      expect(await page.inputValue('main [name="cited"]')).toBe('smaby-minutes-2020')
    }, { as: 'ada' })) // prettier-ignore

  test('is then there for everybody, in both languages', () =>
    withPage(async (page) => {
      for (const language of ['sv', 'en']) {
        await page.goto(round.replace('/en/', `/${language}/`))
        expect(await page.locator('#agreement').innerText()).toMatch(/alfa|alpha/)
        expect(await page.locator('main').innerText()).not.toMatch(/olle|tova|it gave nothing/i)
        expect(await faultsOfLooks(page)).toEqual([])
      }
    }))
})

test('the codebook is drafted and published without script', () =>
  withPage(async (page) => {
    await page.goto(`${program.address}/en/codebook`)
    await page.click('main a:has-text("Versions of the codebook")')
    await page.click('main button:has-text("Begin the next version")')
    await page.click('#reason a:has-text("Climate work")')
    await page.fill('[name="example_en"]', 'We learn about waste water from each other.')
    await page.click('main button:has-text("Save in the draft")')
    expect(await page.locator('#publication table').innerText()).toContain('waste water')
    await page.fill('[name="note_sv"]', 'Ett nytt exempel.')
    await page.fill('[name="note_en"]', 'A new example.')
    await page.click('main button:has-text("Publish")')
    expect(await page.locator('h1').innerText()).toBe('Codebook, version 2')
  }, { as: 'ada', ...withoutScript })) // prettier-ignore

test.each([
  ['the list of rounds', '/sv/coding', 'ada'],
  ['the form for a round', '/en/coding/new?fill=reason', 'ada'],
  ['the versions of the codebook', '/sv/codebook/versions', 'ada'],
  ['a version of the codebook', '/en/codebook/versions/2', undefined],
  ['an earlier version', '/sv/codebook/versions/1', undefined],
] as const)('%s is sound in every look', (_, path, as) =>
  withPage(async (page) => {
    await page.goto(program.address + path)
    expect(await faultsOfLooks(page)).toEqual([])
  }, { as })) // prettier-ignore

test('the draft of the codebook is sound in every look', () =>
  withPage(async (page) => {
    await page.goto(`${program.address}/en/codebook/versions`)
    await page.click('main button:has-text("Begin the next version")')
    expect(await faultsOfLooks(page)).toEqual([])
    await page.click('#reason a:has-text("Climate work")')
    expect(await faultsOfLooks(page)).toEqual([])
  }, { as: 'ada' })) // prettier-ignore
