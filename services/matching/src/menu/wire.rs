//! Menus on the wire.

use platform::words::Wire as _;
use platform::{Id, etag, when};
use proto::matching::v1 as pb;
use uuid::Uuid;

use super::{
    Change, Contribution, Fact, Flag, FlagKind, FrozenPrice, Inputs, Made, Menu, MenuOption, Rule,
    ShortfallReason, WhyNot, Widening,
};
use crate::names::{Offering, Ulo};
use crate::request::wire::{constraints_to_wire, frozen_to_wire, wishes_to_wire};
use crate::support::{AdvocacyKind, PeerSupportModel};

platform::wire! {
    ShortfallReason = pb::menu::ShortfallReason, "SHORTFALL_REASON_";
    Rule = pb::why_not::Rule, "RULE_";
    FlagKind = pb::flag::Kind, "KIND_";
}

/// Millionths in one.
const MILLION: f64 = 1_000_000.0;

/// The whole menu on the wire.
pub(super) fn to_wire(menu: &Menu) -> pb::Menu {
    pb::Menu {
        name: menu.id.to_string(),
        inputs: menu.inputs.as_ref().map(inputs_to_wire),
        index_version: menu.index_version,
        rules_version: menu.rules_version.clone(),
        seed: menu.seed,
        request: menu.request.to_string(),
        create_time: when::stamp(menu.create_time),
        update_time: when::stamp(menu.update_time),
        etag: etag::of(menu.version),
        ..made_to_wire(&menu.made)
    }
}

/// What a menu says, on the wire: the part that can be made again.
pub fn made_to_wire(made: &Made) -> pb::Menu {
    pb::Menu {
        options: made.options.iter().cloned().map(option_to_wire).collect(),
        why_nots: made.why_nots.iter().map(why_not_to_wire).collect(),
        why_not_total: i32::try_from(made.why_not_total).unwrap_or(i32::MAX),
        shortfall_reason: made.shortfall_reason.map_or(0, ShortfallReason::to_wire),
        fitting_total: i32::try_from(made.fitting_total).unwrap_or(i32::MAX),
        suiting_total: i32::try_from(made.suiting_total).unwrap_or(i32::MAX),
        widenings: made.widenings.iter().map(widening_to_wire).collect(),
        ..pb::Menu::default()
    }
}

/// The menu as its events tell it: what was shown and what was not, and of the person only what statistics need.
pub(super) fn told(menu: &Menu) -> pb::Menu {
    let mut told = to_wire(menu);
    if let Some(inputs) = &mut told.inputs {
        let frozen = inputs.frozen.take().unwrap_or_default();
        *inputs = pb::Inputs {
            kind: inputs.kind,
            advocacy_kind: inputs.advocacy_kind,
            peer_support_model: inputs.peer_support_model,
            frozen: Some(pb::Frozen {
                council: frozen.council,
                age_band: frozen.age_band,
                budget_route: frozen.budget_route,
                freeze_time: frozen.freeze_time,
                ..pb::Frozen::default()
            }),
            as_of_time: inputs.as_of_time,
            ..pb::Inputs::default()
        };
    }
    for option in &mut told.options {
        option.contributions.clear();
        option.access_met.clear();
        option.distance_km = None;
        option.flags.retain(|flag| flag.kind() != pb::flag::Kind::AccessUnknown);
    }
    told.why_nots.iter_mut().for_each(|why_not| why_not.smallest_change.clear());
    told.widenings.clear();
    told
}

fn inputs_to_wire(inputs: &Inputs) -> pb::Inputs {
    let wants = &inputs.wants;
    pb::Inputs {
        kind: wants.kind.to_wire(),
        advocacy_kind: wants.advocacy_kind.map_or(0, AdvocacyKind::to_wire),
        peer_support_model: wants.peer_support_model.map_or(0, PeerSupportModel::to_wire),
        who_for: platform::words::Wire::list_to_wire(&wants.who_for),
        wishes: wishes_to_wire(&wants.wishes),
        constraints: constraints_to_wire(&wants.constraints),
        frozen: Some(frozen_to_wire(&inputs.frozen)),
        known_ulos: inputs.known_ulos.iter().map(|ulo| ulo_name(*ulo)).collect(),
        said_no: inputs.said_no.iter().map(|offering| offering_name(*offering)).collect(),
        as_of_time: when::stamp(inputs.as_of_time),
        prices: inputs.prices.iter().map(price_to_wire).collect(),
    }
}

