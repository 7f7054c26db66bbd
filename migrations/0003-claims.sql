-- Claims: what a source says in figures, to be held against what the register gives.
create table register.claim (
  id                text not null,
  theme             text not null,
  locator           text not null,
  claim_sv          text not null,
  claim_en          text not null,
  stated            text,
  comparison        text,
  unit              text not null,
  measure           text,
  parameters        text,
  not_computable_sv text,
  not_computable_en text,
  dataset           text not null,
  recorded_from     integer not null,
  recorded_to       integer,
  primary key (dataset, id, recorded_from)
);
create unique index claim_current on register.claim (dataset, id) where recorded_to is null;
comment on table register.claim is 'A quantitative claim of a source. The verdict on it is computed and never stored.';
comment on column register.claim.id is 'Readable and permanent identifier.';
comment on column register.claim.theme is 'What the claim is about: in-force, start, end, pause, reason …';
comment on column register.claim.locator is 'Where in the source.';
comment on column register.claim.claim_sv is 'The claim in our own words, in Swedish.';
comment on column register.claim.claim_en is 'The claim in our own words, in English.';
comment on column register.claim.stated is 'The value that the source states.';
comment on column register.claim.comparison is 'What must hold of the computed value: equals, more_than, less_than or about the stated one.';
comment on column register.claim.unit is 'What the value counts.';
comment on column register.claim.measure is 'The measure that can compute it; null where none can.';
comment on column register.claim.parameters is 'Parameters of the measure and filters, as in an address.';
comment on column register.claim.not_computable_sv is 'Why no measure can compute it, in Swedish.';
comment on column register.claim.not_computable_en is 'Why no measure can compute it, in English.';
comment on column register.claim.dataset is 'Data package or activity that the row came with; its name is also the source that makes the claim.';
comment on column register.claim.recorded_from is 'Revision at which the register began to hold this version.';
comment on column register.claim.recorded_to is 'Revision at which the register ceased to hold it; null while it stands.';
