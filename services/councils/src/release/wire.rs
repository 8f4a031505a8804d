//! Releases on the wire.

use platform::words::{Wire as _, Word as _};
use platform::{etag, when};
use proto::councils::v1 as pb;

use super::figures::{Days, ENGLAND, Estimate, Figures, Places};
use super::{METHOD_SENTENCES, Release};
use crate::council::Council;
use crate::disclosure::{SmallNumber, sum_of_shown};
use crate::framework::figures::{Kind, Step};
use crate::framework::wire::{change_to_wire, small, whole};

/// A release without its figures.
pub fn to_wire(release: &Release) -> pb::Release {
    pb::Release {
        name: release.name(),
        quarter: release.quarter.to_string(),
        revision: i32::try_from(release.revision).unwrap_or(i32::MAX),
        reason: release.reason.clone(),
        figures: Vec::new(),
        method_sentences: METHOD_SENTENCES.map(str::to_owned).to_vec(),
        create_time: when::stamp(release.create_time),
        update_time: when::stamp(release.release_time),
        etag: etag::of(release.revision),
    }
}

/// A release with figures: England, then each region with its councils.
pub fn with_figures(release: &Release, places: &Places, councils: &[Council]) -> pb::Release {
    let mut order: Vec<(&str, &str)> =
        councils.iter().map(|council| (council.region_code.as_str(), council.gss_code.as_str())).collect();
    order.extend(councils.iter().map(|council| (council.region_code.as_str(), "")));
    order.sort_unstable();
    order.dedup();
    let codes = order.into_iter().map(|(region, code)| if code.is_empty() { region } else { code });
    let figures =
        [ENGLAND].into_iter().chain(codes).filter_map(|code| Some(place_to_wire(code, places.get(code)?)));
    pb::Release { figures: figures.collect(), ..to_wire(release) }
}

fn place_to_wire(code: &str, figures: &Figures) -> pb::PlaceFigures {
    let requests = Kind::ALL.iter().zip(figures.row.requests).zip(figures.asked);
    let waits = Step::ALL.iter().zip(figures.row.waits).zip(figures.days);
    pb::PlaceFigures {
        place: code.to_owned(),
        requests: requests.map(|((kind, parts), asked)| requests_to_wire(*kind, parts, asked)).collect(),
        waits: waits.map(|((step, count), days)| wait_to_wire(*step, count, days)).collect(),
        control_change: Some(change_to_wire(figures.control_change())),
        costs: (0..).zip(Kind::ALL).map(|(at, kind)| costs_to_wire(*kind, figures, at)).collect(),
        needs: figures.needs.iter().map(|(need, counts)| need_to_wire(need, *counts)).collect(),
    }
}

fn requests_to_wire(kind: Kind, parts: [SmallNumber; 4], asked: SmallNumber) -> pb::RequestFigures {
    let [met, unmet, ended, open] = parts.map(|part| Some(small(part)));
    pb::RequestFigures { kind: kind.to_wire(), asked: Some(small(asked)), met, unmet, ended, open }
}

fn costs_to_wire(kind: Kind, figures: &Figures, at: usize) -> pb::CostFigures {
    let [better_priced, other_priced, better_unpriced, _] = figures.row.cases[at];
    let sum = |parts: [SmallNumber; 2]| Some(small(sum_of_shown(&parts)));
    let costs = figures.costs[at];
    pb::CostFigures {
        kind: kind.to_wire(),
        cases: Some(small(figures.counted[at])),
        better: sum([better_priced, better_unpriced]),
        minutes_per_case: costs.minutes_per_case.map(estimate_to_wire),
        minutes_per_better: costs.minutes_per_better.map(estimate_to_wire),
        priced_cases: sum([better_priced, other_priced]),
        pence_per_case: costs.pence_per_case.map(estimate_to_wire),
        pence_per_better: costs.pence_per_better.map(estimate_to_wire),
    }
}

fn estimate_to_wire(estimate: Estimate) -> pb::Estimate {
    pb::Estimate {
        middle: estimate.middle.into(),
        least: estimate.least.into(),
        most: estimate.most.map(i64::from),
    }
}

fn need_to_wire(need: &str, counts: [SmallNumber; 2]) -> pb::NeedFigures {
    let [asked, unmet] = counts.map(|count| Some(small(count)));
    pb::NeedFigures { need: need.to_owned(), asked, unmet }
}

fn wait_to_wire(step: Step, count: SmallNumber, days: Days) -> pb::Wait {
    pb::Wait {
        step: step.to_wire(),
        median_days: days.median.map(whole),
        count: Some(small(count)),
        ninetieth_days: days.ninetieth.map(whole),
        ..pb::Wait::default()
    }
}
