-- Every grain with what it belongs to, written from its own stream only.
create table directory (
  stream text primary key,
  kind text not null,
  -- Something can still happen in it.
  is_open integer not null,
  -- The streams of the grains it belongs to, comma-separated.
  links text not null
) without rowid;

-- A row a link; kind and is_open are copies, so that one walk of the index answers.
create table directory_links (
  stream text not null,
  link text not null,
  kind text not null,
  is_open integer not null,
  primary key (stream, link)
) without rowid;

create index directory_open on directory_links (link, kind, stream) where is_open;

-- The form in which the rows were made.
create table directory_form (form integer not null);
