-- Documents: the files that sources are read in, their text, the passages that citations rest on, and whether the
-- addresses of sources still answer.
create table evidence.file (
  sha256     text primary key check (sha256 ~ '^[0-9a-f]{64}$'),
  media_type text not null,
  bytes      integer not null check (bytes > 0),
  has_pages  boolean not null,
  stored_at  timestamptz not null
);
comment on table evidence.file is 'A file as it was received, kept once whatever it is called. Its bytes lie in the file store under its hash.';
comment on column evidence.file.sha256 is 'SHA-256 of the bytes, hexadecimal: the name in the file store.';
comment on column evidence.file.media_type is 'What it was recognised as by its content.';
comment on column evidence.file.bytes is 'Length in bytes.';
comment on column evidence.file.has_pages is 'Whether its parts are pages of paper (PDF), which can be drawn and cited by number.';
comment on column evidence.file.stored_at is 'When it was first received.';

create table evidence.file_page (
  file    text not null references evidence.file (sha256),
  page    integer not null check (page > 0),
  text    text not null,
  words   tsvector not null generated always as (to_tsvector('simple', text)) stored,
  picture text,
  primary key (file, page)
);
create index file_page_words on evidence.file_page using gin (words);
comment on table evidence.file_page is 'The text of a file, page by page; of a file without pages, in parts.';
comment on column evidence.file_page.file is 'The file.';
comment on column evidence.file_page.page is 'Number of the page or part, from 1.';
comment on column evidence.file_page.text is 'Its text as read from the file; empty for a picture.';
comment on column evidence.file_page.words is 'The words of the text, for searching.';
comment on column evidence.file_page.picture is 'SHA-256 of the picture of the page (PNG) in the file store; null until somebody asks for it.';

create table evidence.document (
  id            integer generated always as identity primary key,
  source        text not null,
  file          text not null references evidence.file (sha256),
  name          text not null,
  visibility    text not null check (visibility in ('public', 'members')),
  state         text not null check (state in ('handed_in', 'accepted', 'refused', 'withdrawn')),
  origin        text not null check (origin in ('upload', 'web')),
  url           text,
  person        text,
  organisation  text not null,
  handed_in_at  timestamptz not null,
  recorded_from integer,
  check ((origin = 'web') = (url is not null)),
  check (state in ('handed_in', 'refused') = (recorded_from is null))
);
create unique index document_once on evidence.document (source, file) where state in ('handed_in', 'accepted');
create index document_of_source on evidence.document (source);
create index document_of_file on evidence.document (file);
comment on table evidence.document is 'A file that a source can be read in. Shown to others only once a curator has accepted it, and never to more than may see its source.';
comment on column evidence.document.id is 'Number of the document, counted from 1.';
comment on column evidence.document.source is 'The source, evidence.source.id.';
comment on column evidence.document.file is 'The file.';
comment on column evidence.document.name is 'File name for downloading, cleaned; its ending is that of the media type.';
comment on column evidence.document.visibility is 'public or members; the narrower of this and that of the source counts.';
comment on column evidence.document.state is 'handed_in (waits for a curator), accepted, refused, or withdrawn (shown to curators only, whatever the moment asked for).';
comment on column evidence.document.origin is 'upload: handed in by somebody; web: fetched from an address.';
comment on column evidence.document.url is 'Of a copy from the web: the address that it was fetched from, after redirects.';
comment on column evidence.document.person is 'Who handed it in or had it fetched, accounts.person.id; null for the command line. Shown to curators only.';
comment on column evidence.document.organisation is 'Organisation of that person as it was called; empty for the command line.';
comment on column evidence.document.handed_in_at is 'When it was handed in or fetched.';
comment on column evidence.document.recorded_from is 'The first revision of the register as of which it is shown: the next one after it was accepted.';

create table evidence.document_step (
  document integer not null references evidence.document (id),
  position integer not null,
  act      text not null check (act in ('handed_in', 'accepted', 'refused', 'withdrawn', 'visibility_changed')),
  person   text,
  said     text,
  at       timestamptz not null,
  primary key (document, position)
);
comment on table evidence.document_step is 'What has happened to a document.';
comment on column evidence.document_step.document is 'The document.';
comment on column evidence.document_step.position is 'Order within the document, from 0.';
comment on column evidence.document_step.act is 'handed_in, accepted, refused, withdrawn or visibility_changed.';
comment on column evidence.document_step.person is 'Who did it, accounts.person.id; null for the command line.';
comment on column evidence.document_step.said is 'The remark or the reason; of a visibility, the new one.';
comment on column evidence.document_step.at is 'When.';

create table evidence.passage (
  id            integer generated always as identity primary key,
  document      integer not null references evidence.document (id),
  page          integer not null,
  quote         text not null,
  citation      text not null,
  fact_id       text collate "C" not null,
  person        text not null,
  added_at      timestamptz not null,
  recorded_from integer not null,
  recorded_to   integer
);
create index passage_of_document on evidence.passage (document, page);
create index passage_of_fact on evidence.passage (fact_id);
comment on table evidence.passage is 'The words of a document that a citation rests on. Tied to the citation by name, so that it outlives another loading of the data package.';
comment on column evidence.passage.id is 'Number of the passage.';
comment on column evidence.passage.document is 'The document.';
comment on column evidence.passage.page is 'Page or part of its file, from 1.';
comment on column evidence.passage.quote is 'The words, as they stand in the text of the page but for white space.';
comment on column evidence.passage.citation is 'The citation, evidence.citation.id; together with the fact and the source of the document it names one in the register.';
comment on column evidence.passage.fact_id is 'The fact that the citation is for.';
comment on column evidence.passage.person is 'Who pointed it out, accounts.person.id.';
comment on column evidence.passage.added_at is 'When.';
comment on column evidence.passage.recorded_from is 'The first revision of the register as of which it is shown.';
comment on column evidence.passage.recorded_to is 'The first revision as of which it is shown no longer; null while it stands.';

create table evidence.link_check (
  source        text primary key,
  url           text not null,
  claimed_at    timestamptz,
  checked_at    timestamptz,
  status        integer,
  fault         text,
  failing_since timestamptz
);
comment on table evidence.link_check is 'Whether the address of a source answered when it was last asked.';
comment on column evidence.link_check.source is 'The source, evidence.source.id.';
comment on column evidence.link_check.url is 'The address that was asked; of another address nothing is known yet.';
comment on column evidence.link_check.claimed_at is 'When a process last set out to ask: another leaves it alone for ten minutes.';
comment on column evidence.link_check.checked_at is 'When the address was last asked.';
comment on column evidence.link_check.status is 'HTTP status of the answer; null where there was none.';
comment on column evidence.link_check.fault is 'What was wrong: status, no-answer, address, redirects …; null where nothing was, or the site only refuses programs.';
comment on column evidence.link_check.failing_since is 'First of the failing checks in a row; null while the address answers.';
