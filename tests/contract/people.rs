//! What `people` promises on the wire.

mod budget;
mod consent;
mod need;
mod person;
mod supporter;
mod viewing;
