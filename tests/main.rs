//! The one test binary: contracts with each service, journeys through the site, and the rules of the house.

mod harness;

mod contract {
    mod brokers;
    mod councils;
    mod matching;
    mod outcomes;
    mod people;
    mod ulos;
    mod web;
}

mod journeys {
    mod buddies;
    mod choosing;
    mod consortium;
    mod evidence;
    mod fund;
    mod guidance;
    mod look_alikes;
    mod manager;
    mod map;
    mod mapping_study;
    mod menu;
    mod moderation;
    mod money;
    mod officer;
    mod opening_rounds;
    mod openings;
    mod options;
    mod release;
    mod solutions;
    mod strategy;
    mod voice;
    mod work;
}

mod proofs {
    mod crash;
    mod disclosure;
    mod feed;
    mod hostile;
    mod places;
    mod pool;
    mod sample;
}

mod style {
    mod crates;
    mod files;
    pub mod policy;
    mod protos;
    mod sql;
    mod statements;
}
