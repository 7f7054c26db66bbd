-- Evidence: who says so. Facts in every slice are tied to these by citation.
create schema evidence;
comment on schema evidence is 'Sources and the citations that tie them to facts.';

create table evidence.source (
  id            text not null,
  kind          text not null,
  visibility    text not null check (visibility in ('public', 'members', 'sealed')),
  author        text,
  publisher     text,
  title         text,
  container     text,
  date          text,
  diary_number  text,
  url           text,
  accessed      text,
  language      text,
  note_sv       text,
  note_en       text,
  dataset       text not null,
  recorded_from integer not null,
  recorded_to   integer,
  primary key (id, recorded_from)
);
create unique index source_current on evidence.source (id) where recorded_to is null;
comment on table evidence.source is 'Something that says so: a report, minutes, a news item, an e-mail, an interview. Each row is one version of what we held about it.';
comment on column evidence.source.id is 'Readable and permanent identifier.';
comment on column evidence.source.kind is 'Code from the codebook scheme source_kind.';
comment on column evidence.source.visibility is 'public: anybody may read it; members: signed-in people; sealed: only that it exists is shown.';
comment on column evidence.source.author is 'Author or issuing body, as the source gives it.';
comment on column evidence.source.publisher is 'Publisher or broadcaster.';
comment on column evidence.source.title is 'Title in the original language.';
comment on column evidence.source.container is 'Newspaper, series or collection that the source appeared in.';
comment on column evidence.source.date is 'Date of the source, EDTF.';
comment on column evidence.source.diary_number is 'Registration number at the authority that holds the document.';
comment on column evidence.source.url is 'Address on the web, as the citing work gives it.';
comment on column evidence.source.accessed is 'Day on which the citing work read the address.';
comment on column evidence.source.language is 'Language of the source, BCP 47.';
comment on column evidence.source.note_sv is 'Remark in Swedish.';
comment on column evidence.source.note_en is 'Remark in English.';
comment on column evidence.source.dataset is 'Data package or activity that the row came with.';
comment on column evidence.source.recorded_from is 'Revision at which the register began to hold this version.';
comment on column evidence.source.recorded_to is 'Revision at which the register ceased to hold it; null while it stands.';

create table evidence.citation (
  id            text not null,
  source        text not null,
  locator       text,
  fact_table    text not null,
  fact_id       text collate "C" not null,
  stance        text not null check (stance in ('supports', 'contradicts')),
  note_sv       text,
  note_en       text,
  dataset       text not null,
  recorded_from integer not null,
  recorded_to   integer,
  primary key (dataset, id, recorded_from)
);
create unique index citation_current on evidence.citation (dataset, id) where recorded_to is null;
create index citation_of_fact on evidence.citation (fact_id) where recorded_to is null;
create index citation_of_source on evidence.citation (source) where recorded_to is null;
comment on table evidence.citation is 'A place in a source that supports or contradicts one fact.';
comment on column evidence.citation.id is 'Identifier, unique within its dataset.';
comment on column evidence.citation.source is 'The source, evidence.source.id.';
comment on column evidence.citation.locator is 'Where in the source: appendix:12, note:31, text:golden-era:2, or a page or section in words.';
comment on column evidence.citation.fact_table is 'What sort of fact: cooperation, agreement, event, reason, actor_name, conflict, statement or codebook.';
comment on column evidence.citation.fact_id is 'Identifier of the fact. Ordered byte by byte, so that all facts below one subject are a range.';
comment on column evidence.citation.stance is 'Whether the source supports or contradicts the fact.';
comment on column evidence.citation.note_sv is 'Remark in Swedish.';
comment on column evidence.citation.note_en is 'Remark in English.';
comment on column evidence.citation.dataset is 'Data package or activity that the row came with.';
comment on column evidence.citation.recorded_from is 'Revision at which the register began to hold this version.';
comment on column evidence.citation.recorded_to is 'Revision at which the register ceased to hold it; null while it stands.';
