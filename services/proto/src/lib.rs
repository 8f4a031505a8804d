//! alongside-proto.
