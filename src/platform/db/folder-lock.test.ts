import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { lockFolder } from './folder-lock.ts'

let folder = ''
const lockFile = () => join(folder, 'in-use-by')
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'samband-lock-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

test('a folder taken is refused to the next, who is told by which process', () => {
  const unlock = lockFolder(folder)
  expect(() => lockFolder(folder)).toThrow(`is in use by process ${process.pid}`)
  unlock()
})

test('a folder given back can be taken again', () => {
  lockFolder(folder)()
  expect(existsSync(lockFile())).toBe(false)
  lockFolder(folder)()
})

test('a folder that another running process holds is refused, and stays its own', async () => {
  const other = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)'])
  try {
    writeFileSync(lockFile(), String(other.pid))
    expect(() => lockFolder(folder)).toThrow(`process ${other.pid}`)
    expect(readFileSync(lockFile(), 'utf8')).toBe(String(other.pid))
  } finally {
    other.kill()
    await once(other, 'exit')
  }
  // The process is gone without giving the folder back.
  lockFolder(folder)()
})

test.each(['', 'no number', '0'])('a lock file that holds “%s” holds nobody back', (content) => {
  writeFileSync(lockFile(), content)
  lockFolder(folder)()
})

test('a process that ends gives its folder back', async () => {
  const module = JSON.stringify(new URL('./folder-lock.ts', import.meta.url).href)
  const script = `
    import { existsSync } from 'node:fs'
    import { lockFolder } from ${module}
    lockFolder(process.argv[1])
    process.stdout.write(String(existsSync(process.argv[1] + '/in-use-by')))`
  const other = spawn(process.execPath, ['--import', 'tsx', '--input-type=module', '-e', script, folder])
  const said = (await other.stdout.toArray()).join('')
  expect(said).toBe('true')
  expect(existsSync(lockFile())).toBe(false)
})

// In a container each start has the same process number: killed once, the program would never start again.
test('a lock left behind by a killed process with our own number holds nobody back', () => {
  writeFileSync(lockFile(), String(process.pid))
  lockFolder(folder)()
})
