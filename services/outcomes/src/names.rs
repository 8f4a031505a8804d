//! The records of other services this one refers to, by name only.

use platform::Resource;

/// Declares what other services keep.
macro_rules! elsewhere {
    ($($(#[$about:meta])* $name:ident = $collection:literal;)+) => {
        $(
            $(#[$about])*
            #[derive(Debug, Clone, Copy, PartialEq, Eq)]
            pub struct $name;

            impl Resource for $name {
                const COLLECTION: &'static str = $collection;
            }
        )+
    };
}

elsewhere! {
    /// Someone who is supported, in `people`.
    Person = "people";
    /// Someone who acts for a person, in `people`.
    Supporter = "supporters";
    /// An organisation, in `ulos`.
    Ulo = "ulos";
    /// Someone who does the work, in `brokers`.
    Broker = "brokers";
    /// The work of one broker with one person, in `brokers`.
    Case = "cases";
    /// What a person asked for, in `matching`.
    Request = "requests";
}
