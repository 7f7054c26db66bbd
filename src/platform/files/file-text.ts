// What does a file say, and what does a page of it look like? Runs in the worker of file-reading.ts: what it reads comes
// from outside, and may be made to take for ever.
import { projectFolder } from '../project.ts'
import type { MediaType } from './file-kind.ts'

/** A file that cannot be opened. `reason` is a closed list, so that it can be told in words. */
export class UnreadableFileError extends Error {
  override name = 'UnreadableFileError'
  readonly reason: UnreadableReason
  constructor(reason: UnreadableReason) {
    super(`The file cannot be read: ${reason}`)
    this.reason = reason
  }
}

export const unreadableReasons = ['damaged', 'locked', 'too-many-pages', 'too-large', 'too-slow'] as const
export type UnreadableReason = (typeof unreadableReasons)[number]

export type FileText = {
  /** Whether the parts are pages of paper. */
  hasPages: boolean
  /** At least one; empty texts for pictures and for what has been scanned without reading it. */
  pages: string[]
  /** What the file says of itself beside its text, a line each: who has written or changed it, its title and subject. */
  carries: string
}

const mostPages = 2000
/** No page of print has as many; PostgreSQL indexes at most a megabyte of words. */
const longestPage = 100_000
const longestPart = 20_000
/** Of all pages together: a small file may show one long text on each of its pages. */
const mostText = 10_000_000
const longestCarried = 5000
/** Of a file that is packed, after unpacking. */
const mostUnpacked = 100 * 1024 * 1024
const mostPixels = 50_000_000

/** @throws UnreadableFileError */
export async function readText(mediaType: MediaType, bytes: Uint8Array): Promise<FileText> {
  switch (mediaType) {
    case 'application/pdf':
      return readPdf(bytes)
    case 'application/vnd.openxmlformats-officedocument.wordprocessingml.document':
      return readWord(bytes)
    case 'message/rfc822':
      return inParts(await readMail(bytes), [])
    case 'text/html':
      return readHtml(bytes)
    case 'image/tiff':
      return { hasPages: false, pages: [''], carries: '' }
    case 'image/png':
    case 'image/jpeg':
    case 'image/webp':
      await openPicture(bytes)
      return { hasPages: false, pages: [''], carries: '' }
  }
}

function inParts(text: string, carried: readonly string[]): FileText {
  if (text.length > mostText) throw new UnreadableFileError('too-large')
  return { hasPages: false, pages: splitText(cleanText(text, Infinity), longestPart), carries: linesOf(carried) }
}

/** Each once. */
function linesOf(carried: readonly string[]): string {
  const lines = carried.map((text) => cleanText(text, longestCarried).replaceAll('\n', ' ')).filter(Boolean)
  return [...new Set(lines)].join('\n').slice(0, longestCarried)
}

/** Without what no database takes and no reader sees. */
function cleanText(text: string, longest: number): string {
  return text
    .toWellFormed()
    .replaceAll('\0', '')
    .replaceAll(/\r\n?/g, '\n')
    .replaceAll(/[^\S\n]+/g, ' ')
    .replaceAll(/ ?\n ?/g, '\n')
    .replaceAll(/\n{3,}/g, '\n\n')
    .trim()
    .slice(0, longest)
}

/** Parts of at most so many characters, cut where a paragraph or a line ends if there is such a place. */
export function splitText(text: string, longest: number): string[] {
  const parts: string[] = []
  let rest = text
  while (rest.length > longest) {
    const paragraph = rest.lastIndexOf('\n\n', longest)
    const line = rest.lastIndexOf('\n', longest)
    const word = rest.lastIndexOf(' ', longest)
    const cut = [paragraph, line, word].find((place) => place > longest / 2) ?? longest
    parts.push(rest.slice(0, cut).trimEnd())
    rest = rest.slice(cut).trimStart()
  }
  return [...parts, rest]
}

const pdfFolder = (name: string) => `${projectFolder}node_modules/pdfjs-dist/${name}/`

async function openPdf(bytes: Uint8Array) {
  const { getDocument, VerbosityLevel } = await import('pdfjs-dist/legacy/build/pdf.mjs')
  const task = getDocument({
    data: Uint8Array.from(bytes),
    cMapUrl: pdfFolder('cmaps'),
    standardFontDataUrl: pdfFolder('standard_fonts'),
    wasmUrl: pdfFolder('wasm'),
    enableXfa: false,
    useSystemFonts: false,
    maxImageSize: mostPixels,
    verbosity: VerbosityLevel.ERRORS,
  })
  try {
    return await task.promise
  } catch (error) {
    const isLocked = error instanceof Error && error.name === 'PasswordException'
    throw new UnreadableFileError(isLocked ? 'locked' : 'damaged')
  }
}

