-- Effects that could not be carried over from one grain to another, and those that wait behind them.
create table stuck_steps (
  id integer primary key autoincrement,
  command_id text not null unique,
  -- The event that led to it.
  source text not null,
  position integer not null,
  event_id text not null,
  correlation text not null,
  -- Its place among the effects of the event.
  ordinal integer not null,
  target text not null,
  command text not null,
  payload text not null,
  -- stuck, waiting (behind one of the same source and target), or dropped.
  state text not null,
  -- The refusal: its code, and all of it as JSON; null while waiting.
  code text null,
  refusal text null,
  attempts integer not null,
  -- Microseconds since 1970.
  since integer not null,
  -- What a person wants done: retry or drop. Only the feed's owner does it.
  requested text null,
  why text null,
  asked_by text null,
  decided_at integer null
);

create index stuck_steps_order on stuck_steps (source, target, position, ordinal);
create index stuck_steps_requested on stuck_steps (id) where requested is not null;
