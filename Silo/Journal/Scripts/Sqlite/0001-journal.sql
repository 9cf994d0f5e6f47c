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

-- One row: where the journal ends, with its last event, so that a tail that was cut off is missed by name. Where a stream ends is its last version in the index:
-- kept a second time, every append would dirty one page more.
create table head (
  singleton integer primary key default 1 check (singleton = 1),
  position integer not null,
  stream text null,
  version integer null,
  hash blob null
);

insert into head (position) values (0);
