-- Identity providers: whose addresses are proved, and which sessions end with them.
alter table accounts.identity_provider add column proves_addresses boolean not null default false;
comment on column accounts.identity_provider.proves_addresses is 'Whether an administrator vouches that every address it gives is proved. Otherwise only what it says is proved itself counts.';

alter table accounts.session
  add column identity_provider text references accounts.identity_provider (organisation) on delete cascade;
comment on column accounts.session.identity_provider is 'The organisation by whose provider the person signed in; null for every other way. The session ends with the provider.';
