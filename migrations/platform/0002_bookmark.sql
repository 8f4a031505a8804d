-- Up to when everything of a feed has been read, as its service last said. Null until it has said so once.
alter table cursor add column bookmark_time timestamptz;
