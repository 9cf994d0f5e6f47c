-- Effects that could not be carried over from one grain to another, and those that wait behind them.
create table stuck_steps (
  id bigint generated always as identity primary key,
  command_id text collate "C" not null unique,
  -- The event that led to it.
  source text collate "C" not null,
  position bigint not null,
  event_id text collate "C" not null,
  correlation text collate "C" not null,
  -- Its place among the effects of the event.
  ordinal int not null,
  target text collate "C" not null,
  command text collate "C" not null,
  payload text not null,
  -- stuck, waiting (behind one of the same source and target), or dropped.
  state text collate "C" not null,
  -- The refusal: its code, and all of it as JSON; null while waiting.
  code text collate "C" null,
  refusal text null,
  attempts int not null,
  -- Microseconds since 1970.
  since bigint not null,
  -- What a person wants done: retry or drop. Only the feed's owner does it.
  requested text collate "C" null,
  why text null,
  asked_by text null,
  decided_at bigint null
);

create index stuck_steps_order on stuck_steps (source, target, position, ordinal);
create index stuck_steps_requested on stuck_steps (id) where requested is not null;
