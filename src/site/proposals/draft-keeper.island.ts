// What if the connection is lost while somebody writes? Keeps what stands in the fields in this browser until it has been
// sent, and fills it in again with a notice. Without script the browser's own memory has to do.

/** Long enough not to write at every key. */
const pause = 400

const prefix = 'samband-draft '

/** An address of mail is not left behind in a browser that others may use. */
const written = 'input:not([type="hidden"], [type="email"]), select, textarea'
/** The versions that the form was filled from go with what was written, or it would undo what has been changed since. */
const versions = 'input[type="hidden"][name^="base"]'

class DraftKeeper extends HTMLElement {
  #timer: ReturnType<typeof setTimeout> | undefined

  connectedCallback(): void {
    const form = this.querySelector('form')
    if (!form) throw new Error('<draft-keeper> expects a form inside it')
    const key = prefix + location.pathname + location.search
    // What came back with a fault holds what was typed already.
    const isFresh = !form.querySelector('[aria-invalid]')
    if (isFresh) this.#restore(form, key)
    form.addEventListener('input', () => {
      clearTimeout(this.#timer)
      this.#timer = setTimeout(() => keep(form, key), pause)
    })
    // The answer may never come: what was sent is kept until the next page shows that it has arrived.
    form.addEventListener('submit', () => {
      clearTimeout(this.#timer)
      keep(form, key)
    })
  }

  disconnectedCallback(): void {
    clearTimeout(this.#timer)
  }

  #restore(form: HTMLFormElement, key: string): void {
    const draft = read(key)
    if (!draft) return
    const differing = fieldsOf(form, written).filter(({ name, value }) => (draft[name] ?? value) !== value)
    if (differing.length === 0) return
    for (const field of [...differing, ...fieldsOf(form, versions)]) field.value = draft[field.name] ?? field.value
    this.#tell(key)
  }

  #tell(key: string): void {
    const notice = Object.assign(document.createElement('div'), { className: 'notice notice-info' })
    notice.setAttribute('role', 'status')
    const text = Object.assign(document.createElement('p'), { textContent: this.getAttribute('notice') })
    const discard = Object.assign(document.createElement('button'), {
      type: 'button',
      className: 'button plain',
      textContent: this.getAttribute('discard'),
    })
    discard.addEventListener('click', () => {
      drop(key)
      // A reset leaves hidden fields alone; the page as it was sent has them right.
      location.reload()
    })
    notice.append(text, discard)
    this.prepend(notice)
  }
}

/** Stands on the page that shows that what was written has arrived: the draft of that form is over. */
class DraftSent extends HTMLElement {
  connectedCallback(): void {
    try {
      for (const key of Object.keys(localStorage)) {
        if (key.startsWith(prefix) && this.#isOver(key.slice(prefix.length))) drop(key)
      }
    } catch {
      // A browser that keeps nothing has nothing to drop.
    }
  }

  /** The form that led here: the browser says where one comes from, and within the site the whole address. */
  #isOver(address: string): boolean {
    return document.referrer === location.origin + address
  }
}

type Draft = Record<string, string>

function fieldsOf(form: HTMLFormElement, which: string) {
  return [...form.querySelectorAll<HTMLInputElement | HTMLSelectElement | HTMLTextAreaElement>(which)]
}

function keep(form: HTMLFormElement, key: string): void {
  const draft: Draft = Object.fromEntries(
    fieldsOf(form, `${written}, ${versions}`).map(({ name, value }) => [name, value]),
  )
  try {
    localStorage.setItem(key, JSON.stringify(draft))
  } catch {
    // Full, or forbidden by the reader: writing goes on without.
  }
}

function read(key: string): Draft | undefined {
  try {
    const draft: unknown = JSON.parse(localStorage.getItem(key) ?? 'null')
    return typeof draft === 'object' && draft !== null ? (draft as Draft) : undefined
  } catch {
    return undefined
  }
}

function drop(key: string): void {
  try {
    localStorage.removeItem(key)
  } catch {
    // As above.
  }
}

customElements.define('draft-keeper', DraftKeeper)
customElements.define('draft-sent', DraftSent)
