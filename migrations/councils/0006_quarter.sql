-- The framework of each council as it stood when a quarter ended. Never changed afterwards.
create table framework_quarter (
    gss_code text not null constraint framework_quarter_framework references framework,
    -- Such as 2026-Q3.
    quarter text not null,
    -- The exact figures. Nothing leaves this column but through the disclosure rules.
    figures jsonb not null,
    positions jsonb not null,
    as_of_time timestamptz not null,
    -- Of the framework at that time.
    version bigint not null,
    update_time timestamptz not null,
    freeze_time timestamptz not null,
    constraint framework_quarter_key primary key (gss_code, quarter)
);
