grant select, insert, update, delete on stuck_steps to :application;
