create table offering (
    offering_id uuid constraint offering_key primary key,
    ulo_id uuid not null constraint offering_ulo references ulo,
    display_name text not null,
    description text not null,
    kind text not null,
    advocacy_kind text,
    peer_support_model text,
    councils text[] not null,
    delivery_modes text[] not null,
    latitude double precision,
    longitude double precision,
    max_travel_km integer,
    languages text[] not null,
    access text[] not null,
    who_for text[] not null,
    price_pence bigint not null,
    price_basis text not null,
    openings integer,
    -- When openings were last stated, changed or not.
    openings_time timestamptz,
    typical_wait_days integer,
    interests jsonb not null,
    state text not null,
    version bigint not null,
    create_time timestamptz not null,
    update_time timestamptz not null,
    constraint offering_place_is_whole check ((latitude is null) = (longitude is null)),
    constraint offering_openings_have_a_time check ((openings is null) = (openings_time is null)),
    -- Advocacy says which kind, peer support which way, and nothing else either.
    constraint offering_advocacy_says_which check ((kind = 'advocacy') = (advocacy_kind is not null)),
    constraint offering_peer_support_says_how check ((kind = 'peer_support') = (peer_support_model is not null))
);
create index offering_of_ulo on offering (ulo_id, offering_id);
create index offering_of_council on offering using gin (councils);
create index offering_of_kind on offering (kind, offering_id);
create index offering_of_state on offering (state, offering_id);
