//! What `ulos` promises on the wire.

mod activity;
mod assessment;
mod award;
mod bid;
mod claim;
mod consortium;
mod directory;
mod edit;
mod event;
mod evidence;
mod finance;
mod funding;
mod governance;
mod import;
mod import_fundings;
mod import_oruk;
mod look_alikes;
mod mapping_study;
mod offering;
mod offering_life;
mod report;
mod round;
mod solution;
mod ulo;
mod ulo_listing;
mod whole_round;
