-- What one more opening would be worth, as worked out last night: at an offering, or in an area for a kind and a need.
-- Each night takes the place of the one before. Tells of no one.
create table price (
    -- Of one night, the higher the id the higher the price.
    price_id uuid constraint price_key primary key,
    offering_id uuid,
    ulo_id uuid,
    -- The name of the council, of an area.
    council text,
    kind text not null,
    -- Empty for everyone who asked for the kind there; null of an offering.
    need text,
    -- In millionths of the best fit.
    price bigint not null,
    shown bigint not null,
    create_time timestamptz not null,
    constraint price_of_offering_or_area check (
        (offering_id is null) = (ulo_id is null)
        and (offering_id is null) = (council is not null)
        and (council is null) = (need is null)),
    constraint price_not_below_zero check (price >= 0 and shown >= 0)
);
create index price_of_ulo on price (ulo_id, price_id) where ulo_id is not null;
create index price_of_council on price (council, price_id) where council is not null;

-- Whoever begins a night's work does all of it: one row a night.
create table night (
    night_date date constraint night_key primary key,
    -- Nobody else begins until this is long ago.
    start_time timestamptz not null,
    finish_time timestamptz,
    requests bigint,
    offerings bigint,
    -- How far places and prices were from proving each other; above what is allowed the night's prices were refused.
    gap_millionths bigint
);

-- Those who wait, to be read a page at a time.
create index request_waiting on request (request_id) where state in ('asked', 'chosen', 'unmet');
