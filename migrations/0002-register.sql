-- The register: what is held true, and how that came to be. Facts are versioned: a change closes the row that
-- stood (recorded_to) and adds a new one, so that any earlier revision can be read again.
create schema register;
comment on schema register is 'Actors, cooperations, agreements, events and reasons, versioned by revision.';

create table register.country (
  code               text primary key,
  alpha3             text not null,
  numeric            text not null,
  name_sv            text not null,
  name_en            text not null,
  m49_region_code    text,
  m49_region_sv      text,
  m49_region_en      text,
  m49_subregion_code text,
  m49_subregion_sv   text,
  m49_subregion_en   text
);
comment on table register.country is 'A country or territory with its ISO 3166-1 codes and UN M49 region.';
comment on column register.country.code is 'ISO 3166-1 alpha-2 code.';
comment on column register.country.alpha3 is 'ISO 3166-1 alpha-3 code.';
comment on column register.country.numeric is 'ISO 3166-1 numeric code, three digits.';
comment on column register.country.name_sv is 'Name in Swedish.';
comment on column register.country.name_en is 'Name in English.';
comment on column register.country.m49_region_code is 'UN M49 code of the continental region.';
comment on column register.country.m49_region_sv is 'Continental region in Swedish.';
comment on column register.country.m49_region_en is 'Continental region in English.';
comment on column register.country.m49_subregion_code is 'UN M49 code of the subregion.';
comment on column register.country.m49_subregion_sv is 'Subregion in Swedish.';
comment on column register.country.m49_subregion_en is 'Subregion in English.';

create table register.county (
  country   text not null,
  code      text not null,
  name_sv   text not null,
  name_en   text not null,
  iso3166_2 text,
  primary key (country, code)
);
comment on table register.county is 'A county of the home country, the area that home actors are grouped by.';
comment on column register.county.country is 'ISO 3166-1 alpha-2 code of the country.';
comment on column register.county.code is 'National code of the county (Sweden: SCB, two digits).';
comment on column register.county.name_sv is 'Name in Swedish.';
comment on column register.county.name_en is 'Name in English.';
comment on column register.county.iso3166_2 is 'ISO 3166-2 code.';

create table register.code (
  scheme        text not null,
  code          text not null,
  label_sv      text not null,
  label_en      text not null,
  definition_sv text not null,
  definition_en text not null,
  sort          integer not null,
  primary key (scheme, code)
);
comment on table register.code is 'The codebook: every code that facts may carry, with its definition in both languages.';
comment on column register.code.scheme is 'What the code is for: cooperation_kind, event_kind, reason …';
comment on column register.code.code is 'The code itself.';
comment on column register.code.label_sv is 'Label in Swedish.';
comment on column register.code.label_en is 'Label in English.';
comment on column register.code.definition_sv is 'Definition in Swedish.';
comment on column register.code.definition_en is 'Definition in English.';
comment on column register.code.sort is 'Order within the scheme.';

create table register.dataset (
  id          text primary key,
  title_sv    text not null,
  title_en    text not null,
  version     text not null,
  licence     text not null,
  covers_from date,
  covers_to   date,
  fingerprint text not null
);
comment on table register.dataset is 'A data package that facts came from, with the time it claims to cover.';
comment on column register.dataset.id is 'Name of the data package.';
comment on column register.dataset.title_sv is 'Title in Swedish.';
comment on column register.dataset.title_en is 'Title in English.';
comment on column register.dataset.version is 'Version of the package.';
comment on column register.dataset.licence is 'Licence of the restated facts.';
comment on column register.dataset.covers_from is 'First day that the dataset claims to cover.';
comment on column register.dataset.covers_to is 'Last day that the dataset claims to cover; nothing is known beyond it.';
comment on column register.dataset.fingerprint is 'SHA-256 of the files last loaded; equal means that there is nothing to do.';

