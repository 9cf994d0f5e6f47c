-- The open items with a deadline, one row each, written from their own stream only.
create table deadlines (
  stream text not null,
  key text not null,
  kind text not null,
  -- Organisations, comma-separated, in order.
  owes text not null,
  nominal text not null,
  rule text not null,
  zone text not null,
  -- Steps not yet taken, comma-separated, ascending.
  steps text not null,
  -- What the grain still has to do on the date, or None.
  effect text not null,
  silent_until text null,
  resolved text not null,
  -- The next thing to tell, in microseconds since 1970; null when all is told.
  next_at integer null,
  -- The stream's position that gave the row its present form.
  as_of integer not null,
  primary key (stream, key)
) without rowid;

create index deadlines_next on deadlines (next_at, stream, key) where next_at is not null;

-- Whose calendar a row rests on.
create table deadline_owes (
  organisation text not null,
  stream text not null,
  key text not null,
  primary key (organisation, stream, key)
) without rowid;

-- The calendars that the rows were resolved with.
create table deadline_calendars (
  organisation text primary key,
  fingerprint text not null
) without rowid;

-- The versions of rules and tz data that the rows were made with.
create table deadline_versions (
  name text primary key,
  value text not null
) without rowid;
