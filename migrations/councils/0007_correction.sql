-- Where a council says that a worked out answer is not so, and why. What was worked out stays beside it.
create table correction (
    correction_id uuid constraint correction_key primary key,
    gss_code text not null constraint correction_framework references framework,
    kind text not null,
    question text not null,
    -- What the council says.
    status text not null,
    -- What was worked out at that time.
    computed_status text not null,
    reason text not null,
    state text not null,
    withdraw_time timestamptz,
    version bigint not null,
    create_time timestamptz not null,
    update_time timestamptz not null
);
create index correction_of_framework on correction (gss_code, correction_id);
-- One answer at a time to one question.
create unique index correction_current on correction (gss_code, kind, question) where state = 'current';
