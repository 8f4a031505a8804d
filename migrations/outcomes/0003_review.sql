create table review (
    review_id uuid constraint review_key primary key,
    case_id uuid not null constraint review_case references "case",
    person_id uuid not null,
    request_id uuid not null,
    council text not null,
    ulo_id uuid not null,
    instrument text not null,
    stage text not null,
    due_date date not null,
    respondent text,
    helper_kind text,
    mode text,
    format_used text,
    -- One object for each item answered: item_id and level. Never words.
    answers jsonb,
    -- Sealed: what the person said in their own words. Null until answered.
    private bytea,
    answered_by text,
    answer_time timestamptz,
    -- Which way control over daily life went since the start review, and by how many levels.
    control_change text,
    control_levels integer,
    state text not null,
    version bigint not null,
    create_time timestamptz not null,
    update_time timestamptz not null,
    -- A case is asked once at each stage, however often its opening is told.
    constraint review_one_per_stage unique (case_id, stage),
    constraint review_answered_is_whole check (
        (state = 'answered')
        = (num_nulls(respondent, mode, format_used, answers, private, answered_by, answer_time) = 0)
    ),
    -- A helper is named when there was one, and only then.
    constraint review_helper_is_named check ((respondent in ('with_help', 'proxy')) = (helper_kind is not null))
);
create index review_of_person on review (person_id, review_id);
create index review_due on review (due_date) where state = 'due';
