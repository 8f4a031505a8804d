create table consent (
    consent_id uuid constraint consent_key primary key,
    person_id uuid not null constraint consent_person references person,
    recipient text not null,
    purpose text not null,
    shared text[] not null,
    wording_version text not null,
    format_shown text not null,
    given_by text not null,
    expire_time timestamptz not null,
    withdraw_time timestamptz,
    state text not null,
    version bigint not null,
    create_time timestamptz not null,
    update_time timestamptz not null,
    constraint consent_withdrawn_has_a_time check ((state = 'withdrawn') = (withdraw_time is not null))
);
create index consent_of_person on consent (person_id, consent_id);
create index consent_of_recipient on consent (recipient, person_id) where state = 'given';
