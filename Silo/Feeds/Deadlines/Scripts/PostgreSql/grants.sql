grant select, insert, update, delete, truncate on deadlines, deadline_owes, deadline_calendars, deadline_versions to :application;
