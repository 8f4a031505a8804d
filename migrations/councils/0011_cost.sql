-- What support takes and costs: the feeds of `brokers`, `outcomes` and `ulos` are read again from their start.
truncate "case", introduction, review, ulo, governance, offering, funding;
delete from cursor where source in ('brokers', 'outcomes', 'ulos');

alter table offering add column hourly_cost_pence bigint;

alter table "case"
    add column kind text not null,
    add column offering_id uuid not null,
    -- The time worked on it so far.
    add column minutes integer not null;

alter table review add column case_id uuid not null;
create index review_of_case on review (case_id, answer_time) include (stage, level) where level is not null;
