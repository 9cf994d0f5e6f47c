-- One row a feed: who reads the journal for it, and how far it came.
create table feeds (
  feed text primary key,
  owner text null,
  -- Grows with every change of owner; a write with an older one is refused.
  epoch integer not null default 0,
  -- Microseconds since 1970 by the system's clock.
  expires_at integer not null default 0,
  position integer not null default 0,
  hash blob null,
  -- Why it waits for an operator.
  stopped text null
) without rowid;
