import { DOMParser } from '@xmldom/xmldom'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { writeAtom, writeJsonFeed, type Feed } from './feed.rules.ts'

const entry = fc.record({
  id: fc.webUrl(),
  url: fc.webUrl({ withQueryParameters: true }),
  title: fc.string({ unit: 'binary' }),
  content: fc.string({ unit: 'binary' }),
  author: fc.string(),
  at: fc.date({ min: new Date('2020-01-01'), max: new Date('2100-01-01'), noInvalidDate: true }),
})
const feeds: fc.Arbitrary<Feed> = fc.record({
  language: fc.constantFrom('sv', 'en'),
  title: fc.string({ unit: 'grapheme' }),
  subtitle: fc.string({ unit: 'grapheme' }),
  url: fc.webUrl(),
  atomUrl: fc.webUrl(),
  jsonUrl: fc.webUrl(),
  entries: fc.array(entry, { maxLength: 3 }),
  updatedAt: fc.date({ min: new Date('2020-01-01'), max: new Date('2100-01-01'), noInvalidDate: true }),
})

/** As a reader of XML gives it back: line ends as one, and without what XML cannot say. */
const asRead = (text: string) =>
  text
    .toWellFormed()
    .replaceAll(/[^\t\n\r\u0020-\uFFFD\u{10000}-\u{10FFFF}]/gu, '')
    .replaceAll(/\r\n?/g, '\n')

test('whatever a title or a text holds, the Atom feed is XML that says the same', () => {
  fc.assert(
    fc.property(feeds, (feed) => {
      const onError = (level: string, message: string) => {
        throw new Error(`${level}: ${message}`)
      }
      const document = new DOMParser({ onError }).parseFromString(writeAtom(feed), 'text/xml')
      const told = [...document.getElementsByTagName('entry')].map((each) =>
        ['id', 'title', 'content'].map((name) => asRead(each.getElementsByTagName(name)[0]?.textContent ?? '')),
      )
      expect(told).toEqual(feed.entries.map(({ id, title, content }) => [id, asRead(title), asRead(content)]))
    }),
  )
})

test('both forms have the same entries', () => {
  fc.assert(
    fc.property(feeds, (feed) => {
      const { items } = JSON.parse(JSON.stringify(writeJsonFeed(feed)))
      expect(items.map(({ id }: { id: string }) => id)).toEqual(feed.entries.map(({ id }) => id))
    }),
  )
})
