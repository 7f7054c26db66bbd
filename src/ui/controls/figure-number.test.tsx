import { expect, test } from 'vitest'
import { textsFor } from '#platform/i18n/texts.ts'
import { FigureValue } from './figure-number.tsx'

function textOf(html: string): string {
  return html.replaceAll(/<[^>]*>/g, '')
}

test('a band stands beside the number, in the manner of the language', () => {
  const figure = (language: 'sv' | 'en') =>
    textOf(String(<FigureValue t={textsFor(language)} value={1049} band={[1048, 1050]} />))
  expect(figure('en')).toBe('1,049 (1,048–1,050)')
  expect(figure('sv')).toBe('1\u00a0049 (1\u00a0048–1\u00a0050)')
})

test('a band without width is not drawn', () => {
  expect(textOf(String(<FigureValue t={textsFor('en')} value={4} band={[4, 4]} />))).toBe('4')
})
