// A test that lets something be written with console.error fails: in the program it would be a fault nobody saw.
import { afterEach, beforeEach } from 'vitest'

const write = console.error
let heard: string[] = []

beforeEach(() => {
  heard = []
  console.error = (...words: unknown[]) => {
    heard.push(words.map(String).join(' '))
    write(...words)
  }
})

afterEach(() => {
  console.error = write
  if (heard.length > 0) throw new Error(`Unexpected console.error: ${heard.join(' | ')}`)
})
