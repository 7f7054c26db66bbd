// Which letters does a file need? Faces from the installed font packages, cut to weights, in the format that Typst reads.
import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'

const require = createRequire(import.meta.url)

/** The packages are variable woff2, cut by range of letters; Typst and resvg want one static TrueType for each weight. */
const families = {
  sans: { name: 'Report Sans', folder: '@fontsource-variable/inter', file: 'inter' },
  serif: { name: 'Report Serif', folder: '@fontsource-variable/source-serif-4', file: 'source-serif-4' },
  han: { name: 'Report Han', folder: '@fontsource-variable/noto-sans-sc', file: 'noto-sans-sc' },
} as const
type Family = keyof typeof families

const cuts: readonly { family: Family; weight: number; style: 'normal' | 'italic' }[] = [
  { family: 'sans', weight: 400, style: 'normal' },
  { family: 'sans', weight: 400, style: 'italic' },
  { family: 'sans', weight: 600, style: 'normal' },
  { family: 'serif', weight: 400, style: 'normal' },
  { family: 'serif', weight: 600, style: 'normal' },
  { family: 'han', weight: 400, style: 'normal' },
]

export type ReportFonts = {
  blobs: Buffer[]
  /** Names of the faces to try in turn: Latin first, then what the text has beyond it. */
  sans: string[]
  serif: string[]
}

const cutFaces = new Map<string, Promise<Buffer>>()

/** The faces that set `text`, always in the same order. Each is made once in a process: 20–60 ms. */
export async function loadReportFonts(text: string): Promise<ReportFonts> {
  const letters = new Set(Array.from(`${text} `, (letter) => letter.codePointAt(0) ?? 32))
  const blobs: Buffer[] = []
  const names: Record<Family, string[]> = { sans: [], serif: [], han: [] }
  for (const { family, weight, style } of cuts) {
    for (const slice of slicesOf(family, letters)) {
      const name =
        slice === 'latin' ? families[family].name : `${families[family].name} ${slice.replaceAll(/[[\]]/gu, '')}`
      if (!names[family].includes(name)) names[family].push(name)
      // One after the other: the cutter is one WebAssembly instance.
      // oxlint-disable-next-line no-await-in-loop
      blobs.push(await loadFace(family, slice, weight, style, name))
    }
  }
  return { blobs, sans: [...names.sans, ...names.han], serif: [...names.serif, ...names.sans, ...names.han] }
}

/** Pictures name the faces of the site; in a file they get those that the file carries. */
export function withReportFaces(svg: string, fonts: Pick<ReportFonts, 'sans' | 'serif'>): string {
  const faces = { sans: fonts.sans.join(', '), serif: fonts.serif.join(', ') }
  const root = /<svg[^>]*\sfont-family=/u.test(svg) ? svg : svg.replace('<svg', `<svg font-family="Inter"`)
  return root.replaceAll(/font-family="([^"]*)"/gu, (_, given: string) => {
    const isSerif = /source serif|georgia|(?<!sans-)serif/iu.test(given) && !/sans-serif/iu.test(given)
    return `font-family="${isSerif ? faces.serif : faces.sans}"`
  })
}

function slicesOf(family: Family, letters: ReadonlySet<number>): string[] {
  const ranges: Record<string, string> = require(`${families[family].folder}/unicode.json`)
  const names = Object.keys(ranges).filter((slice) => covers(ranges[slice] ?? '', letters))
  // Chinese comes in numbered slices, and its Latin is Inter's or Source Serif's.
  const wanted = family === 'han' ? names.filter((name) => name.startsWith('[')) : names
  return wanted.toSorted((a, b) => Number(b === 'latin') - Number(a === 'latin') || (a < b ? -1 : 1))
}

function covers(range: string, letters: ReadonlySet<number>): boolean {
  return lettersOf(range).some((letter) => letters.has(letter))
}

/** `U+0000-00FF,U+0131` as the letters themselves. */
function lettersOf(range: string): number[] {
  return range.split(',').flatMap((part) => {
    const [first = 0, last = first] = part.replace(/^\s*U\+/iu, '').split('-').map((digits) => Number.parseInt(digits, 16)) // prettier-ignore
    return Array.from({ length: last - first + 1 }, (_, index) => first + index)
  })
}

