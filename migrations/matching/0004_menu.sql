-- Menus as the person saw them. Never changed, but for what they were made from, which goes with the person.
create table menu (
    menu_id uuid constraint menu_key primary key,
    request_id uuid not null constraint menu_request references request,
    person_id uuid not null,
    -- Sealed: what it was made from. Null once the person is erased.
    private bytea,
    -- Options, why not the others, shortfall, as the domain keeps them.
    made jsonb not null,
    index_version bigint not null,
    rules_version text not null,
    -- The bits of an unsigned number.
    seed bigint not null,
    version bigint not null,
    create_time timestamptz not null,
    update_time timestamptz not null
);
create index menu_of_request on menu (request_id, menu_id);
create index menu_of_person on menu (person_id, menu_id);
