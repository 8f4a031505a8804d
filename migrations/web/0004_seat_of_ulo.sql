-- Whether anybody manages an organisation's entry.
create index seat_of_ulo on seat (ulo) where ulo <> '';
