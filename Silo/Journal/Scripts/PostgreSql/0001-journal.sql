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

-- One row: where the journal ends, with its last event, so that a tail that was cut off is missed by name. Its lock puts the appends of all nodes in one order.
-- Where a stream ends is its last version in the index: kept a second time, every append would dirty one page more.
create table head (
  singleton boolean primary key default true check (singleton),
  position bigint not null,
  stream text collate "C" null,
  version bigint null,
  hash bytea null
) with (fillfactor = 10);

insert into head (position) values (0);
