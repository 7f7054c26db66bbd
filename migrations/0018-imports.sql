-- Lists from outside: who says somewhere else that two places cooperate. Such candidates stand in tables of their own,
-- apart from the facts of the register: no census, count or export of facts reads them.
create table register.import_list (
  id         integer generated always as identity primary key,
  title      text not null unique check (title <> ''),
  url        text,
  licence    text,
  columns    jsonb,
  person     text,
  created_at timestamptz not null
);
comment on table register.import_list is 'A list from outside, such as another body''s register of twinnings. It is imported again under the same title.';
comment on column register.import_list.id is 'Number of the list.';
comment on column register.import_list.title is 'What people call it; each title once.';
comment on column register.import_list.url is 'Where it was had from.';
comment on column register.import_list.licence is 'Under what it may be used.';
comment on column register.import_list.columns is 'Which field each column of its files fills, as it was last chosen: an object from field to heading.';
comment on column register.import_list.person is 'Who began it, accounts.person.id; null from the command line. Shown to nobody.';
comment on column register.import_list.created_at is 'When it was begun.';

create table register.import_run (
  id          integer generated always as identity primary key,
  list        integer not null references register.import_list (id) on delete cascade,
  state       text not null check (state in ('uploaded', 'previewed', 'refused', 'waiting', 'running', 'cancelled', 'done', 'failed')),
  file_name   text not null,
  file_hash   text not null,
  file        bytea,
  columns     jsonb not null,
  summary     jsonb,
  fault       jsonb,
  total       integer not null default 0,
  written     integer not null default 0,
  added       integer not null default 0,
  same        integer not null default 0,
  changed     integer not null default 0,
  gone        integer not null default 0,
  person      text,
  created_at  timestamptz not null,
  finished_at timestamptz,
  claimed_by  text,
  claimed_at  timestamptz
);
create index import_run_of_list on register.import_run (list, id);
comment on table register.import_run is 'One import of a file of a list, from the file to the candidates: a job that can be cancelled and goes on where it was after a restart.';
comment on column register.import_run.id is 'Number of the run.';
comment on column register.import_run.list is 'The list, register.import_list.id.';
comment on column register.import_run.state is 'uploaded (columns are to be chosen), previewed (to be confirmed), refused (the file as a whole), waiting, running, cancelled, done or failed.';
comment on column register.import_run.file_name is 'Name that the file came with.';
comment on column register.import_run.file_hash is 'SHA-256 of the file.';
comment on column register.import_run.file is 'The file as it came; null once the run is over.';
comment on column register.import_run.columns is 'Which field each column fills: an object from field to heading.';
comment on column register.import_run.summary is 'What the run would do, counted when it was looked at beforehand.';
comment on column register.import_run.fault is 'Why the file as a whole was refused, or what the run failed with.';
comment on column register.import_run.total is 'How many pairs there are to write.';
comment on column register.import_run.written is 'How many pairs have been written.';
comment on column register.import_run.added is 'Pairs written that the list did not have before.';
comment on column register.import_run.same is 'Pairs that were there already, just so.';
comment on column register.import_run.changed is 'Pairs that were there already, otherwise.';
comment on column register.import_run.gone is 'Pairs that the list had before and has no longer.';
comment on column register.import_run.person is 'Who runs it, accounts.person.id; null from the command line. Shown to nobody.';
comment on column register.import_run.created_at is 'When the file came.';
comment on column register.import_run.finished_at is 'When it was over, cancelled, refused or failed.';
comment on column register.import_run.claimed_by is 'Which process works on it.';
comment on column register.import_run.claimed_at is 'When that process last wrote something; after a while another may take over.';

create table register.import_finding (
  run    integer not null references register.import_run (id) on delete cascade,
  no     integer not null,
  row    integer not null,
  kind   text not null,
  side   integer,
  text   text not null,
  detail text,
  primary key (run, no)
);
comment on table register.import_finding is 'What is to be known about a row of a file: that it was refused, and why, or taken in spite of a fault.';
comment on column register.import_finding.run is 'The run, register.import_run.id.';
comment on column register.import_finding.no is 'Number of the finding within the run.';
comment on column register.import_finding.row is 'Row of the file, the heading being row 1; of JSON the place in its list.';
comment on column register.import_finding.kind is 'What was found: no-name, self-pair, duplicate, impossible-coordinates …';
comment on column register.import_finding.side is '1 or 2: which of the two places it is about.';
comment on column register.import_finding.text is 'The row or place, as written.';
comment on column register.import_finding.detail is 'A number or name that the finding rests on, such as the row that a duplicate repeats.';

