// Makes of a page of the running site one that opens from a disk: links lead to files, nothing in it needs a server.
import { Parser } from 'htmlparser2'

/** What is done to a page. Addresses come as they are written in the page, and go back as they shall be written. */
export type PageChanges = {
  script: string
  style: (address: string) => string
  /** Where the search of the head leads. */
  search: string
  /** In the place of a form that needs a server, as HTML. */
  formNote: string
  /** Where a form leads that works by script alone. */
  note: string
  /** Into the head of the document and the foot of the page, as HTML. */
  head: string
  foot: string
  /** Links of the running site that mean nothing here are taken out with what they say. */
  isLeftOut: (address: string) => boolean
}

/** `way`: the address in the attribute is to become the way to a file. */
type Edit = { start: number; end: number; text: string; way?: { attribute: string; address: string } }

/** The text that is searched: what a page calls itself, says of itself, and holds. */
export type PageText = { title: string; description: string; text: string }

export type StaticPage = {
  text: PageText
  /** The page, with the way to each of its links. Every byte that needs no change stays as it is. */
  write: (wayTo: (address: string) => string) => string
}

export function readStatic(html: string, changes: PageChanges): StaticPage {
  const edits: Edit[] = []
  const open: string[] = []
  const read = { title: '', description: '', text: '' }
  let cut: { depth: number; start: number; text: string } | undefined
  const isIn = (name: string) => open.includes(name)
  const parser = new Parser(
    {
      onopentag(name, attributes) {
        open.push(name)
        if (cut) return
        const { startIndex: start, endIndex } = parser
        const end = endIndex + 1
        const whole = html.slice(start, end)
        const replace = (text: string) => edits.push({ start, end, text })
        const put = (attribute: string, address: string) => replace(withAttribute(whole, attribute, address))
        const follow = (attribute: string, address: string) => {
          edits.push({ start, end, text: whole, way: { attribute, address } })
        }
        const { href, src, rel = '' } = attributes
        switch (name) {
          case 'head':
            return replace(whole + changes.head)
          case 'meta':
            if (attributes.name === 'description') read.description = attributes.content ?? ''
            return undefined
          case 'link':
            if (/preload/.test(rel) || (/alternate/.test(rel) && attributes.type)) return replace('')
            if (/stylesheet|icon/.test(rel) && href) return put('href', changes.style(href))
            return undefined
          case 'script':
            // Modules are not loaded from a disk.
            if (attributes.type === 'module') replace(`<script defer src="${escape(changes.script)}">`)
            return undefined
          case 'a':
          case 'area':
            if (href === undefined || href.startsWith('#')) return undefined
            if (changes.isLeftOut(href)) cut = { depth: open.length, start, text: '' }
            else follow('href', href)
            return undefined
          case 'img':
            if (src !== undefined && !src.startsWith('data:')) follow('src', src)
            return undefined
          case 'form':
            if (attributes.role === 'search') return put('action', changes.search)
            if (isIn('year-map')) return put('action', changes.note)
            cut = { depth: open.length, start, text: changes.formNote }
            return undefined
          case 'live-form':
            // Its form is not there to be sent while it is being changed.
            return replace('<div>')
          case 'div':
            return open.at(-2) === 'footer' ? replace(whole + changes.foot) : undefined
          default:
            return undefined
        }
      },
      ontext(text) {
        if (open.at(-1) === 'title' && !isIn('svg') && isIn('head')) read.title += text
        if (!cut && isIn('main') && !isIn('svg') && !isIn('script')) read.text += text
      },
      onclosetag(name) {
        if (cut && open.length === cut.depth && open.at(-1) === name) {
          edits.push({ start: cut.start, end: parser.endIndex + 1, text: cut.text })
          cut = undefined
        }
        if (name === 'live-form' && !cut)
          edits.push({ start: parser.startIndex, end: parser.endIndex + 1, text: '</div>' })
        if (isIn('main') && /^(?:p|li|td|th|h[1-6]|dt|dd|div|br|tr|option)$/.test(name)) read.text += ' '
        open.splice(open.lastIndexOf(name))
      },
    },
    { lowerCaseTags: false, lowerCaseAttributeNames: false },
  )
  parser.end(html)
  return { text: read, write: (wayTo) => applyEdits(html, edits, wayTo) }
}

/** Attributes of ours are written with double quotes. */
function withAttribute(tag: string, attribute: string, value: string): string {
  const start = tag.indexOf(` ${attribute}="`) + attribute.length + 3
  return tag.slice(0, start) + escape(value) + tag.slice(tag.indexOf('"', start))
}

function escape(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('"', '&quot;').replaceAll('<', '&lt;')
}

function applyEdits(html: string, edits: readonly Edit[], wayTo: (address: string) => string): string {
  let [result, at] = ['', 0]
  for (const { start, end, text, way } of edits.toSorted((a, b) => a.start - b.start)) {
    result += html.slice(at, start) + (way ? withAttribute(text, way.attribute, wayTo(way.address)) : text)
    at = end
  }
  return result + html.slice(at)
}
