//! The smallest change of a request that would bring an offering in, found by trying, so it is true: with the change
//! made, the same menu has the offering among its options.

use std::cell::RefCell;
use std::rc::Rc;

use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::board::Board;
use super::candidate::{Asking, Candidate};
use super::rule::{Reach, Rule, Rules, missing, reach};
use crate::support::{AdvocacyKind, DeliveryMode, Factor, PeerSupportModel, WhoFor};
use crate::wants::{FACTORS, MOST_OF_ALL, Wants};

/// How many ways of lifting the rules are tried for one offering.
const MOST_LIFTS: usize = 16;
/// The furthest a person can say they go.
pub(super) const FURTHEST_KM: u16 = 300;
/// How many languages a person can accept.
pub(super) const MOST_LANGUAGES: usize = 10;

/// One thing the person could change.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Change {
    /// Ask for this kind of advocacy.
    AdvocacyKind(AdvocacyKind),
    /// Ask for this way of peer support.
    PeerSupportModel(PeerSupportModel),
    /// Add what it is for.
    AddWhoFor(WhoFor),
    /// Accept this way too.
    AddDeliveryMode(DeliveryMode),
    /// Accept this distance, in km.
    GoFurther(u16),
    /// Accept this language too.
    AddLanguage(String),
    /// Do without a promise of this access.
    DropMustHave(String),
    /// Pay this much an hour, in pence.
    PayMore(i64),
    /// Accept the organisation after all.
    StopAvoiding,
    /// Give a factor another weight.
    Weight(Factor, u32),
    /// Ask for any kind of advocacy, any way of peer support.
    AnySort,
}

impl Change {
    /// Makes the change for an offering of that organisation.
    pub fn apply(&self, wants: &mut Wants, ulo: Uuid) {
        let limits = &mut wants.constraints;
        match self {
            Self::AdvocacyKind(kind) => wants.advocacy_kind = Some(*kind),
            Self::PeerSupportModel(model) => wants.peer_support_model = Some(*model),
            Self::AddWhoFor(who) => wants.who_for.push(*who),
            Self::AddDeliveryMode(mode) => limits.delivery_modes.push(*mode),
            Self::GoFurther(km) => limits.max_distance_km = Some(*km),
            Self::AddLanguage(language) => limits.languages.push(language.clone()),
            Self::DropMustHave(code) => limits.must_have.retain(|must| must != code),
            Self::PayMore(pence) => limits.max_price_pence = Some(*pence),
            Self::StopAvoiding => limits.avoid_ulos.retain(|avoided| *avoided != ulo),
            Self::Weight(factor, weight) => wants.weigh(*factor, *weight),
            Self::AnySort => (wants.advocacy_kind, wants.peer_support_model) = (None, None),
        }
    }
}

/// The search over one menu's candidates. Who is out for good is no option whatever the person changes, and is left out
/// of it; how everyone would stand after a change is worked out once for all it is tried for.
pub struct Search<'a> {
    asking: &'a Asking<'a>,
    candidates: &'a [Candidate<'a>],
    /// Those who could be options, in order.
    possible: Vec<usize>,
    /// How those stand now.
    now: Board,
    lifted: RefCell<Vec<Rc<Lifted>>>,
}

/// Some changes, and how everyone would stand then.
struct Lifted {
    changes: Vec<Change>,
    /// The organisation the changes are for, when one of them is about it.
    ulo: Option<Uuid>,
    weights: [u32; FACTORS],
    board: Board,
}

impl<'a> Search<'a> {
    /// The search over these candidates, who stand like this now.
    pub fn new(asking: &'a Asking<'a>, candidates: &'a [Candidate<'a>], board: &Board) -> Self {
        let possible: Vec<usize> =
            (0..candidates.len()).filter(|which| !board.rules(*which).are_final()).collect();
        let now = board.only(&possible);
        Self { asking, candidates, possible, now, lifted: RefCell::default() }
    }

    /// The smallest change that makes a candidate an option: fewest changes first, then the order they are thought of.
    /// Nothing when none of those tried does.
    pub fn smallest(&self, which: usize) -> Vec<Change> {
        let Ok(place) = self.possible.binary_search(&which) else { return Vec::new() };
        let rules = self.now.rules(place);
        if rules.is_empty() {
            let weights = self.asking.wants.weights();
            return weight_change(&weights, |weights| self.now.is_option(weights, place))
                .into_iter()
                .collect();
        }
        let candidate = &self.candidates[which];
        let lifts = lifts(self.asking, candidate, rules);
        let most = lifts.last().map_or(0, Vec::len);
        let of_size = |size: usize| lifts.iter().filter(move |changes| changes.len() == size);
        for size in 1..=most + 1 {
            for changes in of_size(size) {
                let lifted = self.lift(changes, candidate.ulo.id);
                if lifted.board.is_option(&lifted.weights, place) {
                    return changes.clone();
                }
            }
            for changes in of_size(size - 1) {
                let lifted = self.lift(changes, candidate.ulo.id);
                let option = |weights: &[u32; FACTORS]| lifted.board.is_option(weights, place);
                if let Some(weight) = weight_change(&lifted.weights, option) {
                    return [changes.clone(), vec![weight]].concat();
                }
            }
        }
        Vec::new()
    }

    fn lift(&self, changes: &[Change], ulo: Uuid) -> Rc<Lifted> {
        let about = changes.contains(&Change::StopAvoiding).then_some(ulo);
        let known = |lifted: &&Rc<Lifted>| lifted.changes == changes && lifted.ulo == about;
        if let Some(known) = self.lifted.borrow().iter().find(known) {
            return known.clone();
        }
        let mut wants = self.asking.wants.clone();
        changes.iter().for_each(|change| change.apply(&mut wants, ulo));
        let asking = Asking::of(self.asking.asker, &wants);
        let board = Board::again(&asking, self.candidates, &self.possible);
        let lifted = Lifted { changes: changes.to_vec(), ulo: about, weights: wants.weights(), board };
        let lifted = Rc::new(lifted);
        self.lifted.borrow_mut().push(lifted.clone());
        lifted
    }
}

