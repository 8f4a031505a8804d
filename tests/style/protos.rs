//! The rules of the protos, read from the descriptors.
