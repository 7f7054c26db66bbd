// Cooperations and what hangs on them, as public tables.
import { outlineOf, type Actor, type Cooperation, type Outline } from '#register/index.ts'
import { column, dated, fromDataset, inBoth, type Cell, type PublicTable } from './public-table.rules.ts'

type Fields = Record<string, Cell>

/** A cooperation with all that its row says, folded as of a day or as last known. */
export type CooperationLine = {
  cooperation: Cooperation
  outline: Outline
  home: Actor
  counterpart: Actor
  url: string
}

export function cooperationLine(
  { url }: { url: string },
  cooperation: Cooperation,
  actorOf: (id: string) => Actor,
  on?: string,
): CooperationLine {
  return {
    cooperation,
    outline: outlineOf(cooperation, on),
    home: actorOf(cooperation.home),
    counterpart: actorOf(cooperation.counterpart),
    url: `${url}/cooperations/${cooperation.id}`,
  }
}

/** Each code and stance once, though it may have been given for several events. */
function reasonsOf({ reasons }: Cooperation): string | null {
  return [...new Set(reasons.map(({ code, stance }) => `${code} (${stance})`))].join('; ') || null
}

export const cooperations: PublicTable<CooperationLine> = {
  name: 'cooperations',
  title: { sv: 'Samarbeten', en: 'Cooperations' },
  meaning: {
    sv: 'Den räknade enheten: två aktörer och ett slag, högst ett av varje slag per par. Parter och läge står med.',
    en: 'The counted unit: two actors and a kind, at most one of each kind per pair. Parties and status are given with it.',
  },
  key: ['id'],
  licence: 'CC-BY-4.0',
  columns: [
    column('id', 'string', 'Identifierare av hemmapart, motpart och slag; ändras aldrig.',
      'Identifier made of home party, counterpart and kind; never changes.', { value: (line) => line.cooperation.id }),
    column('kind', 'string', 'Slag av samarbete.', 'Kind of cooperation.',
      { codes: 'cooperation_kind', value: (line) => line.cooperation.kind }),
    column('home', 'string', 'Hemmaparten.', 'The home party.', { refersTo: 'actors', value: (line) => line.home.id }),
    column('home_kind', 'string', 'Slag av aktör som hemmaparten är.', 'Kind of actor that the home party is.',
      { codes: 'actor_kind', value: (line) => line.home.kind }),
    column('home_name', 'string', 'Hemmapartens namn på svenska.', 'Name of the home party in Swedish.',
      { value: (line) => line.home.nameSv }),
    column('home_code', 'string?', 'Hemmapartens kod hos SCB.', 'Code of the home party at Statistics Sweden.',
      { value: (line) => line.home.scbCode }),
    column('counterpart', 'string', 'Motparten.', 'The counterpart.',
      { refersTo: 'actors', value: (line) => line.counterpart.id }),
    column('counterpart_kind', 'string', 'Slag av aktör som motparten är.', 'Kind of actor that the counterpart is.',
      { codes: 'actor_kind', value: (line) => line.counterpart.kind }),
    column('counterpart_country', 'string', 'Motpartens land, ISO 3166-1 alfa-2.',
      'Country of the counterpart, ISO 3166-1 alpha-2.',
      { refersTo: 'countries', value: (line) => line.counterpart.country }),
    column('counterpart_name', 'string', 'Motpartens namn på engelska.', 'Name of the counterpart in English.',
      { value: (line) => line.counterpart.nameEn }),
    column('counterpart_name_local', 'string?', 'Motpartens namn i lokal skrift.',
      'Name of the counterpart in the local script.', { value: (line) => line.counterpart.nameLocal }),
    column('counterpart_code', 'string?', 'Motpartens kod: GB/T 2260, annars ISO 3166-2.',
      'Code of the counterpart: GB/T 2260, otherwise ISO 3166-2.',
      { value: (line) => line.counterpart.gbt2260 ?? line.counterpart.iso31662 }),
    column('designation', 'string?', 'Officiell benämning på originalspråket.',
      'Official designation in the original language.', { value: (line) => line.cooperation.designation }),
    ...dated<CooperationLine>('established', 'edtf?', 'När det etablerades.', 'When it was established.',
      (line) => line.outline.established?.edtf ?? null),
    ...dated<CooperationLine>('ended', 'edtf?', 'När det upphörde; tomt om det inte har upphört.',
      'When it ended; empty if it has not.', (line) => line.outline.ended?.edtf ?? null),
    column('status', 'string?', 'Läge, sammanvägt ur händelserna: det senast kända, eller det vid dagen som frågan gäller.',
      'Status, folded from the events: the latest known, or the one on the day asked for.',
      { codes: 'status', value: (line) => line.outline.status ?? null }),
    column('status_since', 'edtf?', 'När det läget började.', 'When that status began.',
      { value: (line) => line.outline.statusSince?.edtf ?? null }),
    column('ended_by', 'string?', 'Vem som tog initiativ till slutet.', 'Who took the initiative to the end.',
      { codes: 'initiator', value: (line) => line.outline.endedBy ?? null }),
    column('reasons', 'string?', 'Koder för skäl med vem som uppgav dem, åtskilda av semikolon; se tabellen reasons.',
      'Codes of reasons with whose they are, parted by semicolons; see the table reasons.',
      { value: (line) => reasonsOf(line.cooperation) }),
    column('standing', 'string', 'Om registret håller för sant att det finns eller om det är omtvistat.',
      'Whether the register holds it to be there, or disputed.',
      { codes: 'standing', value: (line) => line.cooperation.standing }),
    column('disputed', 'boolean', 'Om källor är oense om något i det.', 'Whether sources disagree on some point of it.',
      { value: (line) => line.outline.isDisputed }),
    column('citations', 'integer', 'Antal källhänvisningar som uppgifterna vilar på.',
      'Number of citations that its facts rest on.', { value: (line) => line.cooperation.citations }),
    column('url', 'url', 'Beständig adress till sidan.', 'Permanent address of its page.', { value: (line) => line.url }),
    column('designation_lang', 'string?', 'Benämningens språk (BCP 47).', 'Language of the designation (BCP 47).',
      { value: (line) => line.cooperation.designationLang }),
    column('appendix_row', 'integer?', 'Rad i källans bilaga, räknad från 1.', 'Row of the appendix of its source, counted from 1.',
      { value: (line) => line.cooperation.appendixRow }),
    ...inBoth<CooperationLine>('note', 'string?', 'Anmärkning.', 'Remark.',
      { value: ({ cooperation }, language) => (language === 'sv' ? cooperation.noteSv : cooperation.noteEn) }),
    fromDataset({ value: (line) => line.cooperation.dataset }),
  ],
} // prettier-ignore

