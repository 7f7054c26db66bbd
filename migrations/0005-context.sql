-- Context: what surrounds the cooperations. How countries were governed, and what happened that charts lay over series.
create table register.regime (
  country   text not null,
  from_year integer not null,
  to_year   integer not null check (to_year >= from_year),
  regime    text not null,
  primary key (country, from_year)
);
comment on table register.regime is 'How a country was governed over a stretch of years, by the classification Regimes of the World. Years that no row covers are unknown.';
comment on column register.regime.country is 'ISO 3166-1 alpha-2 code.';
comment on column register.regime.from_year is 'First year of the stretch.';
comment on column register.regime.to_year is 'Last year of the stretch, itself included.';
comment on column register.regime.regime is 'Code from the codebook scheme regime.';

create table register.context_event (
  id            text not null,
  date          text not null,
  title_sv      text not null,
  title_en      text not null,
  note_sv       text,
  note_en       text,
  source        text not null,
  locator       text,
  dataset       text not null,
  recorded_from integer not null,
  recorded_to   integer,
  primary key (id, recorded_from)
);
comment on table register.context_event is 'Something outside the cooperations that helps to read a series: a sentence, a decision, a pandemic. It says nothing about any one cooperation.';
comment on column register.context_event.id is 'Readable and permanent identifier.';
comment on column register.context_event.date is 'When, EDTF.';
comment on column register.context_event.title_sv is 'What happened, in Swedish; short enough for a chart.';
comment on column register.context_event.title_en is 'What happened, in English; short enough for a chart.';
comment on column register.context_event.note_sv is 'Remark in Swedish.';
comment on column register.context_event.note_en is 'Remark in English.';
comment on column register.context_event.source is 'The source that says so, evidence.source.id.';
comment on column register.context_event.locator is 'Where in the source.';
comment on column register.context_event.dataset is 'Data package or activity that the row came with.';
comment on column register.context_event.recorded_from is 'Revision at which the register began to hold this version.';
comment on column register.context_event.recorded_to is 'Revision at which the register ceased to hold it; null while it stands.';

comment on column evidence.citation.fact_table is 'What sort of fact: cooperation, agreement, event, reason, actor_name, conflict, statement, context_event or codebook.';
