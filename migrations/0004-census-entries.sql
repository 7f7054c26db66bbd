-- The census is read from one line a cooperation, which holds the stretches of status too: the table of stretches
-- would be a second copy of them. Free text is found in a table each for actors and cooperations, and text without
-- spaces by its signs instead of by reading all of it. Derived anew when the packages are next loaded.
drop table register.span;
drop table register.search_text;

create table register.census_entry (
  cooperation_no integer primary key,
  entry          text not null
);
comment on table register.census_entry is 'Derived: what each current cooperation brings to the census, folded from its events in the transaction that changes them.';
comment on column register.census_entry.cooperation_no is 'The cooperation version, register.cooperation.no.';
comment on column register.census_entry.entry is 'Parties, kind, standing, reasons, number of agreements, ending and stretches of status as one JSON array.';

create table register.actor_text (
  actor  text primary key,
  words  tsvector not null,
  signs  text[],
  script text
);
create index actor_text_words on register.actor_text using gin (words);
create index actor_text_signs on register.actor_text using gin (signs) where signs is not null;
comment on table register.actor_text is 'Derived: what free text finds of an actor.';
comment on column register.actor_text.actor is 'The actor, register.actor.id.';
comment on column register.actor_text.words is 'Words stemmed as Swedish and English, and as they stand without accents.';
comment on column register.actor_text.signs is 'Signs and pairs of neighbouring signs of Chinese and other unspaced text.';
comment on column register.actor_text.script is 'The unspaced text itself, which longer runs of signs are looked for in.';

create table register.cooperation_text (
  cooperation_no integer primary key,
  words          tsvector not null,
  signs          text[],
  script         text
);
create index cooperation_text_words on register.cooperation_text using gin (words);
create index cooperation_text_signs on register.cooperation_text using gin (signs) where signs is not null;
comment on table register.cooperation_text is 'Derived: what free text finds of a current cooperation in its own words.';
comment on column register.cooperation_text.cooperation_no is 'The cooperation version, register.cooperation.no.';
comment on column register.cooperation_text.words is 'Words stemmed as Swedish and English, and as they stand without accents; without their places.';
comment on column register.cooperation_text.signs is 'Signs and pairs of neighbouring signs of Chinese and other unspaced text.';
comment on column register.cooperation_text.script is 'The unspaced text itself, which longer runs of signs are looked for in.';

create table register.derivation (
  version integer not null
);
comment on table register.derivation is 'How the derived tables were made: one row, or none before they have been.';
comment on column register.derivation.version is 'Version of the derivation; a program that derives otherwise makes them anew at its next start.';

-- The register as of an earlier revision asks for citations that have been closed since.
drop index evidence.citation_of_fact;
create index citation_of_fact on evidence.citation (fact_id);
drop index evidence.citation_of_source;
create index citation_of_source on evidence.citation (source);

-- What a dataset claims to cover is known from a revision on, like any other fact.
alter table register.dataset add column recorded_from integer;
alter table register.dataset add column recorded_to integer;
update register.dataset d set recorded_from = coalesce(
  (select min(revision) from register.changeset c where c.dataset = d.id),
  (select max(revision) from register.changeset), 1);
alter table register.dataset alter column recorded_from set not null;
alter table register.dataset drop constraint dataset_pkey;
alter table register.dataset add primary key (id, recorded_from);
create unique index dataset_current on register.dataset (id) where recorded_to is null;
comment on table register.dataset is 'A data package that facts came from, with the time it claims to cover. Each row is one version.';
comment on column register.dataset.recorded_from is 'Revision at which the register began to hold this version.';
comment on column register.dataset.recorded_to is 'Revision at which the register ceased to hold it; null while it stands.';
