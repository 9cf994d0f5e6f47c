grant select, insert, update, delete on feeds to :application;
