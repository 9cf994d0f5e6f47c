create table journal (
  position integer primary key,
  stream text not null,
  version integer not null check (version > 0),
  type text not null,
  payload blob not null,
  metadata blob not null,
  hash blob not null check (length(hash) = 32),
  -- The command's id (16 bytes, big-endian), on the first of its events only; a copy of what the metadata says.
  command blob null,
  unique (stream, version)
);

-- Where each stream ends.
create table streams (
  stream text primary key,
  version integer not null,
  position integer not null,
  hash blob not null
) without rowid;

-- One row: where the journal ends.
create table head (
  singleton integer primary key default 1 check (singleton = 1),
  position integer not null
);

insert into head (position) values (0);
