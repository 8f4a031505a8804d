-- What an hour of an offering costs to give, whoever pays. Null when nobody said.
alter table offering add column hourly_cost_pence bigint
    constraint offering_hourly_cost_is_bounded check (hourly_cost_pence between 1 and 100000);
