-- What was given to whom and why, with its milestones.
create table award (
    award_id uuid constraint award_key primary key,
    bid_id uuid not null constraint award_once unique constraint award_bid references bid,
    round_id uuid not null constraint award_round references round,
    ulo_id uuid not null constraint award_ulo references ulo,
    amount_pence bigint not null,
    paid_pence bigint not null,
    reason text not null,
    councils text[] not null,
    milestones jsonb not null,
    learned boolean not null,
    state text not null,
    version bigint not null,
    create_time timestamptz not null,
    update_time timestamptz not null,
    constraint award_is_some_money check (amount_pence > 0),
    constraint award_is_not_overpaid check (paid_pence between 0 and amount_pence)
);
create index award_of_round on award (round_id, award_id);
create index award_of_ulo on award (ulo_id, award_id);

-- What an organisation reports on an award.
create table report (
    report_id uuid constraint report_key primary key,
    award_id uuid not null constraint report_award references award,
    ulo_id uuid not null constraint report_ulo references ulo,
    kind text not null,
    start_date date not null,
    end_date date not null,
    done text not null,
    spent_pence bigint not null,
    people int not null,
    problem text not null,
    result text not null,
    contact text not null,
    return_reason text not null,
    state text not null,
    version bigint not null,
    create_time timestamptz not null,
    update_time timestamptz not null,
    constraint report_has_a_day check (end_date >= start_date)
);
create unique index report_on_learning on report (award_id) where kind = 'learning';
create index report_of_award on report (award_id, report_id);