export const agreements: PublicTable<Fields> = {
  name: 'agreements',
  title: { sv: 'Avtal', en: 'Agreements' },
  meaning: {
    sv: 'Skriftliga avtal, planer och projekt inom ett samarbete.',
    en: 'Written agreements, plans and projects within a cooperation.',
  },
  key: ['id'],
  licence: 'CC-BY-4.0',
  columns: [
    column('id', 'string', 'Identifierare av samarbete, avtalslager och år.', 'Identifier made of cooperation, layer and year.'),
    column('cooperation', 'string', 'Samarbetet som avtalet hör till.', 'The cooperation that it belongs to.', { refersTo: 'cooperations' }),
    column('layer', 'string', 'Avtalslager.', 'Layer of agreement.', { codes: 'layer' }),
    column('designation', 'string?', 'Benämning på originalspråket.', 'Designation in the original language.'),
    column('designation_lang', 'string?', 'Benämningens språk (BCP 47).', 'Language of the designation (BCP 47).'),
    ...dated('signed', 'edtf?', 'När det undertecknades.', 'When it was signed.'),
    column('term', 'string', 'Hur länge det löper.', 'How long it runs.', { codes: 'term' }),
    column('renewal_months', 'integer?', 'Längd på en förnyelseperiod, i månader.', 'Length of one renewal period, in months.'),
    column('notice_months', 'integer?', 'Uppsägningstid före periodens slut, i månader.', 'Notice before the end of a period, in months.'),
    column('parent', 'string?', 'Avtalet som detta bygger på.', 'The agreement that this one adds to.', { refersTo: 'agreements' }),
    ...inBoth<Fields>('note', 'string?', 'Anmärkning.', 'Remark.'),
    fromDataset(),
  ],
} // prettier-ignore

