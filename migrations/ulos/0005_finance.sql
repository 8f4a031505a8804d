-- What an organisation states of its money. What follows from it is worked out at each read.
create table finance (
    finance_id uuid constraint finance_key primary key,
    ulo_id uuid not null constraint finance_ulo references ulo,
    -- Null: not evidenced, which is not 0.
    reserves_pence bigint,
    monthly_cost_pence bigint,
    statement_date date not null,
    closure_plan text not null,
    version bigint not null,
    create_time timestamptz not null,
    update_time timestamptz not null,
    -- One record for each organisation.
    constraint finance_one_per_ulo unique (ulo_id)
);
