-- Every grain with what it belongs to, written from its own stream only.
create table directory (
  stream text collate "C" primary key,
  kind text collate "C" not null,
  -- Something can still happen in it.
  is_open boolean not null,
  -- The streams of the grains it belongs to, comma-separated.
  links text collate "C" not null
) with (fillfactor = 90);

-- A row a link; kind and is_open are copies, so that one walk of the index answers.
create table directory_links (
  stream text collate "C" not null,
  link text collate "C" not null,
  kind text collate "C" not null,
  is_open boolean not null,
  primary key (stream, link)
);

create index directory_open on directory_links (link, kind, stream) where is_open;

-- The form in which the rows were made.
create table directory_form (form int not null);
