// <edition-elsewhere>: on the page that says what an edition has not, the link to where the running register has it.
class EditionElsewhere extends HTMLElement {
  connectedCallback(): void {
    const { site = '', text = '' } = this.dataset
    const asked = new URLSearchParams(location.search).get('address') ?? ''
    // Only a page of that register: whoever writes the address leads nobody elsewhere.
    const url = URL.canParse(asked, site) ? new URL(asked, site) : undefined
    if (!url || !asked.startsWith('/') || url.origin !== new URL(site).origin) return
    const link = Object.assign(document.createElement('a'), { href: url.href, textContent: url.href })
    const line = document.createElement('p')
    line.append(`${text} `, link)
    this.replaceChildren(line)
  }
}

customElements.define('edition-elsewhere', EditionElsewhere)
