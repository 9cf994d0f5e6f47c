-- Natural persons: the only place where personal data is kept. Everything else knows the id.
create table persons (
  id text collate "C" primary key,
  -- The organisation that answers for the data.
  controller text collate "C" not null,
  name_ar text collate "C" null,
  name_fr text collate "C" null,
  name_en text collate "C" null,
  -- yyyy-mm-dd
  born text collate "C" null,
  gender text collate "C" null,
  email text collate "C" null,
  phone text collate "C" null,
  language text collate "C" null,
  -- 32 random bytes that go into every seal: without them no seal can be verified or guessed.
  salt bytea not null,
  version bigint not null,
  -- Microseconds since 1970.
  registered_at bigint not null,
  changed_at bigint not null
);

create index persons_controller on persons (controller, id);

create table person_identifiers (
  person text collate "C" not null references persons (id),
  kind text collate "C" not null,
  value text collate "C" not null,
  -- HMAC-SHA256 over kind and normalised value.
  digest text collate "C" not null,
  primary key (person, digest)
);

create index person_identifiers_digest on person_identifiers (digest);

-- HMAC-SHA256 of what gives a person away in free text: a given name with the family name, an identifier, a phone number, an address.
create table person_traces (
  digest text collate "C" not null,
  person text collate "C" not null references persons (id),
  primary key (digest, person)
);

create index person_traces_person on person_traces (person);

-- Somebody said that two persons of one identifier are not the same.
create table person_overrides (
  person text collate "C" not null references persons (id),
  other text collate "C" not null,
  reason text collate "C" not null,
  -- Null: whoever runs the program.
  by_person text collate "C" null,
  at bigint not null,
  primary key (person, other)
);

create index person_overrides_other on person_overrides (other);

-- What is left of an erased person: that it was done, and how much went.
create table person_receipts (
  person text collate "C" primary key,
  id text collate "C" not null,
  at bigint not null,
  by_person text collate "C" null,
  reason text collate "C" not null,
  names bigint not null,
  contacts bigint not null,
  identifiers bigint not null,
  traces bigint not null,
  overrides bigint not null,
  hash text collate "C" not null
);

-- Which keepers of copies have forgotten an erased person.
create table person_forgettings (
  person text collate "C" not null references person_receipts (person),
  keeper text collate "C" not null,
  at bigint not null,
  primary key (person, keeper)
);

-- One row: the installation's key of the digests above.
create table person_key (
  singleton bigint primary key check (singleton = 1),
  bytes bytea not null
);
