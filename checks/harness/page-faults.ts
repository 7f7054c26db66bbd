// What can be wrong with a page that a program can see: structure, labels, what the security policy forbids, and words
// in the wrong language.
import { readFileSync } from 'node:fs'
import { parse } from 'csv-parse/sync'
import type { Language } from '#platform/i18n/language.ts'
import { readMessages } from '#platform/i18n/texts.ts'

/** Faults of structure, each a sentence; none is as it should be. */
export function faultsOfStructure(document: Document, language: Language): string[] {
  const faults: string[] = []
  const all = (selector: string) => [...document.querySelectorAll(selector)]
  const headings = all('h1').length
  if (headings !== 1) faults.push(`${headings} h1`)
  if (!document.querySelector('head > title')?.textContent?.trim()) faults.push('no title')
  const lang = document.documentElement.getAttribute('lang')
  if (lang !== language) faults.push(`html lang is ${lang}`)
  if (!document.querySelector('meta[name="description"]')?.getAttribute('content')?.trim())
    faults.push('no description')

  const ids = all('[id]').map((element) => element.id)
  const known = new Set(ids)
  const twice = new Set(ids.filter((id, index) => ids.indexOf(id) !== index))
  if (twice.size > 0) faults.push(`duplicate id: ${[...twice].join(', ')}`)
  for (const name of ['aria-labelledby', 'aria-describedby', 'aria-controls', 'for']) {
    for (const element of all(`[${name}]`)) {
      const lost = (element.getAttribute(name) ?? '').split(/\s+/).filter((id) => id && !known.has(id))
      if (lost.length > 0) faults.push(`${name} names what is not there: ${lost.join(', ')}`)
    }
  }

  for (const field of all('input, select, textarea')) {
    const type = field.getAttribute('type') ?? ''
    if (!['hidden', 'submit', 'button', 'reset'].includes(type) && !isLabelled(field, document)) {
      faults.push(`no label: ${field.outerHTML.slice(0, 80)}`)
    }
  }
  for (const button of all('button, a[href]'))
    if (!accessibleName(button)) faults.push(`no name: ${button.outerHTML.slice(0, 80)}`)
  for (const image of all('img')) if (!image.hasAttribute('alt')) faults.push(`no alt: ${image.outerHTML.slice(0, 80)}`)
  for (const element of all('*')) {
    for (const name of element.getAttributeNames()) {
      if (name === 'style' || name.startsWith('on')) faults.push(`${name} attribute: ${element.outerHTML.slice(0, 80)}`)
    }
  }
  if (all('style').length > 0) faults.push('style element')
  // A block of linked data is no script: no browser runs it.
  for (const script of all('script:not([type="application/ld+json"])'))
    if (!script.getAttribute('src')) faults.push('inline script')
  return faults
}

function isLabelled(field: Element, document: Document): boolean {
  if (accessibleName(field)) return true
  if (field.closest('label')?.textContent?.trim()) return true
  const id = field.getAttribute('id')
  return [...document.querySelectorAll('label')].some(
    (label) => label.getAttribute('for') === id && label.textContent?.trim(),
  )
}

function accessibleName(element: Element): string {
  const images = [...element.querySelectorAll('img[alt], svg > title')].map(
    (image) => image.getAttribute('alt') ?? image.textContent,
  )
  const parts = [element.getAttribute('aria-label'), element.getAttribute('aria-labelledby'), ...images]
  const isField = ['input', 'select', 'textarea'].includes(element.localName)
  return [...parts, isField ? '' : element.textContent].join(' ').trim()
}

/** Texts of one language that may not stand on a page in the other. */
export type ForeignTexts = { whole: ReadonlySet<string>; pieces: readonly string[] }

// Shorter pieces of a message, such as “av” or “in force”, stand in texts of both languages.
const shortestPiece = 16

/** Texts of the interface and labels of the codebook that only the other language has. */
export function textsForeignTo(language: Language): ForeignTexts {
  const other: Language = language === 'sv' ? 'en' : 'sv'
  const codebook = readRows('reference/codebook.csv')
  // A title stands in the language of its source, in the head of a page also without mark.
  const titles = readRows('nkk-2022/sources.csv').map((source) => source.title ?? '')
  const labels = (each: Language) =>
    codebook.flatMap((code) => [code[`label_${each}`] ?? '', code[`definition_${each}`] ?? ''])
  const textsOf = (each: Language) => [...readMessages(each).values(), ...labels(each)]
  // What the page may say in its own language, pieces of messages included.
  const own = [...textsOf(language), ...titles]
  const ownPieces = new Set(own.flatMap(piecesOf))
  const foreign = textsOf(other)
    .flatMap(piecesOf)
    .filter((piece) => piece.length > 3 && !ownPieces.has(piece))
  return {
    whole: new Set(foreign),
    pieces: [...new Set(foreign)].filter(
      (piece) => piece.length >= shortestPiece && !own.some((text) => text.includes(piece)),
    ),
  }
}

function readRows(file: string): Record<string, string>[] {
  return parse(readFileSync(new URL(`../../data/${file}`, import.meta.url)), { columns: true })
}

/** The fixed parts of an ICU message, between its values and choices. */
function piecesOf(message: string): string[] {
  return message
    .split(/\{\s*\w+\s*(?:,[^{}]*)?\}?|[{}]|#/)
    .map((piece) => piece.trim())
    .filter((piece) => /\p{L}{2}/u.test(piece))
}

const spoken = ['aria-label', 'aria-description', 'title', 'alt', 'placeholder', 'content'] as const

/** What of the other language is read out or shown on the page, outside of what is marked as being in it. */
export function foreignWordsOn(document: Document, language: Language, foreign: ForeignTexts): string[] {
  const words: string[] = []
  const visit = (element: Element): void => {
    const lang = element.getAttribute('lang')
    if (lang && lang.split('-')[0] !== language) return
    for (const name of spoken) {
      const value = element.getAttribute(name)
      if (value && !(name === 'content' && element.getAttribute('name') === 'viewport')) words.push(value)
    }
    for (const child of element.childNodes) {
      if (child.nodeType === 3) words.push(child.textContent ?? '')
      else if (child.nodeType === 1 && !/^(script|style|code)$/i.test(child.nodeName)) visit(child as Element)
    }
  }
  visit(document.documentElement)
  const said = words.map((text) => text.replaceAll(/\s+/g, ' ').trim()).filter(Boolean)
  const found = said.filter((text) => foreign.whole.has(text) || foreign.pieces.some((piece) => text.includes(piece)))
  return [...new Set(found)]
}
