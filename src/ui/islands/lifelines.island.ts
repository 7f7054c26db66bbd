// What is this mark? Shows its name on hover and on focus, and makes all marks one tab stop with arrow keys.

class LifeLines extends HTMLElement {
  private tip = document.createElement('div')
  private shown: SVGGElement | undefined

  connectedCallback(): void {
    if (this.tip.isConnected) return
    this.tip.className = 'lifelines-tip'
    this.tip.hidden = true
    // The name is the mark's own label already; a second announcement would only repeat it.
    this.tip.setAttribute('aria-hidden', 'true')
    this.append(this.tip)
    const marks = this.marks()
    // The browser's own tip would come up beside ours.
    for (const mark of marks) mark.querySelector('title')?.remove()
    marks[0]?.setAttribute('tabindex', '0')
    this.addEventListener('pointerover', (event) => this.show(markOf(event.target)))
    this.addEventListener('focusin', (event) => this.focusOn(markOf(event.target)))
    this.addEventListener('focusout', () => this.hide())
    this.addEventListener('pointerleave', () => this.hide())
    this.addEventListener('keydown', (event) => this.move(event))
  }

  private marks(): SVGGElement[] {
    return [...this.querySelectorAll<SVGGElement>('.lifeline-mark')]
  }

  private focusOn(mark: SVGGElement | undefined): void {
    if (!mark) return
    for (const other of this.querySelectorAll('.lifeline-mark[tabindex="0"]')) other.setAttribute('tabindex', '-1')
    mark.setAttribute('tabindex', '0')
    this.show(mark)
  }

  private show(mark: SVGGElement | undefined): void {
    // Resting on the tip itself keeps it, so that long names can be read and copied.
    if (!mark && this.tip.matches(':hover')) return
    if (!mark) return this.hide()
    this.shown = mark
    this.tip.textContent = mark.getAttribute('aria-label')
    this.tip.hidden = false
    const around = this.getBoundingClientRect()
    const at = (mark.querySelector('.lifeline-target') ?? mark).getBoundingClientRect()
    const left = at.left + at.width / 2 - around.left - this.tip.offsetWidth / 2
    const top = at.top - around.top - this.tip.offsetHeight - 2
    this.tip.style.left = `${Math.max(0, Math.min(left, around.width - this.tip.offsetWidth))}px`
    this.tip.style.top = `${top < 0 ? at.bottom - around.top + 2 : top}px`
  }

  private hide(): void {
    const focused = markOf(document.activeElement)
    if (focused && this.contains(focused) && focused !== this.shown) return this.show(focused)
    this.tip.hidden = true
    this.shown = undefined
  }

  private move(event: KeyboardEvent): void {
    if (event.key === 'Escape') {
      this.tip.hidden = true
      return
    }
    const mark = markOf(event.target)
    if (!mark) return
    const next = this.neighbour(mark, event.key)
    if (!next) return
    event.preventDefault()
    next.focus()
  }

  private neighbour(mark: SVGGElement, key: string): SVGGElement | undefined {
    const marks = this.marks()
    const index = marks.indexOf(mark)
    if (key === 'ArrowRight') return marks[index + 1]
    if (key === 'ArrowLeft') return marks[index - 1]
    if (key === 'Home') return marks[0]
    if (key === 'End') return marks.at(-1)
    const sameRow = (other: SVGGElement) => other.parentElement === mark.parentElement
    if (key === 'ArrowDown') return marks.slice(index).find((other) => !sameRow(other))
    if (key !== 'ArrowUp') return undefined
    const before = marks.slice(0, index).findLast((other) => !sameRow(other))
    return marks.find((other) => other.parentElement === before?.parentElement)
  }
}

function markOf(target: EventTarget | null): SVGGElement | undefined {
  return target instanceof Element ? (target.closest<SVGGElement>('.lifeline-mark') ?? undefined) : undefined
}

customElements.define('life-lines', LifeLines)
