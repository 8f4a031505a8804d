-- Every step of the journey, whom offerings are for, and who pays whom. Facts are forgotten and read again from the
-- start of the feeds, which holds all of it.
truncate ulo, governance, offering, request, "case", review, touched;
delete from cursor;
-- Lists of steps grew: until they are worked out again, nothing is known.
update framework set figures = figures - 'waits';

alter table offering add column who_for text[] not null;

alter table request
    -- The first menu.
    add column menu_time timestamptz;
create index request_shown on request (council, menu_time) include (ask_time) where menu_time is not null;

alter table "case"
    add column contact_time timestamptz,
    -- The first time a plan was agreed.
    add column agree_time timestamptz,
    add column is_open boolean not null;
create index case_contacted on "case" (council, contact_time) include (open_time) where contact_time is not null;
create index case_agreed on "case" (council, agree_time) include (contact_time) where agree_time is not null;
create index case_standing on "case" (council) include (open_time, contact_time, agree_time)
    where is_open and live_time is null;

create table introduction (
    introduction_id uuid constraint introduction_key primary key,
    request_id uuid not null,
    ulo_id uuid not null,
    council text not null,
    kind text not null,
    state text not null,
    offer_time timestamptz not null,
    decide_time timestamptz,
    stream_version bigint not null
);
create index introduction_offered on introduction (council, offer_time) include (request_id);
create index introduction_decided on introduction (council, decide_time) include (kind, ulo_id, offer_time)
    where state = 'accepted';
create index introduction_standing on introduction (council) include (offer_time) where state = 'offered';
create index introduction_of_request on introduction (request_id, offer_time);

-- Money of councils to organisations: that it is there and of which kind, not how much.
create table funding (
    funding_id uuid constraint funding_key primary key,
    ulo_id uuid not null,
    -- Null when no council gives it.
    council text,
    is_contract boolean not null,
    -- Whether it is decided and was not withdrawn.
    counts boolean not null,
    start_date date not null,
    end_date date not null,
    stream_version bigint not null
);
create index funding_of_ulo on funding (ulo_id, council) where counts;
