-- What the index holds in memory, so that a restart need not read the whole history again. Kept from the feed of ulos.
create table option (
    offering_id uuid constraint option_key primary key,
    -- What rules and factors ask of the offering. Null once it is closed.
    facts jsonb,
    -- Where in the feed it last changed.
    position bigint not null
);
create index option_changed on option (position);

-- The organisations behind the options.
create table ulo (
    ulo_id uuid constraint ulo_key primary key,
    -- Null once closed, and before its own first event was read.
    facts jsonb,
    -- Who works there, from its governance. Null while that is not known.
    peers jsonb,
    position bigint not null
);
create index ulo_changed on ulo (position);