create table register.changeset (
  revision    integer primary key,
  recorded_at timestamptz not null,
  kind        text not null,
  dataset     text,
  author      text not null,
  message_sv  text not null,
  message_en  text not null,
  added       integer not null,
  changed     integer not null,
  withdrawn   integer not null
);
comment on table register.changeset is 'One accepted change to the register. Its number is the revision of the register.';
comment on column register.changeset.revision is 'Number of the changeset, counted from 1.';
comment on column register.changeset.recorded_at is 'When the register took it in.';
comment on column register.changeset.kind is 'How it came: import, edit, survey answer.';
comment on column register.changeset.dataset is 'Data package that it came with.';
comment on column register.changeset.author is 'Who made it.';
comment on column register.changeset.message_sv is 'What changed and why, in Swedish.';
comment on column register.changeset.message_en is 'What changed and why, in English.';
comment on column register.changeset.added is 'Number of facts added.';
comment on column register.changeset.changed is 'Number of facts changed.';
comment on column register.changeset.withdrawn is 'Number of facts withdrawn.';

create table register.actor (
  id             text not null,
  kind           text not null,
  country        text not null,
  parent         text,
  name_sv        text not null,
  name_en        text not null,
  name_local     text,
  name_romanised text,
  sort_name      text not null,
  scb_code       text,
  gbt2260        text,
  iso3166_2      text,
  county         text,
  lat            double precision,
  lon            double precision,
  dataset        text not null,
  recorded_from  integer not null,
  recorded_to    integer,
  primary key (id, recorded_from)
);
create unique index actor_current on register.actor (id) where recorded_to is null;
create index actor_parent on register.actor (parent) where recorded_to is null;
comment on table register.actor is 'A public body below the national level, here or abroad. Each row is one version of what we held about it.';
comment on column register.actor.id is 'Readable and permanent identifier with country prefix.';
comment on column register.actor.kind is 'Code from the codebook scheme actor_kind.';
comment on column register.actor.country is 'ISO 3166-1 alpha-2 code.';
comment on column register.actor.parent is 'The actor that this one lies in.';
comment on column register.actor.name_sv is 'Name in Swedish; for Swedish bodies their own full name today.';
comment on column register.actor.name_en is 'Name in English.';
comment on column register.actor.name_local is 'Name in the local script.';
comment on column register.actor.name_romanised is 'Name in the Latin alphabet, as used in English.';
comment on column register.actor.sort_name is 'Short name for sorting and for labels.';
comment on column register.actor.scb_code is 'Swedish national code of municipality (four digits) or county (two).';
comment on column register.actor.gbt2260 is 'Chinese national code of administrative division, GB/T 2260.';
comment on column register.actor.iso3166_2 is 'ISO 3166-2 code.';
comment on column register.actor.county is 'Code of the county in the home country.';
comment on column register.actor.lat is 'Latitude of the seat, WGS 84 degrees.';
comment on column register.actor.lon is 'Longitude of the seat, WGS 84 degrees.';
comment on column register.actor.dataset is 'Data package or activity that the row came with.';
comment on column register.actor.recorded_from is 'Revision at which the register began to hold this version.';
comment on column register.actor.recorded_to is 'Revision at which the register ceased to hold it; null while it stands.';

create table register.actor_name (
  actor         text not null,
  name          text not null,
  lang          text,
  type          text not null,
  note_sv       text,
  note_en       text,
  dataset       text not null,
  recorded_from integer not null,
  recorded_to   integer,
  primary key (actor, name, recorded_from)
);
comment on table register.actor_name is 'Another name of an actor: former, alternative, misspelt, transliterated.';
comment on column register.actor_name.actor is 'The actor, register.actor.id.';
comment on column register.actor_name.name is 'The name.';
comment on column register.actor_name.lang is 'Language and script, BCP 47.';
comment on column register.actor_name.type is 'Code from the codebook scheme name_type.';
comment on column register.actor_name.note_sv is 'Remark in Swedish.';
comment on column register.actor_name.note_en is 'Remark in English.';
comment on column register.actor_name.dataset is 'Data package or activity that the row came with.';
comment on column register.actor_name.recorded_from is 'Revision at which the register began to hold this version.';
comment on column register.actor_name.recorded_to is 'Revision at which the register ceased to hold it; null while it stands.';

