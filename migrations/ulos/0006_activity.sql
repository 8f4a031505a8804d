-- What an organisation did to last and to be heard: a training, an outreach, an influence. What follows is worked out at each
-- read.
create table activity (
    activity_id uuid constraint activity_key primary key,
    ulo_id uuid not null constraint activity_ulo references ulo,
    activity_date date not null,
    -- {"training": {...}}, {"outreach": {...}} or {"influence": {...}}.
    what jsonb not null,
    state text not null,
    version bigint not null,
    create_time timestamptz not null,
    update_time timestamptz not null
);
create index activity_of_ulo on activity (ulo_id, activity_id);
