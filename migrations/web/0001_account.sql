-- Who may sign in: one row for one e-mail address.
create table account (
    account_id uuid constraint account_key primary key,
    -- A keyed hash of the address, to find the account by.
    email_hash bytea not null,
    -- Sealed: the address.
    private bytea not null,
    create_time timestamptz not null,
    constraint account_one_per_email unique (email_hash)
);
-- In which capacity: as themselves, acting for somebody, or in their work. One account can have several.
create table seat (
    seat_id uuid constraint seat_key primary key,
    account_id uuid not null constraint seat_account references account,
    role text not null,
    subject text not null,
    acting_for text not null,
    ulo text not null,
    council text not null,
    -- Sealed: what they are called, and what the person they act for is called.
    private bytea not null,
    create_time timestamptz not null,
    constraint seat_once_per_account unique (account_id, subject)
);
create index seat_of_subject on seat (subject);
create index seat_acting_for on seat (acting_for) where acting_for <> '';
-- The secret random key of the hashes, sealed with the site's own key.
create table pepper (
    only_row boolean constraint pepper_key primary key default true,
    private bytea not null,
    constraint pepper_has_one_row check (only_row)
);
