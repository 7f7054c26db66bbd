-- What files say of themselves beside their text, so that it is compared with what is under seal.
alter table evidence.file add column carries text not null default '';
comment on column evidence.file.carries is 'What the file says of itself beside its text, a line each: who has written, changed or commented on it, its title and subject. It goes out with the file; pages show it to curators only.';
