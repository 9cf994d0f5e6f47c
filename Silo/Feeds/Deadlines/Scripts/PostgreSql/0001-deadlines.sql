-- The open items with a deadline, one row each, written from their own stream only.
create table deadlines (
  stream text collate "C" not null,
  key text collate "C" not null,
  kind text collate "C" not null,
  -- Organisations, comma-separated, in order.
  owes text collate "C" not null,
  nominal date not null,
  rule text collate "C" not null,
  zone text collate "C" not null,
  -- Steps not yet taken, comma-separated, ascending.
  steps text collate "C" not null,
  -- What the grain still has to do on the date, or None.
  effect text collate "C" not null,
  silent_until date null,
  resolved date not null,
  -- The next thing to tell, in microseconds since 1970; null when all is told.
  next_at bigint null,
  -- The stream's position that gave the row its present form.
  as_of bigint not null,
  primary key (stream, key)
) with (fillfactor = 80);

create index deadlines_next on deadlines (next_at, stream, key) where next_at is not null;

-- Whose calendar a row rests on.
create table deadline_owes (
  organisation text collate "C" not null,
  stream text collate "C" not null,
  key text collate "C" not null,
  primary key (organisation, stream, key)
);

-- The calendars that the rows were resolved with.
create table deadline_calendars (
  organisation text collate "C" primary key,
  fingerprint text collate "C" not null
);

-- The versions of rules and tz data that the rows were made with.
create table deadline_versions (
  name text collate "C" primary key,
  value text collate "C" not null
);
