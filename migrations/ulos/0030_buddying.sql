-- What organisations that have come far offer to others.
create table buddy_offer (
    buddy_offer_id uuid constraint buddy_offer_key primary key,
    ulo_id uuid not null constraint buddy_offer_ulo references ulo,
    hours_per_month integer not null,
    topics text[] not null,
    end_date date not null,
    words text not null,
    state text not null,
    version bigint not null,
    create_time timestamptz not null,
    update_time timestamptz not null
);
-- An organisation has one offer at a time.
create unique index buddy_offer_one_current on buddy_offer (ulo_id) where state = 'current';
create index buddy_offer_of_ulo on buddy_offer (ulo_id, buddy_offer_id);

-- By which one helps another organisation, or a council that has none.
create table buddying (
    buddying_id uuid constraint buddying_key primary key,
    buddy_id uuid not null constraint buddying_buddy references ulo,
    helped_ulo_id uuid constraint buddying_helped references ulo,
    helped_council text,
    hours_per_month integer not null,
    topics text[] not null,
    start_date date not null,
    end_date date not null,
    -- Each with the day it is due and the day it was reached.
    milestones jsonb not null,
    cost_pence bigint not null,
    payer text not null,
    exit_terms text not null,
    buddy_accept_time timestamptz,
    helped_accept_time timestamptz,
    reason text not null,
    -- Null until the helped side has said what it was worth.
    verdict text,
    verdict_words text not null,
    state text not null,
    version bigint not null,
    create_time timestamptz not null,
    update_time timestamptz not null,
    -- Somebody is helped, and only one.
    constraint buddying_helps_one check ((helped_ulo_id is null) <> (helped_council is null)),
    constraint buddying_not_itself check (helped_ulo_id is distinct from buddy_id),
    constraint buddying_has_a_day check (end_date >= start_date),
    -- What runs or ran was accepted by both.
    constraint buddying_accepted_by_both check (
        state not in ('accepted', 'ended') or (buddy_accept_time is not null and helped_accept_time is not null)),
    -- Only what has ended is judged.
    constraint buddying_judged_at_the_end check (verdict is null or state = 'ended')
);
-- Two have one agreement at a time.
create unique index buddying_one_of_two on buddying (buddy_id, coalesce(helped_ulo_id::text, helped_council))
    where state in ('proposed', 'accepted');
create index buddying_of_buddy on buddying (buddy_id, buddying_id);
create index buddying_of_helped on buddying (helped_ulo_id, buddying_id);
create index buddying_of_council on buddying (helped_council, buddying_id);
