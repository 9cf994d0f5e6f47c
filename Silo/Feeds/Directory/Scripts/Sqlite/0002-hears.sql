-- It is told what happens to the grains that it belongs to: every open one, and some that are over. The feed writes every row anew.
alter table directory add column hears integer not null default 0;
alter table directory_links add column hears integer not null default 0;

create index directory_hearing on directory_links (link, kind, stream) where hears;
