// Draws an SVG as a PNG for programs that show none: with the report's own faces, whatever the machine has.
import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { initWasm, Resvg } from '@resvg/resvg-wasm'
import { loadReportFonts, withReportFaces } from './report-font.queries.ts'

const require = createRequire(import.meta.url)
let ready: Promise<void> | undefined

export type Picture = { png: Uint8Array<ArrayBuffer>; width: number; height: number }

/** `width` is in pixels of the page; the picture has twice as many each way, for print and fine screens. */
export async function drawPng(svg: string, width: number): Promise<Picture> {
  ready ??= readFile(require.resolve('@resvg/resvg-wasm/index_bg.wasm')).then(initWasm)
  await ready
  const fonts = await loadReportFonts(svg)
  const drawing = new Resvg(withReportFaces(svg, fonts), {
    fitTo: { mode: 'width', value: width * 2 },
    font: {
      fontBuffers: fonts.blobs,
      defaultFontFamily: fonts.sans[0],
      sansSerifFamily: fonts.sans[0],
      serifFamily: fonts.serif[0],
    },
  })
  try {
    const image = drawing.render()
    const [png, height] = [new Uint8Array(image.asPng()), Math.round((drawing.height / drawing.width) * width)]
    image.free()
    return { png, width, height }
  } finally {
    drawing.free()
  }
}
