-- One row a feed: who reads the journal for it, and how far it came. Updated in place all the time: room in the page keeps that out of the index.
create table feeds (
  feed text collate "C" primary key,
  owner text collate "C" null,
  -- Grows with every change of owner; a write with an older one is refused.
  epoch bigint not null default 0,
  -- Microseconds since 1970 by the database's clock.
  expires_at bigint not null default 0,
  position bigint not null default 0,
  hash bytea null,
  -- Why it waits for an operator.
  stopped text null
) with (fillfactor = 20);
