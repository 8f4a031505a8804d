//! What organisations and offerings are told in the same way: councils, access, who for, places, addresses.

use platform::{Id, Resource, Violation, Violations, text};
use reference::place::{EAST, NORTH};
use uuid::Uuid;

/// How many councils there are, and so can be named.
const MOST_COUNCILS: usize = 153;
const MOST_ACCESS_CODES: usize = 100;

/// Names of councils, at least one, each kept once.
pub fn councils(field: &str, names: &[String]) -> Result<Vec<String>, Violation> {
    if names.is_empty() || names.len() > MOST_COUNCILS {
        return Err(Violation::new(field, "give 1 to 153 councils"));
    }
    each_once(names, |index, name| {
        reference::council::is_name(name).then(|| name.to_owned()).ok_or_else(|| {
            let text =
                format!("entry {} is no council of today: use names such as councils/E08000033", index + 1);
            Violation::new(field, text)
        })
    })
}

/// The id of the record something is to be of, or none.
pub fn one_of<R: Resource>(field: &str, name: &str) -> Result<Option<Uuid>, Violation> {
    if name.is_empty() { Ok(None) } else { Id::<R>::parse(field, name).map(|id| Some(id.uuid())) }
}

/// A council of today by its name.
pub fn council(field: &str, name: &str) -> Result<String, Violation> {
    if reference::council::is_name(name) {
        return Ok(name.to_owned());
    }
    Err(Violation::new(field, "give the name of a council, such as councils/E08000033"))
}

/// Codes of needs that can be met, each kept once.
pub fn access(field: &str, codes: &[String]) -> Result<Vec<String>, Violation> {
    if codes.len() > MOST_ACCESS_CODES {
        return Err(Violation::new(field, "give at most 100 codes"));
    }
    each_once(codes, |index, code| {
        reference::access::is_known(code).then(|| code.to_owned()).ok_or_else(|| {
            let text = format!("entry {} is no code of a need: use codes such as step_free", index + 1);
            Violation::new(field, text)
        })
    })
}

/// Values of a list, each kept once; `read` is given its place in the list.
pub fn each_once<T: PartialEq>(
    values: &[String],
    read: impl Fn(usize, &str) -> Result<T, Violation>,
) -> Result<Vec<T>, Violation> {
    let mut kept = Vec::with_capacity(values.len());
    for (index, value) in values.iter().enumerate() {
        let value = read(index, value)?;
        if !kept.contains(&value) {
            kept.push(value);
        }
    }
    Ok(kept)
}

/// A point in or about England, or none. `of` is the message the two fields are in.
pub fn point(
    of: &str,
    latitude: Option<f64>,
    longitude: Option<f64>,
    violations: &mut Violations,
) -> Option<(f64, f64)> {
    match (latitude, longitude) {
        (Some(latitude), Some(longitude)) => {
            let north = NORTH.contains(&latitude);
            let east = EAST.contains(&longitude);
            violations.check(north, &format!("{of}.latitude"), "give degrees from 49 to 56");
            violations.check(east, &format!("{of}.longitude"), "give degrees from -7 to 2");
            Some((latitude, longitude))
        }
        (None, None) => None,
        (None, _) => {
            violations.add(format!("{of}.latitude"), "give both latitude and longitude, or neither");
            None
        }
        (_, None) => {
            violations.add(format!("{of}.longitude"), "give both latitude and longitude, or neither");
            None
        }
    }
}

/// A phone number, or nothing.
pub fn phone(field: &str, value: &str) -> Result<String, Violation> {
    let number = text::optional(field, value, 30)?;
    let digits = number.chars().filter(char::is_ascii_digit).count();
    let rest = number.strip_prefix('+').unwrap_or(&number);
    let plain = rest.chars().all(|c| c.is_ascii_digit() || c == ' ');
    (number.is_empty() || plain && (7..=15).contains(&digits))
        .then_some(number)
        .ok_or_else(|| Violation::new(field, "enter a phone number of 7 to 15 digits"))
}