export const events: PublicTable<Fields> = {
  name: 'events',
  title: { sv: 'Händelser', en: 'Events' },
  meaning: {
    sv: 'Allt daterat om ett samarbete eller ett avtal. Läget vägs samman ur de händelser som inte är förkastade och inte gäller ett enskilt avtal.',
    en: 'Everything dated about a cooperation or an agreement. The status is folded from the events that are not deprecated and name no agreement.',
  },
  key: ['id'],
  licence: 'CC-BY-4.0',
  columns: [
    column('id', 'string', 'Identifierare av samarbete, slag och år.', 'Identifier made of cooperation, kind and year.'),
    column('cooperation', 'string', 'Samarbetet som den gäller.', 'The cooperation concerned.', { refersTo: 'cooperations' }),
    column('agreement', 'string?', 'Avtalet som den gäller; den rör då bara det.', 'The agreement concerned; it then touches only that one.', { refersTo: 'agreements' }),
    column('kind', 'string', 'Slag av händelse.', 'Kind of event.', { codes: 'event_kind' }),
    ...dated('date', 'edtf?', 'När den inträffade.', 'When it happened.'),
    column('initiator', 'string', 'Vem som tog initiativet.', 'Who took the initiative.', { codes: 'initiator' }),
    column('formality', 'string', 'I vilken form det skedde.', 'In what form it came about.', { codes: 'formality' }),
    column('rank', 'string', 'Rang där källor är oense; förkastade visas men räknas aldrig.',
      'Rank where sources disagree; deprecated ones are shown and never counted.', { codes: 'rank' }),
    ...inBoth<Fields>('body', 'string?', 'Organ eller ämbete som handlade.', 'Body or office that acted.'),
    column('diary_number', 'string?', 'Ärendets diarienummer.', 'Diary number of the matter.'),
    ...inBoth<Fields>('note', 'string?', 'Anmärkning.', 'Remark.'),
    fromDataset(),
  ],
} // prettier-ignore

export const reasons: PublicTable<Fields> = {
  name: 'reasons',
  title: { sv: 'Skäl', en: 'Reasons' },
  meaning: { sv: 'Skäl som angetts för en händelse, kodade.', en: 'Reasons given for an event, coded.' },
  key: ['id'],
  licence: 'CC-BY-4.0',
  columns: [
    column('id', 'string', 'Identifierare av händelse och kod.', 'Identifier made of event and code.'),
    column('cooperation', 'string', 'Samarbetet som händelsen gäller.', 'The cooperation that the event is about.', { refersTo: 'cooperations' }),
    column('event', 'string', 'Händelsen som skälet förklarar.', 'The event that the reason explains.', { refersTo: 'events' }),
    column('code', 'string', 'Skälet.', 'The reason.', { codes: 'reason' }),
    column('stance', 'string', 'Om den beslutande eller oppositionen angav det.', 'Whether the deciding party or the opposition gave it.', { codes: 'stance' }),
    ...inBoth<Fields>('stated_by', 'string?', 'Vem som angav det, efter roll.', 'Who gave it, by role.'),
    ...inBoth<Fields>('note', 'string?', 'Anmärkning.', 'Remark.'),
    fromDataset(),
  ],
} // prettier-ignore
