//! Languages in words.

use crate::words::{Say as _, Text, text};

/// The languages to choose from: the tag, and the key of its name.
pub const LANGUAGES: &[(&str, &str)] = &[
    ("ar", "language-ar"),
    ("bn", "language-bn"),
    ("bfi", "language-bfi"),
    ("bg", "language-bg"),
    ("zh-Hant", "language-zh-hant"),
    ("zh-Hans", "language-zh-hans"),
    ("yue", "language-yue"),
    ("cmn", "language-cmn"),
    ("cs", "language-cs"),
    ("en", "language-en"),
    ("fa", "language-fa"),
    ("fr", "language-fr"),
    ("de", "language-de"),
    ("el", "language-el"),
    ("gu", "language-gu"),
    ("he", "language-he"),
    ("hi", "language-hi"),
    ("hu", "language-hu"),
    ("ise", "language-ise"),
    ("it", "language-it"),
    ("ja", "language-ja"),
    ("ko", "language-ko"),
    ("ku", "language-ku"),
    ("lv", "language-lv"),
    ("lt", "language-lt"),
    ("ml", "language-ml"),
    ("ne", "language-ne"),
    ("ps", "language-ps"),
    ("pl", "language-pl"),
    ("pt", "language-pt"),
    ("pa", "language-pa"),
    ("pa-Guru", "language-pa-guru"),
    ("ro", "language-ro"),
    ("rom", "language-rom"),
    ("ru", "language-ru"),
    ("sk", "language-sk"),
    ("so", "language-so"),
    ("es", "language-es"),
    ("sw", "language-sw"),
    ("syl", "language-syl"),
    ("tl", "language-tl"),
    ("ta", "language-ta"),
    ("te", "language-te"),
    ("ti", "language-ti"),
    ("tr", "language-tr"),
    ("uk", "language-uk"),
    ("ur", "language-ur"),
    ("vi", "language-vi"),
    ("cy", "language-cy"),
    ("yi", "language-yi"),
    ("yo", "language-yo"),
];

/// A language by its tag; one without a name as its tag.
pub fn language(tag: &str) -> Text {
    let known = LANGUAGES.iter().find(|(known, _)| known.eq_ignore_ascii_case(tag));
    known.map_or_else(|| tag.text(), |(_, key)| text(key))
}

/// Languages by their tags, a text each.
pub fn languages(tags: &[String]) -> Vec<Text> {
    tags.iter().map(|tag| language(tag)).collect()
}
