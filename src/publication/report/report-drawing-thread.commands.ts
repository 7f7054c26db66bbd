// The thread that pictures are drawn and reports are set in. It is run by Node itself, so it imports what can be run as it stands.
import { parentPort } from 'node:worker_threads'
import { renderReportPdf, type PdfOptions } from './report-pdf.commands.ts'
import { drawPng, type Picture } from './report-picture.commands.ts'
import type { SettledReport } from './report-settling.rules.ts'
import { renderReportWord, type WordOptions } from './report-word.commands.ts'
import { reportWords } from './report-words.rules.ts'

/** Words hold functions, which cannot be sent; they follow from the language. */
export type SentReport = Omit<SettledReport, 'words'>

export type DrawingTask =
  | { does: 'picture'; svg: string; width: number }
  | { does: 'pdf'; report: SentReport; options: PdfOptions }
  | { does: 'word'; report: SentReport; options: WordOptions }

export type DrawingAnswer = { made: Picture | Uint8Array<ArrayBuffer> } | { error: Error }

async function make(task: DrawingTask): Promise<Picture | Uint8Array<ArrayBuffer>> {
  if (task.does === 'picture') return drawPng(task.svg, task.width)
  const report = { ...task.report, words: reportWords[task.report.document.language] }
  const { options } = task
  return new Uint8Array(
    await (task.does === 'pdf' ? renderReportPdf(report, options) : renderReportWord(report, options)),
  )
}

async function answer(task: DrawingTask): Promise<DrawingAnswer> {
  try {
    return { made: await make(task) }
  } catch (error) {
    return { error: error instanceof Error ? error : new Error(String(error)) }
  }
}

let last: Promise<void> = Promise.resolve()

parentPort?.on('message', (task: DrawingTask) => {
  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread is not a window
  last = last.then(async () => parentPort?.postMessage(await answer(task)))
})
