//! What the values of the services are called: an enum or a code in, words of ours out. Every page says them the same way.

pub mod access;
pub mod activity;
pub mod broker;
pub mod buddy;
pub mod case;
pub mod evidence;
pub mod fund;
pub mod funding;
pub mod guidance;
pub mod language;
pub mod offering;
pub mod opening_round;
pub mod organisation;
pub mod person;
pub mod request;
pub mod review;
pub mod solution;
pub mod study;
pub mod voice;

/// A number of a message, as templates hand it over: itself or a reference to it.
pub trait Number {
    /// The number.
    fn number(&self) -> i64;
}

impl Number for i32 {
    fn number(&self) -> i64 {
        i64::from(*self)
    }
}

impl Number for i64 {
    fn number(&self) -> i64 {
        *self
    }
}

impl<T: Number> Number for &T {
    fn number(&self) -> i64 {
        (**self).number()
    }
}

/// The value of an enum that a number may be.
pub(crate) fn value(number: impl Number) -> i32 {
    i32::try_from(number.number()).unwrap_or_default()
}

/// Declares a function from a value of an enum to its words, and the list of values to choose from with their keys.
/// A value without words gives no words.
macro_rules! words_of {
    ($(#[$doc:meta])* $name:ident, $list:ident: $kind:ident { $($variant:ident => $key:literal,)+ }) => {
        $(#[$doc])*
        pub fn $name(value: impl crate::said::Number) -> crate::words::Text {
            match $kind::try_from(crate::said::value(value)) {
                $(Ok($kind::$variant) => crate::words::text($key),)+
                _ => crate::words::Text::default(),
            }
        }

        $(#[$doc])*
        pub const $list: &[(i32, &str)] = &[$(($kind::$variant as i32, $key),)+];
    };
}
pub(crate) use words_of;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_value_has_words_and_no_value_has_none() {
        assert_eq!(offering::kind(1).to_string(), "Help to plan and arrange support");
        assert!(offering::kind(0).is_empty() && offering::kind(99).is_empty());
        assert_eq!(offering::KINDS.len(), 9);
    }
}
