-- Passkeys: signing in with the lock of one's own device.
create table accounts.passkey (
  id         text primary key,
  person     text not null references accounts.person (id) on delete cascade,
  name       text not null,
  public_key text not null,
  counter    bigint not null,
  transports text not null,
  created_at timestamptz not null,
  used_at    timestamptz
);
create index passkey_of_person on accounts.passkey (person);
comment on table accounts.passkey is 'A key pair whose secret half never leaves the device of the person; this is the other half.';
comment on column accounts.passkey.id is 'Identifier that the device chose, base64url.';
comment on column accounts.passkey.person is 'Whom it signs in.';
comment on column accounts.passkey.name is 'What the person calls it, to tell it from others.';
comment on column accounts.passkey.public_key is 'Public half, COSE, base64url.';
comment on column accounts.passkey.counter is 'How often the device says that it has been used; one that goes back has been copied. Many devices always say 0.';
comment on column accounts.passkey.transports is 'How the device can be reached, separated by commas: internal, hybrid, usb …';
comment on column accounts.passkey.created_at is 'When it was added.';
comment on column accounts.passkey.used_at is 'When it last signed somebody in.';

create table accounts.challenge (
  value      text primary key,
  person     text references accounts.person (id) on delete cascade,
  expires_at timestamptz not null
);
comment on table accounts.challenge is 'A random value that a device has been asked to sign. It is good once.';
comment on column accounts.challenge.value is 'The value, base64url.';
comment on column accounts.challenge.person is 'Who is adding a passkey; null where somebody signs in.';
comment on column accounts.challenge.expires_at is 'After this it is of no use.';