create table register.import_place (
  id           integer generated always as identity primary key,
  list         integer not null references register.import_list (id) on delete cascade,
  key          text not null,
  name         text not null,
  country_name text not null,
  country      text,
  lat          double precision,
  lon          double precision,
  code         text,
  actor        text,
  match        text not null check (match in ('matched', 'unsure', 'none')),
  score        integer not null,
  options      jsonb not null,
  ruled_by     text,
  ruled_at     timestamptz,
  run          integer not null,
  changed_run  integer not null,
  unique (list, key)
);
create index import_place_of_actor on register.import_place (actor) where actor is not null;
comment on table register.import_place is 'A place as a list names it, and which actor of the register it is.';
comment on column register.import_place.id is 'Number of the place.';
comment on column register.import_place.list is 'The list, register.import_list.id.';
comment on column register.import_place.key is 'What the place is known by: the actor where it is certain, its code, or country and name, with coordinates where two have one name.';
comment on column register.import_place.name is 'Name as written.';
comment on column register.import_place.country_name is 'Country as written.';
comment on column register.import_place.country is 'ISO 3166-1 alpha-2 code of the country; null where it was not understood.';
comment on column register.import_place.lat is 'Latitude in degrees; null where the list gives none that can be.';
comment on column register.import_place.lon is 'Longitude in degrees; null where the list gives none that can be.';
comment on column register.import_place.code is 'Code of the place as written, such as a national code or a Wikidata identifier.';
comment on column register.import_place.actor is 'The actor that it is, register.actor.id; null where none or not certain.';
comment on column register.import_place.match is 'matched, unsure (a person is to rule) or none.';
comment on column register.import_place.score is 'Points of the best actor, 0 to 100.';
comment on column register.import_place.options is 'Actors that it may be, the best first, each with points and reasons.';
comment on column register.import_place.ruled_by is 'Who ruled on it, accounts.person.id; null where nobody has. Later runs leave a ruling as it is.';
comment on column register.import_place.ruled_at is 'When somebody ruled on it.';
comment on column register.import_place.run is 'The last run that had it, register.import_run.id.';
comment on column register.import_place.changed_run is 'The last run by which what is written of it, or its actor, became otherwise.';

create table register.import_candidate (
  id        integer generated always as identity primary key,
  list      integer not null references register.import_list (id) on delete cascade,
  key       text not null,
  place_a   integer not null references register.import_place (id),
  place_b   integer not null references register.import_place (id),
  has_ended boolean not null,
  row       integer not null,
  is_mutual boolean not null,
  is_listed boolean not null,
  run       integer not null,
  unique (list, key)
);
create index import_candidate_place_a on register.import_candidate (place_a);
create index import_candidate_place_b on register.import_candidate (place_b);
comment on table register.import_candidate is 'A pair of places that a list says cooperate, once however often it is listed; since when is unknown. No fact of the register.';
comment on column register.import_candidate.id is 'Number of the candidate.';
comment on column register.import_candidate.list is 'The list, register.import_list.id.';
comment on column register.import_candidate.key is 'Keys of both places, in the order of the alphabet.';
comment on column register.import_candidate.place_a is 'The place whose key comes first, register.import_place.id.';
comment on column register.import_candidate.place_b is 'The other place.';
comment on column register.import_candidate.has_ended is 'Whether the list itself says that it has ended.';
comment on column register.import_candidate.row is 'Row of the file that first named it.';
comment on column register.import_candidate.is_mutual is 'Whether the list names it from both ends.';
comment on column register.import_candidate.is_listed is 'False once the list no longer has it.';
comment on column register.import_candidate.run is 'The last run that had it, register.import_run.id.';
