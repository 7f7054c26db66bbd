// What `npm start` runs is one file made of the sources: is it ever of other sources than those that are there?
import { spawnSync } from 'node:child_process'
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { projectFolder } from '#platform/project.ts'
import { commandFor, programFile } from '../scripts/program.mjs'

let root: string
const write = (name: string, text: string) => writeFileSync(join(root, name), text)
const made = async () => (await programFile(root, 'src/main.ts')) ?? ''
const says = (file: string) => spawnSync(process.execPath, [file], { encoding: 'utf8' }).stdout.trim()

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'samband-program-'))
  mkdirSync(join(root, 'src/words'), { recursive: true })
  mkdirSync(join(root, 'scripts'))
  for (const name of ['program.mjs', 'source-maps.mjs'])
    copyFileSync(`${projectFolder}scripts/${name}`, join(root, 'scripts', name))
  symlinkSync(`${projectFolder}node_modules`, join(root, 'node_modules'), 'junction')
  write('package.json', '{ "dependencies": { "edtf": "*" } }')
  write('package-lock.json', '{}')
  write('src/words/word.ts', "export const word: string = 'one'")
  write('src/main.ts', "import { word } from './words/word.ts'\nconsole.log(word)")
})
afterEach(() => rmSync(root, { recursive: true, force: true }))

test('the same sources give the same file, and it does what they say', async () => {
  const file = await made()
  expect(says(file)).toBe('one')
  expect(await made()).toBe(file)
})

test('a changed source, however deep, gives another file, and the older one goes', async () => {
  const before = await made()
  write('src/words/word.ts', "export const word: string = 'two'")
  const after = await made()
  expect(says(after)).toBe('two')
  expect(existsSync(before)).toBe(false)
  const names = readdirSync(join(root, '.cache/program'))
  expect(names.toSorted()).toEqual([basename(after), `${basename(after)}.map`])
})

test('what goes wrong is told by the place in the sources', async () => {
  write('src/main.ts', "type Words = string\n\nthrow new Error('on purpose')")
  const { stderr } = spawnSync(process.execPath, await commandFor(root, 'src/main.ts'), { encoding: 'utf8' })
  expect(stderr).toMatch(/src[/\\]main\.ts:3/)
})

test('other libraries give another file', async () => {
  const before = await made()
  write('package-lock.json', '{ "lockfileVersion": 3 }')
  expect(await made()).not.toBe(before)
})

test('where nothing can be written there is none, and the sources are run', async () => {
  write('.cache', 'in the way')
  expect(await programFile(root, 'src/main.ts')).toBeUndefined()
})
