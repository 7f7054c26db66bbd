// What people code by, and what has come of published rounds of coding, as public tables: no names, no remarks, no times of coders.
import type { CodebookEntry, CodebookVersion, Coding, CodingRound, unitsOf } from '#register/index.ts'
import { column, inBoth, type PublicTable } from './public-table.rules.ts'
import { codeColumns } from './reference-tables.rules.ts'

export type VersionLine = { version: CodebookVersion; url: string }
export type EntryLine = CodebookEntry & { version: number }
export type RoundLine = { round: CodingRound; url: string }
export type UnitLine = ReturnType<typeof unitsOf>[number] & { round: number }
export type CodingLine = Coding & { round: number }

export const codebookVersions: PublicTable<VersionLine> = {
  name: 'codebook_versions',
  title: { sv: 'Kodboksversioner', en: 'Versions of the codebook' },
  meaning: {
    sv: 'Utgivna versioner av det som människor kodar efter. En utgiven version ändras aldrig.',
    en: 'Published versions of what people code by. A published version never changes.',
  },
  key: ['number'],
  licence: 'CC-BY-4.0',
  columns: [
    column('number', 'integer', 'Versionens nummer.', 'Number of the version.', { value: ({ version }) => version.number }),
    column('published_at', 'instant?', 'När den gavs ut.', 'When it was published.', { value: ({ version }) => version.publishedAt?.toISOString() ?? null }),
    column('revision', 'integer?', 'Registrets revision som den kom med; tomt om den kom med ett datapaket.',
      'Revision of the register that it came with; empty if it came with a data package.', { value: ({ version }) => version.revision }),
    ...inBoth<VersionLine>('note', 'string?', 'Vad som är nytt i den.', 'What is new in it.',
      { value: ({ version }, language) => (language === 'sv' ? version.noteSv : version.noteEn) }),
    column('url', 'url', 'Beständig adress till sidan.', 'Permanent address of its page.'),
  ],
} // prettier-ignore

export const codebookEntries: PublicTable<EntryLine> = {
  name: 'codebook_entries',
  title: { sv: 'Koder i kodboksversioner', en: 'Codes of the versions of the codebook' },
  meaning: { sv: 'Varje kod som en utgiven version har den.', en: 'Every code as a published version has it.' },
  key: ['version', 'scheme', 'code'],
  licence: 'CC-BY-4.0',
  columns: [
    column('version', 'integer', 'Versionen.', 'The version.', { refersTo: 'codebook_versions' }),
    ...codeColumns<EntryLine>(),
  ],
} // prettier-ignore

export const codingRounds: PublicTable<RoundLine> = {
  name: 'coding_rounds',
  title: { sv: 'Kodningsrundor', en: 'Rounds of coding' },
  meaning: {
    sv: 'Avslutade och publicerade rundor, där flera kodare har kodat samma enheter utan att se varandra.',
    en: 'Finished and published rounds, in which several coders have coded the same units without seeing each other.',
  },
  key: ['id'],
  licence: 'CC-BY-4.0',
  columns: [
    column('id', 'integer', 'Rundans nummer.', 'Number of the round.', { value: ({ round }) => round.id }),
    column('title', 'string', 'Vad den heter.', 'What it is called.', { value: ({ round }) => round.title }),
    column('instructions', 'string?', 'Vad kodarna skulle tänka på utöver kodboken.', 'What coders were to mind besides the codebook.', { value: ({ round }) => round.instructions }),
    column('language', 'string', 'Språket i titel och anvisningar (BCP 47).', 'Language of title and instructions (BCP 47).', { value: ({ round }) => round.language }),
    column('scheme', 'string', 'Schemat som kodades: reason (händelser) eller status (samarbeten).',
      'The scheme that was coded: reason (of events) or status (of cooperations).', { value: ({ round }) => round.scheme }),
    column('codebook_version', 'integer', 'Kodboksversionen som det kodades efter.', 'The version of the codebook that was coded by.', { refersTo: 'codebook_versions', value: ({ round }) => round.codebookVersion }),
    column('units', 'integer', 'Antal enheter.', 'Number of units.', { value: ({ round }) => round.units }),
    column('closed_at', 'instant?', 'När kodningen avslutades.', 'When coding was closed.', { value: ({ round }) => round.closedAt?.toISOString() ?? null }),
    column('adjudicated_at', 'instant?', 'När det sista som kodarna var oense om var avgjort.', 'When the last that coders differed in had been decided.', { value: ({ round }) => round.adjudicatedAt?.toISOString() ?? null }),
    column('url', 'url', 'Sidan med måtten på samstämmighet.', 'Page with the measures of agreement.'),
  ],
} // prettier-ignore

export const codingUnits: PublicTable<UnitLine> = {
  name: 'coding_units',
  title: { sv: 'Kodade enheter', en: 'Units of coding' },
  meaning: {
    sv: 'Vad som kodades i publicerade rundor, och vilken kod som gäller.',
    en: 'What was coded in published rounds, and the code that holds.',
  },
  key: ['round', 'unit'],
  licence: 'CC-BY-4.0',
  columns: [
    column('round', 'integer', 'Rundan.', 'The round.', { refersTo: 'coding_rounds' }),
    column('unit', 'integer', 'Plats i rundan, från 1.', 'Place in the round, from 1.', { value: ({ unit }) => unit.position }),
    column('fact', 'string', 'Händelsen eller samarbetet som kodades, som det hette då.', 'The event or cooperation that was coded, as it was called then.', { value: ({ unit }) => unit.factId }),
    column('source', 'string?', 'Källan med texten; tomt där kodarna själva letade upp den.', 'The source of the passage; empty where coders looked for it themselves.', { value: ({ unit }) => unit.source }),
    column('locator', 'string?', 'Ställe i källan.', 'Place in the source.', { value: ({ unit }) => unit.locator }),
    column('result', 'string', 'code: en kod gäller. none: den kan inte kodas. open: ingen har avgjort.',
      'code: a code holds. none: it cannot be coded. open: nobody has decided.', { value: ({ result }) => result.kind }),
    column('code', 'string?', 'Koden som gäller, i rundans schema.', 'The code that holds, of the scheme of the round.', { value: ({ result }) => (result.kind === 'code' ? result.code : null) }),
  ],
} // prettier-ignore

export const codings: PublicTable<CodingLine> = {
  name: 'codings',
  title: { sv: 'Kodningar', en: 'Codings' },
  meaning: {
    sv: 'Vad varje kodare har sagt om varje enhet i publicerade rundor.',
    en: 'What each coder has said of each unit in published rounds.',
  },
  key: ['round', 'unit', 'coder'],
  licence: 'CC-BY-4.0',
  columns: [
    column('round', 'integer', 'Rundan.', 'The round.', { refersTo: 'coding_rounds' }),
    column('unit', 'integer', 'Enheten, som i coding_units.', 'The unit, as in coding_units.', { value: ({ position }) => position }),
    column('coder', 'integer', 'Kodaren, som ett nummer inom rundan.', 'The coder, as a number within the round.'),
    column('place', 'integer', 'Som vilken i ordningen kodaren kom till enheten.', 'At which place the coder came to the unit.'),
    column('code', 'string?', 'Koden, i rundans schema; tomt om enheten inte kan kodas.', 'The code, of the scheme of the round; empty if the unit cannot be coded.'),
    column('source', 'string?', 'Källan som kodaren själv fann.', 'Source that the coder found.'),
    column('locator', 'string?', 'Ställe i den.', 'Place in it.'),
  ],
} // prettier-ignore
