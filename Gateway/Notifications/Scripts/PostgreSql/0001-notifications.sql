-- What happened, once for everybody who hears of it: no personal data.
create table notices (
  event_id text collate "C" primary key,
  grain text collate "C" not null,
  version bigint not null,
  -- "agreement.text-signed.v1".
  event text collate "C" not null,
  -- Whose act it was; "system" for timers and reactions.
  organisation text collate "C" not null,
  -- Microseconds since 1970, as all instants here.
  at bigint not null,
  -- JSON: what a text needs to know of the grain.
  facts text collate "C" not null,
  -- JSON: the event as it is published; null where it was too large for a message.
  data text collate "C" null
);

-- One row for a person, a channel and an event, however often the event comes.
create table notifications (
  id text collate "C" primary key,
  event_id text collate "C" not null references notices (event_id),
  person text collate "C" not null,
  -- inbox | mail
  channel text collate "C" not null,
  organisation text collate "C" not null,
  role text collate "C" not null,
  language text collate "C" not null,
  due_at bigint not null,
  -- 1: goes into one mail with what else is due.
  digest bigint not null,
  -- due | sent | no-address | given-up
  state text collate "C" not null,
  attempts bigint not null,
  message_id text collate "C" null,
  settled_at bigint null,
  -- Who is sending it, until when by the real clock.
  claim text collate "C" null,
  claimed_until bigint null,
  reason text collate "C" null,
  unique (event_id, person, channel)
);

create index notifications_due on notifications (due_at) where state = 'due';
create index notifications_person on notifications (person, channel, due_at);

-- How a person wants to be written to. Who has no row gets mails at once.
create table preferences (
  person text collate "C" primary key,
  -- at-once | digest | none
  mail text collate "C" not null,
  -- ar | fr | en; null: as in the person's details.
  language text collate "C" null,
  changed_at bigint not null
);

-- What was given up: a person looks at it, has it tried again, or drops it.
create table dead_letters (
  id bigint generated always as identity primary key,
  -- notification | mail | relay
  kind text collate "C" not null,
  -- What it is about: an event's or a notification's id.
  subject text collate "C" not null,
  reason text collate "C" not null,
  -- Exact bytes.
  body bytea not null,
  attempts bigint not null,
  at bigint not null,
  -- dead | replayed | dropped
  state text collate "C" not null,
  why text collate "C" null,
  decided_at bigint null,
  -- Where it is one person's affair.
  person text collate "C" null,
  unique (kind, subject)
);

create index dead_letters_state on dead_letters (state, id);
create index dead_letters_person on dead_letters (person);
