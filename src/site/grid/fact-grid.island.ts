// Makes a spreadsheet of the table of fields and the place to paste below it: cells are reached with arrows and Tab, edited
// with Enter, F2 or by typing, pasted from Excel. What has been changed is written into that place, which is what is sent.
// Without script the table and the place do the same.
import { readTsv, writeTsv } from '#platform/tsv.ts'
import { drawSheetCell, drawSheetNote, drawSheetRow } from '#ui/islands/sheet-drawing.ts'
import {
  cellAfter,
  cellByTab,
  commandOf,
  pasteInto,
  rangeBetween,
  type Cell,
  type Write,
} from './grid-editing.rules.ts'
import {
  changedRows, columnNamed, freshRow, layOver, writeSheet, type SheetColumn, type SheetNote, type SheetRow,
} from './grid-sheet.input.ts' // prettier-ignore

/** With the row of the table that shows it, once it has been drawn. */
type Row = SheetRow & { element?: HTMLElement }

/** Long enough not to write thousands of rows at every key. */
const pause = 200

/** At most so many steps can be taken back. */
const mostUndone = 100

class FactGrid extends HTMLElement {
  #columns: SheetColumn[] = []
  #rows: Row[] = []
  #active: Cell = { row: 0, column: 0 }
  #anchor: Cell = { row: 0, column: 0 }
  #editor: HTMLInputElement | HTMLTextAreaElement | undefined
  /** Escape has been pressed: the next Tab leaves. */
  #isLeaving = false
  #timer: ReturnType<typeof setTimeout> | undefined
  readonly #undo: Write[][] = []
  readonly #status = document.createElement('p')
  readonly #alike = Object.assign(document.createElement('div'), { className: 'alike', id: 'grid-alike' })

