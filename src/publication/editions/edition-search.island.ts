// <edition-search>: answers the search of an edition from the index that lies beside it. Without script the page says so.
import { findPages, readSearchIndex, suggestWords, type SearchEntry } from './search-index.rules.ts'

const mostShown = 100

class EditionSearch extends HTMLElement {
  #entries: SearchEntry[] = []

  connectedCallback(): void {
    // The index is loaded after this script.
    if (document.readyState === 'complete') this.#open()
    else addEventListener('load', () => this.#open(), { once: true })
  }

  #open(): void {
    const input = this.querySelector('input')
    if (!input) return
    this.#entries = readSearchIndex(Reflect.get(globalThis, 'sambandSearchIndex'))
    for (const hidden of this.querySelectorAll('[hidden]')) hidden.removeAttribute('hidden')
    this.querySelector('.without-script')?.remove()
    input.value = new URLSearchParams(location.search).get('q') ?? ''
    input.addEventListener('input', () => this.#show(input.value))
    this.#show(input.value)
  }

  #show(asked: string): void {
    const began = performance.now()
    const hits = findPages(this.#entries, asked)
    const near = hits.length === 0 ? suggestWords(this.#entries, asked) : []
    const list = this.querySelector('ol')
    const status = this.querySelector('[role=status]')
    const { none, one, found, many } = this.dataset
    const text = hits.length > mostShown ? many : ([none, one][hits.length] ?? found)
    if (status)
      status.textContent =
        asked.trim() === ''
          ? ''
          : [(text ?? '').replace('{count}', String(hits.length)), near.length > 0 ? `${this.dataset.near ?? ''} ${near.join(', ')}` : ''].filter(Boolean).join(' ') // prettier-ignore
    list?.replaceChildren(...hits.slice(0, mostShown).map(drawHit))
    this.dataset.took = (performance.now() - began).toFixed(1)
  }
}

function drawHit({ file, title, description }: { file: string; title: string; description: string }): HTMLElement {
  const row = document.createElement('li')
  const link = Object.assign(document.createElement('a'), { href: file, textContent: title })
  const told = Object.assign(document.createElement('p'), { className: 'quiet', textContent: description })
  row.append(link, told)
  return row
}

customElements.define('edition-search', EditionSearch)
