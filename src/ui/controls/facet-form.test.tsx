import { expect, test } from 'vitest'
import { textsFor } from '#platform/i18n/texts.ts'
import { FacetGroup } from './facet-form.tsx'

const t = textsFor('en')
const options = ['a', 'b', 'c', 'd', 'e'].map((value) => ({ value, label: value, count: value === 'b' ? 0 : 1 }))

function valuesBeforeFold(html: string): string[] {
  return [...(html.split('<details>')[0] ?? '').matchAll(/value="(\w)"/g)].map(([, value = '']) => value)
}

test('chosen options come first and never lie in the fold', () => {
  const chosen = options.map((option) => ({ ...option, chosen: option.value >= 'd' }))
  const html = String(<FacetGroup t={t} legend="x" name="x" first={1} options={chosen} />)
  expect(valuesBeforeFold(html)).toEqual(['d', 'e'])
  expect(html).toContain('Show 3 more')
})

test('one single option is not folded away', () => {
  const html = String(<FacetGroup t={t} legend="x" name="x" first={4} options={options} />)
  expect(valuesBeforeFold(html)).toHaveLength(5)
})

test('an option without rows is quiet, but can be chosen', () => {
  const html = String(<FacetGroup t={t} legend="x" name="x" options={options} />)
  expect(html).toContain('<label class="none"><input type="checkbox" name="x" value="b"/>')
})
