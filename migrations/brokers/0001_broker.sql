create table broker (
    broker_id uuid constraint broker_key primary key,
    ulo_id uuid not null,
    display_name text not null,
    skills text[] not null,
    languages text[] not null,
    lived_experience text[] not null,
    lived_experience_consent boolean not null,
    ways_of_working text[] not null,
    councils text[] not null,
    caseload_limit integer not null,
    -- The points of the broker's open cases. Changed only with the row locked, in the transaction that opens, weighs,
    -- closes or transfers a case: there it is compared with the limit. A limit lowered later may lie below it.
    open_weight integer not null,
    interests jsonb not null,
    state text not null,
    version bigint not null,
    create_time timestamptz not null,
    update_time timestamptz not null,
    constraint broker_limit_is_bounded check (caseload_limit between 0 and 1000),
    constraint broker_open_weight_is_not_negative check (open_weight >= 0),
    -- Who has left carries no cases.
    constraint broker_left_with_nothing_open check (state <> 'left' or open_weight = 0)
);
create index broker_of_ulo on broker (ulo_id, broker_id);
