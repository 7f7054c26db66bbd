// What everything else leans on, as public tables: actors, codes, countries, and how the register came to be.
import type { Actor, Code, ContextEvent, Country, County, Dataset, RegimeStretch } from '#register/index.ts'
import type { JudgedClaim } from '#statistics/index.ts'
import {
  column,
  dated,
  fromDataset,
  inBoth,
  type Cell,
  type PublicColumn,
  type PublicTable,
} from './public-table.rules.ts'

type Fields = Record<string, Cell>

export type ActorLine = { actor: Actor; cooperations: number; url: string }

export const actors: PublicTable<ActorLine> = {
  name: 'actors',
  title: { sv: 'Aktörer', en: 'Actors' },
  meaning: {
    sv: 'Offentliga organ under den nationella nivån, här och utomlands.',
    en: 'Public bodies below the national level, here and abroad.',
  },
  key: ['id'],
  licence: 'CC-BY-4.0',
  columns: [
    column('id', 'string', 'Identifierare: landets kod och namnet; ändras aldrig.', 'Identifier: code of the country, and the name; never changes.', { value: ({ actor }) => actor.id }),
    column('kind', 'string', 'Slag av aktör.', 'Kind of actor.', { codes: 'actor_kind', value: ({ actor }) => actor.kind }),
    column('country', 'string', 'Land, ISO 3166-1 alfa-2.', 'Country, ISO 3166-1 alpha-2.', { refersTo: 'countries', value: ({ actor }) => actor.country }),
    column('parent', 'string?', 'Närmast högre aktör som den är en del av.', 'Next higher actor that it is part of.', { refersTo: 'actors', value: ({ actor }) => actor.parent }),
    column('name_sv', 'string', 'Namn på svenska; svenska organs eget fulla namn.', 'Name in Swedish; of Swedish bodies their own full name.', { value: ({ actor }) => actor.nameSv }),
    column('name_en', 'string', 'Namn på engelska.', 'Name in English.', { value: ({ actor }) => actor.nameEn }),
    column('name_local', 'string?', 'Namn i lokal skrift.', 'Name in the local script.', { value: ({ actor }) => actor.nameLocal }),
    column('name_romanised', 'string?', 'Namn i latinsk skrift där den lokala är en annan.', 'Name in Latin letters where the local script is another.', { value: ({ actor }) => actor.nameRomanised }),
    column('scb_code', 'string?', 'Kod hos SCB: fyra siffror för kommuner, två för regioner och länsstyrelser.',
      'Code of Statistics Sweden: four digits for municipalities, two for regions and county boards.', { value: ({ actor }) => actor.scbCode }),
    column('gbt2260', 'string?', 'Kinesisk kod, GB/T 2260.', 'Chinese code, GB/T 2260.', { value: ({ actor }) => actor.gbt2260 }),
    column('iso3166_2', 'string?', 'Kod i ISO 3166-2.', 'Code in ISO 3166-2.', { value: ({ actor }) => actor.iso31662 }),
    column('county', 'string?', 'Kod för länet som organet ligger i.', 'Code of the county that the body lies in.', { value: ({ actor }) => actor.county }),
    column('lat', 'number?', 'Sätesortens latitud i decimalgrader, WGS 84.', 'Latitude of the seat in decimal degrees, WGS 84.', { value: ({ actor }) => actor.lat }),
    column('lon', 'number?', 'Sätesortens longitud i decimalgrader, WGS 84.', 'Longitude of the seat in decimal degrees, WGS 84.', { value: ({ actor }) => actor.lon }),
    column('cooperations', 'integer', 'Antal samarbeten som den är part i.', 'Number of cooperations that it is a party to.'),
    column('url', 'url', 'Beständig adress till sidan.', 'Permanent address of its page.'),
    column('sort_name', 'string', 'Kort namn för sortering och diagram.', 'Short name for sorting and charts.', { value: ({ actor }) => actor.sortName }),
    fromDataset({ value: ({ actor }) => actor.dataset }),
  ],
} // prettier-ignore

export const actorNames: PublicTable<Fields> = {
  name: 'actor_names',
  title: { sv: 'Aktörers andra namn', en: 'Other names of actors' },
  meaning: {
    sv: 'Namn utöver dem som aktören själv har: tidigare, alternativa och annorlunda skrivna.',
    en: 'Names besides those that the actor itself carries: former, alternative and otherwise written ones.',
  },
  key: ['actor', 'name'],
  licence: 'CC-BY-4.0',
  columns: [
    column('actor', 'string', 'Aktören.', 'The actor.', { refersTo: 'actors' }),
    column('name', 'string', 'Namnet.', 'The name.'),
    column('lang', 'string?', 'Namnets språk (BCP 47).', 'Language of the name (BCP 47).'),
    column('type', 'string', 'Slag av namn.', 'Kind of name.', { codes: 'name_type' }),
    ...inBoth<Fields>('note', 'string?', 'Anmärkning.', 'Remark.'),
    fromDataset(),
  ],
} // prettier-ignore

