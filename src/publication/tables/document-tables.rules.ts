// Public documents of sources, and the words of them that citations rest on, as public tables.
import type { Passage } from '#evidence/index.ts'
import type { describeDocument } from '../open-data/document-item.rules.ts'
import { column, type PublicTable } from './public-table.rules.ts'

export const documents: PublicTable<ReturnType<typeof describeDocument>> = {
  name: 'documents',
  title: { sv: 'Dokument', en: 'Documents' },
  meaning: {
    sv: 'Filer som källor kan läsas i, så långt de är för alla. Licensen gäller raderna här, inte filerna.',
    en: 'Files that sources can be read in, as far as they are for everybody. The licence is of these rows, not of the files.',
  },
  key: ['id'],
  licence: 'CC-BY-4.0',
  columns: [
    column('id', 'integer', 'Dokumentets nummer.', 'Number of the document.'),
    column('source', 'string', 'Källan som kan läsas i det.', 'The source that can be read in it.', { refersTo: 'sources' }),
    column('name', 'string', 'Filens namn.', 'Name of the file.'),
    column('media_type', 'string', 'Filens medietyp.', 'Media type of the file.'),
    column('bytes', 'integer', 'Filens längd i byte.', 'Length of the file in bytes.'),
    column('sha256', 'string', 'Filens SHA-256, hexadecimalt.', 'SHA-256 of the file, hexadecimal.'),
    column('pages', 'integer', 'Antal sidor, eller delar av en fil utan sidor.', 'Number of pages, or parts of a file without pages.'),
    column('origin', 'string', 'upload: inlämnat. web: kopierat från en adress.', 'upload: handed in. web: copied from an address.'),
    column('copied_from', 'url?', 'Adressen som det kopierades från.', 'Address that it was copied from.'),
    column('received_at', 'instant', 'När det lämnades in eller kopierades.', 'When it was handed in or copied.'),
    column('file', 'url', 'Adress till filen själv.', 'Address of the file itself.'),
    column('url', 'url', 'Beständig adress till sidan.', 'Permanent address of its page.'),
  ],
} // prettier-ignore

export const passages: PublicTable<Passage> = {
  name: 'passages',
  title: { sv: 'Ställen i dokument', en: 'Passages of documents' },
  meaning: {
    sv: 'Ord i ett dokument som en källhänvisning vilar på.',
    en: 'Words of a document that a citation rests on.',
  },
  key: ['id'],
  licence: 'CC-BY-4.0',
  columns: [
    column('id', 'integer', 'Ställets nummer.', 'Number of the passage.'),
    column('document', 'integer', 'Dokumentet.', 'The document.', { refersTo: 'documents' }),
    column('page', 'integer', 'Sida eller del av filen, från 1.', 'Page or part of the file, from 1.'),
    column('quote', 'string', 'Orden.', 'The words.'),
    column('fact', 'string', 'Uppgiften som källhänvisningen gäller.', 'The fact that the citation is for.', { value: ({ factId }) => factId }),
    column('citation', 'string', 'Källhänvisningens löpnummer; med uppgiften och dokumentets källa pekar det ut en.',
      'Running number of the citation; with the fact and the source of the document it names one.'),
  ],
} // prettier-ignore
