//! From the events of `ulos` to changes of the index. What a later version of `ulos` says in words unknown here is
//! left out: an event is never refused.

use platform::follow::{Event, payload};
use platform::words::Wire;
use platform::{Error, Id, when};
use prost_types::Timestamp;
use proto::ulos::v1 as pb;
use uuid::Uuid;

use super::Change;
use super::facts::{Offering, Peers, Ulo};
use super::place::Point;
use super::sets::{Access, Councils};
use crate::names;
use crate::support::{DeliveryMode, Kind, PriceBasis, Tie, Verdict};

/// The change an event tells, if it is about something the index holds.
///
/// # Errors
/// [`Error::Internal`] when a payload is not what it says it is.
pub fn change(event: &Event) -> Result<Option<Change>, Error> {
    if let Some(offering) = payload::<pb::Offering>(event)? {
        return Ok(of_offering(&offering));
    }
    if let Some(ulo) = payload::<pb::Ulo>(event)? {
        return Ok(of_ulo(&ulo));
    }
    Ok(payload::<pb::Governance>(event)?.as_ref().and_then(of_governance))
}

fn of_offering(told: &pb::Offering) -> Option<Change> {
    let id = uuid::<names::Offering>(&told.name)?;
    let kind: Kind = known(told.kind)?;
    if told.state() == pb::offering::State::Closed || is_unsaid(told) {
        return Some(Change::Offering(id, None));
    }
    let everyone = i32::from(pb::WhoFor::Everyone);
    Some(Change::Offering(
        id,
        Some(Box::new(Offering {
            id,
            ulo: uuid::<names::Ulo>(&told.ulo)?,
            open: told.state() == pb::offering::State::Open,
            kind,
            advocacy_kind: known(told.advocacy_kind),
            peer_support_model: known(told.peer_support_model),
            councils: Councils::of(&told.councils),
            delivery_modes: all_known::<DeliveryMode>(&told.delivery_modes),
            base: point(told.latitude, told.longitude),
            max_travel_km: told.max_travel_km.and_then(|km| u16::try_from(km).ok()),
            languages: told.languages.clone(),
            access: Access::of(&told.access),
            who_for: all_known(&told.who_for),
            for_everyone: told.who_for.is_empty() || told.who_for.contains(&everyone),
            price_pence: told.price_pence.max(0),
            price_basis: known(told.price_basis).unwrap_or(PriceBasis::Sliding),
            openings: told.openings,
            openings_time: time(told.openings_time.as_ref()),
            typical_wait_days: told.typical_wait_days.and_then(|days| u32::try_from(days).ok()),
            ties: all_known::<Tie>(&told.interests.iter().map(|tie| tie.kind).collect::<Vec<_>>()),
        })),
    ))
}

/// Whether it is from another directory that did not say all a person chooses by: nobody is offered it before its
/// organisation has.
fn is_unsaid(told: &pb::Offering) -> bool {
    let which = match told.kind() {
        pb::offering::Kind::Advocacy => told.advocacy_kind,
        pb::offering::Kind::PeerSupport => told.peer_support_model,
        _ => 1,
    };
    which == 0 || told.price_basis == 0 || told.delivery_modes.is_empty() || told.languages.is_empty()
}

fn of_ulo(told: &pb::Ulo) -> Option<Change> {
    let id = uuid::<names::Ulo>(&told.name)?;
    if told.state() == pb::ulo::State::Closed {
        return Some(Change::Ulo(id, None));
    }
    let contact = told.contact.as_ref();
    let standing = told.user_led.as_ref();
    Some(Change::Ulo(
        id,
        Some(Ulo {
            id,
            of_council: told.kind() == pb::ulo::Kind::CouncilInHouse,
            access: Access::of(&told.access_features),
            base: contact.and_then(|contact| point(contact.latitude, contact.longitude)),
            verify_time: time(told.verify_time.as_ref()),
            listed_time: time(told.create_time.as_ref()),
            user_led: standing.and_then(|standing| known(standing.verdict)).unwrap_or(Verdict::NotEvidenced),
        }),
    ))
}

