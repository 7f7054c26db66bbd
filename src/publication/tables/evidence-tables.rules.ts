// Sources, what they are cited for, and where they disagree, as public tables.
import type { CitedSource } from '#evidence/index.ts'
import { column, fromDataset, inBoth, type Cell, type PublicTable } from './public-table.rules.ts'

type Fields = Record<string, Cell>

export const sources: PublicTable<CitedSource> = {
  name: 'sources',
  title: { sv: 'Källor', en: 'Sources' },
  meaning: {
    sv: 'Vad uppgifterna vilar på. Av förseglade källor, och källor för medlemmar, står bara att de finns och av vilket slag.',
    en: 'What the facts rest on. Of sources under seal, or for members, only that there is one and of what kind.',
  },
  key: ['id'],
  licence: 'CC-BY-4.0',
  columns: [
    column('id', 'string', 'Läsbar identifierare.', 'Readable identifier.'),
    column('kind', 'string', 'Slag av källa.', 'Kind of source.', { codes: 'source_kind' }),
    column('visibility', 'string', 'Vem som får läsa vad den är.', 'Who may read what it is.', { codes: 'visibility' }),
    column('author', 'string?', 'Upphov; flera åtskilda av semikolon.', 'Author; several are parted by semicolons.'),
    column('publisher', 'string?', 'Utgivare.', 'Publisher.'),
    column('title', 'string?', 'Titel; inom hakparentes om vi har gett den.', 'Title; in square brackets if supplied by us.'),
    column('container', 'string?', 'Serie, volym eller verk som den ingår i.', 'Series, volume or work that holds it.'),
    column('date', 'edtf?', 'Källans datum.', 'Date of the source.'),
    column('diary_number', 'string?', 'Diarienummer.', 'Diary number.', { value: (source) => source.diaryNumber }),
    column('url', 'url?', 'Adress.', 'Address.'),
    column('accessed', 'day?', 'Dagen då adressen lästes.', 'Day on which the address was read.'),
    column('language', 'string?', 'Källans språk (BCP 47).', 'Language of the source (BCP 47).'),
    column('citations', 'integer', 'Antal hänvisningar till den.', 'Number of citations of it.'),
    ...inBoth<CitedSource>('note', 'string?', 'Anmärkning.', 'Remark.',
      { value: (source, language) => (language === 'sv' ? source.noteSv : source.noteEn) }),
    fromDataset(),
  ],
} // prettier-ignore

export const citations: PublicTable<Fields> = {
  name: 'citations',
  title: { sv: 'Källhänvisningar', en: 'Citations' },
  meaning: {
    sv: 'Vilken källa som stöder eller motsäger vilken uppgift, och var i källan.',
    en: 'Which source supports or contradicts which fact, and where in the source.',
  },
  key: ['dataset', 'id'],
  licence: 'CC-BY-4.0',
  columns: [
    column('id', 'string', 'Löpnummer inom datapaketet.', 'Running number within the data package.'),
    column('source', 'string', 'Källan.', 'The source.', { refersTo: 'sources' }),
    column('locator', 'string?', 'Ställe i källan; tomt för hela, och där källan inte är för alla.',
      'Place in the source; empty for the whole of it, and where the source is not for everybody.'),
    column('fact_table', 'string', 'Slag av uppgift, som tabellen heter i ental.', 'Kind of fact, as its table is called in the singular.'),
    column('fact_id', 'string', 'Uppgiftens identifierare; aktör|namn för namn, schema/kod för koder.',
      'Identifier of the fact; actor|name for names, scheme/code for codes.'),
    column('stance', 'string', 'Om källan talar för eller emot uppgiften.', 'Whether the source speaks for or against the fact.', { codes: 'fact_stance' }),
    ...inBoth<Fields>('note', 'string?', 'Anmärkning.', 'Remark.'),
    fromDataset(),
  ],
} // prettier-ignore

export const conflicts: PublicTable<Fields> = {
  name: 'conflicts',
  title: { sv: 'Oenigheter', en: 'Conflicts' },
  meaning: {
    sv: 'Punkter där källor är oense, var och en med ett avgörande.',
    en: 'Points on which sources disagree, each with a ruling.',
  },
  key: ['id'],
  licence: 'CC-BY-4.0',
  columns: [
    column('id', 'string', 'Läsbar identifierare.', 'Readable identifier.'),
    column('subject_table', 'string', 'Vad den gäller: cooperation, actor eller register.', 'What it is about: cooperation, actor or register.'),
    column('subject_id', 'string?', 'Identifierare av det som den gäller.', 'Identifier of what it is about.'),
    ...inBoth<Fields>('title', 'string', 'Rubrik.', 'Title.'),
    ...inBoth<Fields>('ruling', 'string', 'Avgörande.', 'Ruling.'),
    fromDataset(),
  ],
} // prettier-ignore

export const statements: PublicTable<Fields> = {
  name: 'statements',
  title: { sv: 'Uppgifter i oenigheter', en: 'Statements' },
  meaning: {
    sv: 'Vad var och en av källorna säger i en oenighet.',
    en: 'What each of the sources says where they disagree.',
  },
  key: ['id'],
  licence: 'CC-BY-4.0',
  columns: [
    column('id', 'string', 'Oenighet och bokstav.', 'Conflict and a letter.'),
    column('conflict', 'string', 'Oenigheten.', 'The conflict.', { refersTo: 'conflicts' }),
    ...inBoth<Fields>('says', 'string', 'Vad källan säger, med våra ord.', 'What the source says, in our words.'),
    column('value', 'string?', 'Värdet som anges; flera åtskilda av semikolon.', 'The value stated; several are parted by semicolons.'),
    column('rank', 'string', 'Om avgörandet följer uppgiften.', 'Whether the ruling follows the statement.', { codes: 'rank' }),
    column('source', 'string?', 'Källan; tomt för tiden innan den fick ett skydd.',
      'The source; empty as of a time before it was put under guard.', { refersTo: 'sources' }),
    column('locator', 'string?', 'Ställe i källan; tomt där källan inte är för alla.',
      'Place in the source; empty where the source is not for everybody.'),
    column('event', 'string?', 'Händelsen som bär uppgiften.', 'The event that carries the statement.', { refersTo: 'events' }),
    fromDataset(),
  ],
} // prettier-ignore

export const dissents: PublicTable<Fields> = {
  name: 'dissents',
  title: { sv: 'Avvikande meningar', en: 'Dissents' },
  meaning: {
    sv: 'Vad registervårdare har haft att invända mot ett avgörande, med det avgörande som invändningen gäller.',
    en: 'What curators hold against a ruling, each with the ruling that it is against.',
  },
  key: ['id'],
  licence: 'CC-BY-4.0',
  columns: [
    column('id', 'string', 'Identifierare.', 'Identifier.'),
    column('conflict', 'string', 'Oenigheten.', 'The conflict.', { refersTo: 'conflicts' }),
    column('says', 'string', 'Invändningen.', 'What is held against the ruling.'),
    column('language', 'string', 'Invändningens språk.', 'Its language.'),
    column('author', 'string', 'Organisationen som registervårdaren företräder.', 'The organisation of the curator.'),
    column('recorded_on', 'day', 'Dagen då den fördes in.', 'Day on which it was recorded.'),
    ...inBoth<Fields>('ruling', 'string', 'Avgörandet som den gäller.', 'The ruling that it is against.'),
  ],
} // prettier-ignore