create table register.cooperation (
  no               integer generated by default as identity,
  id               text not null,
  home             text not null,
  counterpart      text not null,
  kind             text not null,
  designation      text,
  designation_lang text,
  standing         text not null check (standing in ('asserted', 'disputed')),
  appendix_row     integer,
  note_sv          text,
  note_en          text,
  dataset          text not null,
  recorded_from    integer not null,
  recorded_to      integer,
  primary key (id, recorded_from),
  unique (no)
);
create unique index cooperation_current on register.cooperation (id) where recorded_to is null;
create index cooperation_home on register.cooperation (home) where recorded_to is null;
create index cooperation_counterpart on register.cooperation (counterpart) where recorded_to is null;
comment on table register.cooperation is 'The counted unit: two actors and a kind. At most one per pair and kind. Each row is one version.';
comment on column register.cooperation.no is 'Short number of this version, used inside the census.';
comment on column register.cooperation.id is 'Readable and permanent identifier.';
comment on column register.cooperation.home is 'The home actor.';
comment on column register.cooperation.counterpart is 'The foreign actor.';
comment on column register.cooperation.kind is 'Code from the codebook scheme cooperation_kind.';
comment on column register.cooperation.designation is 'Official designation in the original language.';
comment on column register.cooperation.designation_lang is 'Language of the designation, BCP 47.';
comment on column register.cooperation.standing is 'disputed: sources disagree whether it exists; counted only in the upper bound.';
comment on column register.cooperation.appendix_row is 'Row of the appendix it was read from.';
comment on column register.cooperation.note_sv is 'Remark in Swedish.';
comment on column register.cooperation.note_en is 'Remark in English.';
comment on column register.cooperation.dataset is 'Data package or activity that the row came with.';
comment on column register.cooperation.recorded_from is 'Revision at which the register began to hold this version.';
comment on column register.cooperation.recorded_to is 'Revision at which the register ceased to hold it; null while it stands.';

create table register.agreement (
  id               text not null,
  cooperation      text not null,
  layer            text not null,
  designation      text,
  designation_lang text,
  signed           text,
  term             text not null,
  renewal_months   integer,
  notice_months    integer,
  parent           text,
  note_sv          text,
  note_en          text,
  dataset          text not null,
  recorded_from    integer not null,
  recorded_to      integer,
  primary key (id, recorded_from)
);
create index agreement_of_cooperation on register.agreement (cooperation);
comment on table register.agreement is 'A written document within a cooperation.';
comment on column register.agreement.id is 'Readable and permanent identifier.';
comment on column register.agreement.cooperation is 'The cooperation.';
comment on column register.agreement.layer is 'Code from the codebook scheme layer.';
comment on column register.agreement.designation is 'Designation in the original language.';
comment on column register.agreement.designation_lang is 'Language of the designation, BCP 47.';
comment on column register.agreement.signed is 'When it was signed, EDTF.';
comment on column register.agreement.term is 'Code from the codebook scheme term.';
comment on column register.agreement.renewal_months is 'Months that each renewal lasts.';
comment on column register.agreement.notice_months is 'Months of notice before renewal.';
comment on column register.agreement.parent is 'The agreement that this one stands on.';
comment on column register.agreement.note_sv is 'Remark in Swedish.';
comment on column register.agreement.note_en is 'Remark in English.';
comment on column register.agreement.dataset is 'Data package or activity that the row came with.';
comment on column register.agreement.recorded_from is 'Revision at which the register began to hold this version.';
comment on column register.agreement.recorded_to is 'Revision at which the register ceased to hold it; null while it stands.';

