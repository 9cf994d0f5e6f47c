grant select on orleansquery to :application;
grant select, insert, update, delete on orleansmembershipversiontable, orleansmembershiptable, orleansstorage to :application;
