//! What `people` promises on the wire.

mod consent;
mod person;
mod supporter;