fn price_to_wire(price: &FrozenPrice) -> pb::FrozenPrice {
    pb::FrozenPrice {
        offering: offering_name(price.offering),
        price: f64::from(price.price) / MILLION,
        shown: i32::try_from(price.shown).unwrap_or(i32::MAX),
    }
}

fn widening_to_wire(widening: &Widening) -> pb::Widening {
    pb::Widening {
        change: Some(change_to_wire(&widening.change)),
        ulo: widening.ulo.map(ulo_name).unwrap_or_default(),
        more: i32::try_from(widening.more).unwrap_or(i32::MAX),
    }
}

/// One option on the wire.
pub fn option_to_wire(option: MenuOption) -> pb::MenuOption {
    pb::MenuOption {
        offering: offering_name(option.offering),
        ulo: ulo_name(option.ulo),
        broker: String::new(),
        score: f64::from(option.score) / MILLION,
        contributions: option.contributions.into_iter().map(contribution_to_wire).collect(),
        flags: option.flags.into_iter().map(flag_to_wire).collect(),
        distance_km: option.distance_km.map(i32::from),
        remote: option.remote,
        price_pence: option.price_pence,
        price_basis: option.price_basis.to_wire(),
        user_led: option.user_led.to_wire(),
        independent: option.independent,
        verify_time: when::stamp_optional(option.verify_time),
        openings: option.openings,
        openings_time: when::stamp_optional(option.openings_time),
        access_met: option.access_met,
    }
}

fn contribution_to_wire(contribution: Contribution) -> pb::Contribution {
    let fact = |Fact { key, value }| pb::Fact { key, value };
    pb::Contribution {
        factor: contribution.factor.to_wire(),
        weight: i32::try_from(contribution.weight).unwrap_or_default(),
        score: f64::from(contribution.score) / MILLION,
        points: f64::from(contribution.points()) / MILLION,
        sentence: contribution.sentence,
        facts: contribution.facts.into_iter().map(fact).collect(),
    }
}

fn flag_to_wire(flag: Flag) -> pb::Flag {
    pb::Flag { kind: flag.kind.to_wire(), code: flag.code, of_broker: false }
}

fn why_not_to_wire(why_not: &WhyNot) -> pb::WhyNot {
    pb::WhyNot {
        offering: offering_name(why_not.offering),
        ulo: ulo_name(why_not.ulo),
        rules: platform::words::Wire::list_to_wire(&why_not.rules),
        smallest_change: why_not.smallest_change.iter().map(change_to_wire).collect(),
        score: f64::from(why_not.score) / MILLION,
    }
}

fn change_to_wire(change: &Change) -> pb::Change {
    use pb::change::Kind;
    use platform::words::Word as _;
    let (kind, code, value) = match change {
        Change::AdvocacyKind(kind) => (Kind::AdvocacyKind, kind.word(), 0),
        Change::PeerSupportModel(model) => (Kind::PeerSupportModel, model.word(), 0),
        Change::AddWhoFor(who) => (Kind::AddWhoFor, who.word(), 0),
        Change::AddDeliveryMode(mode) => (Kind::AddDeliveryMode, mode.word(), 0),
        Change::GoFurther(km) => (Kind::GoFurther, "", i64::from(*km)),
        Change::AddLanguage(language) => (Kind::AddLanguage, language.as_str(), 0),
        Change::DropMustHave(code) => (Kind::DropMustHave, code.as_str(), 0),
        Change::PayMore(pence) => (Kind::PayMore, "", *pence),
        Change::StopAvoiding => (Kind::StopAvoiding, "", 0),
        Change::Weight(factor, weight) => (Kind::Weight, factor.word(), i64::from(*weight)),
        Change::AnySort => (Kind::AnySort, "", 0),
    };
    pb::Change { kind: kind.into(), code: code.to_owned(), value }
}

fn offering_name(id: Uuid) -> String {
    Id::<Offering>::from_uuid(id).name()
}

fn ulo_name(id: Uuid) -> String {
    Id::<Ulo>::from_uuid(id).name()
}
