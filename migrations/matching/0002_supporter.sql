-- Who may act for whom, as people tells it: a grant taken back counts here from the moment its event is read.
create table supporter (
    supporter_id uuid constraint supporter_key primary key,
    person_id uuid not null,
    -- Empty once taken back.
    powers text[] not null,
    expire_time timestamptz not null,
    -- Of the grant in people: an event read again never brings back what a later one took away.
    version bigint not null
);
create index supporter_of_person on supporter (person_id);
