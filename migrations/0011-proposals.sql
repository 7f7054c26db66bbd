-- Proposals: changes to the facts before they are accepted, and what was said about them. What is accepted becomes a
-- changeset, and its facts belong to the dataset `edits`.
create table register.proposal (
  id           integer generated always as identity primary key,
  kind         text not null check (kind in ('change', 'report')),
  state        text not null check (state in ('proposed', 'sent_back', 'accepted', 'rejected', 'withdrawn')),
  person       text,
  organisation text,
  author       text not null,
  language     text not null check (language in ('sv', 'en')),
  message      text not null,
  about_resource text not null,
  about_id     text not null,
  reverts      integer,
  answers      integer references register.proposal (id),
  source_url   text,
  email        text,
  revision     integer unique references register.changeset (revision),
  created_at   timestamptz not null,
  check (kind = 'report' or (state = 'accepted') = (revision is not null)),
  check (kind = 'report' or person is not null)
);
create index proposal_of_person on register.proposal (person, id);
create index proposal_in_state on register.proposal (state, id);
create index proposal_about on register.proposal (about_resource, about_id);
comment on table register.proposal is 'A change to the facts that somebody has proposed, or an error that somebody has reported. Shown to its author and to curators.';
comment on column register.proposal.id is 'Number of the proposal, counted from 1.';
comment on column register.proposal.kind is 'change: new values of facts; report: an error in words, by anybody.';
comment on column register.proposal.state is 'proposed, sent_back (to the author, with a reason), accepted (of a report: a change was made from it), rejected (with a reason) or withdrawn by the author.';
comment on column register.proposal.person is 'Who proposed it, accounts.person.id; null for a report by somebody without an account. Shown to signed-in people only.';
comment on column register.proposal.organisation is 'Organisation of the author at the time, accounts.organisation.id.';
comment on column register.proposal.author is 'Whom the journal names as author: the organisation as it was called; empty for a report.';
comment on column register.proposal.language is 'Language that the author used the site in: that of mail to them.';
comment on column register.proposal.message is 'What changes and why, or the error, in the words of the author. Of an accepted change it is public.';
comment on column register.proposal.about_resource is 'Sort of the fact whose page it came from: cooperations, actors, sources, conflicts.';
comment on column register.proposal.about_id is 'Identifier of that fact.';
comment on column register.proposal.reverts is 'Revision that it takes back, register.changeset.revision.';
comment on column register.proposal.answers is 'The report that it was made from.';
comment on column register.proposal.source_url is 'Of a report: the address of a source on the web.';
comment on column register.proposal.email is 'Of a report: where the reporter can be answered. Shown to curators only, and removed when the report is closed.';
comment on column register.proposal.revision is 'The changeset that it became.';
comment on column register.proposal.created_at is 'When it was first sent.';

create table register.proposal_change (
  proposal integer not null references register.proposal (id),
  position integer not null,
  resource text not null,
  fact_id  text not null,
  act      text not null check (act in ('add', 'change', 'withdraw')),
  base     integer,
  before   json,
  fields   json not null,
  primary key (proposal, position),
  check ((act = 'add') = (base is null)),
  check ((act = 'add') = (before is null))
);
create index proposal_change_of_fact on register.proposal_change (resource, fact_id);
comment on table register.proposal_change is 'What a proposal does to one fact.';
comment on column register.proposal_change.proposal is 'The proposal.';
comment on column register.proposal_change.position is 'Order within the proposal, from 0.';
comment on column register.proposal_change.resource is 'Sort of fact, named as the files of a data package: cooperations, events …';
comment on column register.proposal_change.fact_id is 'Identifier of the fact; of a citation, the fact that it is for and its own.';
comment on column register.proposal_change.act is 'add, change or withdraw.';
comment on column register.proposal_change.base is 'Version of the fact that the author saw: its recorded_from.';
comment on column register.proposal_change.before is 'That version, by column.';
comment on column register.proposal_change.fields is 'New values by column: of an addition all, of a change those that differ, of a withdrawal none.';

create table register.proposal_warning (
  proposal integer not null references register.proposal (id),
  code     text not null,
  fact_id  text not null,
  reason   text not null,
  primary key (proposal, code, fact_id)
);
comment on table register.proposal_warning is 'Something unlikely about a proposal that its author stands by.';
comment on column register.proposal_warning.proposal is 'The proposal.';
comment on column register.proposal_warning.code is 'What is unlikely: dates-cross, pair-taken …';
comment on column register.proposal_warning.fact_id is 'The fact that it was noticed on.';
comment on column register.proposal_warning.reason is 'Why it is right nevertheless, in the words of the author.';

create table register.proposal_step (
  proposal integer not null references register.proposal (id),
  position integer not null,
  act      text not null check (act in ('proposed', 'changed', 'commented', 'sent_back', 'accepted', 'rejected', 'withdrawn', 'answered')),
  person   text,
  said     text,
  at       timestamptz not null,
  primary key (proposal, position)
);
comment on table register.proposal_step is 'What has happened to a proposal, and what was said about it.';
comment on column register.proposal_step.proposal is 'The proposal.';
comment on column register.proposal_step.position is 'Order within the proposal, from 0.';
comment on column register.proposal_step.act is 'proposed, changed, commented, sent_back, accepted, rejected, withdrawn, or answered (by mail to who reported).';
comment on column register.proposal_step.person is 'Who did it, accounts.person.id; null for somebody without an account.';
comment on column register.proposal_step.said is 'The reason, the remark or the answer.';
comment on column register.proposal_step.at is 'When.';

create table register.takeover (
  resource text not null,
  fact_id  text not null,
  dataset  text not null,
  said     json,
  says     json,
  primary key (dataset, resource, fact_id)
);
comment on table register.takeover is 'A fact of a data package that an accepted edit has taken over: later versions of the package leave it as the edit has it.';
comment on column register.takeover.resource is 'Sort of fact, named as the files of a data package.';
comment on column register.takeover.fact_id is 'Identifier of the fact; of a citation, the fact that it is for and its own.';
comment on column register.takeover.dataset is 'The data package.';
comment on column register.takeover.said is 'What the package said when a curator last looked, by column; null where it did not have the fact.';
comment on column register.takeover.says is 'What the package says as last loaded; where it differs from said, a curator has to look.';
