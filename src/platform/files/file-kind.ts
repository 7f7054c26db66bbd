// What is a file, by what it holds? Its name and what its sender says of it are never believed.
import filenamify from 'filenamify'

/** What is taken, with the ending that its name gets. Nothing that a browser would run is ever sent as such. */
export const endings = {
  'application/pdf': 'pdf',
  'application/vnd.openxmlformats-officedocument.wordprocessingml.document': 'docx',
  'message/rfc822': 'eml',
  'text/html': 'html',
  'image/png': 'png',
  'image/jpeg': 'jpg',
  'image/webp': 'webp',
  'image/tiff': 'tif',
} as const
export type MediaType = keyof typeof endings

export function isMediaType(text: string): text is MediaType {
  return Object.hasOwn(endings, text)
}

/** Undefined for everything that is not taken: programs, spreadsheets, SVG, archives … */
export async function recogniseFile(bytes: Uint8Array): Promise<MediaType | undefined> {
  const start = Buffer.from(bytes.subarray(0, longestStart)).toString('latin1')
  if (isHtml(start)) return 'text/html'
  const { fileTypeFromBuffer } = await import('file-type')
  const found = await fileTypeFromBuffer(bytes)
  if (found) return isMediaType(found.mime) ? found.mime : undefined
  return isMail(start) ? 'message/rfc822' : undefined
}

const longestStart = 65_536
const byteOrderMark = /^(?:\u00ef\u00bb\u00bf|\u00fe\u00ff|\u00ff\u00fe)/

/** One comment after the other: a pattern that repeats them would try every way of cutting them, and never come to an end. */
function isHtml(start: string): boolean {
  let rest = start.replace(byteOrderMark, '').replace(/^\s*(?:<\?xml[^>]*\?>)?/, '').trimStart() // prettier-ignore
  while (rest.startsWith('<!--')) {
    const end = rest.indexOf('-->', 4)
    if (end === -1) return false
    rest = rest.slice(end + 3).trimStart()
  }
  return /^<(?:!doctype\s+html|html|head|body)\b/i.test(rest)
}

/** Lines of headers (RFC 5322), among them who sent it and one that every message has got on its way. */
function isMail(start: string): boolean {
  if (start.includes('\0')) return false
  const [head = ''] = start.split(/\r?\n\r?\n/, 1)
  const lines = head.replaceAll(/\r?\n[ \t]+/g, ' ').split(/\r?\n/)
  const names = lines.map((line) => /^([A-Za-z][A-Za-z0-9-]*):/.exec(line)?.[1]?.toLowerCase())
  return (
    !names.includes(undefined) &&
    names.includes('from') &&
    ['date', 'message-id', 'received'].some((name) => names.includes(name))
  )
}

const longestName = 100

/** A name that any system can keep, without a path or signs that turn the reading round; its ending is the type's own. */
export function cleanFileName(name: string, mediaType: MediaType): string {
  const last = name.split(/[/\\]/).at(-1) ?? ''
  const stem = last
    .normalize('NFC')
    .replaceAll(/\p{C}/gu, '')
    .replace(/^\.+/, '')
    .replace(/(?<=.)\.[A-Za-z0-9]{1,5}$/, '')
  const clean = filenamify(stem, { replacement: '-', maxLength: longestName }).trim()
  return `${/[\p{L}\p{N}]/u.test(clean) ? clean : 'document'}.${endings[mediaType]}`
}
