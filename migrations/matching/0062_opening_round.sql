create table opening_round (
    opening_round_id uuid constraint opening_round_key primary key,
    -- `ulos/…` or `councils/…`.
    owner text not null,
    title text not null,
    rule text not null,
    -- The last day to enter.
    close_date date not null,
    -- Sealed with a key of its own: whoever knew it before the round is run could tell who wins the lottery.
    seed bytea not null,
    -- What everything was decided from, and what it came to, as the domain keeps them. Null until it is run.
    drawing jsonb,
    figures jsonb,
    state text not null,
    end_time timestamptz,
    version bigint not null,
    create_time timestamptz not null,
    update_time timestamptz not null,
    constraint opening_round_ended_has_a_time check ((state = 'open') = (end_time is null)),
    constraint opening_round_run_can_be_checked check ((state = 'run') = (drawing is not null)),
    constraint opening_round_run_has_figures check ((state = 'run') = (figures is not null))
);
create index opening_round_of_owner on opening_round (owner, opening_round_id);
create index opening_round_open on opening_round (close_date) where state = 'open';

-- The openings a round has of an offering.
create table opening (
    opening_round_id uuid not null constraint opening_of_round references opening_round,
    offering_id uuid not null,
    ulo_id uuid not null,
    openings integer not null,
    -- Whether the round is open.
    open boolean not null,
    constraint opening_key primary key (opening_round_id, offering_id),
    constraint opening_is_some check (openings between 1 and 999)
);
-- Nobody waits for two rounds at once: an offering is in one open round at most.
create unique index opening_in_one_open_round on opening (offering_id) where open;
create index opening_of_ulo on opening (ulo_id, opening_round_id);

-- How a choice stands in a round.
create table opening_round_result (
    opening_round_result_id uuid constraint opening_round_result_key primary key,
    opening_round_id uuid not null constraint opening_round_result_of_round references opening_round,
    choice_id uuid not null constraint opening_round_result_of_choice references choice,
    request_id uuid not null,
    person_id uuid not null,
    -- The pick that waits for the round, and since when its place in the queue counts if there comes to be no round.
    wait_offering_id uuid not null,
    since_time timestamptz not null,
    -- What it was given.
    offering_id uuid,
    -- What it ranks better than what it was given, or all of its picks of the round when it was given none.
    not_given uuid[] not null,
    state text not null,
    create_time timestamptz not null,
    update_time timestamptz not null,
    constraint opening_round_result_once unique (opening_round_id, choice_id),
    constraint opening_round_result_placed_has_an_offering check ((state = 'placed') = (offering_id is not null))
);
create unique index opening_round_result_waits_once on opening_round_result (choice_id) where state in ('waiting', 'late');
create index opening_round_result_of_person on opening_round_result (person_id, opening_round_id);

-- The newest round a choice is or was in, and since when it waits for it.
alter table choice add column opening_round_result_id uuid;
alter table choice add column round_time timestamptz;
alter table choice add constraint choice_waits_for_a_round check (
    round_time is null or (opening_round_result_id is not null and state = 'offering')
);
