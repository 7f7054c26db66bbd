-- Seals: evidence of which nobody may learn who gave it. What tells anything is encrypted before it comes here; what is
-- left in clear is the kind, the day on which the seal is due, and who of the members did what and when.
create table evidence.seal (
  id         text primary key,
  kind       text not null,
  state      text not null check (state in ('proposed', 'sealed', 'unsealed', 'refused', 'destroyed')),
  sunset_on  date not null,
  envelope   bytea,
  sealed_by  text not null,
  created_at timestamptz not null,
  ended_at   timestamptz,
  told_from  integer,
  told_to    integer,
  check ((envelope is null) = (state in ('refused', 'destroyed'))),
  check ((ended_at is null) = (state in ('proposed', 'sealed'))),
  check (told_to is null or told_from is not null)
);
create index seal_due on evidence.seal (sunset_on) where state = 'sealed';
comment on table evidence.seal is 'Evidence under seal. Who, when, where and what stands in the envelope only.';
comment on column evidence.seal.id is 'Random identifier, which tells nothing.';
comment on column evidence.seal.kind is 'Code from the codebook scheme source_kind.';
comment on column evidence.seal.state is 'proposed (waits for a second person), sealed, unsealed (two people have decided that its keepers may read it), refused, or destroyed.';
comment on column evidence.seal.sunset_on is 'After this day it is due: somebody has to decide whether it is destroyed, unsealed or kept longer. Nothing happens by itself.';
comment on column evidence.seal.envelope is 'Identity and content, encrypted (AES-256-GCM) with a key that is not in the database; null once it is refused or destroyed.';
comment on column evidence.seal.sealed_by is 'Who put it under seal, accounts.person.id.';
comment on column evidence.seal.created_at is 'When that was.';
comment on column evidence.seal.ended_at is 'When it was unsealed, refused or destroyed.';
comment on column evidence.seal.told_from is 'Revision from which the public is told that there is such a source; null while it is not. It is that after the one which stood, so that the moment tells nothing.';
comment on column evidence.seal.told_to is 'Revision from which the public is told no more.';

create table evidence.seal_support (
  seal text not null references evidence.seal (id),
  code text not null check (code like 'reason/%'),
  primary key (seal, code)
);
comment on table evidence.seal_support is 'What the public may know that the evidence supports: codes of the codebook and nothing else, because whatever concerns a single body would lead to who spoke.';
comment on column evidence.seal_support.seal is 'The evidence.';
comment on column evidence.seal_support.code is 'Scheme and code, reason/state_conduct.';

create table evidence.seal_decision (
  id          text primary key,
  seal        text not null references evidence.seal (id),
  act         text not null check (act in ('seal', 'grant', 'unseal', 'destroy', 'prolong', 'rule')),
  state       text not null check (state in ('proposed', 'confirmed', 'declined', 'withdrawn')),
  person      text,
  until       date,
  finding     text,
  envelope    bytea not null,
  proposed_by text not null,
  proposed_at timestamptz not null,
  decided_by  text,
  decided_at  timestamptz,
  revoked_by  text,
  revoked_at  timestamptz,
  check ((act = 'grant') = (person is not null)),
  check ((act in ('grant', 'prolong')) = (until is not null)),
  check ((act = 'rule') = (finding is not null)),
  check ((state in ('confirmed', 'declined')) = (decided_by is not null)),
  check ((decided_by is null) = (decided_at is null)),
  check (decided_by <> proposed_by and decided_by <> person),
  check ((revoked_by is null) = (revoked_at is null)),
  check (revoked_at is null or (act = 'grant' and state = 'confirmed'))
);
create index seal_decision_of_seal on evidence.seal_decision (seal, proposed_at);
create index seal_grant_of_person on evidence.seal_decision (person) where act = 'grant' and state = 'confirmed' and revoked_at is null;
create unique index seal_decision_open on evidence.seal_decision (seal, act, coalesce(person, finding, '')) where state = 'proposed';
comment on table evidence.seal_decision is 'What somebody proposes about evidence under seal and somebody else confirms or declines: one person alone decides nothing.';
comment on column evidence.seal_decision.id is 'Random identifier.';
comment on column evidence.seal_decision.seal is 'The evidence.';
comment on column evidence.seal_decision.act is 'seal; grant (somebody may open it); unseal; destroy; prolong (a later sunset); rule (on a finding of the re-identification check).';
comment on column evidence.seal_decision.state is 'proposed, confirmed, declined, or withdrawn by who proposed it.';
comment on column evidence.seal_decision.person is 'Of a grant: who may open it, accounts.person.id.';
comment on column evidence.seal_decision.until is 'Of a grant its last day; of a prolongation the new sunset.';
comment on column evidence.seal_decision.finding is 'Of a ruling: the finding, evidence.seal_finding.id.';
comment on column evidence.seal_decision.envelope is 'The reason or purpose, encrypted: what people write may name the source.';
comment on column evidence.seal_decision.proposed_by is 'Who proposed it, accounts.person.id.';
comment on column evidence.seal_decision.proposed_at is 'When.';
comment on column evidence.seal_decision.decided_by is 'Who confirmed or declined it: never the same person, nor the one whom a grant is for.';
comment on column evidence.seal_decision.decided_at is 'When.';
comment on column evidence.seal_decision.revoked_by is 'Of a grant: who took it back.';
comment on column evidence.seal_decision.revoked_at is 'When.';