function rangeOf(family: Family, slice: string): string {
  const ranges: Record<string, string> = require(`${families[family].folder}/unicode.json`)
  return ranges[slice] ?? ''
}

function loadFace(family: Family, slice: string, weight: number, style: string, name: string): Promise<Buffer> {
  const key = [family, slice, weight, style].join()
  const face = cutFaces.get(key) ?? cutFace(family, slice, weight, style, name)
  cutFaces.set(key, face)
  return face
}

async function cutFace(family: Family, slice: string, weight: number, style: string, name: string): Promise<Buffer> {
  const { folder, file } = families[family]
  const path = require.resolve(`${folder}/files/${file}-${slice.replaceAll(/[[\]]/gu, '')}-wght-${style}.woff2`)
  // All letters of the slice, so that the face serves every report of this process.
  const text = String.fromCodePoint(
    ...lettersOf(rangeOf(family, slice)).filter((letter) => letter < 0xd800 || letter > 0xdfff),
  )
  // Only when somebody wants a file: a start does without what makes one.
  const { default: subsetFont } = await import('subset-font')
  const face = await subsetFont(await readFile(path), text, {
    targetFormat: 'truetype',
    variationAxes: { wght: weight },
  })
  return renameFace(face, name)
}

/**
 * Gives a TrueType file another family name. Every slice of a package carries the same one, and a typesetter that is
 * asked for a family takes one file of it; a name of our own is also taken for no font of the machine.
 */
export function renameFace(face: Buffer, family: string): Buffer {
  const count = face.readUInt16BE(4)
  const tables = Array.from({ length: count }, (_, index) => {
    const at = 12 + index * 16
    const [offset, length] = [face.readUInt32BE(at + 8), face.readUInt32BE(at + 12)]
    const tag = face.toString('latin1', at, at + 4)
    return { tag, bytes: tag === 'name' ? nameTable(family) : face.subarray(offset, offset + length) }
  })
  const head = Buffer.alloc(12 + count * 16)
  face.copy(head, 0, 0, 12)
  const bodies: Buffer[] = []
  let offset = head.length
  for (const [index, { tag, bytes }] of tables.entries()) {
    const padded = Buffer.alloc(Math.ceil(bytes.length / 4) * 4)
    bytes.copy(padded)
    if (tag === 'head') padded.writeUInt32BE(0, 8)
    const at = 12 + index * 16
    head.write(tag, at, 'latin1')
    head.writeUInt32BE(checksum(padded), at + 4)
    head.writeUInt32BE(offset, at + 8)
    head.writeUInt32BE(bytes.length, at + 12)
    bodies.push(padded)
    offset += padded.length
  }
  return Buffer.concat([head, ...bodies])
}

/** Family, style, full and PostScript name, for Windows in Unicode: all that a reader of fonts looks at. */
function nameTable(family: string): Buffer {
  const names: [number, string][] = [[1, family], [2, 'Regular'], [4, family], [6, family.replaceAll(/[^A-Za-z0-9]/gu, '')]] // prettier-ignore
  const head = Buffer.alloc(6 + names.length * 12)
  head.writeUInt16BE(names.length, 2)
  head.writeUInt16BE(head.length, 4)
  const texts: Buffer[] = []
  let offset = 0
  for (const [index, [id, text]] of names.entries()) {
    const bytes = Buffer.from(text, 'utf16le').swap16()
    for (const [place, value] of [3, 1, 0x409, id, bytes.length, offset].entries()) head.writeUInt16BE(value, 6 + index * 12 + place * 2) // prettier-ignore
    texts.push(bytes)
    offset += bytes.length
  }
  return Buffer.concat([head, ...texts])
}

function checksum(bytes: Buffer): number {
  let sum = 0
  for (let at = 0; at < bytes.length; at += 4) sum = (sum + bytes.readUInt32BE(at)) >>> 0
  return sum
}
