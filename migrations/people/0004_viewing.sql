-- Who looked at whose record. Append only; it is itself the log, so it has no events of its own.
create table viewing (
    viewing_id uuid constraint viewing_key primary key,
    person_id uuid not null constraint viewing_person references person,
    viewer text not null,
    viewer_role text not null,
    what text not null,
    purpose text not null,
    consent_id uuid,
    supporter_id uuid,
    view_time timestamptz not null
);
create index viewing_of_person on viewing (person_id, viewing_id);
