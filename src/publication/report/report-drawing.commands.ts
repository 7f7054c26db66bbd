// Draws pictures and sets reports in a thread of its own: a report takes a tenth of a second and more, for which no other
// reader should wait.
import type { Worker } from 'node:worker_threads'
import { startThread } from '#platform/thread.ts'
import type { DrawingAnswer, DrawingTask, SentReport } from './report-drawing-thread.commands.ts'
import type { PdfOptions } from './report-pdf.commands.ts'
import type { Picture } from './report-picture.commands.ts'
import type { SettledReport } from './report-settling.rules.ts'
import type { WordOptions } from './report-word.commands.ts'

/** `width` is in pixels of the page; the picture has twice as many each way, for print and fine screens. */
export async function drawPng(svg: string, width: number): Promise<Picture> {
  return (await inThread({ does: 'picture', svg, width })) as Picture
}

/** Throws when Typst refuses: a letter that no face has, a picture that cannot be read, a rule of PDF/UA broken. */
export async function renderReportPdf(report: SettledReport, options: PdfOptions): Promise<Uint8Array<ArrayBuffer>> {
  return (await inThread({ does: 'pdf', report: sent(report), options })) as Uint8Array<ArrayBuffer>
}

export async function renderReportWord(report: SettledReport, options: WordOptions): Promise<Uint8Array<ArrayBuffer>> {
  return (await inThread({ does: 'word', report: sent(report), options })) as Uint8Array<ArrayBuffer>
}

function sent(report: SettledReport): SentReport {
  const { words: _, ...rest } = report
  return rest
}

type Awaited = { resolve: (made: Picture | Uint8Array<ArrayBuffer>) => void; reject: (error: Error) => void }
type Drawer = { worker: Worker; awaited: Awaited[] }

let drawer: Drawer | undefined

function inThread(task: DrawingTask): Promise<Picture | Uint8Array<ArrayBuffer>> {
  const { promise, resolve, reject } = Promise.withResolvers<Picture | Uint8Array<ArrayBuffer>>()
  drawer ??= startDrawer()
  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread is not a window
  drawer.worker.postMessage(task)
  drawer.awaited.push({ resolve, reject })
  // A program that has nothing else to do waits for it.
  drawer.worker.ref()
  return promise
}

function startDrawer(): Drawer {
  const worker = startThread('publication/report/report-drawing-thread.commands.ts')
  worker.unref()
  const started: Drawer = { worker, awaited: [] }
  const end = (error: Error) => {
    if (drawer === started) drawer = undefined
    for (const { reject } of started.awaited.splice(0)) reject(error)
  }
  // It answers in the order that it was asked in.
  worker.on('message', (answer: DrawingAnswer) => {
    const asked = started.awaited.shift()
    if ('made' in answer) asked?.resolve(answer.made)
    else asked?.reject(answer.error)
    if (started.awaited.length === 0) worker.unref()
  })
  worker.on('error', end)
  worker.on('exit', () => end(new Error('The thread that draws has ended')))
  return started
}
