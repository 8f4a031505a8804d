-- Mail for the mailbox page, where no mail server is set.
create table mail (
    mail_id uuid constraint mail_key primary key,
    -- Sealed: to whom, the subject, the text, the link in it.
    private bytea not null,
    create_time timestamptz not null
);
-- Sample people anyone may sign in as. Filled only together with the sample data.
create table sample_sign_in (
    seat_id uuid constraint sample_sign_in_key primary key constraint sample_sign_in_seat references seat,
    position integer not null
);
