/** Which language does a reader get? The path says it; the bare address asks the browser. */
export const languages = ['sv', 'en'] as const
export type Language = (typeof languages)[number]

export function isLanguage(text: string | undefined): text is Language {
  return text === 'sv' || text === 'en'
}

/** `/sv/map` is Swedish; a path without a language prefix has none. */
export function languageOf(path: string): Language | undefined {
  const first = path.split('/', 2)[1]
  return isLanguage(first) ? first : undefined
}

/** The same page in the other language: only the prefix differs. A path without a prefix leads to a start page. */
export function otherLanguagePath(path: string): string {
  const language = languageOf(path)
  if (!language) return '/en/'
  return `/${language === 'sv' ? 'en' : 'sv'}${path.slice(3) || '/'}`
}

/**
 * Swedish when the browser says nothing; otherwise the more wanted of the two; English when it wants neither,
 * because that is what a reader from elsewhere is likelier to manage.
 */
export function negotiateLanguage(acceptLanguage: string | undefined): Language {
  if (!acceptLanguage?.trim()) return 'sv'
  const wanted = acceptLanguage
    .split(',')
    .map((part) => {
      const [range = '', ...parameters] = part
        .trim()
        .toLowerCase()
        .split(/\s*;\s*/)
      const quality = parameters.find((parameter) => parameter.startsWith('q='))?.slice(2)
      return { language: range.split('-')[0], quality: quality === undefined ? 1 : Number(quality) }
    })
    .filter(({ quality }) => quality > 0)
    .toSorted((a, b) => b.quality - a.quality)
  const first = wanted.find(({ language }) => isLanguage(language) || language === '*')?.language
  if (first === '*') return 'sv'
  return isLanguage(first) ? first : 'en'
}
