import { expect, test } from 'vitest'
import { textsFor } from '#platform/i18n/texts.ts'
import { Page } from './page.tsx'

function page(path: string): string {
  return String(
    <Page
      t={textsFor('sv')}
      language="sv"
      path={path}
      title="En <sida>"
      description="Om sidan"
      navigation={[{ key: 'map', label: 'Karta', href: '/sv/map' }]}
      current="map"
      foot={{ links: [], edition: 'Revision 1', updated: '2020-08-19' }}
      assets={{ css: '/a.css', js: '/a.js' }}
      search={{ action: '/sv/find', value: '"' }}
    >
      <h1>En sida</h1>
    </Page>,
  )
}

test('a whole document in its language', () => {
  const html = page('/map')
  expect(html).toMatch(/^<!doctype html><html lang="sv">/i)
  expect(html).toContain('<title>En &lt;sida&gt; – Samband</title>')
  expect(html).toContain('<a href="/sv/map" aria-current="page">Karta</a>')
  expect(html).toContain('value="&quot;"')
  expect(html).toContain('19 augusti 2020')
})

test('the language switch leads to the same page with the same question', () => {
  expect(page('/map?year=2016&kind=a')).toContain('href="/en/map?year=2016&amp;kind=a" lang="en" hreflang="en"')
})

test('nothing that the content security policy would refuse', () => {
  expect(page('/')).not.toMatch(/ style="| on\w+="|<script(?! type="module" src)/)
})
