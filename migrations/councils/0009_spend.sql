-- How much, not only that: read the feed of `ulos` again from its start.
truncate funding;
delete from cursor where source = 'ulos';
alter table funding add column amount_pence bigint not null;
create index funding_of_council on funding (council) where counts and council is not null;

-- What a council states about money to organisations that are not user-led. What went to those that are is worked out.
create table spend (
    gss_code text not null constraint spend_council references council,
    -- The calendar year the financial year begins in.
    year integer not null,
    to_others_pence bigint not null,
    -- Where it is published, or how it was worked out.
    source text not null,
    version bigint not null,
    create_time timestamptz not null,
    update_time timestamptz not null,
    constraint spend_key primary key (gss_code, year),
    constraint spend_is_not_negative check (to_others_pence >= 0)
);