create table evidence.seal_opening (
  id       text primary key,
  seal     text not null references evidence.seal (id),
  person   text not null,
  at       timestamptz not null,
  envelope bytea not null
);
create index seal_opening_of_seal on evidence.seal_opening (seal, at);
comment on table evidence.seal_opening is 'Every time that somebody has read evidence under seal. Rows are added and never changed or removed; a trigger sees to it.';
comment on column evidence.seal_opening.id is 'Random identifier.';
comment on column evidence.seal_opening.seal is 'The evidence.';
comment on column evidence.seal_opening.person is 'Who read it, accounts.person.id.';
comment on column evidence.seal_opening.at is 'When.';
comment on column evidence.seal_opening.envelope is 'What for, encrypted.';
create function evidence.refuse_change() returns trigger language plpgsql as $$ begin raise exception 'The log of openings is only ever added to'; end $$;
comment on function evidence.refuse_change() is 'Keeps the log of openings as it is.';
create trigger seal_opening_stays before update or delete on evidence.seal_opening for each row execute function evidence.refuse_change();
create trigger seal_opening_stays_whole before truncate on evidence.seal_opening for each statement execute function evidence.refuse_change();

create table evidence.seal_review (
  seal      text not null references evidence.seal (id),
  person    text not null,
  at        timestamptz not null,
  told_from integer not null,
  primary key (seal, person)
);
comment on table evidence.seal_review is 'Somebody has read evidence under seal and stands for it that it says what it is cited for.';
comment on column evidence.seal_review.seal is 'The evidence.';
comment on column evidence.seal_review.person is 'Who, accounts.person.id. The public is told how many, never who.';
comment on column evidence.seal_review.at is 'When.';
comment on column evidence.seal_review.told_from is 'Revision from which it is counted for the public.';

create table evidence.seal_finding (
  id       text primary key,
  seal     text not null references evidence.seal (id),
  envelope bytea not null,
  found_at timestamptz not null
);
create index seal_finding_of_seal on evidence.seal_finding (seal);
comment on table evidence.seal_finding is 'Something by which the re-identification check found that who is under seal could be recognised.';
comment on column evidence.seal_finding.id is 'Hash of what was found, made with a key that is not in the database: the same finding has the same one.';
comment on column evidence.seal_finding.seal is 'The evidence.';
comment on column evidence.seal_finding.envelope is 'Rule and row, encrypted: in clear they would be the very join that they warn of.';
comment on column evidence.seal_finding.found_at is 'When it was first found.';

alter table accounts.session add column code_given_at timestamptz;
comment on column accounts.session.code_given_at is 'When a code of the second factor was last given in this session. What is under seal opens to a recent one only.';
