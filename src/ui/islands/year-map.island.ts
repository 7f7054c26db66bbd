// Which arcs and points held in a year? Puts a slider in the place of the map's plain year form.
import { isInForce } from '../maps/in-force.ts'

class YearMap extends HTMLElement {
  connectedCallback(): void {
    const form = this.querySelector('form')
    const select = form?.querySelector('select')
    const label = select?.closest('label')
    const button = form?.querySelector('button')
    if (!form || !select || !label || !button || form.querySelector('input[type=range]')) return
    const from = Number(this.dataset.from)
    const to = Number(this.dataset.to)
    const slider = document.createElement('input')
    slider.type = 'range'
    slider.min = String(from)
    slider.max = String(to)
    slider.value = select.value || String(to)
    slider.setAttribute('aria-valuetext', select.selectedOptions[0]?.textContent?.trim() ?? '')
    slider.addEventListener('input', () => {
      select.value = slider.value
      this.show(Number(slider.value), form, slider)
    })
    select.addEventListener('change', () => {
      if (select.value) slider.value = select.value
      this.show(select.value ? Number(select.value) : undefined, form, slider)
    })
    slider.setAttribute('aria-label', label.querySelector('span')?.textContent ?? '')
    label.after(slider)
    button.hidden = true
  }

  private show(year: number | undefined, form: HTMLFormElement, slider: HTMLInputElement): void {
    const live = new Set<string>()
    let count = 0
    for (const arc of this.querySelectorAll<SVGPathElement>('[data-start]')) {
      const { start, end, ends = '' } = arc.dataset
      const holds =
        year === undefined || isInForce({ startYear: Number(start), endYear: end ? Number(end) : null }, year)
      arc.classList.toggle('is-out', !holds)
      if (!holds) continue
      count += 1
      for (const place of ends.split(' ')) live.add(place)
    }
    for (const place of this.querySelectorAll<SVGElement>('[data-place]')) {
      place.classList.toggle('is-out', year !== undefined && !live.has(place.dataset.place ?? ''))
    }
    const text =
      year === undefined
        ? ''
        : (this.dataset.countText ?? '').replace('{year}', String(year)).replace('{count}', String(count))
    const output = form.querySelector('output')
    if (output) output.textContent = text
    slider.setAttribute('aria-valuetext', text)
    this.keepInAddress(year, form)
  }

  // Only where the form leads back to this very page: elsewhere the address is not the map's to change.
  private keepInAddress(year: number | undefined, form: HTMLFormElement): void {
    if (new URL(form.action).pathname !== location.pathname) return
    const address = new URL(location.href)
    if (year === undefined) address.searchParams.delete('year')
    else address.searchParams.set('year', String(year))
    history.replaceState(history.state, '', address)
  }
}

customElements.define('year-map', YearMap)