async function readPdf(bytes: Uint8Array): Promise<FileText> {
  const pdf = await openPdf(bytes)
  if (pdf.numPages > mostPages) throw new UnreadableFileError('too-many-pages')
  const pages: string[] = []
  let length = 0
  for (let number = 1; number <= pdf.numPages; number += 1) {
    const page = await pdf.getPage(number)
    const { items } = await page.getTextContent()
    const text = items.map((item) => ('str' in item ? item.str + (item.hasEOL ? '\n' : '') : '')).join('')
    const clean = cleanText(text, longestPage)
    length += clean.length
    if (length > mostText) throw new UnreadableFileError('too-large')
    pages.push(clean)
    page.cleanup()
  }
  const { info, metadata } = await pdf.getMetadata()
  const named = new Map<string, unknown>(Object.entries(info))
  const carried = ['Author', 'Title', 'Subject', 'Keywords'].map((name) => named.get(name))
  const written: unknown[] = [...carried, metadata?.get('dc:creator')].flat()
  return { hasPages: true, pages, carries: linesOf(written.filter((text) => typeof text === 'string')) }
}

/** Only what the text is made of is unpacked, and no more of it than it says of itself and than we have room for. */
async function readWord(bytes: Uint8Array): Promise<FileText> {
  const [{ unzipSync, zipSync }, { default: mammoth }] = await Promise.all([import('fflate'), import('mammoth')])
  let unpacked = 0
  let parts: Record<string, Uint8Array>
  try {
    parts = unzipSync(bytes, {
      filter: ({ name, originalSize }) => {
        if (!/\.(?:xml|rels)$/.test(name)) return false
        unpacked += originalSize
        if (unpacked > mostUnpacked) throw new UnreadableFileError('too-large')
        return true
      },
    })
  } catch (error) {
    throw error instanceof UnreadableFileError ? error : new UnreadableFileError('damaged')
  }
  try {
    const { value } = await mammoth.extractRawText({ buffer: Buffer.from(zipSync(parts, { level: 0 })) })
    return inParts(value, carriedByWord(parts))
  } catch (error) {
    throw error instanceof UnreadableFileError ? error : new UnreadableFileError('damaged')
  }
}

/** Its properties, and who has commented on it or changed it. */
function carriedByWord(parts: Record<string, Uint8Array>): string[] {
  return Object.entries(parts).flatMap(([name, bytes]) => {
    const xml = Buffer.from(bytes).toString('utf8')
    const found = /^docProps\/(?:core|custom)\.xml$/.test(name)
      ? xml.matchAll(/>([^<>]+)</g)
      : xml.matchAll(/\bw:author="([^"<>]+)"/g)
    return [...new Set(Array.from(found, ([, text = '']) => unescapeXml(text)))]
  })
}

function unescapeXml(text: string): string {
  const signs: Record<string, string> = { lt: '<', gt: '>', quot: '"', apos: "'", amp: '&' }
  return text.replaceAll(/&(lt|gt|quot|apos|amp);/g, (_, name: string) => signs[name] ?? '')
}

async function readMail(bytes: Uint8Array): Promise<string> {
  const { simpleParser } = await import('mailparser')
  const mail = await simpleParser(Buffer.from(bytes))
  const named = ['date', 'from', 'to', 'cc', 'subject']
  const head = mail.headerLines.filter(({ key }) => named.includes(key)).map(({ key, line }) => [key, line] as const)
  const written = (key: string, line: string) => {
    const value = mail.headers.get(key)
    const words =
      typeof value === 'object' && value !== null && 'text' in value
        ? value.text
        : value instanceof Date
          ? value.toISOString()
          : value
    return `${line.slice(0, key.length)}: ${typeof words === 'string' ? words : ''}`
  }
  const attached = mail.attachments.flatMap(({ filename }) => (filename ? [`[${filename}]`] : []))
  return [head.map(([key, line]) => written(key, line)).join('\n'), mail.text ?? '', attached.join('\n')].join('\n\n')
}

