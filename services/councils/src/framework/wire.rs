//! Frameworks on the wire. Only what is published goes out, and counts of people only to the council's own officers.

use platform::event::Change;
use platform::words::{Wire as _, Word as _};
use platform::{etag, when};
use proto::councils::v1 as pb;

use super::figures::{Band, Behind, ControlChange, Element, Kind, Standing, Status, Step, Wait};
use super::quarter::{Frozen, Quarter};
use super::{Framework, METHOD_SENTENCES, SOURCES};
use crate::disclosure::SmallNumber;

platform::wire! {
    Kind = pb::framework::Kind, "KIND_";
    Standing = pb::evidence::Standing, "STANDING_";
    Step = pb::wait::Step, "STEP_";
    Status = pb::element::Status, "STATUS_";
    Band = pb::framework::UloCountBand, "ULO_COUNT_BAND_";
}

/// The framework as the council's own officers may see it.
pub fn to_wire(framework: &Framework) -> pb::Framework {
    let published = framework.figures.published();
    let position = |service: &str| framework.positions.get(service).copied().unwrap_or_default();
    let elements = Kind::ALL.iter().zip(published.elements).zip(published.open_to).zip(&published.behind);
    let waits = Step::ALL.iter().zip(published.waits);
    pb::Framework {
        name: framework.name(),
        elements: elements
            .map(|(((kind, element), open_to), behind)| pb::Element {
                evidence: behind.iter().map(evidence_to_wire).collect(),
                ..element_to_wire(*kind, element, open_to)
            })
            .collect(),
        ulo_count: whole(published.ulo_count),
        user_led_count: whole(published.user_led_count),
        not_user_led_count: whole(published.not_user_led_count),
        ulo_count_band: published.band.to_wire(),
        waits: waits.map(|(step, wait)| wait_to_wire(*step, wait)).collect(),
        unmet_requests: requests_to_wire(published.unmet_requests),
        open_requests: requests_to_wire(published.open_requests),
        few_requests: requests_to_wire(published.few_requests),
        control_change: Some(change_to_wire(published.control_change)),
        feed_positions: SOURCES
            .map(|service| pb::FeedPosition { service: service.to_owned(), position: position(service) })
            .to_vec(),
        as_of_time: when::stamp(framework.as_of_time),
        method_sentences: METHOD_SENTENCES.map(str::to_owned).to_vec(),
        council: format!("councils/{}", framework.gss_code.as_str()),
        create_time: when::stamp(framework.create_time),
        update_time: when::stamp(framework.update_time),
        etag: etag::of(framework.version),
        quarter: Quarter::of(framework.as_of_time).to_string(),
        freeze_time: None,
        quarters: Vec::new(),
    }
}

/// The framework as everyone sees it: what exists. What counts people they find in the releases.
pub fn without_people(framework: pb::Framework) -> pb::Framework {
    let mut framework = framework;
    for element in &mut framework.elements {
        element.links.retain(|link| *link != i32::from(pb::element::Link::Referral));
    }
    pb::Framework {
        waits: Vec::new(),
        unmet_requests: Vec::new(),
        open_requests: Vec::new(),
        few_requests: Vec::new(),
        control_change: None,
        ..framework
    }
}

/// The framework in a list: without the organisations it is counted from.
pub fn in_list(framework: pb::Framework) -> pb::Framework {
    let mut framework = without_people(framework);
    framework.elements.iter_mut().for_each(|element| element.evidence.clear());
    framework
}

/// The framework as it stood when that quarter ended.
pub fn frozen_to_wire(framework: &Framework, frozen: Frozen) -> pb::Framework {
    let then = Framework {
        figures: frozen.figures,
        positions: frozen.positions,
        as_of_time: frozen.as_of_time,
        version: frozen.version,
        update_time: frozen.update_time,
        ..framework.clone()
    };
    let (quarter, freeze_time) = (frozen.quarter.to_string(), when::stamp(frozen.freeze_time));
    pb::Framework { quarter, freeze_time, ..to_wire(&then) }
}

/// The event of a framework that was made or that anyone can see changed.
pub fn change(framework: &Framework) -> Change {
    let kind = if framework.version == 1 { "framework.created" } else { "framework.updated" };
    Change::new(kind, framework.name(), framework.version, &to_wire(framework), framework.update_time)
}

fn element_to_wire(kind: Kind, element: Element, open_to: Vec<String>) -> pb::Element {
    use pb::element::Link;
    let links = [Link::Contract, Link::Grant, Link::Referral, Link::Seat];
    pb::Element {
        kind: kind.to_wire(),
        exists: element.exists.to_wire(),
        accessible: element.accessible.to_wire(),
        user_led_link: element.user_led_link.to_wire(),
        offering_count: whole(element.offering_count),
        organisation_count: whole(element.organisation_count),
        user_led_organisation_count: whole(element.user_led_organisation_count),
        open_to,
        links: there(&links, &element.links),
        evidence: Vec::new(),
    }
}

fn evidence_to_wire(behind: &Behind) -> pb::Evidence {
    use pb::element::Link;
    pb::Evidence {
        ulo: format!("ulos/{}", behind.ulo),
        standing: behind.standing.to_wire(),
        offering_count: whole(behind.offerings),
        open_count: whole(behind.open),
        saying_access_count: whole(behind.saying_access),
        links: there(
            &[Link::Contract, Link::Grant, Link::Seat],
            &[behind.contract, behind.grant, behind.seat],
        ),
    }
}

/// Those links that are there.
fn there(links: &[pb::element::Link], there: &[bool]) -> Vec<i32> {
    let there = links.iter().zip(there).filter(|(_, there)| **there);
    there.map(|(link, _)| i32::from(*link)).collect()
}

fn wait_to_wire(step: Step, wait: Wait) -> pb::Wait {
    pb::Wait {
        step: step.to_wire(),
        median_days: wait.median_days.map(whole),
        count: Some(small(wait.count)),
        ninetieth_days: wait.ninetieth_days.map(whole),
        waiting_count: Some(small(wait.waiting)),
        waiting_median_days: wait.waiting_median_days.map(whole),
    }
}

fn requests_to_wire(counts: [SmallNumber; 3]) -> Vec<pb::RequestCount> {
    let counts = Kind::ALL.iter().zip(counts);
    counts.map(|(kind, count)| pb::RequestCount { kind: kind.to_wire(), count: Some(small(count)) }).collect()
}

pub(crate) fn change_to_wire(change: ControlChange) -> pb::ControlChange {
    pb::ControlChange {
        answered: Some(small(change.answered)),
        better: Some(small(change.better)),
        same: Some(small(change.same)),
        worse: Some(small(change.worse)),
        better_percent: change.better_percent.map(whole),
    }
}

pub(crate) fn small(number: SmallNumber) -> pb::SmallNumber {
    match number {
        SmallNumber::Shown(value) => pb::SmallNumber { value: Some(whole(value)), hidden: false },
        SmallNumber::Hidden => pb::SmallNumber { value: None, hidden: true },
    }
}

pub(crate) fn whole(number: u32) -> i32 {
    i32::try_from(number).unwrap_or(i32::MAX)
}
