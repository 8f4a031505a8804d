-- The money an organisation lives on: one row for each grant, contract or other income over one term.
create table funding (
    funding_id uuid constraint funding_key primary key,
    ulo_id uuid not null constraint funding_ulo references ulo,
    kind text not null,
    funder text not null,
    -- The council that gives it, `councils/{gss}`; null when no council does.
    council text,
    amount_pence bigint not null,
    start_date date not null,
    end_date date not null,
    renewal text not null,
    renewal_note text not null,
    certainty text not null,
    state text not null,
    version bigint not null,
    create_time timestamptz not null,
    update_time timestamptz not null,
    -- A term has at least one day.
    constraint funding_term_has_a_day check (end_date >= start_date),
    constraint funding_is_some_money check (amount_pence > 0)
);
create index funding_of_ulo on funding (ulo_id, funding_id);
