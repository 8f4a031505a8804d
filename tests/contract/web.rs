//! The site, as a browser meets it: signing in, and what it lets nobody do.

mod open_referral;
mod reading;
mod safety;
mod session;
mod sign_in;
