-- What happened, once for everybody who hears of it: no personal data.
create table notices (
  event_id text primary key,
  grain text not null,
  version integer not null,
  -- "agreement.text-signed.v1".
  event text not null,
  -- Whose act it was; "system" for timers and reactions.
  organisation text not null,
  -- Microseconds since 1970, as all instants here.
  at integer not null,
  -- JSON: what a text needs to know of the grain.
  facts text not null,
  -- JSON: the event as it is published; null where it was too large for a message.
  data text null
);

-- One row for a person, a channel and an event, however often the event comes.
create table notifications (
  id text primary key,
  event_id text not null references notices (event_id),
  person text not null,
  -- inbox | mail
  channel text not null,
  organisation text not null,
  role text not null,
  language text not null,
  due_at integer not null,
  -- 1: goes into one mail with what else is due.
  digest integer not null,
  -- due | sent | no-address | given-up
  state text not null,
  attempts integer not null,
  message_id text null,
  settled_at integer null,
  -- Who is sending it, until when by the real clock.
  claim text null,
  claimed_until integer null,
  reason text null,
  unique (event_id, person, channel)
);

create index notifications_due on notifications (due_at) where state = 'due';
create index notifications_person on notifications (person, channel, due_at);

-- How a person wants to be written to. Who has no row gets mails at once.
create table preferences (
  person text primary key,
  -- at-once | digest | none
  mail text not null,
  -- ar | fr | en; null: as in the person's details.
  language text null,
  changed_at integer not null
);

-- What was given up: a person looks at it, has it tried again, or drops it.
create table dead_letters (
  id integer primary key autoincrement,
  -- notification | mail | relay
  kind text not null,
  -- What it is about: an event's or a notification's id.
  subject text not null,
  reason text not null,
  -- Exact bytes.
  body blob not null,
  attempts integer not null,
  at integer not null,
  -- dead | replayed | dropped
  state text not null,
  why text null,
  decided_at integer null,
  -- Where it is one person's affair.
  person text null,
  unique (kind, subject)
);

create index dead_letters_state on dead_letters (state, id);
create index dead_letters_person on dead_letters (person);
