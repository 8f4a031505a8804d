-- Guidance documents that organisations share, each in several formats.
create table guidance (
    guidance_id uuid constraint guidance_key primary key,
    ulo_id uuid not null constraint guidance_ulo references ulo,
    -- The solution of the same organisation it stands beside; null when it stands alone.
    solution_id uuid constraint guidance_solution references solution,
    display_name text not null,
    purpose text not null,
    topics text[] not null,
    -- Each with its kind, language and address, and how long or large it is where that is said.
    formats jsonb not null,
    -- The kinds in `formats`, for finding what is there in one of them.
    kinds text[] not null,
    -- Every word of it, in small letters without accents: what the text filter searches.
    words text[] not null,
    state text not null,
    version bigint not null,
    create_time timestamptz not null,
    update_time timestamptz not null,
    -- Nobody is shown a document that cannot be read in any format.
    constraint guidance_published_in_a_format check (state <> 'published' or cardinality(kinds) > 0)
);
create index guidance_of_ulo on guidance (ulo_id, guidance_id);
create index guidance_of_solution on guidance (solution_id, guidance_id);
create index guidance_published on guidance (guidance_id) where state = 'published';
create index guidance_of_topics on guidance using gin (topics);
create index guidance_of_kinds on guidance using gin (kinds);
create index guidance_of_words on guidance using gin (array_to_tsvector(words));
