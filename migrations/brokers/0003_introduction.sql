create table introduction (
    introduction_id uuid constraint introduction_key primary key,
    kind text not null,
    rank integer not null,
    meet_first boolean not null,
    -- Sealed: message, needs, note on a decline.
    private bytea not null,
    weight integer not null,
    expire_time timestamptz not null,
    decline_reason text,
    decide_time timestamptz,
    request_id uuid not null,
    choice_id uuid not null,
    person_id uuid not null,
    council text not null,
    ulo_id uuid not null,
    offering_id uuid not null,
    broker_id uuid constraint introduction_broker references broker,
    case_id uuid,
    -- Offered, or accepted with its case still open.
    live boolean not null,
    state text not null,
    version bigint not null,
    create_time timestamptz not null,
    update_time timestamptz not null,
    constraint introduction_rank_is_bounded check (rank between 1 and 8),
    constraint introduction_weight_is_bounded check (weight between 1 and 100),
    constraint introduction_live_by_state check (case state
        when 'offered' then live
        when 'accepted' then true
        else not live
    end),
    constraint introduction_decided_has_a_time check ((state = 'offered') = (decide_time is null)),
    constraint introduction_declined_has_a_reason check ((state = 'declined') = (decline_reason is not null)),
    constraint introduction_accepted_has_a_case check ((state = 'accepted') = (case_id is not null)),
    -- Nobody answers after the deadline.
    constraint introduction_answered_in_time check (
        state not in ('accepted', 'declined') or decide_time < expire_time
    )
);
-- A person is never before two organisations at once with the same request.
create unique index introduction_one_live_per_request on introduction (request_id) where live;
create index introduction_of_request on introduction (request_id, introduction_id);
create index introduction_of_person on introduction (person_id, introduction_id);
create index introduction_of_ulo on introduction (ulo_id, introduction_id);
create index introduction_of_broker on introduction (broker_id, introduction_id);
create index introduction_waiting_of_ulo on introduction (ulo_id, introduction_id) where state = 'offered';
create index introduction_due on introduction (expire_time) where state = 'offered';
