//! Single changes that would bring more in, each a button: "If you are happy with video: 4 more".

use proto::matching::v1::change::Kind;
use proto::matching::v1::{Change, Menu};

use super::change;
use crate::error::Failure;
use crate::read;
use crate::said;
use crate::view::money;
use crate::visit::Visit;
use crate::words::{Say as _, Text, text};

/// One change and what it brings.
pub(super) struct Wider {
    /// Its place among those of the menu.
    pub which: usize,
    pub words: Text,
}

/// The changes of a menu as buttons.
pub(super) async fn wider(visit: &Visit, menu: &Menu) -> Result<Vec<Wider>, Failure> {
    let mut buttons = Vec::new();
    for (which, widening) in menu.widenings.iter().enumerate() {
        let Some(change) = &widening.change else { continue };
        let condition = match change.kind() {
            Kind::StopAvoiding => match read::if_there(read::ulo(visit, &widening.ulo).await)? {
                Some(ulo) => text("menu-wider-avoid").with("what", ulo.display_name),
                None => continue,
            },
            _ => condition(change),
        };
        if !condition.is_empty() {
            let words = text("menu-wider-button").with("condition", condition).with("count", widening.more);
            buttons.push(Wider { which, words });
        }
    }
    Ok(buttons)
}

/// The change as a condition.
fn condition(change: &Change) -> Text {
    let value = i32::try_from(change.value).unwrap_or_default();
    let number = change::number(change);
    let what = |key, what: Text| text(key).with("what", what);
    match change.kind() {
        Kind::AnySort => text("menu-wider-any"),
        Kind::AddWhoFor => what("menu-wider-who", said::offering::who_for(number)),
        Kind::AddDeliveryMode => what("menu-wider-mode", said::offering::mode(number)),
        Kind::GoFurther => what("menu-wider-further", said::request::distance(value)),
        Kind::AddLanguage => what("menu-wider-language", said::language::language(&change.code)),
        Kind::DropMustHave => what("menu-wider-must", said::access::item(&change.code)),
        Kind::PayMore => what("menu-wider-pay", money(change.value).text()),
        Kind::Unspecified
        | Kind::AdvocacyKind
        | Kind::PeerSupportModel
        | Kind::StopAvoiding
        | Kind::Weight => Text::default(),
    }
}
