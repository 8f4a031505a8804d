//! Agreements between the wire and the domain.

use chrono::NaiveDate;
use platform::words::Wire as _;
use platform::{Id, Violations, etag, text, when};
use proto::ulos::v1 as pb;

use super::{Buddying, Helped, HelpedVerdict, Milestone, Payer, State, Terms};
use crate::buddy_offer::wire::{LONGEST, hours_and_topics};
use crate::solution::Topic;

platform::wire! {
    State = pb::buddying::State, "STATE_";
    Payer = pb::buddying::Payer, "PAYER_";
    HelpedVerdict = pb::buddying::HelpedVerdict, "HELPED_VERDICT_";
}

const MOST_PENCE: i64 = 100_000_000;
const MOST_MILESTONES: usize = 10;

/// Reads who is helped from two fields, of which one is filled.
pub(crate) fn helped(
    (field, ulo): (&str, &str),
    (council_field, council): (&str, &str),
    violations: &mut Violations,
) -> Option<Helped> {
    let one = ulo.is_empty() != council.is_empty();
    violations.check(one, field, "say who is helped: one organisation or one council");
    if !one {
        return None;
    }
    if council.is_empty() {
        return violations.some(Id::parse(field, ulo)).map(Helped::Ulo);
    }
    let known = reference::council::is_name(council);
    violations.check(known, council_field, "give the name of a council, such as councils/E08000033");
    Some(Helped::Council(council.to_owned()))
}

/// Reads what is agreed; notes all that is wrong.
pub fn parse(sent: &pb::Buddying, violations: &mut Violations) -> Option<Terms> {
    let said = (sent.hours_per_month, sent.topics.as_slice());
    let (hours_per_month, topics) = hours_and_topics("buddying", said, violations);
    let (cost_pence, payer) = money(sent, violations);
    let exit = violations.keep(text::lines("buddying.exit_terms", &sent.exit_terms, 1000));
    let said = !exit.is_empty() || !sent.exit_terms.trim().is_empty();
    violations.check(said, "buddying.exit_terms", "say how either side can leave");
    let start = violations.some(when::date_required("buddying.start_date", &sent.start_date));
    let end = violations.some(when::date_required("buddying.end_date", &sent.end_date));
    let term = start.zip(end);
    if let Some((start, end)) = term {
        let last = start.checked_add_months(LONGEST);
        let right = end >= start && last.is_some_and(|last| end <= last);
        violations.check(right, "buddying.end_date", "give a day from the first to three years later");
    }
    let milestones = milestones(&sent.milestones, term, violations);
    let (start_date, end_date) = term?;
    let terms = Terms {
        hours_per_month,
        topics,
        start_date,
        end_date,
        milestones,
        cost_pence,
        payer: payer?,
        exit_terms: exit,
    };
    Some(terms)
}

fn money(sent: &pb::Buddying, violations: &mut Violations) -> (i64, Option<Payer>) {
    let right = (0..=MOST_PENCE).contains(&sent.cost_pence);
    violations.check(right, "buddying.cost_pence", "give pence from 0 to 100,000,000");
    let payer = violations.some(Payer::required("buddying.payer", sent.payer));
    let agrees = payer.is_none_or(|payer| (payer == Payer::Nobody) == (sent.cost_pence == 0));
    let text = "say who pays: nobody when it costs nothing, somebody when it costs something";
    violations.check(agrees, "buddying.payer", text);
    (sent.cost_pence, payer)
}

fn milestones(
    sent: &[pb::BuddyMilestone],
    term: Option<(NaiveDate, NaiveDate)>,
    violations: &mut Violations,
) -> Vec<Milestone> {
    let right = !sent.is_empty() && sent.len() <= MOST_MILESTONES;
    violations.check(right, "buddying.milestones", "give 1 to 10 milestones");
    let mut kept = Vec::new();
    for (index, milestone) in sent.iter().enumerate().take(MOST_MILESTONES) {
        let field = |name: &str| format!("buddying.milestones[{index}].{name}");
        let title = violations.keep(text::required(&field("title"), &milestone.title, 200));
        let due = field("due_date");
        let Some(due_date) = violations.some(when::date_required(&due, &milestone.due_date)) else {
            continue;
        };
        let within = term.is_none_or(|(start, end)| (start..=end).contains(&due_date));
        violations.check(within, &due, "give a day within the agreement");
        kept.push(Milestone { title, due_date, done_date: None });
    }
    kept
}

/// The record on the wire: all of it, or what everyone sees.
pub fn to_wire(buddying: &Buddying, whole: bool) -> pb::Buddying {
    let terms = &buddying.terms;
    let (helped_ulo, helped_council) = buddying.helped.names();
    let public = pb::Buddying {
        name: buddying.id.to_string(),
        buddy: buddying.buddy.to_string(),
        helped_ulo,
        helped_council,
        hours_per_month: terms.hours_per_month,
        topics: Topic::list_to_wire(&terms.topics),
        start_date: when::date_text(Some(terms.start_date)),
        end_date: when::date_text(Some(terms.end_date)),
        buddy_accept_time: when::stamp_optional(buddying.buddy_accept_time),
        helped_accept_time: when::stamp_optional(buddying.helped_accept_time),
        verdict: buddying.verdict.map_or(0, HelpedVerdict::to_wire),
        verdict_words: buddying.verdict_words.clone(),
        state: buddying.state.to_wire(),
        create_time: when::stamp(buddying.create_time),
        update_time: when::stamp(buddying.update_time),
        etag: etag::of(buddying.version),
        ..pb::Buddying::default()
    };
    if !whole {
        return public;
    }
    pb::Buddying {
        milestones: terms.milestones.iter().map(milestone_to_wire).collect(),
        cost_pence: terms.cost_pence,
        payer: terms.payer.to_wire(),
        exit_terms: terms.exit_terms.clone(),
        reason: buddying.reason.clone(),
        ..public
    }
}

fn milestone_to_wire(milestone: &Milestone) -> pb::BuddyMilestone {
    pb::BuddyMilestone {
        title: milestone.title.clone(),
        due_date: when::date_text(Some(milestone.due_date)),
        done_date: when::date_text(milestone.done_date),
    }
}
