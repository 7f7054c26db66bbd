// What would the changed question answer? Fetches the page that the form leads to as soon as a field changes, and puts
// its parts into this one. Without script the form's button does the same.

/** Long enough to type a year or run through a list with the arrow keys. */
const pause = 250

class LiveForm extends HTMLElement {
  #timer: ReturnType<typeof setTimeout> | undefined
  #asking: AbortController | undefined

  connectedCallback(): void {
    const form = this.querySelector('form')
    if (!form) throw new Error('<live-form> expects a form inside it')
    form.addEventListener('input', () => {
      clearTimeout(this.#timer)
      this.#timer = setTimeout(() => void this.#ask(form), pause)
    })
  }

  disconnectedCallback(): void {
    clearTimeout(this.#timer)
    this.#asking?.abort()
  }

  async #ask(form: HTMLFormElement): Promise<void> {
    this.#asking?.abort()
    const asking = new AbortController()
    this.#asking = asking
    const address = new URL(form.action)
    // A file cannot be part of an address; every field of such a form is a text.
    for (const [name, value] of new FormData(form)) {
      if (typeof value === 'string' && value !== '') address.searchParams.append(name, value)
    }
    const parts = (this.getAttribute('parts') ?? '').split(' ').flatMap((id) => document.getElementById(id) ?? [])
    for (const part of parts) part.setAttribute('aria-busy', 'true')
    try {
      const response = await fetch(address, { signal: asking.signal, headers: { accept: 'text/html' } })
      if (!response.ok) return
      const page = new DOMParser().parseFromString(await response.text(), 'text/html')
      for (const part of parts) {
        const other = page.getElementById(part.id)
        // What has the focus stays as it is: nobody should lose a list that is open.
        if (other && !part.contains(document.activeElement)) put(other, part)
      }
      // The other language is that of the question as it is now.
      const [link, other] = [document, page].map((each) => each.querySelector<HTMLAnchorElement>('#language-switch'))
      if (link && other) link.href = other.href
      document.title = page.title
      // The address after redirection is the one that holds the whole question.
      history.replaceState(history.state, '', response.url)
    } catch (error) {
      // A later change has taken over, or the network is gone: then the form still works with its button.
      if (!(error instanceof DOMException || error instanceof TypeError)) throw error
    } finally {
      // Not while a later question is still being asked.
      if (this.#asking === asking) for (const part of parts) part.removeAttribute('aria-busy')
    }
  }
}

/** A list of choices is told what is chosen: while options come and go, the browser chooses for itself. */
function put(other: HTMLElement, part: HTMLElement): void {
  const chosen = other instanceof HTMLSelectElement ? other.value : undefined
  part.replaceChildren(...document.importNode(other, true).childNodes)
  if (part instanceof HTMLSelectElement && chosen !== undefined) part.value = chosen
}

customElements.define('live-form', LiveForm)
