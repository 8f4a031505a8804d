-- Councils in whose area no organisation is or may be user-led, each since the first day it was seen. A lack that lasts is
-- found, and a strategy is required from that day.
create table lack (
    gss_code text constraint lack_key primary key constraint lack_council references council,
    since_date date not null
);

-- What a council without a user-led organisation is going to do about it.
create table strategy (
    strategy_id uuid constraint strategy_key primary key,
    gss_code text not null constraint strategy_council references council,
    find_date date not null,
    aim text not null,
    -- A post, never a person.
    responsible text not null,
    buddy_ulo_id uuid,
    -- What is to be done, each with the day first promised. Nothing is ever taken out.
    actions jsonb not null,
    write_time timestamptz,
    closure text,
    close_ulo_id uuid,
    close_reason text not null,
    close_time timestamptz,
    state text not null,
    version bigint not null,
    create_time timestamptz not null,
    update_time timestamptz not null
);
create index strategy_of_council on strategy (gss_code, strategy_id);
-- One at a time is required of a council.
create unique index strategy_open on strategy (gss_code) where state <> 'closed';
