-- When a step whose target could not take it is tried again by itself; microseconds since 1970, null: only when somebody asks.
alter table stuck_steps add column retry_at integer null;
-- How often somebody has decided something about it: what was carried out answers the decision that it read, and no later one.
alter table stuck_steps add column asked integer not null default 0;

create index stuck_steps_retry on stuck_steps (retry_at) where retry_at is not null;
create index stuck_steps_dropped on stuck_steps (position) where state = 'dropped';
