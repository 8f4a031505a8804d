//! Opening rounds between the wire and the domain.

use chrono::NaiveDate;
use platform::words::Wire as _;
use platform::{Id, Violation, Violations, etag, text, when};
use proto::matching::v1 as pb;
use reference::council;
use uuid::Uuid;

use super::figures::{Both, Figures, Objective, Price, Run, Tried};
use super::result::explain::{Explained, Reason, Refused};
use super::result::store::Counts;
use super::result::{OpeningRoundResult, State as Standing};
use super::{Details, LONGEST, Opening, OpeningRound, Rule, State};
use crate::names::{Offering, Ulo};

platform::wire! {
    State = pb::opening_round::State, "STATE_";
    Rule = pb::opening_round::Rule, "RULE_";
    Standing = pb::opening_round_result::State, "STATE_";
    Reason = pb::round_refusal::Reason, "REASON_";
    Objective = pb::RoundObjective, "ROUND_OBJECTIVE_";
}

/// The most openings of one offering.
const MOST: i32 = 999;

/// Reads what an owner says of a new round; notes all that is wrong.
pub fn parse(sent: &pb::OpeningRound, today: NaiveDate, violations: &mut Violations) -> Option<Details> {
    let title = violations.keep(text::required("opening_round.title", &sent.title, 100));
    let rule = violations.some(Rule::required("opening_round.rule", sent.rule));
    let close_date = violations.some(parse_close_date(&sent.close_date, today));
    let owner = violations.keep(parse_owner("opening_round.owner", &sent.owner));
    let (rule, close_date) = rule.zip(close_date)?;
    Some(Details { title, rule, close_date, owner })
}

/// The name of an organisation or a council.
pub fn parse_owner(field: &str, owner: &str) -> Result<String, Violation> {
    let known = Id::<Ulo>::parse("", owner).is_ok() || council::is_name(owner);
    if known { Ok(owner.to_owned()) } else { Err(Violation::new(field, "name an organisation or a council")) }
}

fn parse_close_date(date: &str, today: NaiveDate) -> Result<NaiveDate, Violation> {
    let field = "opening_round.close_date";
    let day = when::date_required(field, date)?;
    match today <= day && day <= today + LONGEST {
        true => Ok(day),
        false => Err(Violation::new(field, "give a day from today to 60 days from today")),
    }
}

/// A number of openings.
pub fn parse_openings(field: &str, openings: i32) -> Result<i32, Violation> {
    match (0..=MOST).contains(&openings) {
        true => Ok(openings),
        false => Err(Violation::new(field, "give a number from 0 to 999")),
    }
}

/// Openings to try, none twice.
pub fn parse_tried(
    round: &OpeningRound,
    tried: &[pb::RoundOpenings],
) -> Result<Vec<(Uuid, u32)>, Vec<Violation>> {
    let (mut violations, mut openings) = (Vec::new(), Vec::<(Uuid, u32)>::new());
    for (index, sent) in tried.iter().enumerate() {
        let field = |name: &str| format!("openings[{index}].{name}");
        let offering = Id::<Offering>::parse(&field("offering"), &sent.offering).and_then(|offering| {
            let known = round.openings_of(offering.uuid()).is_some();
            let twice = openings.iter().any(|(other, _)| *other == offering.uuid());
            match known && !twice {
                true => Ok(offering.uuid()),
                false => Err(Violation::new(field("offering"), "name offerings of this round, each once")),
            }
        });
        match (offering, parse_openings(&field("openings"), sent.openings)) {
            (Ok(offering), Ok(number)) => openings.push((offering, u32::try_from(number).unwrap_or(0))),
            (offering, number) => violations.extend(offering.err().into_iter().chain(number.err())),
        }
    }
    if violations.is_empty() { Ok(openings) } else { Err(violations) }
}

