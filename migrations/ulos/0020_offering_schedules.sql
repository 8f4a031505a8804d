-- Day, week, opening and closing time of each, in order of the days. Empty: by arrangement.
alter table offering add column schedules jsonb not null default '[]';
