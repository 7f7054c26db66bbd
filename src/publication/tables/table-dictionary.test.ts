import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { projectFolder } from '#platform/project.ts'
import { publicTables } from './table-list.rules.ts'
import { writeOpenDataDictionary } from './table-dictionary.rules.ts'

test('docs/open-data-dictionary.md says what the descriptions of the tables say', () => {
  const written = readFileSync(`${projectFolder}docs/open-data-dictionary.md`, 'utf8')
  expect(written, 'npm run samband -- dictionary').toBe(writeOpenDataDictionary(publicTables))
})
