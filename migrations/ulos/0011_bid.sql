-- What an organisation asks a round for.
create table bid (
    bid_id uuid constraint bid_key primary key,
    round_id uuid not null constraint bid_round references round,
    ulo_id uuid not null constraint bid_ulo references ulo,
    need text not null,
    plan text not null,
    leadership text not null,
    sharing text not null,
    lasting text not null,
    amount_pence bigint not null,
    milestones jsonb not null,
    partners text[] not null,
    councils text[] not null,
    state text not null,
    submit_time timestamptz,
    -- Null until it is decided on.
    award_pence bigint,
    decision_reason text not null,
    version bigint not null,
    create_time timestamptz not null,
    update_time timestamptz not null,
    constraint bid_gets_no_more_than_it_asks check (award_pence between 0 and amount_pence)
);
-- One bid of an organisation in a round.
create unique index bid_once on bid (round_id, ulo_id) where state <> 'withdrawn';
create index bid_of_round on bid (round_id, bid_id);
create index bid_of_ulo on bid (ulo_id, bid_id);

-- One assessor's view of one bid.
create table assessment (
    assessment_id uuid constraint assessment_key primary key,
    bid_id uuid not null constraint assessment_bid references bid,
    round_id uuid not null constraint assessment_round references round,
    assessor text not null,
    scores jsonb not null,
    comment text not null,
    conflicts text[] not null,
    -- The points by the weights of the criteria, of `most_points`.
    points bigint not null,
    most_points bigint not null,
    state text not null,
    version bigint not null,
    create_time timestamptz not null,
    update_time timestamptz not null,
    constraint assessment_once unique (bid_id, assessor),
    constraint assessment_conflict_counts_for_nothing check (state = 'stood_aside' or conflicts = '{}')
);
create index assessment_of_round on assessment (round_id) where state = 'given';
create index assessment_of_assessor on assessment (assessor, assessment_id);
