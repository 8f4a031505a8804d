create table "case" (
    case_id uuid constraint case_key primary key,
    introduction_id uuid not null constraint case_introduction references introduction,
    kind text not null,
    stage text not null,
    weight integer not null,
    -- Sealed: the next action.
    private bytea not null,
    next_action_date date,
    first_contact_time timestamptz,
    close_reason text,
    request_id uuid not null,
    person_id uuid not null,
    council text not null,
    ulo_id uuid not null,
    offering_id uuid not null,
    broker_id uuid not null constraint case_broker references broker,
    state text not null,
    version bigint not null,
    create_time timestamptz not null,
    update_time timestamptz not null,
    -- An introduction is accepted once.
    constraint case_one_per_introduction unique (introduction_id),
    constraint case_weight_is_bounded check (weight between 1 and 100),
    constraint case_closed_at_its_last_stage check ((state = 'closed') = (stage = 'closed')),
    constraint case_closed_has_a_reason check ((state = 'closed') = (close_reason is not null)),
    constraint case_closed_has_nothing_to_do check (state = 'open' or next_action_date is null)
);
create index case_of_person on "case" (person_id, case_id);
create index case_of_ulo on "case" (ulo_id, case_id);
create index case_of_broker on "case" (broker_id, case_id);
-- The boards: what is open, at which stage, and what is overdue.
create index case_open_of_ulo on "case" (ulo_id, case_id) where state = 'open';
create index case_open_of_broker on "case" (broker_id, case_id) where state = 'open';
create index case_at_stage_of_ulo on "case" (ulo_id, stage, case_id) where state = 'open';
create index case_due_of_ulo on "case" (ulo_id, next_action_date) where state = 'open';

-- The history of a case. Append only.
create table step (
    step_id uuid constraint step_key primary key,
    case_id uuid not null constraint step_case references "case",
    number integer not null,
    stage_from text,
    stage_to text not null,
    -- Sealed: the note. Null when nothing was said.
    private bytea,
    actor text not null,
    broker_id uuid not null,
    step_time timestamptz not null,
    constraint step_in_order unique (case_id, number),
    constraint step_opens_or_follows check ((number = 1) = (stage_from is null))
);
