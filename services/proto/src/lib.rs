//! The generated types of every proto file, and their descriptors for reflection. Nothing else.

mod generated {
    include!(concat!(env!("OUT_DIR"), "/all.rs"));
}

pub use generated::alongside::*;

/// Every file as a `google.protobuf.FileDescriptorSet`, comments included.
pub const DESCRIPTOR_SET: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/descriptor.bin"));
