-- The time worked on a case: what each step took, and their sum.
alter table step add column minutes integer not null default 0
    constraint step_minutes_are_of_a_day check (minutes between 0 and 1440);
alter table "case" add column minutes integer not null default 0
    constraint case_minutes_are_bounded check (minutes between 0 and 600000);
