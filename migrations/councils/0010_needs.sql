-- What people need to take part, as codes: read the feed of `matching` again from its start. Without a person's name or
-- id, and gone with what a request tells of its asker.
truncate request;
delete from cursor where source = 'matching';
alter table request add column needs text[] not null;
