-- Which council looks after adult social care at a postcode, and roughly where it is.
create table postcode (
    -- In capitals, without its space.
    postcode text collate "C" constraint postcode_key primary key,
    council text not null,
    -- Never finer than 0.01 degree, about a kilometre.
    latitude double precision not null,
    longitude double precision not null
);

-- What an import has read so far; none of it counts until the whole file is read. Unlogged, together with
-- postcode_import: a crash of the server empties both, so that a half import never passes for a whole one.
create unlogged table postcode_staging (
    postcode text collate "C" not null,
    council text not null,
    latitude double precision not null,
    longitude double precision not null
);

-- How far the import that is under way has come.
create unlogged table postcode_import (
    only_row boolean constraint postcode_import_key primary key default true,
    -- Says whether it is the same file when an import is taken up again.
    fingerprint bytea not null,
    -- The first byte of the file that has not been staged.
    byte_offset bigint not null,
    -- Lines read, counts and the first bad lines.
    report jsonb not null,
    constraint postcode_import_has_one_row check (only_row)
);
