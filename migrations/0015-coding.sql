-- Coding together: versions of the codebook, rounds in which several people code the same units without seeing each
-- other, and what was decided where they differ.
alter table register.code
  add column example_sv text,
  add column example_en text,
  add column includes_sv text,
  add column includes_en text,
  add column excludes_sv text,
  add column excludes_en text;
comment on column register.code.example_sv is 'An example of what is coded so, in Swedish.';
comment on column register.code.example_en is 'An example of what is coded so, in English.';
comment on column register.code.includes_sv is 'What is to be coded so although one might doubt it, in Swedish.';
comment on column register.code.includes_en is 'What is to be coded so although one might doubt it, in English.';
comment on column register.code.excludes_sv is 'What is not to be coded so, and how instead, in Swedish.';
comment on column register.code.excludes_en is 'What is not to be coded so, and how instead, in English.';

create table register.codebook_version (
  number       integer primary key,
  state        text not null check (state in ('draft', 'published')),
  person       text,
  note_sv      text,
  note_en      text,
  created_at   timestamptz not null,
  published_at timestamptz,
  revision     integer references register.changeset (revision),
  check ((state = 'published') = (published_at is not null))
);
create unique index codebook_version_draft on register.codebook_version (state) where state = 'draft';
comment on table register.codebook_version is 'A version of the codes that people code by. At most one is a draft; a published one never changes.';
comment on column register.codebook_version.number is 'Number of the version, counted from 1.';
comment on column register.codebook_version.state is 'draft or published.';
comment on column register.codebook_version.person is 'Who began it, accounts.person.id; null for one that came with a data package. Shown to nobody.';
comment on column register.codebook_version.note_sv is 'What is new in it and why, in Swedish.';
comment on column register.codebook_version.note_en is 'What is new in it and why, in English.';
comment on column register.codebook_version.created_at is 'When it was begun.';
comment on column register.codebook_version.published_at is 'When it was published.';
comment on column register.codebook_version.revision is 'The changeset with which its codes came into the register; null for one that came with a data package.';

create table register.codebook_entry (
  version       integer not null references register.codebook_version (number) on update cascade on delete cascade,
  scheme        text not null,
  code          text not null,
  label_sv      text not null,
  label_en      text not null,
  definition_sv text not null,
  definition_en text not null,
  example_sv    text,
  example_en    text,
  includes_sv   text,
  includes_en   text,
  excludes_sv   text,
  excludes_en   text,
  sort          integer not null,
  edits         integer not null default 0,
  primary key (version, scheme, code)
);
comment on table register.codebook_entry is 'A code as a version of the codebook has it.';
comment on column register.codebook_entry.version is 'The version, register.codebook_version.number.';
comment on column register.codebook_entry.scheme is 'What the code is for: reason, status.';
comment on column register.codebook_entry.code is 'The code itself.';
comment on column register.codebook_entry.label_sv is 'Label in Swedish.';
comment on column register.codebook_entry.label_en is 'Label in English.';
comment on column register.codebook_entry.definition_sv is 'Definition in Swedish.';
comment on column register.codebook_entry.definition_en is 'Definition in English.';
comment on column register.codebook_entry.example_sv is 'An example of what is coded so, in Swedish.';
comment on column register.codebook_entry.example_en is 'An example of what is coded so, in English.';
comment on column register.codebook_entry.includes_sv is 'What is to be coded so although one might doubt it, in Swedish.';
comment on column register.codebook_entry.includes_en is 'What is to be coded so although one might doubt it, in English.';
comment on column register.codebook_entry.excludes_sv is 'What is not to be coded so, and how instead, in Swedish.';
comment on column register.codebook_entry.excludes_en is 'What is not to be coded so, and how instead, in English.';
comment on column register.codebook_entry.sort is 'Order within the scheme; of ordinal codes their order of size.';
comment on column register.codebook_entry.edits is 'How often it was saved in the draft, so that two who save at once are told of each other.';

