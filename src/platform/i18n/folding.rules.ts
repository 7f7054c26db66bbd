// How are words made alike, so that “goteborg” finds Göteborg and “xian” finds Xi'an?

/** Lower case, without accents and apostrophes; everything that is neither letter nor digit becomes a space. */
export function foldWords(text: string): string {
  return text
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/['’ʼ`´]/g, '')
    .replace(/[øœæßł]/g, (letter) => ({ ø: 'o', œ: 'oe', æ: 'ae', ß: 'ss', ł: 'l' })[letter] ?? letter)
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()
}

/** Scripts that are written without spaces are searched by substring. */
export function isUnspaced(text: string): boolean {
  return /\p{Script=Han}|\p{Script=Hiragana}|\p{Script=Katakana}|\p{Script=Thai}/u.test(text)
}

/**
 * The signs of unspaced text and their pairs with a neighbour, each once: what an index of it holds. A text holds a run
 * of one or two signs just where it holds the run's signs; a longer run only where it holds them, but not wherever.
 */
export function signsOf(text: string): string[] {
  const found = new Set<string>()
  for (const run of text.split(/\s+/)) {
    const letters = Array.from(run)
    for (const [at, letter] of letters.entries()) {
      if (isUnspaced(letter)) found.add(letter)
      const pair = letters.slice(at, at + 2).join('')
      if (pair !== letter && isUnspaced(pair)) found.add(pair)
    }
  }
  return [...found]
}
