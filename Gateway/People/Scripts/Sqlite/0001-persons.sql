-- Natural persons: the only place where personal data is kept. Everything else knows the id.
create table persons (
  id text primary key,
  -- The organisation that answers for the data.
  controller text not null,
  name_ar text null,
  name_fr text null,
  name_en text null,
  -- yyyy-mm-dd
  born text null,
  gender text null,
  email text null,
  phone text null,
  language text null,
  -- 32 random bytes that go into every seal: without them no seal can be verified or guessed.
  salt blob not null,
  version integer not null,
  -- Microseconds since 1970.
  registered_at integer not null,
  changed_at integer not null
) without rowid;

create index persons_controller on persons (controller, id);

create table person_identifiers (
  person text not null references persons (id),
  kind text not null,
  value text not null,
  -- HMAC-SHA256 over kind and normalised value.
  digest text not null,
  primary key (person, digest)
) without rowid;

create index person_identifiers_digest on person_identifiers (digest);

-- HMAC-SHA256 of what gives a person away in free text: a given name with the family name, an identifier, a phone number, an address.
create table person_traces (
  digest text not null,
  person text not null references persons (id),
  primary key (digest, person)
) without rowid;

create index person_traces_person on person_traces (person);

-- Somebody said that two persons of one identifier are not the same.
create table person_overrides (
  person text not null references persons (id),
  other text not null,
  reason text not null,
  -- Null: whoever runs the program.
  by_person text null,
  at integer not null,
  primary key (person, other)
) without rowid;

create index person_overrides_other on person_overrides (other);

-- What is left of an erased person: that it was done, and how much went.
create table person_receipts (
  person text primary key,
  id text not null,
  at integer not null,
  by_person text null,
  reason text not null,
  names integer not null,
  contacts integer not null,
  identifiers integer not null,
  traces integer not null,
  overrides integer not null,
  hash text not null
) without rowid;

-- Which keepers of copies have forgotten an erased person.
create table person_forgettings (
  person text not null references person_receipts (person),
  keeper text not null,
  at integer not null,
  primary key (person, keeper)
) without rowid;

-- One row: the installation's key of the digests above.
create table person_key (
  singleton integer primary key check (singleton = 1),
  bytes blob not null
);
