// A feed of changes as Atom (RFC 4287) and as JSON Feed 1.1. Both say the same.

export type FeedEntry = {
  /** An address that stays the same and is nobody else's. */
  id: string
  /** Where a person reads more. */
  url: string
  title: string
  /** Plain text. */
  content: string
  author: string
  at: Date
}

export type Feed = {
  /** Language of titles and contents. */
  language: string
  title: string
  subtitle: string
  /** The page that the feed follows. */
  url: string
  /** Where the feed itself is, in each form; the one of the Atom feed is also its id. */
  atomUrl: string
  jsonUrl: string
  /** Newest first. */
  entries: readonly FeedEntry[]
  /** When the feed last changed; an empty one never did. */
  updatedAt: Date
}

export const feedTypes = { atom: 'application/atom+xml', json: 'application/feed+json' } as const

export function writeAtom(feed: Feed): string {
  const entries = feed.entries.map((entry) =>
    [
      '  <entry>',
      `    <id>${escaped(entry.id)}</id>`,
      `    <title>${escaped(entry.title)}</title>`,
      `    <updated>${entry.at.toISOString()}</updated>`,
      `    <author><name>${escaped(entry.author)}</name></author>`,
      `    <link rel="alternate" type="text/html" href="${escaped(entry.url)}"/>`,
      `    <content type="text">${escaped(entry.content)}</content>`,
      '  </entry>',
    ].join('\n'),
  )
  return `${[
    '<?xml version="1.0" encoding="utf-8"?>',
    `<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="${feed.language}">`,
    `  <id>${escaped(feed.atomUrl)}</id>`,
    `  <title>${escaped(feed.title)}</title>`,
    `  <subtitle>${escaped(feed.subtitle)}</subtitle>`,
    `  <updated>${feed.updatedAt.toISOString()}</updated>`,
    `  <link rel="self" type="${feedTypes.atom}" href="${escaped(feed.atomUrl)}"/>`,
    `  <link rel="alternate" type="text/html" hreflang="${feed.language}" href="${escaped(feed.url)}"/>`,
    ...entries,
    '</feed>',
  ].join('\n')}\n`
}

export function writeJsonFeed(feed: Feed): object {
  return {
    version: 'https://jsonfeed.org/version/1.1',
    title: feed.title,
    description: feed.subtitle,
    home_page_url: feed.url,
    feed_url: feed.jsonUrl,
    language: feed.language,
    items: feed.entries.map(({ id, url, title, content, author, at }) => ({
      id,
      url,
      title,
      content_text: content,
      date_published: at.toISOString(),
      authors: [{ name: author }],
    })),
  }
}

const entities: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }

/** XML 1.0 has no way at all to write most control characters, nor half of a surrogate pair. */
function escaped(text: string): string {
  return text
    .toWellFormed()
    .replaceAll(/[^\t\n\r\u0020-\uFFFD\u{10000}-\u{10FFFF}]/gu, '')
    .replaceAll(/[&<>"]/g, (sign) => entities[sign] ?? sign)
}
