-- Seats organisations have where councils decide: the feed of `ulos` is read again from its start.
truncate ulo, governance, offering, funding;
delete from cursor where source = 'ulos';

create table seat (
    activity_id uuid constraint seat_key primary key,
    ulo_id uuid not null,
    council text not null,
    -- Whether it was not taken out again.
    counts boolean not null,
    start_date date not null,
    -- Null while it lasts.
    end_date date,
    stream_version bigint not null
);
create index seat_of_ulo on seat (ulo_id, council) where counts;