create table register.event (
  id            text not null,
  cooperation   text not null,
  agreement     text,
  kind          text not null,
  date          text,
  initiator     text not null,
  formality     text not null,
  rank          text not null,
  body_sv       text,
  body_en       text,
  diary_number  text,
  note_sv       text,
  note_en       text,
  dataset       text not null,
  recorded_from integer not null,
  recorded_to   integer,
  primary key (id, recorded_from)
);
create index event_of_cooperation on register.event (cooperation);
comment on table register.event is 'Everything dated about a cooperation or an agreement. Status is folded from these and never stored by hand.';
comment on column register.event.id is 'Readable and permanent identifier.';
comment on column register.event.cooperation is 'The cooperation.';
comment on column register.event.agreement is 'The agreement, when the event touches only that layer.';
comment on column register.event.kind is 'Code from the codebook scheme event_kind.';
comment on column register.event.date is 'When, EDTF.';
comment on column register.event.initiator is 'Which side acted.';
comment on column register.event.formality is 'Whether by formal decision, by lapse or informally.';
comment on column register.event.rank is 'preferred, normal or deprecated; deprecated events are shown and never folded.';
comment on column register.event.body_sv is 'Body that decided, in Swedish.';
comment on column register.event.body_en is 'Body that decided, in English.';
comment on column register.event.diary_number is 'Registration number of the matter.';
comment on column register.event.note_sv is 'Remark in Swedish.';
comment on column register.event.note_en is 'Remark in English.';
comment on column register.event.dataset is 'Data package or activity that the row came with.';
comment on column register.event.recorded_from is 'Revision at which the register began to hold this version.';
comment on column register.event.recorded_to is 'Revision at which the register ceased to hold it; null while it stands.';

create table register.reason (
  id            text not null,
  event         text not null,
  code          text not null,
  stance        text not null,
  stated_by_sv  text,
  stated_by_en  text,
  note_sv       text,
  note_en       text,
  dataset       text not null,
  recorded_from integer not null,
  recorded_to   integer,
  primary key (id, recorded_from)
);
create index reason_of_event on register.reason (event);
comment on table register.reason is 'A reason given for an event, with who gave it.';
comment on column register.reason.id is 'Readable and permanent identifier.';
comment on column register.reason.event is 'The event.';
comment on column register.reason.code is 'Code from the codebook scheme reason.';
comment on column register.reason.stance is 'Whether a decision-maker or the opposition gave it.';
comment on column register.reason.stated_by_sv is 'Role of who stated it, in Swedish.';
comment on column register.reason.stated_by_en is 'Role of who stated it, in English.';
comment on column register.reason.note_sv is 'Remark in Swedish.';
comment on column register.reason.note_en is 'Remark in English.';
comment on column register.reason.dataset is 'Data package or activity that the row came with.';
comment on column register.reason.recorded_from is 'Revision at which the register began to hold this version.';
comment on column register.reason.recorded_to is 'Revision at which the register ceased to hold it; null while it stands.';

create table register.conflict (
  id            text not null,
  subject_table text not null,
  subject_id    text,
  title_sv      text not null,
  title_en      text not null,
  ruling_sv     text not null,
  ruling_en     text not null,
  dataset       text not null,
  recorded_from integer not null,
  recorded_to   integer,
  primary key (id, recorded_from)
);
create index conflict_of_subject on register.conflict (subject_table, subject_id) where recorded_to is null;
comment on table register.conflict is 'A point on which sources disagree, with our ruling.';
comment on column register.conflict.id is 'Readable and permanent identifier.';
comment on column register.conflict.subject_table is 'What it is about: a cooperation, an actor or the register as a whole.';
comment on column register.conflict.subject_id is 'Identifier of the subject; null for the register as a whole.';
comment on column register.conflict.title_sv is 'The point in Swedish.';
comment on column register.conflict.title_en is 'The point in English.';
comment on column register.conflict.ruling_sv is 'Our ruling in Swedish.';
comment on column register.conflict.ruling_en is 'Our ruling in English.';
comment on column register.conflict.dataset is 'Data package or activity that the row came with.';
comment on column register.conflict.recorded_from is 'Revision at which the register began to hold this version.';
comment on column register.conflict.recorded_to is 'Revision at which the register ceased to hold it; null while it stands.';

