-- Statistics of ended quarters as they were released. Rows are added and never changed.
create table release (
    -- Such as 2026-Q3.
    quarter text not null,
    -- 1 when first made.
    revision bigint not null,
    -- Why it was revised; empty for the first.
    reason text not null,
    release_time timestamptz not null,
    constraint release_key primary key (quarter, revision)
);

-- One row a place: what anyone may see, after the disclosure rules. The exact counts are kept nowhere.
create table release_figure (
    quarter text not null,
    revision bigint not null,
    -- The GSS code of England, of a region or of a council.
    place text not null,
    figures jsonb not null,
    constraint release_figure_key primary key (quarter, revision, place),
    constraint release_figure_release foreign key (quarter, revision) references release
);

create index request_asked on request (ask_time) include (council, kind, state, place_time);
create index review_later on review (answer_time) include (person_id, council, level)
    where level is not null and stage <> 'start';
