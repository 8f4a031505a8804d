-- When a broker began this work in the organisation; null while nobody said, and then the day they were added counts.
alter table broker add column start_date date;
