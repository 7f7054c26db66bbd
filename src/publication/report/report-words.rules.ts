// The fixed words of a report: they follow the language of the document, whatever language its reader has chosen.
import type { Language } from '#platform/i18n/language.ts'

export type ReportWords = {
  contents: string
  summary: string
  figure: string
  table: string
  appendix: string
  notes: string
  note: string
  backToText: string
  /** The list of every figure with its rule, in files that have no margin. */
  basis: string
  basisLead: string
  inTheText: string
  counted: string
  value: string
  rule: string
  rows: string
  decisive: string
  noDecisive: string
  source: string
  page: string
  of: string
  keywords: string
  unknown: string
  showTable: string
  /** Before what a sentence was written with, where the register gives another figure. */
  written: string
  day: (date: string) => string
}

const monthNames = {
  sv: ['januari', 'februari', 'mars', 'april', 'maj', 'juni', 'juli', 'augusti', 'september', 'oktober', 'november', 'december'],
  en: ['January', 'February', 'March', 'April', 'May', 'June', 'July', 'August', 'September', 'October', 'November', 'December'],
} // prettier-ignore

function dayInWords(language: Language): (date: string) => string {
  return (date) => {
    const [year, month, day] = date.split('-').map(Number)
    return `${day} ${monthNames[language][(month ?? 1) - 1]} ${year}`
  }
}

export const reportWords: Record<Language, ReportWords> = {
  sv: {
    contents: 'Innehåll',
    summary: 'Sammanfattning',
    figure: 'Figur',
    table: 'Tabell',
    appendix: 'Bilaga',
    notes: 'Noter',
    note: 'Not',
    backToText: 'Tillbaka till texten',
    basis: 'Siffrornas grund',
    basisLead: 'Varje siffra i texten med sin räkneregel, sina avgörande rader och sin källa.',
    inTheText: 'Avsnitt',
    counted: 'Vad som räknas',
    value: 'Värde',
    rule: 'Räkneregel',
    rows: 'Visa raderna',
    decisive: 'Avgörande rader',
    noDecisive: 'Ingen enskild rad ändrar siffran.',
    source: 'Källa',
    page: 'Sida',
    of: 'av',
    keywords: 'Nyckelord',
    unknown: 'okänt',
    showTable: 'Visa som tabell',
    written: 'skrevs med',
    day: dayInWords('sv'),
  },
  en: {
    contents: 'Contents',
    summary: 'Summary',
    figure: 'Figure',
    table: 'Table',
    appendix: 'Appendix',
    notes: 'Notes',
    note: 'Note',
    backToText: 'Back to the text',
    basis: 'What the figures rest on',
    basisLead: 'Every figure in the text with its counting rule, its decisive rows and its source.',
    inTheText: 'Section',
    counted: 'What is counted',
    value: 'Value',
    rule: 'Counting rule',
    rows: 'See the rows',
    decisive: 'Decisive rows',
    noDecisive: 'No single row changes the figure.',
    source: 'Source',
    page: 'Page',
    of: 'of',
    keywords: 'Keywords',
    unknown: 'unknown',
    showTable: 'Show as a table',
    written: 'written with',
    day: dayInWords('en'),
  },
}
