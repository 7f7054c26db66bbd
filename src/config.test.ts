import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { ConfigError, readConfig, settingsTable, withPort } from './config.ts'

test('an empty environment is enough', () => {
  expect(readConfig({})).toMatchObject({
    port: 3000,
    isPortChosen: false,
    host: '127.0.0.1',
    databaseUrl: undefined,
    url: 'http://localhost:3000',
    logLevel: 'info',
  })
  expect(readConfig({}).dataFolder).toMatch(/[\\/]var$/)
})

test('a setting that is empty counts as not set', () => {
  expect(readConfig({ PORT: '', DATABASE_URL: ' ', SAMBAND_LOG: '' })).toEqual(readConfig({}))
})

test('what is set is used, and the address loses its last slash', () => {
  const config = readConfig({ PORT: '8080', SAMBAND_URL: 'https://samband.example/', SAMBAND_DATA: '/srv/samband' })
  expect(config).toMatchObject({ port: 8080, isPortChosen: true, url: 'https://samband.example' })
  expect(config.dataFolder).toBe('/srv/samband')
})

test('every fault is listed at once, and no value is repeated', () => {
  const read = () =>
    readConfig({ PORT: '70000', DATABASE_URL: 'mysql://u:secret@h/d', SAMBAND_URL: 'samband', SAMBAND_LOG: 'loud' })
  expect(read).toThrow(ConfigError)
  expect(read).toThrow(/PORT must be.*\n.*DATABASE_URL must begin.*\n.*SAMBAND_URL must be.*\n.*SAMBAND_LOG must be/)
  expect(read).not.toThrow(/secret/)
})

test('the public address follows another port unless it was chosen', () => {
  expect(withPort(readConfig({}), 3001).url).toBe('http://localhost:3001')
  expect(withPort(readConfig({ SAMBAND_URL: 'https://s.example' }), 3001)).toMatchObject({
    port: 3001,
    url: 'https://s.example',
  })
})

test('docs/operations.md holds the table of settings', () => {
  const operations = readFileSync(new URL('../docs/operations.md', import.meta.url), 'utf8')
  // The formatter pads the columns of a table in Markdown; the words are what must agree.
  const words = (text: string) => text.replaceAll(/\s+/g, ' ').replaceAll(/-{3,}/g, '---')
  expect(words(operations)).toContain(words(settingsTable()))
})
