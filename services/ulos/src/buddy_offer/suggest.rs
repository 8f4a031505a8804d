//! What is known of everyone who could help or be helped, gathered, and who suits whom best.

use std::cmp::Reverse;
use std::collections::{BTreeSet, HashMap};

use chrono::NaiveDate;
use platform::action::Action as _;
use platform::db::Db;
use platform::{Caller, Error, Id, Page};
use proto::ulos::v1 as pb;
use reference::place::Point;
use reference::{council, criteria};
use uuid::Uuid;

use super::suggestion::store::Facts;
use super::suggestion::{Money, Pair, Side, Suggestion, store, wire};
use super::{BuddyOffer, STRONG_STAGE, State};
use crate::buddying::Helped;
use crate::finance::outlook::Risk;
use crate::finance::rpc::risk;
use crate::maturity::{self, Basis, Maturity};
use crate::policy::{Relation, knows_money};
use crate::ulo::{self, Standing, Ulo};
use crate::{Action, funding, mapping_study};

/// How many suggestions are told.
const MOST: usize = 20;

/// Who could help: every offer of today, best first.
///
/// # Errors
/// [`Error::NotFound`], `ULO_CLOSED`, `COUNCIL_HAS_ULO`.
pub(crate) async fn buddies(
    db: &Db,
    caller: &Caller,
    helped: &Helped,
    today: NaiveDate,
) -> Result<Vec<pb::BuddySuggestion>, Error> {
    let world = World::read(db, caller, today).await?;
    if let Helped::Ulo(id) = helped {
        ulo::store::get(db.pool(), *id).await?.still_listed()?;
    }
    let side = world.helped(helped)?;
    let all = super::store::Filter { state: Some(State::Current), ..Default::default() };
    let page = Page { before: Uuid::max(), size: 1000 };
    let mut found = Vec::new();
    for offer in super::store::list(db.pool(), &all, today, &page).await? {
        let buddy = world.buddy(db, &offer, today).await?;
        if let Some(buddy) = buddy.filter(|_| Helped::Ulo(offer.ulo) != *helped) {
            found.push(world.pair(&offer, &buddy, (helped, &side)));
        }
    }
    Ok(best(caller, found))
}

/// Whom an offer could help, best first.
pub(crate) async fn helped(
    db: &Db,
    caller: &Caller,
    offer: &BuddyOffer,
    today: NaiveDate,
) -> Result<Vec<pb::BuddySuggestion>, Error> {
    let world = World::read(db, caller, today).await?;
    let Some(buddy) = world.buddy(db, offer, today).await? else { return Ok(Vec::new()) };
    let young = world.facts.keys().filter(|id| world.stage(**id).is_some_and(|stage| stage < STRONG_STAGE));
    let names = council::ALL.iter().map(|council| format!("councils/{}", council.gss_code));
    let without = names.filter(|name| !world.has_user_led(name));
    let everyone = young.copied().map(Helped::Ulo).chain(without.map(Helped::Council));
    let pair = |helped: Helped| Some(world.pair(offer, &buddy, (&helped, &world.helped(&helped).ok()?)));
    Ok(best(caller, everyone.filter_map(pair).collect()))
}

/// The best, told. What rests on money moves nobody up or down before those who may not know it of all.
fn best(caller: &Caller, mut found: Vec<(Suggestion, pb::BuddySuggestion)>) -> Vec<pb::BuddySuggestion> {
    let sees_all = Action::GetFinance.allows(caller.role, Relation::Foreign);
    found.sort_by_cached_key(|(suggestion, told)| {
        let points = if sees_all { suggestion.points() } else { suggestion.points_without_money() };
        let helped = format!("{}{}", told.helped_ulo, told.helped_council);
        (Reverse(points), told.distance_km, told.buddy_offer.clone(), helped)
    });
    found.into_iter().take(MOST).map(|(_, told)| told).collect()
}

/// Every organisation that is listed, as far as the caller may know it.
struct World {
    caller: Caller,
    facts: HashMap<Id<Ulo>, Facts>,
    stages: HashMap<Id<Ulo>, u8>,
    money: HashMap<Id<Ulo>, Vec<(funding::Kind, String)>>,
    running: Vec<(Uuid, Option<Uuid>, Option<String>)>,
}

impl World {
    async fn read(db: &Db, caller: &Caller, today: NaiveDate) -> Result<Self, Error> {
        let set = criteria::in_force(criteria::SETS, today);
        let known = maturity::rpc::known(db, None, today).await?;
        let stages =
            known.iter().map(|(ulo, known)| (*ulo, Maturity::of(known, set, today, Basis::Published).stage));
        let mut money: HashMap<_, Vec<_>> = HashMap::new();
        for (ulo, one) in mapping_study::store::money(db.pool(), today).await? {
            money.entry(ulo).or_default().push((one.kind, one.funder));
        }
        let facts = store::facts(db.pool()).await?;
        Ok(Self {
            caller: caller.clone(),
            facts: facts.into_iter().map(|facts| (facts.ulo(), facts)).collect(),
            stages: stages.collect(),
            money,
            running: store::running(db.pool()).await?,
        })
    }

