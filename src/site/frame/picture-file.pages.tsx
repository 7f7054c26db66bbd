// A picture as a file of its own, under a name that says what it is.
import type { Context } from 'hono'
import type { AppEnv } from '#platform/http/app-env.ts'
import { drawPng } from '#publication/index.ts'
import { themes, type Theme } from '#ui/charts/palette.ts'

/** `theme` in the address of a picture, or of a page that is one. */
export function themeAsked(c: Context<AppEnv>): Theme | undefined {
  return themes.find((theme) => theme === c.req.query('theme'))
}

export function sendSvg(c: Context<AppEnv>, name: string, svg: string): Response {
  return c.body(svg, 200, {
    'content-type': 'image/svg+xml; charset=utf-8',
    'content-disposition': `inline; filename="${name}.svg"`,
  })
}

/** Pixels of a page; the file has twice as many each way. */
const pngWidth = 924

export async function sendPng(c: Context<AppEnv>, name: string, svg: string, width = pngWidth): Promise<Response> {
  const { png } = await drawPng(svg, width)
  return c.body(png, 200, {
    'content-type': 'image/png',
    'content-disposition': `inline; filename="${name}.png"`,
  })
}