create table register.coding_round (
  id               integer generated always as identity primary key,
  title            text not null,
  instructions     text,
  language         text not null check (language in ('sv', 'en')),
  scheme           text not null,
  codebook_version integer not null references register.codebook_version (number),
  state            text not null check (state in ('open', 'closed', 'adjudicated')),
  is_public        boolean not null,
  person           text not null,
  created_at       timestamptz not null,
  closed_at        timestamptz,
  adjudicated_at   timestamptz,
  check ((state = 'open') = (closed_at is null)),
  check ((state = 'adjudicated') = (adjudicated_at is not null))
);
comment on table register.coding_round is 'A task of coding the same units by several coders, who see nothing of each other before it is closed.';
comment on column register.coding_round.id is 'Number of the round, counted from 1.';
comment on column register.coding_round.title is 'What it is called.';
comment on column register.coding_round.instructions is 'What coders should mind besides the codebook.';
comment on column register.coding_round.language is 'Language of title and instructions.';
comment on column register.coding_round.scheme is 'The variable that is coded: reason (nominal, of events) or status (ordinal, of cooperations).';
comment on column register.coding_round.codebook_version is 'The version of the codebook that is coded by.';
comment on column register.coding_round.state is 'open: coders code; closed: all is seen by members, disagreements are decided; adjudicated: done.';
comment on column register.coding_round.is_public is 'Whether it may be published once it is adjudicated. A round on guarded sources never is.';
comment on column register.coding_round.person is 'Who made it, accounts.person.id.';
comment on column register.coding_round.created_at is 'When it was made.';
comment on column register.coding_round.closed_at is 'When it was closed: nobody codes in it any more.';
comment on column register.coding_round.adjudicated_at is 'When the last disagreement had been decided.';

create table register.coding_coder (
  round       integer not null references register.coding_round (id),
  number      integer not null,
  person      text not null,
  finished_at timestamptz,
  primary key (round, number),
  unique (round, person)
);
create index coding_coder_person on register.coding_coder (person);
comment on table register.coding_coder is 'Somebody who codes in a round, known outside of it by a number only.';
comment on column register.coding_coder.round is 'The round.';
comment on column register.coding_coder.number is 'Number of the coder within the round, from 1, drawn by lot.';
comment on column register.coding_coder.person is 'Who it is, accounts.person.id. Shown to members who do not code in the round.';
comment on column register.coding_coder.finished_at is 'When the coder said that they were done.';

create table register.coding_unit (
  round     integer not null references register.coding_round (id),
  position  integer not null,
  fact_id   text not null,
  source    text,
  locator   text,
  passage   text,
  primary key (round, position),
  check (source is not null or (locator is null and passage is null))
);
comment on table register.coding_unit is 'What is coded: a cooperation or an event, as a rule with the passage to be coded.';
comment on column register.coding_unit.round is 'The round.';
comment on column register.coding_unit.position is 'Place in the round, from 1.';
comment on column register.coding_unit.fact_id is 'The event (scheme reason) or the cooperation (scheme status).';
comment on column register.coding_unit.source is 'The source of the passage, evidence.source.id; null where coders look for the passage themselves.';
comment on column register.coding_unit.locator is 'Place of the passage in the source.';
comment on column register.coding_unit.passage is 'The text to be coded. Never of a sealed source.';

create table register.coding (
  round       integer not null,
  position    integer not null,
  coder       integer not null,
  place       integer not null,
  code        text,
  missing     text,
  source      text,
  locator     text,
  passage     text,
  remark      text,
  coded_at    timestamptz not null,
  primary key (round, position, coder),
  foreign key (round, position) references register.coding_unit (round, position),
  foreign key (round, coder) references register.coding_coder (round, number),
  check ((code is null) <> (missing is null))
);
comment on table register.coding is 'What one coder has said of one unit. Seen by that coder alone until the round is closed.';
comment on column register.coding.round is 'The round.';
comment on column register.coding.position is 'The unit.';
comment on column register.coding.coder is 'Number of the coder.';
comment on column register.coding.place is 'At which place the coder first came to the unit, from 1.';
comment on column register.coding.code is 'The code; null where the unit could not be coded.';
comment on column register.coding.missing is 'Why the unit could not be coded.';
comment on column register.coding.source is 'Source of the passage that the coder found, evidence.source.id.';
comment on column register.coding.locator is 'Place of that passage.';
comment on column register.coding.passage is 'That passage.';
comment on column register.coding.remark is 'What the coder noted. Shown to members only.';
comment on column register.coding.coded_at is 'When it was last saved.';

create table register.adjudication (
  round    integer not null,
  position integer not null,
  code     text,
  note     text not null,
  person   text not null,
  at       timestamptz not null,
  primary key (round, position),
  foreign key (round, position) references register.coding_unit (round, position)
);
comment on table register.adjudication is 'What holds for a unit on which coders differ, decided by somebody who has not coded in the round.';
comment on column register.adjudication.round is 'The round.';
comment on column register.adjudication.position is 'The unit.';
comment on column register.adjudication.code is 'The code that holds; null where the unit cannot be coded.';
comment on column register.adjudication.note is 'Why. Shown to members only.';
comment on column register.adjudication.person is 'Who decided, accounts.person.id. Shown to members only.';
comment on column register.adjudication.at is 'When it was last decided.';
