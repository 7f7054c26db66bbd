-- Redirects of actors: two records were of one body, or one record was of two. Versioned as every other fact, so that either
-- can be taken back and read as of before.
create table register.actor_redirect (
  id            text not null,
  kind          text not null check (kind in ('merged', 'split')),
  from_actor    text not null,
  to_actor      text not null check (to_actor <> from_actor),
  dataset       text not null,
  recorded_from integer not null,
  recorded_to   integer,
  primary key (id, recorded_from)
);
create index actor_redirect_from on register.actor_redirect (from_actor) where recorded_to is null;
create index actor_redirect_to on register.actor_redirect (to_actor) where recorded_to is null;
comment on table register.actor_redirect is 'Where else an actor is found: the one that its record was merged into, or one that was split from it.';
comment on column register.actor_redirect.id is 'Readable and permanent identifier.';
comment on column register.actor_redirect.kind is 'merged: from_actor stands no longer, and its addresses lead to to_actor. split: both stand, and part of what was recorded of from_actor is now recorded of to_actor.';
comment on column register.actor_redirect.from_actor is 'The actor that was merged or split.';
comment on column register.actor_redirect.to_actor is 'The actor that stays, or that was split off; register.actor.id.';
comment on column register.actor_redirect.dataset is 'Data package or activity that the row came with.';
comment on column register.actor_redirect.recorded_from is 'Revision at which the register began to hold this version.';
comment on column register.actor_redirect.recorded_to is 'Revision at which the register ceased to hold it; null while it stands.';
