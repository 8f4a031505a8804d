-- Whether the newest menu of a request had one or two options only: there was somebody, but next to no choice.
alter table request add column few boolean;
-- When that menu was made.
alter table request add column newest_menu_time timestamptz;
