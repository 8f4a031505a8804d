-- What an organisation claims of itself under one criterion, what shows it, and what someone outside it found.
create table evidence (
    evidence_id uuid constraint evidence_key primary key,
    ulo_id uuid not null constraint evidence_ulo references ulo,
    -- The set of criteria, and the criterion in it.
    criterion_set text not null,
    criterion text not null,
    claim text not null,
    kind text not null,
    reference text not null,
    evidence_date date not null,
    state text not null,
    verdict text,
    reason text,
    reviewer text,
    review_time timestamptz,
    -- The last day the verdict counts.
    expire_date date,
    version bigint not null,
    create_time timestamptz not null,
    update_time timestamptz not null,
    -- What was reviewed says by whom, when, why and until when; nothing else does.
    constraint evidence_review_is_whole check (
        (state = 'reviewed') = (verdict is not null) and (state = 'reviewed') = (reason is not null)
        and (state = 'reviewed') = (reviewer is not null) and (state = 'reviewed') = (review_time is not null)
        and (state = 'reviewed') = (expire_date is not null))
);
create index evidence_of_ulo on evidence (ulo_id, evidence_id);
create index evidence_to_review on evidence (evidence_id) where state = 'submitted';
-- One claim at a time waits for review under each criterion.
create unique index evidence_one_waits on evidence (ulo_id, criterion_set, criterion) where state = 'submitted';
