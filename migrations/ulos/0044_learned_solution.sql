-- What was learned from an award is a solution everyone can read; the award leads to it.
alter table award add column solution_id uuid constraint award_solution references solution;
