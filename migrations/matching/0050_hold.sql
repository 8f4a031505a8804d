-- The places of offerings that say how many more people could start: one row a place that is held by an offer in progress,
-- or was taken by someone since the openings were last stated.
create table hold (
    choice_id uuid constraint hold_key primary key constraint hold_of_choice references choice,
    offering_id uuid not null,
    -- Which of the places, from 1.
    place integer not null,
    hold_time timestamptz not null,
    -- When someone was taken on; null while it is only held.
    take_time timestamptz,
    constraint hold_place_is_a_number check (place > 0),
    -- No two people are before the same place.
    constraint hold_one_for_each_place unique (offering_id, place)
);

-- Where a choice waits for a place, and since when: nobody overtakes.
alter table choice add column queue_offering_id uuid;
alter table choice add column queue_time timestamptz;
alter table choice add constraint choice_waits_somewhere check ((queue_offering_id is null) = (queue_time is null));
alter table choice add constraint choice_waits_to_be_offered check (
    queue_time is null or state in ('offering', 'stopped')
);
create index choice_in_queue on choice (queue_offering_id, queue_time, choice_id)
    where queue_time is not null and state = 'offering';

-- Places given in the last year, to say what the last one went by: days only, and nobody.
create table given (
    given_id uuid constraint given_key primary key,
    offering_id uuid not null,
    come_date date not null,
    give_date date not null
);
create index given_of_offering on given (offering_id, give_date);
