//! The smallest change of a request, made.

use proto::matching::v1::change::Kind;
use proto::matching::v1::request::{AdvocacyKind, PeerSupportModel};
use proto::matching::v1::{Change, DeliveryMode, Factor, Request, WhoFor, Wish};

/// The fields a change may touch.
pub(super) const MASK: &[&str] = &["advocacy_kind", "peer_support_model", "who_for", "wishes", "constraints"];

/// The number of the value a change names by its code; 0 when it names none.
pub(super) fn number(change: &Change) -> i32 {
    let name = |prefix: &str| format!("{prefix}_{}", change.code.to_ascii_uppercase());
    match change.kind() {
        Kind::AdvocacyKind => AdvocacyKind::from_str_name(&name("ADVOCACY_KIND")).unwrap_or_default().into(),
        Kind::PeerSupportModel => {
            PeerSupportModel::from_str_name(&name("PEER_SUPPORT_MODEL")).unwrap_or_default().into()
        }
        Kind::AddWhoFor => WhoFor::from_str_name(&name("WHO_FOR")).unwrap_or_default().into(),
        Kind::AddDeliveryMode => {
            DeliveryMode::from_str_name(&name("DELIVERY_MODE")).unwrap_or_default().into()
        }
        Kind::Weight => Factor::from_str_name(&name("FACTOR")).unwrap_or_default().into(),
        _ => 0,
    }
}

/// Makes changes to a request, for an offering of that organisation.
pub(super) fn apply(changes: &[Change], ulo: &str, request: &mut Request) {
    for change in changes {
        one(change, ulo, request);
    }
}

fn one(change: &Change, ulo: &str, request: &mut Request) {
    let number = number(change);
    let value = i32::try_from(change.value).unwrap_or_default();
    let limits = request.constraints.get_or_insert_default();
    match change.kind() {
        Kind::Unspecified => {}
        Kind::AdvocacyKind => request.advocacy_kind = number,
        Kind::PeerSupportModel => request.peer_support_model = number,
        Kind::AddWhoFor => add(&mut request.who_for, number),
        Kind::AddDeliveryMode => add(&mut limits.delivery_modes, number),
        Kind::GoFurther => limits.max_distance_km = Some(value),
        Kind::AddLanguage => add(&mut limits.languages, change.code.clone()),
        Kind::DropMustHave => limits.must_have.retain(|code| *code != change.code),
        Kind::PayMore => limits.max_price_pence = Some(change.value),
        Kind::AnySort => (request.advocacy_kind, request.peer_support_model) = (0, 0),
        Kind::StopAvoiding => limits.avoid_ulos.retain(|avoided| avoided != ulo),
        Kind::Weight => {
            request.wishes.retain(|wish| wish.factor != number);
            request.wishes.push(Wish { factor: number, weight: value });
        }
    }
}

fn add<T: PartialEq>(list: &mut Vec<T>, value: T) {
    if !list.contains(&value) {
        list.push(value);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn change(kind: Kind, code: &str, value: i64) -> Change {
        Change { kind: kind.into(), code: code.to_owned(), value }
    }

    #[test]
    fn each_change_touches_its_own_field() {
        let mut request = Request { advocacy_kind: 1, ..Default::default() };
        let limits = request.constraints.get_or_insert_default();
        limits.must_have = vec!["step_free".to_owned()];
        limits.avoid_ulos = vec!["ulos/1".to_owned(), "ulos/2".to_owned()];
        let changes = [
            change(Kind::AdvocacyKind, "community", 0),
            change(Kind::AddWhoFor, "sight", 0),
            change(Kind::AddDeliveryMode, "phone", 0),
            change(Kind::GoFurther, "", 40),
            change(Kind::AddLanguage, "bfi", 0),
            change(Kind::DropMustHave, "step_free", 0),
            change(Kind::PayMore, "", 4000),
            change(Kind::StopAvoiding, "", 0),
            change(Kind::Weight, "user_led", 4),
        ];
        apply(&changes, "ulos/1", &mut request);
        let limits = request.constraints.expect("limits");
        assert_eq!((request.advocacy_kind, request.who_for), (AdvocacyKind::Community.into(), vec![3]));
        assert_eq!((limits.delivery_modes, limits.max_distance_km), (vec![4], Some(40)));
        assert_eq!((limits.languages, limits.must_have), (vec!["bfi".to_owned()], Vec::new()));
        assert_eq!((limits.max_price_pence, limits.avoid_ulos), (Some(4000), vec!["ulos/2".to_owned()]));
        assert_eq!(request.wishes, [Wish { factor: Factor::UserLed.into(), weight: 4 }]);
    }
}
