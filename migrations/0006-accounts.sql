-- Accounts: who works in the register, for which organisation, and how they sign in. Nothing here is public.
create schema accounts;
comment on schema accounts is 'People, their organisations and their ways of signing in. Never shown to anybody who is not signed in.';

create table accounts.organisation (
  id         text primary key,
  name       text not null,
  actor      text,
  created_at timestamptz not null
);
create unique index organisation_name on accounts.organisation (lower(name));
comment on table accounts.organisation is 'A body whose people work in the register.';
comment on column accounts.organisation.id is 'Random identifier.';
comment on column accounts.organisation.name is 'Name as its people write it.';
comment on column accounts.organisation.actor is 'The actor that it is, register.actor.id; null for one that is none: a ministry, a research centre.';
comment on column accounts.organisation.created_at is 'When it was added.';

create table accounts.person (
  id             text primary key,
  name           text not null,
  email          text not null unique check (email = lower(email)),
  email_verified boolean not null,
  image          text,
  created_at     timestamptz not null,
  updated_at     timestamptz not null
);
comment on table accounts.person is 'Somebody who has been invited and has accepted.';
comment on column accounts.person.id is 'Random identifier.';
comment on column accounts.person.name is 'Name or pseudonym, as the person chose. Shown to signed-in people only.';
comment on column accounts.person.email is 'E-mail address in lower case: where links for signing in go.';
comment on column accounts.person.email_verified is 'Whether a link sent to the address has been followed.';
comment on column accounts.person.image is 'Always null: the library for signing in has the column, the register shows no portraits.';
comment on column accounts.person.created_at is 'When the person accepted the first invitation.';
comment on column accounts.person.updated_at is 'When the row last changed.';

create table accounts.membership (
  person       text primary key references accounts.person (id) on delete cascade,
  organisation text not null references accounts.organisation (id),
  role         text not null check (role in ('reader', 'contributor', 'curator', 'researcher', 'administrator')),
  since        timestamptz not null
);
create index membership_of_organisation on accounts.membership (organisation);
comment on table accounts.membership is 'Which organisation a person works for, and in what role. Without one nobody can sign in.';
comment on column accounts.membership.person is 'The person; one membership at a time.';
comment on column accounts.membership.organisation is 'The organisation.';
comment on column accounts.membership.role is 'reader, contributor (facts of the own organisation), curator (reviews all facts), researcher (codes), administrator.';
comment on column accounts.membership.since is 'When it began.';

create table accounts.invitation (
  id           text primary key,
  organisation text not null references accounts.organisation (id) on delete cascade,
  email        text not null check (email = lower(email)),
  role         text not null check (role in ('reader', 'contributor', 'curator', 'researcher', 'administrator')),
  token_hash   text not null unique,
  invited_by   text references accounts.person (id) on delete set null,
  created_at   timestamptz not null,
  expires_at   timestamptz not null,
  withdrawn_at timestamptz,
  accepted_at  timestamptz
);
create index invitation_of_organisation on accounts.invitation (organisation, created_at);
comment on table accounts.invitation is 'An invitation to work for an organisation, sent by mail.';
comment on column accounts.invitation.id is 'Random identifier.';
comment on column accounts.invitation.organisation is 'The organisation.';
comment on column accounts.invitation.email is 'Address that it was sent to, in lower case.';
comment on column accounts.invitation.role is 'Role that it gives.';
comment on column accounts.invitation.token_hash is 'SHA-256 of the token in the link, base64url. The token itself is only in the mail.';
comment on column accounts.invitation.invited_by is 'The administrator who sent it.';
comment on column accounts.invitation.created_at is 'When it was sent.';
comment on column accounts.invitation.expires_at is 'After this it can no longer be accepted.';
comment on column accounts.invitation.withdrawn_at is 'When an administrator took it back.';
comment on column accounts.invitation.accepted_at is 'When it was accepted.';

create table accounts.first_administrator (
  id         boolean primary key default true check (id),
  token_hash text not null,
  expires_at timestamptz not null
);
comment on table accounts.first_administrator is 'The link that was printed when the program started without any account: at most one row, removed when it is used.';
comment on column accounts.first_administrator.id is 'Always true: there is one row at most.';
comment on column accounts.first_administrator.token_hash is 'SHA-256 of the token in the link, base64url.';
comment on column accounts.first_administrator.expires_at is 'After this the link is of no use; the next start prints another.';

create table accounts.session (
  id         text primary key,
  person     text not null references accounts.person (id) on delete cascade,
  token      text not null unique,
  user_agent text,
  ip_address text,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  expires_at timestamptz not null
);
create index session_of_person on accounts.session (person);
comment on table accounts.session is 'A browser in which a person is signed in.';
comment on column accounts.session.id is 'Random identifier.';
comment on column accounts.session.person is 'The person.';
comment on column accounts.session.token is 'What the cookie holds; the cookie also carries a signature made with the secret of the installation.';
comment on column accounts.session.user_agent is 'How the browser names itself, so that the person can tell sessions apart.';
comment on column accounts.session.ip_address is 'Always empty: network addresses are not kept.';
comment on column accounts.session.created_at is 'When the person signed in.';
comment on column accounts.session.updated_at is 'When the session was last prolonged.';
comment on column accounts.session.expires_at is 'When it ends by itself.';

create table accounts.verification (
  id         text primary key,
  identifier text not null,
  value      text not null,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  expires_at timestamptz not null
);
create index verification_identifier on accounts.verification (identifier);
comment on table accounts.verification is 'What has been sent out and is waited for: links for signing in, challenges of passkeys.';
comment on column accounts.verification.id is 'Random identifier.';
comment on column accounts.verification.identifier is 'What is waited for; of a link, the hash of its token.';
comment on column accounts.verification.value is 'What it is good for, as JSON.';
comment on column accounts.verification.created_at is 'When it was sent out.';
comment on column accounts.verification.updated_at is 'When the row last changed.';
comment on column accounts.verification.expires_at is 'After this it is of no use.';

create table accounts.identity (
  id                       text primary key,
  person                   text not null references accounts.person (id) on delete cascade,
  provider                 text not null,
  subject                  text not null,
  access_token             text,
  refresh_token            text,
  id_token                 text,
  access_token_expires_at  timestamptz,
  refresh_token_expires_at timestamptz,
  scope                    text,
  password                 text,
  created_at               timestamptz not null,
  updated_at               timestamptz not null,
  unique (provider, subject)
);
create index identity_of_person on accounts.identity (person);
comment on table accounts.identity is 'A person as another system knows them: the organisation''s own sign-in.';
comment on column accounts.identity.id is 'Random identifier.';
comment on column accounts.identity.person is 'The person here.';
comment on column accounts.identity.provider is 'The other system.';
comment on column accounts.identity.subject is 'How the other system names the person.';
comment on column accounts.identity.access_token is 'Always null: nothing is fetched from the other system later.';
comment on column accounts.identity.refresh_token is 'Always null, as above.';
comment on column accounts.identity.id_token is 'Always null, as above.';
comment on column accounts.identity.access_token_expires_at is 'Always null, as above.';
comment on column accounts.identity.refresh_token_expires_at is 'Always null, as above.';
comment on column accounts.identity.scope is 'Always null, as above.';
comment on column accounts.identity.password is 'Always null: there are no passwords.';
comment on column accounts.identity.created_at is 'When the two were tied together.';
comment on column accounts.identity.updated_at is 'When the row last changed.';
