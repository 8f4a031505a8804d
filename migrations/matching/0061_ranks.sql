-- How each pick is ranked, where some are liked as well as each other; empty where none are.
alter table choice add column ranks integer[] not null default '{}';
