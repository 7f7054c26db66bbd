-- Identity providers: an organisation's own sign-in, by OpenID Connect.
create table accounts.identity_provider (
  organisation  text primary key references accounts.organisation (id) on delete cascade,
  issuer        text not null,
  client_id     text not null,
  client_secret text not null,
  updated_at    timestamptz not null
);
comment on table accounts.identity_provider is 'Where the people of an organisation sign in, and how this register is known there.';
comment on column accounts.identity_provider.organisation is 'The organisation; one provider each.';
comment on column accounts.identity_provider.issuer is 'Address that the provider calls itself by; its particulars are found there.';
comment on column accounts.identity_provider.client_id is 'What this register is called there.';
comment on column accounts.identity_provider.client_secret is 'What this register proves itself with there, encrypted with the secret of the installation.';
comment on column accounts.identity_provider.updated_at is 'When an administrator last changed it.';

comment on column accounts.identity.provider is 'The issuer, as in accounts.identity_provider.';