/// An email address, or nothing.
pub fn email(field: &str, value: &str) -> Result<String, Violation> {
    let email = text::optional(field, value, 254)?;
    let whole = email.split_once('@').is_some_and(|(user, host)| {
        !user.is_empty() && host.contains('.') && !host.contains('@') && !host.starts_with('.')
    });
    (email.is_empty() || whole && !email.contains(char::is_whitespace))
        .then_some(email)
        .ok_or_else(|| Violation::new(field, "enter an email address such as name@example.org"))
}

/// The address of a website, or nothing.
pub fn website(field: &str, value: &str) -> Result<String, Violation> {
    let address = text::optional(field, value, 300)?;
    let rest = address.strip_prefix("https://").or_else(|| address.strip_prefix("http://"));
    let host = rest.map(|rest| rest.split(['/', '?', '#']).next().unwrap_or_default());
    let whole = host.is_some_and(|host| {
        host.contains('.')
            && !host.starts_with('.')
            && host.chars().all(|c| c.is_alphanumeric() || ".-:".contains(c))
    });
    let plain = !address.contains(|c: char| c.is_whitespace() || "<>\"'`\\".contains(c));
    (address.is_empty() || whole && plain)
        .then_some(address)
        .ok_or_else(|| Violation::new(field, "enter an address such as https://www.example.org"))
}

/// A postcode in capitals with one space, or nothing.
pub fn postcode(field: &str, value: &str) -> Result<String, Violation> {
    let value = text::optional(field, value, 10)?;
    let bare: String = value.chars().filter(|c| *c != ' ').collect::<String>().to_uppercase();
    if bare.is_empty() {
        return Ok(String::new());
    }
    split_postcode(&bare)
        .map(|(outward, inward)| format!("{outward} {inward}"))
        .ok_or_else(|| Violation::new(field, "enter a full postcode such as HX1 1AA"))
}

/// The two halves of a bare postcode shaped as A9, A99, AA9, AA99, A9A or AA9A, and 9AA.
fn split_postcode(bare: &str) -> Option<(&str, &str)> {
    let (outward, inward) = bare.split_at_checked(bare.len().checked_sub(3)?)?;
    let shape = |half: &str| -> String {
        let sign = |c: char| match c {
            'A'..='Z' => 'A',
            '0'..='9' => '9',
            _ => '?',
        };
        half.chars().map(sign).collect()
    };
    let outward_is = ["A9", "A99", "AA9", "AA99", "A9A", "AA9A"].contains(&shape(outward).as_str());
    (outward_is && shape(inward) == "9AA").then_some((outward, inward))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn postcodes_are_kept_in_capitals_with_one_space() {
        for (given, kept) in
            [("hx11aa", "HX1 1AA"), ("EC1A 1bb", "EC1A 1BB"), ("m 1 1 a e", "M1 1AE"), ("", "")]
        {
            assert_eq!(postcode("postcode", given).unwrap(), kept);
        }
        for wrong in ["HX1", "1AA", "AAA1 1AA", "HX1 11A", "é1 1AA", "HX1 1AA 1AA"] {
            assert!(postcode("postcode", wrong).is_err(), "{wrong}");
        }
    }

    #[test]
    fn ways_to_reach_an_organisation_are_told_from_other_text() {
        assert!(phone("phone", "+44 1632 960123").is_ok() && phone("phone", "").is_ok());
        assert!(
            ["12345", "call us", "01632 960123 ext 4"].iter().all(|wrong| phone("phone", wrong).is_err())
        );
        assert!(email("email", "hello@example.org").is_ok());
        assert!(
            ["hello", "@example.org", "a@b@example.org", "a b@example.org"]
                .iter()
                .all(|e| email("email", e).is_err())
        );
        assert!(website("website", "https://www.example.org/a?b=c#d").is_ok());
        let wrong =
            ["www.example.org", "javascript:alert(1)", "https://", "https://a b.org", "ftp://example.org"];
        assert!(wrong.iter().all(|wrong| website("website", wrong).is_err()));
    }
}