export const actorRedirects: PublicTable<Fields> = {
  name: 'actor_redirects',
  title: { sv: 'Sammanslagna och delade aktörer', en: 'Merged and split actors' },
  meaning: {
    sv: 'Vart poster leder som gällde samma organ som en annan, eller två organ.',
    en: 'Where records lead that were of the same body as another, or of two bodies.',
  },
  key: ['id'],
  licence: 'CC-BY-4.0',
  columns: [
    column('id', 'string', 'Identifierare.', 'Identifier.'),
    column('kind', 'string', 'merged: from_actor finns inte längre, och dess adresser leder till to_actor. split: båda finns, och en del av det som stod om from_actor står nu om to_actor.',
      'merged: from_actor stands no longer, and its addresses lead to to_actor. split: both stand, and part of what was recorded of from_actor is now recorded of to_actor.'),
    column('from_actor', 'string', 'Posten som slogs samman eller delades.', 'The record that was merged or split.'),
    column('to_actor', 'string', 'Aktören som blev kvar, eller som skildes ut.', 'The actor that stays, or that was split off.', { refersTo: 'actors' }),
    fromDataset(),
  ],
} // prettier-ignore

export const contextEvents: PublicTable<ContextEvent> = {
  name: 'context_events',
  title: { sv: 'Händelser i omvärlden', en: 'Events in the world around' },
  meaning: {
    sv: 'Händelser utanför samarbetena som diagram kan lägga över en serie. De säger inget om ett enskilt samarbete.',
    en: 'Events outside the cooperations that charts can lay over a series. They say nothing about any one cooperation.',
  },
  key: ['id'],
  licence: 'CC-BY-4.0',
  columns: [
    column('id', 'string', 'Läsbar identifierare med år.', 'Readable identifier with the year.'),
    ...dated<ContextEvent>('date', 'edtf', 'När den inträffade.', 'When it happened.'),
    ...inBoth<ContextEvent>('title', 'string', 'Vad som hände, i högst 28 tecken.', 'What happened, in at most 28 characters.',
      { value: (event, language) => (language === 'sv' ? event.titleSv : event.titleEn) }),
    ...inBoth<ContextEvent>('note', 'string?', 'Anmärkning.', 'Remark.',
      { value: (event, language) => (language === 'sv' ? event.noteSv : event.noteEn) }),
    column('source', 'string?', 'Källan som den berättas efter; tomt för tiden innan den fick ett skydd.',
      'The source that it is told from; empty as of a time before it was put under guard.', { refersTo: 'sources' }),
    column('locator', 'string?', 'Ställe i källan.', 'Place in the source.'),
    fromDataset(),
  ],
} // prettier-ignore

