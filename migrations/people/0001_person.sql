create table person (
    person_id uuid constraint person_key primary key,
    -- Sealed: display name, pronouns, contact routes, equality answers.
    private bytea not null,
    council text not null,
    -- Never finer than 0.01 degree, about a kilometre.
    outward_code text,
    latitude double precision,
    longitude double precision,
    age_band text,
    state text not null,
    version bigint not null,
    create_time timestamptz not null,
    update_time timestamptz not null,
    constraint person_place_is_whole check ((latitude is null) = (longitude is null))
);
create index person_of_council on person (council, person_id);
