-- Second factors: codes that an app on the person's own device reckons from a shared secret and the time.
create table accounts.second_factor (
  person       text primary key references accounts.person (id) on delete cascade,
  secret       text not null,
  last_step    bigint,
  created_at   timestamptz not null,
  confirmed_at timestamptz
);
comment on table accounts.second_factor is 'The secret that a person''s app reckons its codes from (TOTP, RFC 6238).';
comment on column accounts.second_factor.person is 'The person.';
comment on column accounts.second_factor.secret is 'The shared secret, encrypted with the secret of the installation.';
comment on column accounts.second_factor.last_step is 'The thirty seconds, counted from 1970, whose code was last accepted: none is accepted twice.';
comment on column accounts.second_factor.created_at is 'When it was made.';
comment on column accounts.second_factor.confirmed_at is 'When the person first gave a right code; until then it is not asked for.';

create table accounts.backup_code (
  person    text not null references accounts.second_factor (person) on delete cascade,
  code_hash text not null,
  used_at   timestamptz,
  primary key (person, code_hash)
);
comment on table accounts.backup_code is 'Codes for somebody whose app is lost; each is good once.';
comment on column accounts.backup_code.person is 'The person.';
comment on column accounts.backup_code.code_hash is 'SHA-256 of the code, base64url.';
comment on column accounts.backup_code.used_at is 'When it was used.';

alter table accounts.session add column proved_at timestamptz;
comment on column accounts.session.proved_at is 'When the person gave a second factor in this session, or signed in with a passkey, which is two in one.';
