//! Making a menu: a pure function, the same answer for the same question, years later.

use platform::Error;

use super::board::Board;
use super::candidate::{Asker, Asking, Candidate, looked_at};
use super::change::Search;
use super::edition::edition;
use super::rule::{Rule, Rules};
use super::widen::widenings;
use super::{Inputs, Made, MenuOption, ShortfallReason, WhyNot, fit, flag};
use crate::index::{Entry, Index};

/// Fewer options than this need a reason.
const ENOUGH_OPTIONS: usize = 3;
/// How many of the others are explained.
const MOST_WHY_NOTS: usize = 20;

/// Makes the menu for these inputs over this index.
///
/// # Errors
/// [`Error::Internal`] when this program no longer knows that version of the rules.
pub fn make(inputs: &Inputs, index: &Index, rules_version: &str, seed: u64) -> Result<Made, Error> {
    make_of(inputs, looked_at(inputs, index), rules_version, seed)
}

/// Makes the menu of these entries, which are in order of id.
pub(super) fn make_of(
    inputs: &Inputs,
    entries: Vec<Entry<'_>>,
    rules_version: &str,
    seed: u64,
) -> Result<Made, Error> {
    let unknown = || Error::internal(format!("no rules of version {rules_version} are known"));
    let edition = edition(rules_version).ok_or_else(unknown)?;
    let wants = &inputs.wants;
    let asker = Asker::of(inputs, edition);
    let candidates = asker.candidates(entries, seed);
    let asking = Asking::of(&asker, wants);
    let board = Board::of(&asking, &candidates);
    let weights = wants.weights();
    let (options, others) = board.parted(&weights);
    let search = Search::new(&asking, &candidates, &board);
    let why_not = |which: &usize| WhyNot {
        offering: candidates[*which].offering.id,
        ulo: candidates[*which].ulo.id,
        rules: against(board.rules(*which)).list(),
        smallest_change: search.smallest(*which),
        score: board.score(&weights, *which),
    };
    Ok(Made {
        options: options.iter().map(|which| option(&asking, &candidates[*which])).collect(),
        why_nots: others.iter().take(MOST_WHY_NOTS).map(why_not).collect(),
        why_not_total: u32::try_from(others.len()).unwrap_or(u32::MAX),
        fitting_total: if edition.near_ties { u32::try_from(board.fitting()).unwrap_or(u32::MAX) } else { 0 },
        suiting_total: if edition.suiting { suiting(&asking, &candidates, &board) } else { 0 },
        widenings: if edition.near_ties { widenings(&asking, &candidates, &board) } else { Vec::new() },
        shortfall_reason: (options.len() < ENOUGH_OPTIONS).then(|| shortfall(&board, &options, &others)),
    })
}

/// What stands against an offering that is no option: the hard rules or, when there are none, the better ones.
fn against(rules: Rules) -> Rules {
    if rules.is_empty() { Rules::only(Rule::LowerScore) } else { rules }
}

pub(super) fn option(asking: &Asking<'_>, candidate: &Candidate<'_>) -> MenuOption {
    let offering = candidate.offering;
    let contributions = fit::contributions(asking, candidate);
    MenuOption {
        offering: offering.id,
        ulo: offering.ulo,
        score: contributions.iter().map(super::Contribution::points).sum(),
        contributions,
        flags: flag::flags(asking, candidate),
        distance_km: candidate.distance_km,
        remote: candidate.is_remote(),
        price_pence: offering.price_pence,
        price_basis: offering.price_basis,
        user_led: candidate.ulo.user_led,
        independent: candidate.is_free_of_ties(),
        verify_time: candidate.ulo.verify_time,
        openings: offering.openings,
        openings_time: offering.openings_time,
        access_met: flag::promised(asking, candidate),
    }
}

/// How many the person could be supported by if they had no limits of their own.
fn suiting(asking: &Asking<'_>, candidates: &[Candidate<'_>], board: &Board) -> u32 {
    let wants = asking.wants.without_own_limits();
    let wide = Asking::of(asking.asker, &wants);
    let suits = |which: &usize| {
        let broken = board.rules(*which);
        broken.is_empty() || (broken.are_own_limits() && Rules::broken(&wide, &candidates[*which]).is_empty())
    };
    u32::try_from((0..candidates.len()).filter(suits).count()).unwrap_or(u32::MAX)
}

/// Why there are so few: told from the others in the area.
fn shortfall(board: &Board, options: &[usize], others: &[usize]) -> ShortfallReason {
    let in_area = others.iter().map(|which| board.rules(*which)).filter(|rules| !rules.has(Rule::OutOfArea));
    let others: Vec<Rules> = in_area.collect();
    if others.iter().any(|rules| !rules.are_final()) {
        ShortfallReason::OwnLimits
    } else if !others.is_empty() {
        ShortfallReason::NotTakingOn
    } else if options.is_empty() {
        ShortfallReason::NobodyHere
    } else {
        ShortfallReason::FewHere
    }
}
