create table budget (
    budget_id uuid constraint budget_key primary key,
    person_id uuid not null constraint budget_person references person,
    -- Sealed: the name of whoever holds the money.
    private bytea not null,
    route text not null,
    -- In pence for each frequency. Null is not known, which is not 0.
    amount_pence bigint,
    person_contribution_pence bigint,
    council_contribution_pence bigint,
    frequency text,
    start_date date,
    end_date date,
    holder_role text,
    next_review_date date,
    state text not null,
    version bigint not null,
    create_time timestamptz not null,
    update_time timestamptz not null,
    -- An amount means nothing without the span of time it is for.
    constraint budget_amounts_have_a_frequency check (
        frequency is not null
        or num_nonnulls(amount_pence, person_contribution_pence, council_contribution_pence) = 0
    ),
    -- The parts never come to more than the whole.
    constraint budget_parts_within_amount check (
        coalesce(person_contribution_pence, 0) + coalesce(council_contribution_pence, 0) <= amount_pence
    ),
    constraint budget_ends_after_it_starts check (end_date >= start_date)
);
create index budget_of_person on budget (person_id, budget_id);
