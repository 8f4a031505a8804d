create table need (
    need_id uuid constraint need_key primary key,
    person_id uuid not null constraint need_person references person,
    category text not null,
    -- A code of the category's list, or a BCP 47 tag for a language.
    item text not null,
    -- Sealed: note, how it is met.
    private bytea not null,
    share boolean not null,
    met text not null,
    review_date date,
    recorded_by text not null,
    state text not null,
    version bigint not null,
    create_time timestamptz not null,
    update_time timestamptz not null
);
create index need_of_person on need (person_id, need_id);
-- The same need is recorded once; when it no longer holds it can be recorded again.
create unique index need_current_once on need (person_id, category, item) where state = 'current';
