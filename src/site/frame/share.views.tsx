// What is told of a page to who passes on its address, and to programs that read pages: a picture, and the same as linked data.
import type { Context } from 'hono'
import { raw } from 'hono/html'
import type { AppEnv } from '#platform/http/app-env.ts'
import { drawPng } from '#publication/index.ts'
import { shareCardSvg, shareSize, type ShareCard } from '#ui/charts/share-card.tsx'

/** Where the picture of a page is, without language, and what it shows. */
export type Share = { path: string; alt: string }

export async function sendShareCard(c: Context<AppEnv>, card: ShareCard): Promise<Response> {
  // It is drawn with two points for each of the page.
  const { png } = await drawPng(shareCardSvg(card), shareSize.width / 2)
  return c.body(png, 200, { 'content-type': 'image/png' })
}

export function ShareLinks({ address, alt }: { address: string; alt: string }) {
  return (
    <>
      <meta property="og:type" content="website" />
      <meta property="og:site_name" content="Samband" />
      <meta property="og:image" content={address} />
      <meta property="og:image:type" content="image/png" />
      <meta property="og:image:width" content={String(shareSize.width)} />
      <meta property="og:image:height" content={String(shareSize.height)} />
      <meta property="og:image:alt" content={alt} />
      <meta name="twitter:card" content="summary_large_image" />
    </>
  )
}

/** Documents that say the same as the page to programs; the path is that of the page without language. */
export function LinkedDocuments({ path }: { path: string }) {
  return (
    <>
      <link rel="alternate" type="text/turtle" href={`${path}.ttl`} />
      <link rel="alternate" type="application/ld+json" href={`${path}.jsonld`} />
    </>
  )
}

/** Data, not a script: browsers never run a block of this type, and the content security policy lets it stand. */
export function DataBlock({ content }: { content: object }) {
  return <script type="application/ld+json">{raw(JSON.stringify(content).replaceAll('<', '\\u003c'))}</script>
}
