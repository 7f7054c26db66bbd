/** Does the search of an edition put first what the words are the name of? */
import { expect, test } from 'vitest'
import { findPages, readSearchIndex, searchEntry, writeSearchIndex } from './search-index.rules.ts'

const page = (title: string, text: string) =>
  searchEntry(`${title.toLowerCase()}.html`, { title: `${title} – Samband`, description: '', text })

test('a page that begins with a name in its own script comes before those that mention it', () => {
  const pages = [page('Hill', '山市 … 北湖市'), page('Places', '山市 北湖市'), page('Northern Lake', '北湖市 山市')]
  const written = writeSearchIndex(pages).replace(/^[^=]*=/, '')
  const titles = (asked: string) => findPages(readSearchIndex(JSON.parse(written)), asked).map(({ title }) => title)
  expect(titles('北湖')).toEqual(['Northern Lake', 'Hill', 'Places'])
  expect(titles('山')).toEqual(['Hill', 'Places', 'Northern Lake'])
  expect(titles('lake')).toEqual(['Northern Lake'])
})
