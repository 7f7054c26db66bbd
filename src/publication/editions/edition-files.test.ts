/** Has each address a file of its own, and is a document the same each time that it is packed? */
import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate'
import { expect, test } from 'vitest'
import { packedAt } from './edition-zip.commands.ts'
import { fileOf } from './static-address.rules.ts'

const digest = (text: string) => String(text.length).padStart(8, '0')

test('an answer of the API and the table of the same name lie apart', () => {
  const file = (path: string, search = '') => fileOf({ path, search }, path.startsWith('/api/') ? 'json' : 'html', digest) // prettier-ignore
  expect(file('/api/v1/claims')).toBe('api/v1/claims/index.json')
  expect(file('/api/v1/claims.json')).toBe('api/v1/claims.json')
  expect(file('/api/v1/cooperations', '?id=a')).toBe('api/v1/cooperations/index.id-a.00000005.json')
  expect(file('/en/claims')).toBe('en/claims.html')
  expect(file('/en')).toBe('en/index.html')
})

test('names of links drawn by lot and the moment of writing leave no trace', () => {
  const document = (lot: string, moment: string) =>
    zipSync({
      'docProps/core.xml': strToU8(`<dcterms:created xsi:type="dcterms:W3CDTF">${moment}</dcterms:created>`),
      'word/_rels/document.xml.rels': strToU8(`<R Id="rId1"/><R Id="rId${lot}"/><R Id="rId-${lot}"/>`),
      'word/document.xml': strToU8(`<w r:id="rId-${lot}"/><w r:id="rId1"/>`),
      'word/media/picture.png': strToU8('rIdxyz'),
    })
  const at = new Date('2026-05-04T10:00:00Z')
  const one = packedAt(document('98-6bzyep', '2026-05-05T00:00:00.000Z'), at)
  const two = packedAt(document('q3tjtya', '2026-06-07T08:09:10.000Z'), at)
  expect(Buffer.from(one).equals(two)).toBe(true)
  const parts = unzipSync(one)
  expect(strFromU8(parts['word/document.xml'] ?? new Uint8Array())).toBe('<w r:id="rIdLink2"/><w r:id="rId1"/>')
  expect(strFromU8(parts['docProps/core.xml'] ?? new Uint8Array())).toContain('2026-05-04T10:00:00.000Z')
  expect(strFromU8(parts['word/media/picture.png'] ?? new Uint8Array())).toBe('rIdxyz')
})