/// A round on the wire: how many are in it and what it came to for its owner alone.
pub fn to_wire(round: &OpeningRound, counts: Option<Counts>) -> pb::OpeningRound {
    let counted = counts.unwrap_or_default();
    let run = round.run.as_ref().filter(|_| counts.is_some());
    pb::OpeningRound {
        name: round.id.to_string(),
        title: round.details.title.clone(),
        rule: round.details.rule.to_wire(),
        close_date: when::date_text(Some(round.details.close_date)),
        openings: round.openings.iter().map(opening).collect(),
        entries: number(counted.entries),
        late: number(counted.late),
        run: run.map(run_to_wire),
        seed_commitment: hexadecimal(&round.lottery().commitment().0),
        seed: if round.state == State::Run { hexadecimal(&round.seed) } else { String::new() },
        owner: round.details.owner.clone(),
        state: round.state.to_wire(),
        end_time: when::stamp_optional(round.end_time),
        create_time: when::stamp(round.create_time),
        update_time: when::stamp(round.update_time),
        etag: etag::of(round.version),
    }
}

/// A simulation on the wire.
pub fn tried_to_wire(round: &OpeningRound, tried: &Tried) -> pb::Simulation {
    pb::Simulation {
        now: Some(both(&tried.now)),
        then: Some(both(&tried.then)),
        gain: number(tried.gain),
        lose: number(tried.lose),
        opening_round: round.id.to_string(),
    }
}

/// A result on the wire, explained once it is decided.
pub fn result_to_wire(result: &OpeningRoundResult, explained: Option<&Explained>) -> pb::OpeningRoundResult {
    let told = |of: fn(&Explained) -> i32| explained.map(of).unwrap_or_default();
    pb::OpeningRoundResult {
        name: result.id.to_string(),
        offering: result.offering.map(offering_name).unwrap_or_default(),
        rank: told(|explained| explained.rank.map(number).unwrap_or_default()),
        band: told(|explained| i32::from(explained.band)),
        waited_days: told(|explained| number(explained.waited)),
        alternatives: told(|explained| number(explained.alternatives)),
        ticket: explained.map(|explained| hexadecimal(&explained.ticket.to_be_bytes())).unwrap_or_default(),
        refusals: explained.iter().flat_map(|explained| explained.refusals.iter().map(refused)).collect(),
        opening_round: result.round.to_string(),
        choice: result.choice.to_string(),
        request: result.request.to_string(),
        state: result.state.to_wire(),
        create_time: when::stamp(result.create_time),
        update_time: when::stamp(result.update_time),
        etag: etag::of(result.version()),
    }
}

fn opening(opening: &Opening) -> pb::RoundOpenings {
    pb::RoundOpenings {
        offering: offering_name(opening.offering),
        ulo: Id::<Ulo>::from_uuid(opening.ulo).to_string(),
        openings: opening.openings,
    }
}

fn run_to_wire(run: &Run) -> pb::RoundRun {
    let price = |price: &Price| pb::ObjectivePrice {
        objective: price.objective.to_wire(),
        left_out: Some(figures(&price.left_out)),
        put_first: Some(figures(&price.put_first)),
    };
    pb::RoundRun { both: Some(both(&run.both)), prices: run.prices.iter().map(price).collect() }
}

fn both(both: &Both) -> pb::BothRules {
    let (fair_order, most_helped) = (Some(figures(&both.fair_order)), Some(figures(&both.most_helped)));
    pb::BothRules { fair_order, most_helped }
}

fn figures(figures: &Figures) -> pb::RoundFigures {
    pb::RoundFigures {
        people: number(figures.people),
        helped: number(figures.helped),
        nobody: number(figures.people.saturating_sub(figures.helped)),
        by_rank: figures.by_rank.iter().map(|count| number(*count)).collect(),
        worst_off_gap_thousandths: figures.gap.map(number),
        short_of_floors: number(figures.short_of_floors),
        fit_thousandths: i64::try_from(figures.fit).unwrap_or(i64::MAX),
    }
}

fn refused(refused: &Refused) -> pb::RoundRefusal {
    pb::RoundRefusal {
        offering: offering_name(refused.offering),
        reason: refused.reason.to_wire(),
        weeks_short: refused.weeks_short.map(number),
        last_waited_weeks: refused.last_waited_weeks.map(number),
        objective: refused.objective.map_or(0, Objective::to_wire),
    }
}

fn hexadecimal(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

fn number(count: impl TryInto<i32>) -> i32 {
    count.try_into().unwrap_or(i32::MAX)
}

fn offering_name(id: Uuid) -> String {
    Id::<Offering>::from_uuid(id).to_string()
}
