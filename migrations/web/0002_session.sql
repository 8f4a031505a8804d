-- Who is signed in. The browser holds the token; only its hash is here.
create table session (
    token_hash bytea constraint session_key primary key,
    account_id uuid not null constraint session_account references account,
    -- Null until a capacity is chosen.
    seat_id uuid constraint session_seat references seat,
    create_time timestamptz not null,
    expire_time timestamptz not null
);
create index session_of_account on session (account_id);
create index session_of_seat on session (seat_id);
create index session_by_end on session (expire_time);
-- A link that was mailed: used once, within ten minutes, in the browser that asked for it.
create table link (
    token_hash bytea constraint link_key primary key,
    email_hash bytea not null,
    browser_hash bytea not null,
    -- Sealed: the address, and where to go afterwards.
    private bytea not null,
    create_time timestamptz not null,
    expire_time timestamptz not null,
    use_time timestamptz
);
create index link_of_email on link (email_hash, create_time);
create index link_by_end on link (expire_time);
