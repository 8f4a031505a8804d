-- How disabled and older people were heard in one decision of a council, and what their own organisation says of it.
create table voice (
    voice_id uuid constraint voice_key primary key,
    gss_code text not null constraint voice_council references council,
    title text not null,
    decide_date date not null,
    involvement text not null,
    -- Who spoke for them.
    ulo_id uuid,
    asked text not null,
    change text not null,
    change_words text not null,
    verdict text,
    verdict_words text not null,
    judge_time timestamptz,
    version bigint not null,
    create_time timestamptz not null,
    update_time timestamptz not null
);
create index voice_of_council on voice (gss_code, voice_id);
create index voice_of_ulo on voice (ulo_id, voice_id) where ulo_id is not null;