create table register.statement (
  id            text not null,
  conflict      text not null,
  says_sv       text not null,
  says_en       text not null,
  value         text,
  rank          text not null,
  source        text not null,
  locator       text,
  event         text,
  dataset       text not null,
  recorded_from integer not null,
  recorded_to   integer,
  primary key (id, recorded_from)
);
create index statement_of_conflict on register.statement (conflict) where recorded_to is null;
comment on table register.statement is 'What one source says on a disputed point.';
comment on column register.statement.id is 'Readable and permanent identifier.';
comment on column register.statement.conflict is 'The conflict.';
comment on column register.statement.says_sv is 'What it says, in Swedish.';
comment on column register.statement.says_en is 'What it says, in English.';
comment on column register.statement.value is 'The value stated, where it is one.';
comment on column register.statement.rank is 'preferred, normal or deprecated by the ruling.';
comment on column register.statement.source is 'The source, evidence.source.id.';
comment on column register.statement.locator is 'Where in the source.';
comment on column register.statement.event is 'The event that records the statement, if any.';
comment on column register.statement.dataset is 'Data package or activity that the row came with.';
comment on column register.statement.recorded_from is 'Revision at which the register began to hold this version.';
comment on column register.statement.recorded_to is 'Revision at which the register ceased to hold it; null while it stands.';

create table register.span (
  cooperation_no integer not null,
  position       integer not null,
  status         text not null,
  from_earliest  date,
  from_best      date not null,
  from_latest    date,
  to_earliest    date,
  to_best        date,
  to_latest      date,
  because        text not null,
  primary key (cooperation_no, position)
);
comment on table register.span is 'Derived: stretches of one status, folded from the events of each current cooperation in the transaction that changes them.';
comment on column register.span.cooperation_no is 'The cooperation version, register.cooperation.no.';
comment on column register.span.position is 'Order of the stretch, from 0.';
comment on column register.span.status is 'Code from the codebook scheme status.';
comment on column register.span.from_earliest is 'First day on which the stretch can have begun; null if unbounded.';
comment on column register.span.from_best is 'Day on which it is taken to have begun.';
comment on column register.span.from_latest is 'Last day on which it can have begun.';
comment on column register.span.to_earliest is 'First day on which it can have ended; null if unbounded or still going on.';
comment on column register.span.to_best is 'Day on which it is taken to have ended; null while it goes on.';
comment on column register.span.to_latest is 'Last day on which it can have ended.';
comment on column register.span.because is 'The event that began it.';

create table register.dossier (
  cooperation_no integer not null,
  facts          json not null,
  primary key (cooperation_no)
);
comment on table register.dossier is 'Derived: what hangs on each current cooperation in one piece, so that a list of fifty is one look-up each.';
comment on column register.dossier.cooperation_no is 'The cooperation version, register.cooperation.no.';
comment on column register.dossier.facts is 'Events, reasons, agreements and history as the program names their fields, and the numbers of conflicts and citations.';

create table register.search_text (
  subject text not null,
  id      text not null,
  no      integer,
  words   tsvector not null,
  script  text,
  primary key (subject, id)
);
create index search_text_words on register.search_text using gin (words);
comment on table register.search_text is 'Derived: what free text finds, one row an actor or cooperation.';
comment on column register.search_text.subject is 'actor or cooperation.';
comment on column register.search_text.id is 'Identifier of the actor or cooperation.';
comment on column register.search_text.no is 'register.cooperation.no, for cooperations.';
comment on column register.search_text.words is 'Words stemmed as Swedish, and as they stand without accents.';
comment on column register.search_text.script is 'Chinese and other unspaced text, searched by substring.';
