//! What `people` promises on the wire.

mod person;
