-- Practical solutions that organisations share.
create table solution (
    solution_id uuid constraint solution_key primary key,
    ulo_id uuid not null constraint solution_ulo references ulo,
    display_name text not null,
    problem text not null,
    what_was_done text not null,
    what_happened text not null,
    cost_pence bigint,
    hours integer,
    topics text[] not null,
    council text,
    -- Every word of it, in small letters without accents: what the text filter searches.
    words text[] not null,
    state text not null,
    version bigint not null,
    create_time timestamptz not null,
    update_time timestamptz not null
);
create index solution_of_ulo on solution (ulo_id, solution_id);
create index solution_published on solution (solution_id) where state = 'published';
create index solution_of_topics on solution using gin (topics);
create index solution_of_words on solution using gin (array_to_tsvector(words));

-- Who took a solution up, and what they say of it.
create table adoption (
    adoption_id uuid constraint adoption_key primary key,
    solution_id uuid not null constraint adoption_solution references solution,
    ulo_id uuid not null constraint adoption_ulo references ulo,
    adopt_date date not null,
    -- Null until the adopter has said how it went.
    verdict text,
    words text not null,
    version bigint not null,
    create_time timestamptz not null,
    update_time timestamptz not null,
    -- An organisation adopts a solution once.
    constraint adoption_once unique (solution_id, ulo_id)
);
create index adoption_of_ulo on adoption (ulo_id, adoption_id);
