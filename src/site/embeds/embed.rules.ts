// What can be put into a page elsewhere, how large it is there, and what is pasted there.
import type { Theme } from '#ui/charts/palette.ts'

/** Something of ours that can stand in another's page. Addresses are whole. */
export type Embed = {
  /** Which of the things a page may offer. */
  kind: 'chart' | 'heat' | 'figure' | 'curve' | 'lifelines' | 'map' | 'card'
  title: string
  /** What the picture says in words, beyond its title. */
  alt: string
  /** The page made for it. */
  frameUrl: string
  /** The page that it leads back to. */
  pageUrl: string
  svgUrl: string
  pngUrl: string
  /** Pixels that it needs at the width of a column and upwards; where it is narrower it can be scrolled. */
  height: number
}

/** A card names this many cooperations; the page of the actor has them all. */
export const mostCardRows = 8

/** Width in pixels where nobody asks for another: that of a column of text. */
export const embedWidth = 720

/** Pixels around the rows and for each of them, measured in both languages; `checks/browser/embeds.test.ts` holds it. */
const heights: Record<Embed['kind'], { frame: number; row: number }> = {
  chart: { frame: 740, row: 0 },
  curve: { frame: 740, row: 0 },
  figure: { frame: 350, row: 0 },
  map: { frame: 1380, row: 0 },
  heat: { frame: 450, row: 22 },
  card: { frame: 230, row: 70 },
  lifelines: { frame: 390, row: 21 },
}
/** What is longer is scrolled. */
const mostHeight = 1600

export function embedHeight(kind: Embed['kind'], rows = 0): number {
  const { frame, row } = heights[kind]
  return Math.min(mostHeight, frame + rows * row)
}

/** The same embed in light or dark, whatever the reader's system says; the moment stays last in the address. */
export function inTheme(frameUrl: string, theme: Theme): string {
  const moment = /[?&](as_of=[^&]*)$/.exec(frameUrl)
  const plain = moment ? frameUrl.slice(0, moment.index) : frameUrl
  const themed = `${plain}${plain.includes('?') ? '&' : '?'}theme=${theme}`
  return moment ? `${themed}&${moment[1]}` : themed
}

/** HTML to paste: the thing itself, with nothing that runs. */
export function frameSnippet(
  { frameUrl, title, height }: Pick<Embed, 'frameUrl' | 'title' | 'height'>,
  width?: number,
) {
  const attributes = {
    src: frameUrl,
    title,
    width: width === undefined ? '100%' : String(width),
    height: String(height),
    loading: 'lazy',
    style: 'border:0',
  }
  return `<iframe ${written(attributes)}></iframe>`
}

/** HTML to paste: a picture that leads to its page. */
export function pictureSnippet({ svgUrl, pageUrl, title, alt }: Embed): string {
  const image = { src: svgUrl, alt: [title, alt].filter(Boolean).join('. '), style: 'max-width:100%;height:auto' }
  return `<a ${written({ href: pageUrl })}><img ${written(image)}></a>`
}

function written(attributes: Record<string, string>): string {
  return Object.entries(attributes)
    .map(
      ([name, value]) =>
        `${name}="${value.replaceAll('&', '&amp;').replaceAll('"', '&quot;').replaceAll('<', '&lt;')}"`,
    )
    .join(' ')
}
