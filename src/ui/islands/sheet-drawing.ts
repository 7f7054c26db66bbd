// How does a sheet of cells look in the page? Parts of rows, for an island that keeps what stands in them.
type Note = { text: string; isHard: boolean }

/** A row with its name and empty cells; `fixed` says which of them cannot be written in. */
export function drawSheetRow(name: string, nameClass: string, fixed: readonly boolean[]): HTMLElement {
  const line = document.createElement('tr')
  const head = document.createElement('th')
  head.scope = 'row'
  head.append(Object.assign(document.createElement('span'), { className: nameClass, textContent: name }))
  const cells = fixed.map((isFixed) => {
    const cell = document.createElement('td')
    cell.setAttribute('role', 'gridcell')
    cell.tabIndex = -1
    if (isFixed) cell.setAttribute('aria-readonly', 'true')
    return cell
  })
  line.append(head, ...cells)
  return line
}

export function drawSheetCell(cell: Element, value: string, note: Note | undefined, isChanged: boolean): void {
  cell.replaceChildren(Object.assign(document.createElement('span'), { textContent: value }))
  if (note) cell.append(drawSheetNote(note))
  cell.classList.toggle('wrong', note?.isHard ?? false)
  cell.classList.toggle('changed', isChanged)
}

export function drawSheetNote({ text, isHard }: Note): HTMLElement {
  const className = isHard ? 'field-error' : 'field-hint'
  return Object.assign(document.createElement('p'), { className, textContent: text })
}
