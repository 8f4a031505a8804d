-- What the frameworks are worked out from: the newest state of each record of the other services, as far as a
-- framework needs it. No names, no words, no contact. Each row keeps the version of the record it was made from, so that
-- reading the same history again changes nothing.

create table ulo (
    ulo_id uuid constraint ulo_key primary key,
    -- Whether an organisation of its kind may be user-led at all.
    may_be_user_led boolean not null,
    user_led text not null,
    state text not null,
    councils text[] not null,
    stream_version bigint not null
);
create index ulo_of_council on ulo using gin (councils);

-- The verdict of the governance record, which an organisation copies a moment later.
create table governance (
    governance_id uuid constraint governance_key primary key,
    ulo_id uuid not null,
    user_led text not null,
    stream_version bigint not null,
    constraint governance_one_per_ulo unique (ulo_id)
);

create table offering (
    offering_id uuid constraint offering_key primary key,
    ulo_id uuid not null,
    kind text not null,
    -- Whether it says which access it gives.
    says_access boolean not null,
    state text not null,
    councils text[] not null,
    stream_version bigint not null
);
create index offering_of_council on offering using gin (councils);
create index offering_of_ulo on offering (ulo_id);

create table request (
    request_id uuid constraint request_key primary key,
    council text not null,
    kind text not null,
    state text not null,
    ask_time timestamptz not null,
    -- The first choice: the wait for someone to say yes begins there, however many say no.
    choose_time timestamptz,
    place_time timestamptz,
    stream_version bigint not null
);
create index request_waiting on request (council, kind, state) where state in ('asked', 'chosen', 'unmet');
create index request_chosen on request (council, choose_time) include (ask_time) where choose_time is not null;
create index request_placed on request (council, place_time) include (ask_time, choose_time)
    where place_time is not null;

create table "case" (
    case_id uuid constraint case_key primary key,
    council text not null,
    open_time timestamptz not null,
    -- The first time its support was running.
    live_time timestamptz,
    stream_version bigint not null
);
create index case_live on "case" (council, live_time) include (open_time) where live_time is not null;

create table review (
    review_id uuid constraint review_key primary key,
    council text not null,
    -- Only to set one person's answers beside each other.
    person_id uuid not null,
    stage text not null,
    -- Control over daily life, the best the highest. Null until answered.
    level integer,
    answer_time timestamptz,
    stream_version bigint not null
);
create index review_answered on review (council, person_id, answer_time) include (stage, level)
    where level is not null;
