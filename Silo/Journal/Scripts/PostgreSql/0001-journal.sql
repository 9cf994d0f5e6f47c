create table journal (
  position bigint primary key,
  stream text collate "C" not null,
  version bigint not null check (version > 0),
  type text collate "C" not null,
  payload bytea not null,
  metadata bytea not null,
  hash bytea not null check (length(hash) = 32),
  -- The command's id, on the first of its events only; a copy of what the metadata says.
  command uuid null,
  unique (stream, version)
);

-- Where each stream ends. Updated in place at every append: room in the page keeps those updates out of the index.
create table streams (
  stream text collate "C" primary key,
  version bigint not null,
  position bigint not null,
  hash bytea not null
) with (fillfactor = 60);

-- One row: where the journal ends. Its lock puts the appends of all nodes in one order.
create table head (
  singleton boolean primary key default true check (singleton),
  position bigint not null
) with (fillfactor = 10);

insert into head (position) values (0);