async function readHtml(bytes: Uint8Array): Promise<FileText> {
  const { convert } = await import('html-to-text')
  const html = decodeHtml(bytes)
  const text = convert(html, {
    wordwrap: false,
    limits: { maxInputLength: longestHtml, maxDepth: 200 },
    selectors: [
      { selector: 'a', options: { ignoreHref: true } },
      { selector: 'img', format: 'skip' },
      ...['script', 'style', 'noscript', 'template', 'nav', 'svg', 'form'].map((selector) => ({
        selector,
        format: 'skip',
      })),
      ...['h1', 'h2', 'h3', 'h4', 'h5', 'h6'].map((selector) => ({ selector, options: { uppercase: false } })),
    ],
  })
  const said = html.slice(0, longestHead).matchAll(/<(?:meta\b([^>]{1,2000})|title>([^<]{1,2000}))/gi)
  const carried = Array.from(said, ([, meta, title]) =>
    title ?? (/\bname\s*=\s*["']?(?:author|dc\.creator)\b/i.test(meta ?? '') ? /\bcontent\s*=\s*["']([^"']*)/i.exec(meta ?? '')?.[1] : undefined) ?? '') // prettier-ignore
  return inParts(text, carried)
}

const longestHead = 100_000

const longestHtml = 5_000_000

/** In the encoding that the page names within its first kilobyte; otherwise UTF-8, or where it is not that, Windows-1252. */
function decodeHtml(bytes: Uint8Array): string {
  const start = Buffer.from(bytes.subarray(0, 1024)).toString('latin1')
  const named = /<meta[^>]+charset\s*=\s*["']?([\w-]+)/i.exec(start)?.[1]
  for (const label of [named, 'utf-8']) {
    try {
      if (label) return new TextDecoder(label, { fatal: label === 'utf-8' }).decode(bytes)
    } catch {
      // An encoding that nobody knows, or bytes that are not in it.
    }
  }
  return new TextDecoder('windows-1252').decode(bytes)
}

/** Pictures of pages are as wide as a page of ours shows them on a screen of twice the density, at most. */
const widest = 1400
const highest = 2000

/**
 * A page as PNG, at most 1,400 by 2,000 pixels; of a picture, the picture. Undefined for what cannot be drawn.
 * @throws UnreadableFileError
 */
export async function drawPage(mediaType: MediaType, bytes: Uint8Array, page: number): Promise<Uint8Array | undefined> {
  if (mediaType === 'application/pdf') return drawPdf(bytes, page)
  if (!['image/png', 'image/jpeg', 'image/webp'].includes(mediaType)) return undefined
  const { createCanvas } = await import('@napi-rs/canvas')
  const picture = await openPicture(bytes)
  const scale = Math.min(1, widest / picture.width, highest / picture.height)
  const canvas = createCanvas(
    Math.max(1, Math.round(picture.width * scale)),
    Math.max(1, Math.round(picture.height * scale)),
  )
  canvas.getContext('2d').drawImage(picture, 0, 0, canvas.width, canvas.height)
  return canvas.toBuffer('image/png')
}

async function drawPdf(bytes: Uint8Array, number: number): Promise<Uint8Array | undefined> {
  const pdf = await openPdf(bytes)
  if (number > pdf.numPages) return undefined
  const { createCanvas } = await import('@napi-rs/canvas')
  const page = await pdf.getPage(number)
  const { width, height } = page.getViewport({ scale: 1 })
  const viewport = page.getViewport({ scale: Math.min(widest / width, highest / height, 3) })
  const canvas = createCanvas(Math.max(1, Math.round(viewport.width)), Math.max(1, Math.round(viewport.height)))
  // The type is the browser's; what draws takes this one as well.
  await page.render({ canvas: canvas as unknown as HTMLCanvasElement, viewport, background: '#ffffff' }).promise
  return canvas.toBuffer('image/png')
}

/** A picture of a few kilobytes may say that it is as large as a town: its size is read before it is unpacked. */
async function openPicture(bytes: Uint8Array) {
  const [{ imageSize }, { loadImage }] = await Promise.all([import('image-size'), import('@napi-rs/canvas')])
  try {
    const { width, height } = imageSize(bytes)
    if (width * height > mostPixels) throw new UnreadableFileError('too-large')
    return await loadImage(bytes)
  } catch (error) {
    throw error instanceof UnreadableFileError ? error : new UnreadableFileError('damaged')
  }
}
