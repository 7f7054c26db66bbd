import { expect, test } from 'vitest'
import { citeReport, type CitedReport } from './report-citation.rules.ts'

const report: CitedReport = {
  language: 'en',
  title: 'The awkward places of Littleland',
  subtitle: 'Cooperation with Bigland, 1990–2022',
  author: 'Littleland Knowledge Centre',
  publisher: 'University of Littleland',
  place: 'Småby',
  series: 'Report',
  number: '1/2023',
  date: '2023-03-01',
  url: 'https://littleland.example/reports/awkward',
  keywords: ['twinning', 'R&D'],
}
const bare: CitedReport = { ...report, language: 'sv', title: 'Besvärliga orter', subtitle: null, publisher: null, place: null, series: null, number: null, url: null, keywords: [] } // prettier-ignore

test('APA', () => {
  expect(citeReport(report, 'apa')).toBe(
    'Littleland Knowledge Centre. (2023). The awkward places of Littleland: Cooperation with Bigland, 1990–2022 ' +
      '(Report No. 1/2023). University of Littleland. https://littleland.example/reports/awkward',
  )
  expect(citeReport(bare, 'apa')).toBe('Littleland Knowledge Centre. (2023). Besvärliga orter.')
})

test('Chicago', () => {
  expect(citeReport(report, 'chicago')).toBe(
    'Littleland Knowledge Centre. The awkward places of Littleland: Cooperation with Bigland, 1990–2022. ' +
      'Report 1/2023. Småby: University of Littleland, 2023. https://littleland.example/reports/awkward',
  )
  expect(citeReport(bare, 'chicago')).toBe(
    'Littleland Knowledge Centre. Besvärliga orter. Littleland Knowledge Centre, 2023.',
  )
})

test('the day of an earlier register is part of the citation', () => {
  expect(citeReport({ ...bare, knownOn: '2022-05-17' }, 'apa')).toBe(
    'Littleland Knowledge Centre. (2023). Besvärliga orter (uppgifter per 17 maj 2022).',
  )
  expect(citeReport({ ...report, knownOn: '2022-05-17' }, 'chicago')).toContain(
    'Figures as known on 17 May 2022. Småby',
  )
})

test('BibTeX keeps the name of a body whole and escapes what TeX reads', () => {
  expect(citeReport(report, 'bibtex')).toBe(`@techreport{littleland2023awkward,
  author = {{Littleland Knowledge Centre}},
  title = {{The awkward places of Littleland: Cooperation with Bigland, 1990–2022}},
  institution = {University of Littleland},
  address = {Småby},
  type = {Report},
  number = {1/2023},
  year = {2023},
  month = {3},
  date = {2023-03-01},
  language = {english},
  keywords = {twinning, R\\&D},
  url = {https://littleland.example/reports/awkward}
}
`)
})

test('RIS has one field a line and ends with ER', () => {
  expect(citeReport(report, 'ris').split('\r\n')).toEqual([
    'TY  - RPRT',
    'AU  - Littleland Knowledge Centre',
    'TI  - The awkward places of Littleland: Cooperation with Bigland, 1990–2022',
    'PB  - University of Littleland',
    'CY  - Småby',
    'T3  - Report',
    'M1  - 1/2023',
    'PY  - 2023',
    'DA  - 2023/03/01',
    'LA  - en',
    'KW  - twinning',
    'KW  - R&D',
    'UR  - https://littleland.example/reports/awkward',
    'ER  - ',
    '',
  ])
})
