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
    /// Someone who asks for support, in `people`.
    Person = "people";
    /// Someone who acts for a person, in `people`.
    Supporter = "supporters";
    /// An organisation, in `ulos`.
    Ulo = "ulos";
    /// What an organisation offers, in `ulos`.
    Offering = "offerings";
    /// Someone who supports others, in `brokers`.
    Broker = "brokers";
    /// What an organisation was asked, in `brokers`.
    Introduction = "introductions";
    /// The work of a broker with a person, in `brokers`.
    Case = "cases";
}