export const claims: PublicTable<JudgedClaim> = {
  name: 'claims',
  title: { sv: 'Påståenden', en: 'Claims' },
  meaning: {
    sv: 'Vad en källa säger i siffror, ställt mot vad registret ger.',
    en: 'What a source says in figures, held against what the register gives.',
  },
  key: ['source', 'id'],
  licence: 'CC-BY-4.0',
  columns: [
    column('id', 'string', 'Läsbar identifierare, inom sin källa.', 'Readable identifier, within its source.', { value: ({ claim }) => claim.id }),
    column('source', 'string', 'Datapaketet vars källa säger det.', 'Data package whose source says it.', { refersTo: 'datasets', value: ({ claim }) => claim.source }),
    column('locator', 'string', 'Ställe i källan.', 'Place in the source.', { value: ({ claim }) => claim.locator }),
    column('theme', 'string', 'Vad det handlar om.', 'What it is about.', { value: ({ claim }) => claim.theme }),
    ...inBoth<JudgedClaim>('claim', 'string', 'Påståendet, med våra ord.', 'The claim, in our words.', { value: ({ claim }, language) => (language === 'sv' ? claim.claimSv : claim.claimEn) }),
    column('stated', 'number?', 'Värdet som källan anger.', 'The value that the source states.', { value: ({ claim }) => (claim.stated === null ? null : Number(claim.stated)) }),
    column('comparison', 'string?', 'Hur det beräknade värdet ska stå till det angivna: equals, more_than, less_than eller about.',
      'How the computed value must stand to the stated one: equals, more_than, less_than or about.', { value: ({ claim }) => claim.comparison }),
    column('unit', 'string', 'Vad värdet räknar eller uttrycks i.', 'What the value counts or is expressed in.', { value: ({ claim }) => claim.unit }),
    column('measure', 'string?', 'Måttet som svarar på det; tomt om inget gör det.', 'The measure that answers it; empty if none does.', { value: ({ claim }) => claim.measure }),
    column('parameters', 'string?', 'Måttets parametrar och filter, som frågan i en adress.', 'Parameters and filters of the measure, as the query of an address.', { value: ({ claim }) => claim.parameters }),
    column('computed', 'number?', 'Vad registret ger enligt regeln.', 'What the register gives under the rule.', { value: ({ computed }) => computed?.value ?? null }),
    column('rule', 'string?', 'Räkneregeln.', 'The counting rule.', { value: ({ readings }) => readings[0]?.rule ?? null }),
    column('verdict', 'string', 'Utfallet.', 'The verdict.', { value: ({ verdict }) => verdict }),
    column('holds_under', 'string?', 'Räkneregler som det stämmer under, åtskilda av semikolon.', 'Counting rules under which it holds, parted by semicolons.',
      { value: ({ readings }) => readings.flatMap(({ rule, holds }) => (holds ? [rule] : [])).join('; ') || null }),
    column('stated_as', 'string?', 'Värdet som det är skrivet: antalet decimaler säger hur noga det gäller.',
      'The value as it is written: its decimals tell how exact it is meant.', { value: ({ claim }) => claim.stated }),
    ...inBoth<JudgedClaim>('not_computable', 'string?', 'Varför registret inte kan beräkna det.', 'Why the register cannot compute it.',
      { value: ({ claim }, language) => (language === 'sv' ? claim.notComputableSv : claim.notComputableEn) }),
  ],
} // prettier-ignore

/** What a code says: in the codebook as it stands, and in a published version of it. */
export function codeColumns<Item>(): PublicColumn<Item>[] {
  return [
    column('scheme', 'string', 'Schemat som koden hör till.', 'The scheme that the code belongs to.'),
    column('code', 'string', 'Koden, unik inom sitt schema.', 'The code, unique within its scheme.'),
    ...inBoth<Item>('label', 'string', 'Benämning.', 'Label.'),
    ...inBoth<Item>('definition', 'string', 'Definition.', 'Definition.'),
    column('sort', 'integer', 'Plats i schemat, från 1.', 'Place in the scheme, from 1.'),
    ...inBoth<Item>('example', 'string?', 'Exempel på vad som kodas så.', 'An example of what is coded so.'),
    ...inBoth<Item>('includes', 'string?', 'Vad som ska kodas så fast man kunde tveka.', 'What is to be coded so although one might doubt it.'),
    ...inBoth<Item>('excludes', 'string?', 'Vad som inte ska kodas så, och hur i stället.', 'What is not to be coded so, and how instead.'),
  ] // prettier-ignore
}

export const codebook: PublicTable<Code> = {
  name: 'codebook',
  title: { sv: 'Kodbok', en: 'Codebook' },
  meaning: { sv: 'Alla koder, med benämning och definition.', en: 'Every code, with label and definition.' },
  key: ['scheme', 'code'],
  licence: 'CC-BY-4.0',
  columns: [
    ...codeColumns<Code>(),
  ],
} // prettier-ignore

export const countries: PublicTable<Country> = {
  name: 'countries',
  title: { sv: 'Länder', en: 'Countries' },
  meaning: {
    sv: 'Länder och områden med kod i ISO 3166-1, och deras region enligt M49.',
    en: 'Countries and territories with a code in ISO 3166-1, and their M49 region.',
  },
  key: ['code'],
  licence: 'CC-BY-4.0',
  columns: [
    column('code', 'string', 'Kod i ISO 3166-1 alfa-2.', 'ISO 3166-1 alpha-2 code.'),
    column('alpha3', 'string', 'Kod i ISO 3166-1 alfa-3.', 'ISO 3166-1 alpha-3 code.'),
    column('numeric', 'string', 'Numerisk kod i ISO 3166-1, tre siffror.', 'ISO 3166-1 numeric code, three digits.'),
    ...inBoth<Country>('name', 'string', 'Kort namn.', 'Short name.'),
    column('m49_region_code', 'string?', 'Världsdelens M49-kod; tom där M49 inte ger någon.', 'M49 code of the part of the world; empty where M49 gives none.'),
    ...inBoth<Country>('m49_region', 'string?', 'Världsdelens namn.', 'Name of the part of the world.'),
    column('m49_subregion_code', 'string?', 'Delregionens M49-kod.', 'M49 code of the sub-region.'),
    ...inBoth<Country>('m49_subregion', 'string?', 'Delregionens namn.', 'Name of the sub-region.'),
  ],
} // prettier-ignore

