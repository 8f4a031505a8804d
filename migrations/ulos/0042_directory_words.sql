-- The words of its organisation, kept beside its own so that one index serves a search for words of both.
alter table offering add column ulo_words text[] not null default '{}';
update offering set ulo_words = ulo.words from ulo where ulo.ulo_id = offering.ulo_id;
create index offering_of_all_words on offering using gin (array_to_tsvector(words || ulo_words));
drop index offering_of_words;
