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

test('mail goes by SMTP where a server is named, and a sender with it', () => {
  const SMTP_URL = 'smtps://u:secret@mail.example'
  const MAIL_FROM = 'Samband <register@samband.example>'
  expect(readConfig({ SMTP_URL, MAIL_FROM }).mail).toEqual({ by: 'smtp', url: SMTP_URL, from: MAIL_FROM })
  expect(() => readConfig({ SMTP_URL })).toThrow(/MAIL_FROM must be set together/)
  expect(() => readConfig({ SMTP_URL: 'mail.example', MAIL_FROM: 'nobody' })).toThrow(
    /SMTP_URL must begin.*\n.*MAIL_FROM must be an address/,
  )
})

test.each([
  [{}, 'outbox'],
  [{ HOST: '::1', SAMBAND_URL: 'http://127.0.0.1:8080' }, 'outbox'],
  [{ HOST: '0.0.0.0' }, 'none'],
  [{ SAMBAND_URL: 'https://samband.example' }, 'none'],
])('without a server, %o means %s', (env, by) => {
  expect(readConfig(env).mail).toEqual({ by })
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

test('documents lie in the data folder, or in a bucket whose address carries its keys', () => {
  expect(readConfig({}).files).toBeUndefined()
  const SAMBAND_FILES = 'https://KEY:se%2Fcret@s3.example:9000/bucket/papers/?region=eu-north-1'
  expect(readConfig({ SAMBAND_FILES }).files).toEqual({
    url: 'https://s3.example:9000/bucket/papers',
    accessKey: 'KEY',
    secretKey: 'se/cret',
    region: 'eu-north-1',
  })
  for (const wrong of ['s3://secret@b', 'https://s3.example/bucket', 'https://KEY:secret@s3.example/', 'secret']) {
    const read = () => readConfig({ SAMBAND_FILES: wrong })
    expect(read).toThrow(/SAMBAND_FILES must be like https:\/\/KEY:SECRET@s3\.example\/bucket/)
    expect(read).not.toThrow(/secret/)
  }
})

test('a document has at least one megabyte, and at most a hundred', () => {
  expect(readConfig({ SAMBAND_LARGEST_FILE: '5' }).largestFile).toBe(5_000_000)
  for (const wrong of ['0', '101', '1.5', '-1', 'many'])
    expect(() => readConfig({ SAMBAND_LARGEST_FILE: wrong })).toThrow(/SAMBAND_LARGEST_FILE must be a whole number/)
})
