// Is it there already? Asks while somebody types a name, a code or a title, and lists below the field what the register
// has that may be the same. Without script the page that shows the change says it.
type Item = { name: string; detail: string; href: string; write: string }

/** Long enough to type the next letter. */
const pause = 300

/** What the fields of a form ask about. Where a field names something that is there, it can be filled in from the list. */
const questions: readonly { sort: string; fields: readonly string[]; ask: Readonly<Record<string, string>> }[] = [
  { sort: 'actors', fields: ['home'], ask: { home: 'text' } },
  { sort: 'actors', fields: ['counterpart'], ask: { counterpart: 'text' } },
  { sort: 'cooperations', fields: ['home', 'counterpart'], ask: { home: 'home', counterpart: 'counterpart' } },
  { sort: 'sources', fields: ['cited'], ask: { cited: 'title' } },
  {
    sort: 'actors',
    fields: ['name_sv', 'name_en', 'name_local', 'name_romanised'],
    ask: { name_sv: 'name_sv', name_en: 'name_en', name_local: 'name_local', name_romanised: 'name_romanised' },
  },
  {
    sort: 'sources',
    fields: ['title', 'url', 'diary_number'],
    ask: { title: 'title', url: 'url', diary_number: 'diary_number' },
  },
  {
    sort: 'sources',
    fields: ['source.title', 'source.url', 'source.diary_number'],
    ask: { 'source.title': 'title', 'source.url': 'url', 'source.diary_number': 'diary_number' },
  },
]
const fillable: readonly string[] = ['home', 'counterpart', 'cited']

type Asked = {
  question: (typeof questions)[number]
  /** What stands in a field. */
  valueOf: (name: string) => string
  place: HTMLElement
  /** What the field that is written in says now, and how it is filled in. */
  written: string
  use: ((write: string) => void) | undefined
}

/** What a grid tells of the cell that is written in: all cells of the row by their columns. */
type CellInput = { column: string; cells: Record<string, string>; place: HTMLElement; use: (write: string) => void }

class AlikeNames extends HTMLElement {
  readonly #timers = new Map<object, ReturnType<typeof setTimeout>>()
  readonly #asking = new Map<object, AbortController>()

  connectedCallback(): void {
    const form = this.querySelector('form')
    if (!form) throw new Error('<alike-names> expects a form inside it')
    // The browser's own list would lie over ours.
    for (const name of fillable) form.querySelector(`[name="${name}"]`)?.removeAttribute('list')
    form.addEventListener('input', ({ target }) => {
      if (!(target instanceof HTMLInputElement)) return
      for (const question of this.#questionsOf(target.name)) {
        const isFillable = question.fields.length === 1 && fillable.includes(target.name)
        this.#askSoon({
          question,
          valueOf: (name) => (form.elements.namedItem(name) as HTMLInputElement | null)?.value ?? '',
          place: this.#placeOf(form, question, target),
          written: target.value,
          use: isFillable ? (write) => fillIn(target, write) : undefined,
        })
      }
    })
    this.addEventListener('cell-input', (event) => {
      const { column, cells, place, use } = (event as CustomEvent<CellInput>).detail
      const [question] = this.#questionsOf(column)
      place.replaceChildren()
      if (!question) return
      const isFillable = fillable.includes(column)
      const valueOf = (name: string) => cells[name] ?? ''
      this.#askSoon({ question, valueOf, place, written: cells[column] ?? '', use: isFillable ? use : undefined })
    })
  }

  disconnectedCallback(): void {
    for (const timer of this.#timers.values()) clearTimeout(timer)
    for (const asking of this.#asking.values()) asking.abort()
  }

  /** Events have diary numbers, too, which are no source's: a title or number is asked about only of sources. */
  #questionsOf(field: string) {
    const isOfSources = this.getAttribute('sort') === 'sources'
    return questions.filter(({ fields }) => fields.includes(field) && (isOfSources || !fields.includes('title')))
  }

  #askSoon(asked: Asked): void {
    clearTimeout(this.#timers.get(asked.question))
    this.#timers.set(
      asked.question,
      setTimeout(() => void this.#ask(asked), pause),
    )
  }

  async #ask({ question, valueOf, place, written, use }: Asked): Promise<void> {
    this.#asking.get(question)?.abort()
    const asking = new AbortController()
    this.#asking.set(question, asking)
    const search = new URLSearchParams()
    for (const [name, parameter] of Object.entries(question.ask)) {
      const value = valueOf(name).trim()
      if (value) search.set(parameter, value)
    }
    try {
      const address = `${this.getAttribute('href')}/${question.sort}?${search}`
      const response = search.size > 0 ? await fetch(address, { signal: asking.signal }) : undefined
      if (response && !response.ok) return
      const { items } = response ? ((await response.json()) as { items: Item[] }) : { items: [] }
      // Whoever has written just the name of what there is needs no list of it.
      this.#list(place, use ? items.filter(({ write }) => write !== written.trim()) : items, use)
    } catch (error) {
      // Asked again meanwhile, or the network is gone: the page that shows the change will say it.
      if (!(error instanceof DOMException || error instanceof TypeError)) throw error
    }
  }

  /** The list of a question stands below the field that was written in last. */
  #placeOf(form: HTMLFormElement, question: (typeof questions)[number], field: HTMLInputElement): HTMLElement {
    const id = `alike-${questions.indexOf(question)}`
    const known = form.querySelector<HTMLElement>(`#${id}`)
    const place = known ?? Object.assign(document.createElement('div'), { id, className: 'alike' })
    place.setAttribute('role', 'status')
    if (place.previousElementSibling !== field.closest('.field')) field.closest('.field')?.after(place)
    return place
  }

  #list(place: HTMLElement, items: readonly Item[], use: Asked['use']): void {
    if (items.length === 0) {
      place.replaceChildren()
      return
    }
    const title = Object.assign(document.createElement('p'), { textContent: this.getAttribute('title-text') })
    const list = document.createElement('ul')
    for (const item of items) {
      const line = document.createElement('li')
      const link = Object.assign(document.createElement('a'), { href: item.href, textContent: item.name, target: '_blank' }) // prettier-ignore
      link.rel = 'noopener'
      line.append(
        link,
        ' ',
        Object.assign(document.createElement('span'), { className: 'quiet', textContent: item.detail }),
      )
      if (use) line.append(' ', this.#useButton(item, use, place))
      list.append(line)
    }
    place.replaceChildren(title, list)
  }

  #useButton({ name, write }: Item, use: (write: string) => void, place: HTMLElement): HTMLButtonElement {
    const text = this.getAttribute('use-text') ?? ''
    const button = Object.assign(document.createElement('button'), {
      type: 'button',
      className: 'button plain',
      textContent: text,
    })
    button.setAttribute('aria-label', `${text}: ${name}`)
    button.addEventListener('click', () => {
      place.replaceChildren()
      use(write)
    })
    return button
  }
}

function fillIn(field: HTMLInputElement, write: string): void {
  field.value = write
  field.focus()
  field.dispatchEvent(new Event('input', { bubbles: true }))
}

customElements.define('alike-names', AlikeNames)
