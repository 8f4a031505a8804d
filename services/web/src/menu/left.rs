//! Why not the others: who was left out, why, and the smallest change that would bring them in.

use proto::matching::v1::why_not::Rule;
use proto::matching::v1::{Change, WhyNot, change::Kind};

use super::{Records, change};
use crate::said;
use crate::view::money;
use crate::words::{Say as _, Text, text};

/// Somebody who was left out.
pub(super) struct Left {
    pub offering: String,
    pub display_name: Text,
    pub ulo: String,
    pub ulo_name: Text,
    pub why: Vec<Text>,
    /// What would bring them in, each on its own; none when nothing would.
    pub changes: Vec<Text>,
}

/// Who was left out and why; nothing when the record is gone.
pub(super) fn left(not: &WhyNot, records: &Records) -> Option<Left> {
    let (offering, ulo) = records.get(&not.offering, &not.ulo)?;
    Some(Left {
        offering: not.offering.clone(),
        display_name: offering.display_name.text(),
        ulo: not.ulo.clone(),
        ulo_name: ulo.display_name.text(),
        why: not
            .rules
            .iter()
            .filter(|rule| **rule != Rule::Unspecified as i32)
            .map(said::request::rule)
            .collect(),
        changes: not.smallest_change.iter().map(words).filter(|words| !words.is_empty()).collect(),
    })
}

/// A change as something the person could do.
fn words(change: &Change) -> Text {
    let value = i32::try_from(change.value).unwrap_or_default();
    let number = change::number(change);
    let what = |key, what: Text| text(key).with("what", what);
    match change.kind() {
        Kind::Unspecified => Text::default(),
        Kind::AdvocacyKind => what("menu-change-sort", said::offering::advocacy(number)),
        Kind::PeerSupportModel => what("menu-change-sort", said::offering::model(number)),
        Kind::AddWhoFor => what("menu-change-who", said::offering::who_for(number)),
        Kind::AddDeliveryMode => what("menu-change-mode", said::offering::mode(number)),
        Kind::GoFurther => what("menu-change-further", said::request::distance(value)),
        Kind::AddLanguage => what("menu-change-language", said::language::language(&change.code)),
        Kind::DropMustHave => what("menu-change-must", said::access::item(&change.code)),
        Kind::PayMore => what("menu-change-pay", money(change.value).text()),
        Kind::AnySort => text("menu-change-any"),
        Kind::StopAvoiding => text("menu-change-avoid"),
        Kind::Weight => what("menu-change-weight", said::request::factor(number))
            .with("weight", said::request::weight(value)),
    }
}
