-- The enabling framework of each council, worked out from the facts whenever they change, and once a day because
-- waits are those of the last 365 days.
create table framework (
    gss_code text constraint framework_key primary key constraint framework_council references council,
    -- The exact figures. Nothing leaves this column but through the disclosure rules.
    figures jsonb not null,
    -- How far each feed had been read when they were worked out.
    positions jsonb not null,
    as_of_time timestamptz not null,
    -- Counts changes that anyone can see: a hidden number that changes is not one.
    version bigint not null,
    create_time timestamptz not null,
    update_time timestamptz not null
);

-- Councils with facts that their framework does not know yet. Written in the transaction of the facts and added to
-- only, so that readers of different feeds never wait for each other.
create table touched (
    source text not null,
    position bigint not null,
    gss_code text not null,
    constraint touched_key primary key (source, position, gss_code)
);
create index touched_of_council on touched (gss_code);