  connectedCallback(): void {
    // What was kept as a draft has to be there before it is read.
    void customElements.whenDefined('draft-keeper').then(() => this.#open())
  }

  #open(): void {
    const table = this.querySelector('table')
    const paste = this.querySelector('textarea[name="rows"]')
    if (!table || !(paste instanceof HTMLTextAreaElement)) throw new Error('<fact-grid> expects a table and a place to paste') // prettier-ignore
    this.#columns = [...table.querySelectorAll<HTMLElement>('thead th')].slice(1).map((head) => ({
      column: head.dataset.column ?? '',
      label: head.dataset.label ?? '',
      kind: head.dataset.kind ?? '',
      isKey: head.dataset.role === 'key',
      list: head.dataset.list,
    }))
    this.#rows = [...table.querySelectorAll<HTMLElement>('tbody tr')].map((row) => this.#readRow(row))
    const notes = [...this.querySelectorAll<HTMLElement>('.line-notes li')].map(({ dataset, textContent }) => ({
      line: Number(dataset.line),
      column: dataset.column ?? '',
      text: textContent ?? '',
      isHard: dataset.hard !== undefined,
    }))
    this.#rows = layOver(this.#rows, this.#columns, this.#idLabel, paste.value, notes)
    this.#draw(table)
    const help = Object.assign(document.createElement('p'), {
      className: 'field-hint',
      textContent: this.getAttribute('keys'),
    })
    help.id = 'grid-keys'
    for (const place of [this.#status, this.#alike]) place.setAttribute('role', 'status')
    this.#status.className = 'grid-status'
    this.querySelector('.grid-frame')?.before(help)
    this.querySelector('.grid-frame')?.after(this.#status, this.#alike)
    table.setAttribute('aria-describedby', 'grid-keys')
    const field = paste.closest<HTMLElement>('.field')
    if (field) field.hidden = true
    table.addEventListener('keydown', (event) => this.#press(event))
    table.addEventListener('mousedown', (event) => this.#point(event))
    table.addEventListener('dblclick', () => this.#edit())
    table.addEventListener('focusout', (event) => {
      if (this.#editor && event.target === this.#editor && !this.#editor.contains(event.relatedTarget as Node | null)) this.#commit() // prettier-ignore
    })
    for (const type of ['copy', 'cut', 'paste'] as const) table.addEventListener(type, (event) => this.#clip(event))
    // Before the keeper of drafts looks, which listens to the same.
    const finish = () => (this.#commit(), this.#write())
    paste.form?.addEventListener('submit', finish, { capture: true })
    this.#tell()
  }

  disconnectedCallback(): void {
    clearTimeout(this.#timer)
  }

  #readRow(row: HTMLElement): Row {
    const hidden = (name: string) => row.querySelector<HTMLInputElement>(`input[name^="${name}."]`)?.value ?? ''
    const cells = [...row.querySelectorAll('td')]
    const fields = cells.map((cell) => cell.querySelector<HTMLInputElement | HTMLTextAreaElement>('input, textarea'))
    const notes = new Map<string, SheetNote>()
    for (const [at, cell] of [row.querySelector('th'), ...cells].entries()) {
      const note = cell?.querySelector('.field-error, .field-hint')
      const column = at === 0 ? 'id' : (this.#columns[at - 1]?.column ?? '')
      if (note) notes.set(column, { text: note.textContent ?? '', isHard: note.className === 'field-error' })
    }
    return {
      id: hidden('id'),
      base: hidden('base'),
      stands: fields.map((field, at) => field?.dataset.stands ?? field?.value ?? cells[at]?.textContent ?? ''),
      cells: fields.map((field, at) => field?.value ?? cells[at]?.textContent ?? ''),
      notes,
    }
  }

  #draw(table: HTMLTableElement): void {
    this.querySelector('.grid-frame')?.removeAttribute('tabindex')
    table.setAttribute('role', 'grid')
    table.setAttribute('aria-multiselectable', 'true')
    table.setAttribute('aria-label', this.getAttribute('label') ?? '')
    const body = table.tBodies[0]
    body?.replaceChildren()
    this.#grow(1)
    this.#mark()
  }

  /** There is always an empty row at the end; draws whatever is not drawn yet. */
  #grow(rows: number): void {
    const last = this.#rows.at(-1)
    const isOpen = last && last.id === '' && last.cells.every((cell) => cell === '')
    if (!isOpen) this.#rows.push(freshRow(this.#columns.length))
    while (this.#rows.length < rows) this.#rows.push(freshRow(this.#columns.length))
    const fresh = document.createDocumentFragment()
    for (const [at, row] of this.#rows.entries()) if (!row.element) fresh.append(this.#drawRow(row, at))
    this.querySelector('tbody')?.append(fresh)
    this.querySelector('table')?.setAttribute('aria-rowcount', String(this.#rows.length + 1))
  }

  #drawRow(row: Row, at: number): HTMLElement {
    const standing = this.#rows.filter(({ id }) => id !== '').length
    const name = row.id || `${this.getAttribute('row')} ${at - standing + 1}`
    const fixed = this.#columns.map(({ isKey }) => isKey && row.id !== '')
    const line = drawSheetRow(name, row.id ? 'grid-id' : 'quiet', fixed)
    row.element = line
    for (const index of this.#columns.keys()) this.#drawCell(index, row)
    const note = row.notes.get('id')
    if (note) line.firstElementChild?.append(drawSheetNote(note))
    return line
  }

  #drawCell(column: number, row: Row): void {
    const cell = row.element?.children[column + 1]
    const value = row.cells[column] ?? ''
    const isChanged = value.trim() !== (row.stands[column] ?? '').trim()
    if (cell) drawSheetCell(cell, value, row.notes.get(this.#columns[column]?.column ?? ''), isChanged)
  }

  #elementAt({ row, column }: Cell): HTMLElement | undefined {
    return (this.#rows[row]?.element?.children[column + 1] as HTMLElement | undefined) ?? undefined
  }

  get #size() {
    return { rows: this.#rows.length, columns: this.#columns.length }
  }

  /** Shows which cells are chosen, and which of them takes the keys. */
  #mark(): void {
    for (const cell of this.querySelectorAll('tbody [aria-selected]')) cell.removeAttribute('aria-selected')
    for (const cell of this.querySelectorAll<HTMLElement>('tbody td[tabindex="0"]')) cell.tabIndex = -1
    const { from, to } = rangeBetween(this.#active, this.#anchor)
    for (let row = from.row; row <= to.row; row += 1) {
      for (let column = from.column; column <= to.column; column += 1) {
        this.#elementAt({ row, column })?.setAttribute('aria-selected', 'true')
      }
    }
    const active = this.#elementAt(this.#active)
    if (active) active.tabIndex = 0
  }

  #go(to: Cell, isExtending = false): void {
    this.#active = to
    if (!isExtending) this.#anchor = to
    this.#isLeaving = false
    this.#mark()
    this.#elementAt(to)?.focus()
  }

  #point(event: MouseEvent): void {
    const cell = (event.target as HTMLElement).closest('td')
    if (!cell || this.#editor?.closest('td') === cell) return
    this.#commit()
    const row = this.#rows.findIndex(({ element }) => element === cell.parentElement)
    const column = [...(cell.parentElement?.children ?? [])].indexOf(cell) - 1
    if (row < 0 || column < 0) return
    event.preventDefault()
    this.#go({ row, column }, event.shiftKey)
  }

  #press(event: KeyboardEvent): void {
    if (this.#editor) this.#pressInEditor(event)
    else this.#pressInGrid(event)
  }

  #pressInGrid(event: KeyboardEvent): void {
    if (event.key === 'Tab' && this.#isLeaving) return
    const { key, shiftKey: shift, altKey: alt } = event
    const command = commandOf({ key, shift, alt, far: event.ctrlKey || event.metaKey }, this.#active, this.#size)
    if (!command) return
    // A letter that opens a cell is then written into it.
    if (!('written' in command)) event.preventDefault()
    if (command.act === 'go') this.#go(command.to, command.isExtending)
    else if (command.act === 'edit') this.#edit(command.written)
    else if (command.act === 'clear') this.#clear()
    else if (command.act === 'take-back') this.#takeBack()
    else if (command.act === 'leave') this.#isLeaving = true
    else {
      this.#anchor = { row: 0, column: 0 }
      this.#go({ row: this.#size.rows - 1, column: this.#size.columns - 1 }, true)
    }
  }

  #pressInEditor(event: KeyboardEvent): void {
    const isLong = this.#editor instanceof HTMLTextAreaElement
    if (event.isComposing || (event.key === 'Enter' && isLong && event.altKey)) return
    if (event.key === 'Escape') {
      event.preventDefault()
      this.#commit(false)
      this.#go(this.#active)
    } else if (event.key === 'Enter') {
      event.preventDefault()
      this.#commit()
      this.#go(cellAfter(this.#active, event.shiftKey ? 'ArrowUp' : 'ArrowDown', false, this.#size) ?? this.#active)
    } else if (event.key === 'Tab') {
      this.#commit()
      const next = cellByTab(this.#active, event.shiftKey, this.#size)
      if (!next) return
      event.preventDefault()
      this.#go(next)
    }
  }

  #isFixed({ row, column }: Cell): boolean {
    return this.#elementAt({ row, column })?.getAttribute('aria-readonly') === 'true'
  }

  /** Opens the cell; `written` replaces what stands in it. */
  #edit(written?: string): void {
    const column = this.#columns[this.#active.column]
    const row = this.#rows[this.#active.row]
    const cell = this.#elementAt(this.#active)
    if (!column || !row || !cell || this.#editor || this.#isFixed(this.#active)) return
    const editor = document.createElement(column.kind === 'long' ? 'textarea' : 'input')
    editor.value = written ?? row.cells[this.#active.column] ?? ''
    editor.maxLength = 2000
    editor.setAttribute('aria-label', `${column.label}, ${row.element?.firstElementChild?.textContent ?? ''}`)
    editor.autocomplete = 'off'
    if (column.list) editor.setAttribute('list', column.list)
    this.#editor = editor
    cell.replaceChildren(editor)
    editor.focus()
    if (written === undefined) editor.select()
    editor.addEventListener('input', (event) => {
      // What is being written is none of the form's fields yet: the keeper of drafts hears of it when it is one.
      event.stopPropagation()
      this.#askAlike(row, column.column, editor)
    })
  }

  #askAlike(row: Row, column: string, editor: HTMLInputElement | HTMLTextAreaElement): void {
    const at = { ...this.#active }
    const cells = Object.fromEntries(this.#columns.map((one, place) => [one.column, row.cells[place] ?? '']))
    const use = (value: string) => {
      this.#commit(false)
      this.#change([{ ...at, value }])
      this.#go(at)
    }
    const detail = {
      column,
      cells: { ...cells, [column]: editor.value },
      place: this.querySelector('#grid-alike'),
      use,
    }
    this.dispatchEvent(new CustomEvent('cell-input', { bubbles: true, detail }))
  }

  /** Closes the cell that is open; `isKept`: with what was written. */
  #commit(isKept = true): void {
    const editor = this.#editor
    if (!editor) return
    this.#editor = undefined
    const { row, column } = this.#active
    const before = this.#rows[row]?.cells[column]
    if (isKept && editor.value !== before) this.#change([{ row, column, value: editor.value }])
    else if (this.#rows[row]) this.#drawCell(column, this.#rows[row])
  }

  #clear(): void {
    const { from, to } = rangeBetween(this.#active, this.#anchor)
    const writes: Write[] = []
    for (let row = from.row; row <= to.row; row += 1)
      for (let column = from.column; column <= to.column; column += 1) writes.push({ row, column, value: '' })
    this.#change(writes)
  }

  #takeBack(): void {
    const writes = this.#undo.pop()
    const [first] = writes ?? []
    if (!writes || !first) return
    this.#change(writes, false)
    this.#go({ row: first.row, column: first.column })
  }

  /** Writes cells, adding rows as they are needed; cells that are not to be changed are passed over. */
  #change(writes: readonly Write[], mayUndo = true): void {
    this.#grow(Math.max(0, ...writes.map(({ row }) => row + 1)))
    const before: Write[] = []
    for (const write of writes) {
      const row = this.#rows[write.row]
      if (!row || this.#isFixed(write)) continue
      before.push({ ...write, value: row.cells[write.column] ?? '' })
      row.cells[write.column] = write.value
      row.notes.delete(this.#columns[write.column]?.column ?? '')
      this.#drawCell(write.column, row)
    }
    if (mayUndo) this.#undo.splice(0, Math.max(0, this.#undo.push(before) - mostUndone))
    this.#grow(0)
    this.#tell()
    clearTimeout(this.#timer)
    this.#timer = setTimeout(() => this.#write(), pause)
  }

  #clip(event: ClipboardEvent): void {
    const text = event.clipboardData?.getData('text/plain') ?? ''
    // One value into an open cell is the browser's own business; a table is the grid's.
    if (this.#editor && (event.type !== 'paste' || !/\t|\n./.test(text))) return
    event.preventDefault()
    if (event.type === 'paste') {
      this.#commit(false)
      this.#paste(readTsv(text))
      return
    }
    const { from, to } = rangeBetween(this.#active, this.#anchor)
    const rows = this.#rows.slice(from.row, to.row + 1).map(({ cells }) => cells.slice(from.column, to.column + 1))
    event.clipboardData?.setData('text/plain', writeTsv(rows))
    if (event.type === 'cut') this.#clear()
  }

  #paste(cells: string[][]): void {
    const most = Number(this.getAttribute('most'))
    if (cells.length > most) {
      this.#status.textContent = this.getAttribute('full')
      return
    }
    const { writes, cut } = pasteInto({
      cells,
      at: this.#active,
      columns: this.#columns.length,
      columnOf: (head) => columnNamed(this.#columns, this.#idLabel, head),
      rowOf: (id) => {
        const row = this.#rows.findIndex((one) => id !== '' && one.id === id)
        return row < 0 ? undefined : row
      },
      firstNew: this.#rows.length - 1,
    })
    this.#change(writes)
    const columns = Math.max(0, ...cells.map((row) => row.length))
    const told = [fill(this.getAttribute('pasted'), cells.length, columns)]
    if (cut > 0) told.push(fill(this.getAttribute('cut'), cut, 0))
    this.#tell(...told)
    this.#mark()
    this.#elementAt(this.#active)?.focus()
  }

  get #idLabel(): string {
    return this.querySelector<HTMLElement>('thead th')?.dataset.label ?? ''
  }

  /** How much is going to be sent, after whatever else is to be said. */
  #tell(...before: string[]): void {
    const changed = changedRows(this.#rows)
    const added = changed.filter(({ id }) => id === '').length
    this.#status.textContent = [...before, fill(this.getAttribute('status'), changed.length - added, added)].join(' ')
  }

  /** What is sent: the rows that differ from what stands, as they would be pasted. */
  #write(): void {
    clearTimeout(this.#timer)
    const paste = this.querySelector<HTMLTextAreaElement>('textarea[name="rows"]')
    if (!paste) return
    const value = writeSheet(this.#rows, this.#columns)
    if (paste.value === value) return
    paste.value = value
    paste.dispatchEvent(new Event('input', { bubbles: true }))
  }
}

function fill(text: string | null, first: number, second: number): string {
  return (text ?? '').replace('%1', String(first)).replace('%2', String(second))
}

customElements.define('fact-grid', FactGrid)