/// The smallest change of one weight that does it: the least step first, then the order of the factors.
fn weight_change(weights: &[u32; FACTORS], does: impl Fn(&[u32; FACTORS]) -> bool) -> Option<Change> {
    use platform::words::Word as _;
    (1..=MOST_OF_ALL)
        .flat_map(|step| {
            Factor::ALL.iter().flat_map(move |factor| [(*factor, step, true), (*factor, step, false)])
        })
        .filter_map(|(factor, step, up)| {
            let now = weights[factor as usize];
            let weight = if up { now.checked_add(step) } else { now.checked_sub(step) };
            Some((factor, weight.filter(|weight| *weight <= MOST_OF_ALL)?))
        })
        .find(|(factor, weight)| {
            let mut weights = *weights;
            weights[*factor as usize] = *weight;
            does(&weights)
        })
        .map(|(factor, weight)| Change::Weight(factor, weight))
}

/// Ways of lifting every rule against a candidate, fewest changes first. None when one of them cannot be lifted.
fn lifts(asking: &Asking<'_>, candidate: &Candidate<'_>, rules: Rules) -> Vec<Vec<Change>> {
    let (wants, offering) = (asking.wants, candidate.offering);
    let mut lifts = vec![Vec::new()];
    let mut also = |rule: bool, ways: Vec<Vec<Change>>| {
        if rule {
            lifts = product(&lifts, &ways);
        }
    };
    let each = |changes: Vec<Change>| changes.into_iter().map(|change| vec![change]).collect::<Vec<_>>();
    let kind = offering.advocacy_kind.map(Change::AdvocacyKind);
    also(rules.has(Rule::AdvocacyKind), each(kind.into_iter().collect()));
    let model = offering.peer_support_model.map(Change::PeerSupportModel);
    also(rules.has(Rule::PeerSupportModel), each(model.into_iter().collect()));
    also(rules.has(Rule::WhoFor), each(offering.who_for.iter().copied().map(Change::AddWhoFor).collect()));
    also(rules.has(Rule::DeliveryMode) || rules.has(Rule::TooFar), ways_to_reach(wants, candidate));
    let room = wants.constraints.languages.len() < MOST_LANGUAGES;
    let languages = offering.languages.iter().filter(|_| room).cloned().map(Change::AddLanguage).collect();
    also(rules.has(Rule::Language), each(languages));
    let dropped =
        missing(asking, candidate).codes().into_iter().map(|code| Change::DropMustHave(code.to_owned()));
    also(rules.has(Rule::MustHave), vec![dropped.collect()]);
    also(rules.has(Rule::Price), each(vec![Change::PayMore(offering.price_pence)]));
    also(rules.has(Rule::Avoided), each(vec![Change::StopAvoiding]));
    lifts.sort_by_key(Vec::len);
    lifts.truncate(MOST_LIFTS);
    lifts
}

fn product(before: &[Vec<Change>], ways: &[Vec<Change>]) -> Vec<Vec<Change>> {
    let joined = |lift: &Vec<Change>| {
        let lift = lift.clone();
        ways.iter().map(move |way| [lift.clone(), way.clone()].concat())
    };
    before.iter().flat_map(joined).collect()
}

/// Ways to be reached: each way it is given, accepted too if it is not yet, and gone further for if need be.
fn ways_to_reach(wants: &Wants, candidate: &Candidate<'_>) -> Vec<Vec<Change>> {
    let mut ways: Vec<Vec<Change>> = Vec::new();
    for mode in &candidate.offering.delivery_modes {
        let accept = (!wants.accepts(*mode)).then_some(Change::AddDeliveryMode(*mode));
        let further = match reach(*mode, wants, candidate) {
            Reach::Fine => None,
            Reach::Further(km) if km <= FURTHEST_KM => Some(Change::GoFurther(km)),
            Reach::Further(_) | Reach::Never => continue,
        };
        let way: Vec<Change> = accept.into_iter().chain(further).collect();
        if !way.is_empty() && !ways.contains(&way) {
            ways.push(way);
        }
    }
    ways
}
