-- The councils of England with adult social services duties. Written by Alongside's own list when the service starts,
-- and by an operator's import.
create table council (
    gss_code text constraint council_key primary key,
    -- The code it had before, or nothing.
    former_gss_code text not null,
    display_name text not null,
    kind text not null,
    region_code text not null,
    region text not null,
    -- Never finer than 0.01 degree.
    latitude double precision not null,
    longitude double precision not null,
    population_thousands integer not null,
    -- Where the row came from. What an operator imported is not undone by the next start.
    origin text not null,
    version bigint not null,
    constraint council_origin_is_known check (origin in ('release', 'import'))
);
create index council_of_region on council (region_code, gss_code);
