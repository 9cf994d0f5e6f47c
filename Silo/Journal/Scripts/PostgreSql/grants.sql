grant select, insert on journal to :application;
revoke update, delete, truncate on journal from :application;
grant select, update on head to :application;
