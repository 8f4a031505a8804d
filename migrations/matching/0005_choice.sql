create table choice (
    choice_id uuid constraint choice_key primary key,
    request_id uuid not null constraint choice_request references request,
    menu_id uuid not null constraint choice_menu references menu,
    person_id uuid not null,
    kind text not null,
    -- Offerings and their organisations, the best liked first, as the domain keeps them.
    picks jsonb not null,
    -- What came of each pick tried, as the domain keeps it.
    attempts jsonb not null,
    -- Sealed: the message. Null when there is none, and once the person is erased.
    private bytea,
    case_id uuid,
    state text not null,
    -- When to look at it next, by the saga alone: no part of the version. It is also the lease of whoever looks.
    due_time timestamptz not null,
    version bigint not null,
    create_time timestamptz not null,
    update_time timestamptz not null,
    constraint choice_placed_has_a_case check ((state = 'placed') = (case_id is not null))
);
-- A request is offered by one choice at a time.
create unique index choice_one_offering_per_request on choice (request_id) where state = 'offering';
create index choice_of_request on choice (request_id, choice_id);
create index choice_of_person on choice (person_id, choice_id);
create index choice_due on choice (due_time) where state = 'offering';

-- Introductions that must not stay open: offered for a choice that was over by then. The saga takes them back.
create table stray (
    introduction_id uuid constraint stray_key primary key,
    due_time timestamptz not null
);
create index stray_due on stray (due_time);
