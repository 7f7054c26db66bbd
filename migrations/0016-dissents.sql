-- Dissents: what curators hold against a ruling on a conflict. Each stays with the ruling that it is against.
create table register.dissent (
  id            text not null,
  conflict      text not null,
  ruling        integer not null,
  says          text not null check (says <> ''),
  language      text not null check (language in ('sv', 'en')),
  author        text not null,
  person        text not null,
  dataset       text not null,
  recorded_from integer not null,
  recorded_to   integer,
  primary key (id, recorded_from)
);
create index dissent_of_conflict on register.dissent (conflict);
create unique index dissent_of_person on register.dissent (conflict, ruling, person);
comment on table register.dissent is 'What a curator holds against the ruling on a conflict, with the reason. A later ruling leaves it as it is.';
comment on column register.dissent.id is 'Readable and permanent identifier.';
comment on column register.dissent.conflict is 'The conflict, register.conflict.id.';
comment on column register.dissent.ruling is 'Which ruling: the revision at which the register began to hold the version of the conflict that has it.';
comment on column register.dissent.says is 'The dissent and its reason, in the words of the curator.';
comment on column register.dissent.language is 'Language that it is written in.';
comment on column register.dissent.author is 'Whom pages name: the organisation as it was called.';
comment on column register.dissent.person is 'The curator, accounts.person.id; never shown publicly.';
comment on column register.dissent.dataset is 'Data package or activity that the row came with.';
comment on column register.dissent.recorded_from is 'Revision at which the register began to hold it.';
comment on column register.dissent.recorded_to is 'Revision at which the register ceased to hold it; null while it stands.';
