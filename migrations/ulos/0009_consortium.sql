-- Several organisations acting together. What they are together is worked out at each read.
create table consortium (
    consortium_id uuid constraint consortium_key primary key,
    lead_id uuid not null constraint consortium_lead references ulo,
    display_name text not null,
    purpose text not null,
    -- Each organisation with how it stands and what it brings, the lead first.
    members jsonb not null,
    -- Those of them that have joined, and those that are invited: what lists are filtered by.
    joined uuid[] not null,
    invited uuid[] not null,
    state text not null,
    version bigint not null,
    create_time timestamptz not null,
    update_time timestamptz not null
);
create index consortium_of_lead on consortium (lead_id, consortium_id);
create index consortium_of_joined on consortium using gin (joined);
create index consortium_of_invited on consortium using gin (invited);
