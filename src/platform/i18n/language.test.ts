import { expect, test } from 'vitest'
import { languageOf, negotiateLanguage, otherLanguagePath } from './language.ts'

test('the first segment of the path is the language', () => {
  expect(languageOf('/sv/map')).toBe('sv')
  expect(languageOf('/en')).toBe('en')
  expect(languageOf('/svenska')).toBeUndefined()
  expect(languageOf('/')).toBeUndefined()
})

test('the other language has the same path', () => {
  expect(otherLanguagePath('/sv/cooperations/mora-changxing-twinning')).toBe('/en/cooperations/mora-changxing-twinning')
  expect(otherLanguagePath('/en/')).toBe('/sv/')
  expect(otherLanguagePath('/en')).toBe('/sv/')
})

test.each([
  [undefined, 'sv'],
  ['', 'sv'],
  ['*', 'sv'],
  ['sv-SE,sv;q=0.9,en;q=0.8', 'sv'],
  ['en-GB,en;q=0.9', 'en'],
  ['de, en;q=0.5, sv;q=0.7', 'sv'],
  ['en;q=0, sv;q=0.1', 'sv'],
  ['zh-CN,zh;q=0.9', 'en'],
])('Accept-Language %s gives %s', (header, language) => {
  expect(negotiateLanguage(header)).toBe(language)
})
