-- A round of a fund. What is counted along the way (bids, asked, set aside, paid) is kept in the transaction of each change,
-- so that the database itself holds every sum within the one above it.
create table round (
    round_id uuid constraint round_key primary key,
    display_name text not null,
    purpose text not null,
    amount_pence bigint not null,
    most_per_bid_pence bigint not null,
    sites int not null,
    criteria jsonb not null,
    -- Empty is all of England.
    councils text[] not null,
    open_time timestamptz not null,
    close_time timestamptz not null,
    decision_date date not null,
    state text not null,
    bids int not null,
    asked_pence bigint not null,
    awarded_pence bigint not null,
    paid_pence bigint not null,
    version bigint not null,
    create_time timestamptz not null,
    update_time timestamptz not null,
    constraint round_takes_bids_for_a_while check (close_time > open_time),
    constraint round_is_not_overspent check (awarded_pence between 0 and amount_pence),
    constraint round_is_not_overpaid check (paid_pence between 0 and awarded_pence),
    constraint round_counts_its_bids check (bids >= 0 and asked_pence >= 0)
);
