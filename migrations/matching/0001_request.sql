create table request (
    request_id uuid constraint request_key primary key,
    person_id uuid not null,
    -- What the person wants, as the domain keeps it.
    wants jsonb not null,
    -- Sealed: the person's own words, and what was frozen. Null while there is neither, and once the person is erased.
    private bytea,
    ask_time timestamptz,
    choose_time timestamptz,
    place_time timestamptz,
    close_time timestamptz,
    case_id uuid,
    -- Who took it on: known to the person from then on.
    ulo_id uuid,
    state text not null,
    version bigint not null,
    create_time timestamptz not null,
    update_time timestamptz not null,
    -- Placed if and only if a case answers it.
    constraint request_placed_has_a_case check (case state
        when 'placed' then case_id is not null
        when 'closed' then true
        else case_id is null
    end),
    constraint request_case_has_an_organisation check ((case_id is null) = (ulo_id is null)),
    constraint request_ended_has_a_time check ((state in ('withdrawn', 'closed')) = (close_time is not null))
);
create index request_of_person on request (person_id, request_id);
