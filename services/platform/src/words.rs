//! Coded choices: one word each in Rust, SQL, forms and logs, one number each on the wire.

use crate::Violation;

pub use {serde, sqlx};

/// A closed list of words, declared with [`words!`](crate::words).
pub trait Word: Copy + PartialEq + Sized + 'static {
    /// Every word there is.
    const ALL: &'static [Self];

    /// The word itself, `prefer_not_to_say`.
    fn word(self) -> &'static str;

    /// The value a word names.
    fn from_word(word: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|value| value.word() == word)
    }
}

/// A [`Word`] that has an enum on the wire, declared with [`wire!`](crate::wire).
/// The wire name is a prefix and the word in capitals: `AGE_BAND_UNDER_18`.
pub trait Wire: Word {
    /// What every name of the enum begins with.
    const PREFIX: &'static str;
    /// The number of a name.
    fn number_of(name: &str) -> Option<i32>;

    /// The number on the wire: that of [`Wire::number`], which is looked up once.
    fn to_wire(self) -> i32;

    /// The number of the name the word has on the wire.
    fn number(self) -> i32 {
        Self::number_of(&format!("{}{}", Self::PREFIX, self.word().to_uppercase())).unwrap_or_default()
    }

    /// The numbers of a list.
    fn list_to_wire(values: &[Self]) -> Vec<i32> {
        values.iter().map(|value| value.to_wire()).collect()
    }

    /// A number that may be 0, for "not given".
    ///
    /// # Errors
    /// A [`Violation`] when the number is none of ours.
    fn optional(field: &str, number: i32) -> Result<Option<Self>, Violation> {
        if number == 0 {
            return Ok(None);
        }
        let named = Self::ALL.iter().copied().find(|value| value.to_wire() == number);
        named.map(Some).ok_or_else(|| Violation::new(field, format!("use one of: {}", Self::known())))
    }

    /// A number that must name a value.
    ///
    /// # Errors
    /// A [`Violation`] when it is 0 or none of ours.
    fn required(field: &str, number: i32) -> Result<Self, Violation> {
        Self::optional(field, number)?
            .ok_or_else(|| Violation::new(field, format!("choose one of: {}", Self::known())))
    }

    /// A list of numbers, each named and kept once.
    ///
    /// # Errors
    /// A [`Violation`] when one is 0 or none of ours.
    fn list(field: &str, numbers: &[i32]) -> Result<Vec<Self>, Violation> {
        let mut values = Vec::new();
        for number in numbers {
            let value = Self::required(field, *number)?;
            if !values.contains(&value) {
                values.push(value);
            }
        }
        Ok(values)
    }

    /// The words there are, for a message.
    fn known() -> String {
        Self::ALL.iter().map(|value| value.word()).collect::<Vec<_>>().join(", ")
    }
}

/// Declares an enum whose values are words: in SQL and JSON each is kept as its word.
#[macro_export]
macro_rules! words {
    ($(#[$meta:meta])* pub enum $name:ident { $($(#[$about:meta])* $value:ident = $word:literal),+ $(,)? }) => {
        $(#[$meta])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[derive($crate::words::serde::Serialize, $crate::words::serde::Deserialize)]
        #[serde(crate = "platform::words::serde")]
        pub enum $name {
            $($(#[$about])* #[serde(rename = $word)] $value,)+
        }

        impl $crate::words::Word for $name {
            const ALL: &'static [Self] = &[$(Self::$value),+];
            fn word(self) -> &'static str {
                match self { $(Self::$value => $word,)+ }
            }
        }

        impl $crate::words::sqlx::Type<$crate::words::sqlx::Postgres> for $name {
            fn type_info() -> $crate::words::sqlx::postgres::PgTypeInfo {
                <&str as $crate::words::sqlx::Type<$crate::words::sqlx::Postgres>>::type_info()
            }
            fn compatible(info: &$crate::words::sqlx::postgres::PgTypeInfo) -> bool {
                <&str as $crate::words::sqlx::Type<$crate::words::sqlx::Postgres>>::compatible(info)
            }
        }

        impl $crate::words::sqlx::postgres::PgHasArrayType for $name {
            fn array_type_info() -> $crate::words::sqlx::postgres::PgTypeInfo {
                <&str as $crate::words::sqlx::postgres::PgHasArrayType>::array_type_info()
            }
            fn array_compatible(info: &$crate::words::sqlx::postgres::PgTypeInfo) -> bool {
                <&str as $crate::words::sqlx::postgres::PgHasArrayType>::array_compatible(info)
            }
        }

        impl $crate::words::sqlx::Encode<'_, $crate::words::sqlx::Postgres> for $name {
            fn encode_by_ref(
                &self,
                buffer: &mut $crate::words::sqlx::postgres::PgArgumentBuffer,
            ) -> Result<$crate::words::sqlx::encode::IsNull, $crate::words::sqlx::error::BoxDynError> {
                use $crate::words::Word as _;
                <&str as $crate::words::sqlx::Encode<$crate::words::sqlx::Postgres>>::encode(self.word(), buffer)
            }
        }

        impl<'r> $crate::words::sqlx::Decode<'r, $crate::words::sqlx::Postgres> for $name {
            fn decode(
                value: $crate::words::sqlx::postgres::PgValueRef<'r>,
            ) -> Result<Self, $crate::words::sqlx::error::BoxDynError> {
                use $crate::words::Word as _;
                let word = <&str as $crate::words::sqlx::Decode<$crate::words::sqlx::Postgres>>::decode(value)?;
                Self::from_word(word).ok_or_else(|| concat!("a ", stringify!($name), " this version does not know").into())
            }
        }
    };
}

/// Says which enum on the wire each list of words is, and tests that none of the words is missing there.
#[macro_export]
macro_rules! wire {
    ($($name:ident = $pb:path, $prefix:literal;)+) => {
        $(impl $crate::words::Wire for $name {
            const PREFIX: &'static str = $prefix;
            fn number_of(name: &str) -> Option<i32> {
                <$pb>::from_str_name(name).map(|value| value as i32)
            }
            fn to_wire(self) -> i32 {
                use $crate::words::Word as _;
                // Words are numbered as they are listed.
                static NUMBERS: std::sync::LazyLock<Vec<i32>> =
                    std::sync::LazyLock::new(|| $name::ALL.iter().map(|value| value.number()).collect());
                NUMBERS.get(self as usize).copied().unwrap_or_default()
            }
        })+

        #[cfg(test)]
        mod wire_tests {
            use super::*;

            #[test]
            fn every_word_has_its_number_on_the_wire() {
                use $crate::words::{Wire as _, Word as _};
                $(for value in $name::ALL {
                    assert_ne!(value.to_wire(), 0, "{} {}", stringify!($name), value.word());
                    assert_eq!(value.to_wire(), value.number(), "{} {}", stringify!($name), value.word());
                    assert_eq!($name::optional("", value.to_wire()), Ok(Some(*value)));
                })+
            }
        }
    };
}
