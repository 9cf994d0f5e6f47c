grant select, insert, update, delete on notifications, preferences, dead_letters to :application;
grant select, insert on notices to :application;
