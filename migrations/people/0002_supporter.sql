create table supporter (
    supporter_id uuid constraint supporter_key primary key,
    person_id uuid not null constraint supporter_person references person,
    -- Sealed: display name, email, evidence.
    private bytea not null,
    kind text not null,
    powers text[] not null,
    expire_time timestamptz not null,
    state text not null,
    version bigint not null,
    create_time timestamptz not null,
    update_time timestamptz not null,
    -- Acting for someone never lasts more than twelve months without being given again.
    constraint supporter_ends_within_a_year check (expire_time <= create_time + interval '366 days' or state <> 'active')
);
create index supporter_of_person on supporter (person_id, supporter_id);
