-- Every word of name and description, in small letters without accents: what the text filter of the directory searches.
alter table offering add column words text[] not null default '{}';
update offering set words =
    array(select distinct word from regexp_split_to_table(lower(display_name || ' ' || description), '[^[:alnum:]]+') word
          where word <> '');
create index offering_of_words on offering using gin (array_to_tsvector(words));
-- Who was checked since a day.
create index ulo_of_check on ulo (verify_time) where state = 'listed';
