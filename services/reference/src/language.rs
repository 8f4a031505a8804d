//! Languages by their BCP 47 tag.

/// Whether a tag is shaped as BCP 47 asks: subtags of 1 to 8 letters or digits, the first 2 or 3 letters.
pub fn is_tag(tag: &str) -> bool {
    let mut subtags = tag.split('-');
    let first = subtags.next().unwrap_or_default();
    let language = (2..=3).contains(&first.len()) && first.bytes().all(|byte| byte.is_ascii_alphabetic());
    let shaped = |subtag: &str| {
        (1..=8).contains(&subtag.len()) && subtag.bytes().all(|byte| byte.is_ascii_alphanumeric())
    };
    language && tag.len() <= 35 && subtags.all(shaped)
}

/// Whether two tags mean the same language, one perhaps more exactly: "en" and "en-GB" do, "pa-Guru" and "pa-Arab" do not.
pub fn is_same(one: &str, other: &str) -> bool {
    let firsts = one.bytes().next().zip(other.bytes().next());
    // Most pairs are told apart by their first letter.
    firsts.is_none_or(|(one, other)| one.eq_ignore_ascii_case(&other))
        && one.split('-').zip(other.split('-')).all(|(one, other)| one.eq_ignore_ascii_case(other))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn languages_are_the_same_up_to_what_is_said() {
        assert!(is_same("en", "en-GB") && is_same("EN-gb", "en"));
        assert!(!is_same("pa-Guru", "pa-Arab") && !is_same("en", "cy") && !is_same("en", "eng"));
    }

    #[test]
    fn tags_are_told_from_other_words() {
        assert!(["en", "bfi", "pa-Guru", "en-GB"].into_iter().all(is_tag));
        assert!(["", "e", "english", "en_GB", "en-", "1n"].iter().all(|tag| !is_tag(tag)));
    }
}