fn of_governance(told: &pb::Governance) -> Option<Change> {
    let ulo = uuid::<names::Ulo>(&told.ulo)?;
    // A group counts once both its size and its share are stated.
    let groups = [
        told.staff_size.zip(told.staff_from_constituency),
        told.volunteer_size.zip(told.volunteers_from_constituency),
    ];
    let whole = |number: i32| u32::try_from(number).unwrap_or_default();
    let (of, from) = groups
        .into_iter()
        .flatten()
        .fold((0, 0), |(of, from), (size, part)| (of + whole(size), from + whole(part)));
    let peers = (of > 0).then_some(Peers { from: from.min(of), of });
    Some(Change::Peers(ulo, peers))
}

fn uuid<R: platform::Resource>(name: &str) -> Option<Uuid> {
    Id::<R>::parse("", name).ok().map(Id::uuid)
}

/// The word of a number; the numbers of `ulos` are those of `matching`.
fn known<W: Wire>(number: i32) -> Option<W> {
    W::optional("", number).ok().flatten()
}

/// The words of some numbers, each once, in the order of the words.
fn all_known<W: Wire>(numbers: &[i32]) -> Vec<W> {
    let numbers: Vec<W> = numbers.iter().filter_map(|number| known(*number)).collect();
    W::ALL.iter().copied().filter(|word| numbers.contains(word)).collect()
}

fn point(latitude: Option<f64>, longitude: Option<f64>) -> Option<Point> {
    Some(Point::new(latitude?, longitude?))
}

fn time(stamp: Option<&Timestamp>) -> Option<chrono::DateTime<chrono::Utc>> {
    when::time("", stamp).ok().flatten()
}

#[cfg(test)]
mod tests {
    use platform::words::Word as _;

    use super::*;

    #[test]
    fn what_does_not_say_all_a_person_chooses_by_is_not_offered() {
        let whole = pb::Offering {
            name: "offerings/0190a1b2-c3d4-7aaa-8bbb-0123456789ab".into(),
            ulo: "ulos/0190a1b2-c3d4-7aaa-8bbb-0123456789ab".into(),
            kind: pb::offering::Kind::PeerSupport.into(),
            peer_support_model: 1,
            delivery_modes: vec![1],
            languages: vec!["en".into()],
            price_basis: 1,
            ..Default::default()
        };
        let offered = |told: &pb::Offering| matches!(of_offering(told), Some(Change::Offering(_, Some(_))));
        assert!(offered(&whole));
        type Forget = fn(&mut pb::Offering);
        let forgets: [Forget; 4] = [
            |told| told.peer_support_model = 0,
            |told| told.delivery_modes.clear(),
            |told| told.languages.clear(),
            |told| told.price_basis = 0,
        ];
        for forget in forgets {
            let mut told = whole.clone();
            forget(&mut told);
            assert!(!offered(&told), "{told:?}");
            assert!(of_offering(&told).is_some(), "and leaves, if it was there");
        }
    }

    /// What `ulos` says is read by number, so every number must mean the same in both.
    #[test]
    fn the_numbers_of_ulos_are_ours() {
        fn same<W: Wire>(theirs: impl Fn(i32) -> Option<&'static str>) {
            for word in W::ALL {
                let name = theirs(word.to_wire()).unwrap_or_default();
                assert!(name.to_lowercase().ends_with(word.word()), "{name} is not {}", word.word());
            }
        }
        macro_rules! of {
            ($theirs:path) => {
                |number| <$theirs>::try_from(number).ok().map(|value| value.as_str_name())
            };
        }
        same::<Kind>(of!(pb::offering::Kind));
        same::<crate::support::AdvocacyKind>(of!(pb::offering::AdvocacyKind));
        same::<crate::support::PeerSupportModel>(of!(pb::offering::PeerSupportModel));
        same::<crate::support::WhoFor>(of!(pb::WhoFor));
        same::<PriceBasis>(of!(pb::offering::PriceBasis));
        same::<Verdict>(of!(pb::Verdict));
        same::<Tie>(of!(pb::interest::Kind));
        for mode in DeliveryMode::ALL {
            let theirs = pb::offering::DeliveryMode::try_from(mode.to_wire()).unwrap().as_str_name();
            let ours = format!("DELIVERY_MODE_{}", mode.word().to_uppercase()).replace("THEIR", "OUR");
            assert_eq!(theirs, ours);
        }
    }
}
