-- How an organisation is run. Only facts are kept: what they mean is worked out at each read.
create table governance (
    governance_id uuid constraint governance_key primary key,
    ulo_id uuid not null constraint governance_ulo references ulo,
    -- Null: not evidenced, which is not 0.
    board_size integer,
    board_from_constituency integer,
    staff_size integer,
    staff_from_constituency integer,
    volunteer_size integer,
    volunteers_from_constituency integer,
    accountability jsonb not null,
    statement_date date not null,
    version bigint not null,
    create_time timestamptz not null,
    update_time timestamptz not null,
    -- One record for each organisation.
    constraint governance_one_per_ulo unique (ulo_id)
);
