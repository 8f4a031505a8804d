-- What this service knows of a case, as brokers tells it: who does the work, while it is open.
create table "case" (
    case_id uuid constraint case_key primary key,
    broker_id uuid not null,
    open boolean not null,
    -- Of the case in brokers: an event read again never undoes a later one.
    version bigint not null
);
create index case_of_broker on "case" (broker_id) where open;
