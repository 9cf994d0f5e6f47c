grant select, insert, update, delete on persons, person_overrides to :application;
grant select, insert, delete on person_identifiers, person_traces to :application;
grant select, insert on person_receipts, person_forgettings, person_key to :application;