export const counties: PublicTable<County> = {
  name: 'counties',
  title: { sv: 'Län', en: 'Counties' },
  meaning: {
    sv: 'Hemlandets län. Ett län är ett område och ingen aktör.',
    en: 'Counties of the home country. A county is an area, not an actor.',
  },
  key: ['country', 'code'],
  licence: 'CC-BY-4.0',
  columns: [
    column('country', 'string', 'Land, ISO 3166-1 alfa-2.', 'Country, ISO 3166-1 alpha-2.', { refersTo: 'countries' }),
    column('code', 'string', 'Nationell kod.', 'National code.'),
    ...inBoth<County>('name', 'string', 'Namn.', 'Name.'),
    column('iso3166_2', 'string?', 'Kod i ISO 3166-2.', 'ISO 3166-2 code.'),
  ],
} // prettier-ignore

export const regimes: PublicTable<RegimeStretch> = {
  name: 'regimes',
  title: { sv: 'Regimtyper', en: 'Regime types' },
  meaning: {
    sv: 'Hur länder har styrts, i sträckor av år, enligt Regimes of the World (V-Dem, bearbetat av Our World in Data). År utan rad är okända.',
    en: 'How countries were governed, in stretches of years, after Regimes of the World (V-Dem, processed by Our World in Data). Years without a row are unknown.',
  },
  key: ['country', 'from_year'],
  licence: 'CC-BY-SA-4.0',
  columns: [
    column('country', 'string', 'Land, ISO 3166-1 alfa-2.', 'Country, ISO 3166-1 alpha-2.', { refersTo: 'countries' }),
    column('from_year', 'integer', 'Första året.', 'First year.', { value: ({ from }) => from }),
    column('to_year', 'integer', 'Sista året, det självt inräknat.', 'Last year, itself included.', { value: ({ to }) => to }),
    column('regime', 'string', 'Regimtyp.', 'Regime type.', { codes: 'regime' }),
  ],
} // prettier-ignore

export const datasets: PublicTable<Dataset> = {
  name: 'datasets',
  title: { sv: 'Datapaket', en: 'Data packages' },
  meaning: { sv: 'Paketen som uppgifterna kom med.', en: 'The packages that the facts came with.' },
  key: ['id'],
  licence: 'CC-BY-4.0',
  columns: [
    column('id', 'string', 'Paketets namn.', 'Name of the package.'),
    ...inBoth<Dataset>('title', 'string', 'Titel.', 'Title.'),
    column('version', 'string', 'Version.', 'Version.'),
    column('licence', 'string', 'Licens, som SPDX skriver den.', 'Licence, as SPDX writes it.'),
    column('covers_from', 'day?', 'Första dagen som paketet säger sig täcka.', 'First day that the package claims to cover.'),
    column('covers_to', 'day?', 'Sista dagen som paketet säger sig täcka.', 'Last day that the package claims to cover.'),
  ],
} // prettier-ignore

export const changesets: PublicTable<Fields> = {
  name: 'changesets',
  title: { sv: 'Ändringar', en: 'Changesets' },
  meaning: {
    sv: 'Varje ändring av registret. Den senastes nummer är registrets revision.',
    en: 'Every change to the register. The number of the latest is the revision of the register.',
  },
  key: ['revision'],
  licence: 'CC-BY-4.0',
  columns: [
    column('revision', 'integer', 'Löpnummer, och registrets revision efter ändringen.', 'Running number, and the revision of the register after the change.'),
    column('recorded_at', 'instant', 'När den fördes in.', 'When it was recorded.'),
    column('kind', 'string', 'Slag: import av ett datapaket, eller edit.', 'Kind: import of a data package, or edit.'),
    column('dataset', 'string?', 'Datapaketet som den gäller.', 'The data package concerned.', { refersTo: 'datasets' }),
    column('author', 'string', 'Vem som gjorde den, som organisation eller paket.', 'Who made it, as an organisation or package.'),
    ...inBoth<Fields>('message', 'string', 'Vad som ändrades.', 'What was changed.'),
    column('added', 'integer', 'Antal uppgifter som kom till.', 'Number of facts added.'),
    column('changed', 'integer', 'Antal uppgifter som ändrades.', 'Number of facts changed.'),
    column('withdrawn', 'integer', 'Antal uppgifter som togs bort.', 'Number of facts withdrawn.'),
  ],
} // prettier-ignore
