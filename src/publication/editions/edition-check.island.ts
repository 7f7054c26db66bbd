// <edition-check>: checks an edition whose folder somebody chooses, in the browser alone: nothing is sent anywhere.
import { checkBag, type BagFiles, type BagCheck } from '#platform/files/bag.ts'

class EditionCheck extends HTMLElement {
  connectedCallback(): void {
    const input = this.querySelector('input')
    if (!input || !('subtle' in crypto)) return
    for (const hidden of this.querySelectorAll('[hidden]')) hidden.removeAttribute('hidden')
    this.querySelector('.without-script')?.remove()
    input.addEventListener('change', () => void this.#check([...(input.files ?? [])]))
  }

  async #check(chosen: File[]): Promise<void> {
    const list = this.querySelector('ul')
    list?.replaceChildren()
    this.#say(this.dataset.checking ?? '')
    const check = await checkBag(bagOf(chosen))
    const { faults, files, signature } = check
    const text = this.dataset[faults.length === 0 ? 'sound' : faults.length === 1 ? 'one' : 'faults']
    const signed = this.dataset[`signature${signature.state}`] ?? ''
    this.#say(
      [text, signed]
        .join(' ')
        .replace('{count}', String(faults.length || files))
        .replace('{key}', signature.publicKey ?? ''),
    )
    list?.replaceChildren(...faults.map((fault) => this.#drawFault(fault)))
  }

  #say(text: string): void {
    const status = this.querySelector('[role=status]')
    if (status) status.textContent = text
  }

  #drawFault({ code, path, line }: BagCheck['faults'][number]): HTMLElement {
    const words = this.querySelector(`[data-fault="${code}"]`)?.textContent ?? code
    return Object.assign(document.createElement('li'), {
      textContent: `${path}${line === undefined ? '' : `:${line}`} ${words}`,
    })
  }
}

/** The folder that was chosen is the first part of every path. Files of the system that browsers hand along are left out. */
function bagOf(chosen: readonly File[]): BagFiles {
  const byPath = new Map(
    chosen
      .map((file) => [file.webkitRelativePath.split('/').slice(1).join('/') || file.name, file] as const)
      .filter(([path]) => !/(?:^|\/)(?:\.DS_Store|Thumbs\.db|desktop\.ini)$/.test(path)),
  )
  const fileAt = (path: string) => {
    const file = byPath.get(path)
    if (!file) throw new Error(`There is no ${path}`)
    return file
  }
  const read = async (path: string) => new Uint8Array(await fileAt(path).arrayBuffer())
  return {
    paths: [...byPath.keys()],
    size: async (path) => fileAt(path).size,
    read,
    digest: async (path) => hex(await crypto.subtle.digest('SHA-256', await read(path))),
  }
}

function hex(bytes: ArrayBuffer): string {
  return [...new Uint8Array(bytes)].map((byte) => byte.toString(16).padStart(2, '0')).join('')
}

customElements.define('edition-check', EditionCheck)
