-- That two entries which look alike are not the same organisation. They are not proposed as look-alikes while it is current.
create table distinction (
    distinction_id uuid constraint distinction_key primary key,
    -- The older entry of the two, so that a pair is written in one way only.
    ulo_id uuid not null constraint distinction_ulo references ulo,
    other_ulo_id uuid not null constraint distinction_other_ulo references ulo,
    reason text not null,
    decider text not null,
    -- Null while it is current.
    withdrawer text,
    state text not null,
    version bigint not null,
    create_time timestamptz not null,
    update_time timestamptz not null,
    constraint distinction_of_two check (ulo_id < other_ulo_id),
    constraint distinction_withdrawn_by_someone check ((state = 'withdrawn') = (withdrawer is not null))
);
-- Of two entries it is said once at a time.
create unique index distinction_one_current on distinction (ulo_id, other_ulo_id) where state = 'current';
create index distinction_of_other on distinction (other_ulo_id, distinction_id);
