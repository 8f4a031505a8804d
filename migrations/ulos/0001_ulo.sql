create table ulo (
    ulo_id uuid constraint ulo_key primary key,
    display_name text not null,
    description text not null,
    kind text not null,
    -- Null: not known.
    legal_form text,
    -- Scheme and number of each, as shown.
    registrations jsonb not null,
    councils text[] not null,
    who_for text[] not null,
    -- Phone, email, website, address, postcode, point: the organisation's own, all public.
    contact jsonb,
    access_features text[] not null,
    founded_date date,
    -- Every word of name and description, in small letters without accents: what the text filter searches.
    words text[] not null,
    -- The name as look-alikes are compared: small letters, no accents, no words that only say the legal form.
    plain_name text not null,
    -- Scheme and bare number of each registration, `companies_house:01234567`.
    registration_keys text[] not null,
    -- Other rows that look like the same organisation. Linked both ways, never merged.
    possible_duplicates uuid[] not null,
    verify_time timestamptz,
    verifier text,
    verify_method text,
    -- Copied from governance in the transaction that changes it.
    user_led text not null,
    close_reason text,
    state text not null,
    version bigint not null,
    create_time timestamptz not null,
    update_time timestamptz not null,
    -- Whoever checked it said when and how.
    constraint ulo_check_is_whole check (
        (verify_time is null) = (verifier is null) and (verify_time is null) = (verify_method is null)),
    -- Closed entries say why, and only they.
    constraint ulo_closed_for_a_reason check ((state = 'closed') = (close_reason is not null))
);
create index ulo_of_council on ulo using gin (councils);
create index ulo_of_kind on ulo (kind, ulo_id);
create index ulo_of_standing on ulo (user_led, ulo_id);
create index ulo_of_state on ulo (state, ulo_id);
create index ulo_of_words on ulo using gin (array_to_tsvector(words));
create index ulo_of_plain_name on ulo (plain_name);
create index ulo_of_registration on ulo using gin (registration_keys);
