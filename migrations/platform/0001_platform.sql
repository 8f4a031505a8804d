-- What every service keeps beside its own records. Runs once in each service's schema.

-- One row for every committed change, written in the transaction of the change.
create table event (
    event_id uuid constraint event_key primary key,
    stream text not null,
    stream_version bigint not null,
    kind text not null,
    payload_type text not null,
    payload bytea not null,
    occur_time timestamptz not null,
    -- Null until the sequencer has given the committed row its place in the feed.
    position bigint,
    -- Two changes of one record can never both be its next one.
    constraint event_one_per_version unique (stream, stream_version),
    constraint event_one_per_position unique (position)
);
create index event_waiting on event (stream_version, event_id) where position is null;

-- The last position given.
create table sequencer (
    only_row boolean constraint sequencer_key primary key default true,
    last_position bigint not null,
    constraint sequencer_has_one_row check (only_row)
);
insert into sequencer (last_position) values (0);

-- How far this service has read in the feeds of others.
create table cursor (
    source text constraint cursor_key primary key,
    position bigint not null
);

-- Requests to create something that were already carried out.
create table once (
    principal text not null,
    request_id uuid not null,
    fingerprint bytea not null,
    resource_id uuid not null,
    constraint once_key primary key (principal, request_id)
);

-- The key that seals the private text of one person, itself wrapped by the master key.
create table seal_key (
    subject uuid constraint seal_key_key primary key,
    -- Null once destroyed: what it sealed can never be read again.
    wrapped bytea
);
