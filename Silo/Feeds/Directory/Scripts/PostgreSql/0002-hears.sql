-- It is told what happens to the grains that it belongs to: every open one, and some that are over. The feed writes every row anew.
alter table directory add column hears boolean not null default false;
alter table directory_links add column hears boolean not null default false;

create index directory_hearing on directory_links (link, kind, stream) where hears;