    fn stage(&self, ulo: Id<Ulo>) -> Option<u8> {
        self.stages.get(&ulo).copied()
    }

    fn has_user_led(&self, council: &str) -> bool {
        let there = |facts: &Facts| facts.councils.iter().any(|name| name == council);
        self.facts.values().any(|facts| facts.user_led == Standing::Met && there(facts))
    }

    /// One organisation that is listed.
    fn side(&self, ulo: Id<Ulo>, risk: Risk) -> Option<Side> {
        let facts = self.facts.get(&ulo)?;
        let money = self.money.get(&ulo).map(Vec::as_slice).unwrap_or_default();
        let money = Money {
            kinds: money.iter().map(|(kind, _)| *kind).collect(),
            funders: money.iter().map(|(_, funder)| funder.clone()).collect(),
            risk,
        };
        Some(Side {
            stage: self.stage(ulo),
            councils: facts.councils.iter().cloned().collect(),
            who_for: facts.who_for.iter().copied().collect(),
            languages: facts.languages.iter().cloned().collect(),
            rounds: facts.rounds.iter().copied().collect(),
            consortia: facts.consortia.iter().copied().collect(),
            money: knows_money(&self.caller, ulo, &facts.councils).then_some(money),
        })
    }

    /// Who offers, if still listed and strong.
    async fn buddy(&self, db: &Db, offer: &BuddyOffer, today: NaiveDate) -> Result<Option<Side>, Error> {
        let strong = self.stage(offer.ulo).is_some_and(|stage| stage >= STRONG_STAGE);
        if !strong || offer.still_open(today).is_err() {
            return Ok(None);
        }
        let side = self.side(offer.ulo, Risk::NotEvidenced);
        if side.as_ref().is_some_and(|side| side.money.is_some()) {
            return Ok(self.side(offer.ulo, risk(db, offer.ulo, today).await?));
        }
        Ok(side)
    }

    fn helped(&self, helped: &Helped) -> Result<Side, Error> {
        match helped {
            Helped::Ulo(ulo) => self.side(*ulo, Risk::NotEvidenced).ok_or_else(|| Error::not_found(*ulo)),
            Helped::Council(name) if self.has_user_led(name) => Err(Helped::council_has_one()),
            Helped::Council(name) => Ok(without_any(name)),
        }
    }

    /// How well these two suit, for ordering and as it is told.
    fn pair(
        &self,
        offer: &BuddyOffer,
        buddy: &Side,
        (helped, side): (&Helped, &Side),
    ) -> (Suggestion, pb::BuddySuggestion) {
        let distance_km = nearest(&self.places(&Helped::Ulo(offer.ulo)), &self.places(helped));
        let already = self
            .running
            .iter()
            .any(|(one, ulo, council)| *one == offer.ulo.uuid() && helped.is(*ulo, council.as_deref()));
        let free_hours = offer.free_hours();
        let suggestion = Suggestion::of(&Pair { buddy, helped: side, distance_km, free_hours, already });
        let (helped_ulo, helped_council) = helped.names();
        let told = pb::BuddySuggestion {
            buddy_offer: offer.id.to_string(),
            buddy: offer.ulo.to_string(),
            helped_ulo,
            helped_council,
            distance_km: distance_km.and_then(|km| i32::try_from(km).ok()),
            free_hours_per_month: free_hours,
            ..wire::to_wire(&suggestion)
        };
        (suggestion, told)
    }

    /// Where one side is: the place it says, or else the middle of each council it works in.
    fn places(&self, of: &Helped) -> Vec<Point> {
        let councils = match of {
            Helped::Council(name) => std::slice::from_ref(name),
            Helped::Ulo(ulo) => {
                let Some(facts) = self.facts.get(ulo) else { return Vec::new() };
                if let Some((latitude, longitude)) = facts.latitude.zip(facts.longitude) {
                    return vec![Point::new(latitude, longitude)];
                }
                facts.councils.as_slice()
            }
        };
        let found = councils.iter().filter_map(|name| council::find(name.strip_prefix("councils/")?));
        found.map(|council| Point::new(council.latitude, council.longitude)).collect()
    }
}

/// A council without any organisation.
fn without_any(council: &str) -> Side {
    Side {
        stage: Some(0),
        councils: BTreeSet::from([council.to_owned()]),
        who_for: BTreeSet::new(),
        languages: BTreeSet::new(),
        rounds: BTreeSet::new(),
        consortia: BTreeSet::new(),
        money: Some(Money { kinds: BTreeSet::new(), funders: BTreeSet::new(), risk: Risk::NotEvidenced }),
    }
}

/// How far apart the nearest two of these are.
fn nearest(some: &[Point], others: &[Point]) -> Option<u32> {
    let far = |one: &Point| others.iter().map(|other| u32::from(one.km_to(*other))).min();
    some.iter().filter_map(far).min()
}
