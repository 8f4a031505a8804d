//! How an organisation is run, kept by its manager: the numbers, what shows that it answers to its members, and beside
//! them the tests worked out from that and what is missing.

mod evidence;
mod facts;

use askama::Template;
use axum::Router;
use axum::extract::Path;
use axum::response::Response;
use axum::routing::{get, post};
use platform::Error;
use prost_types::FieldMask;
use proto::ulos::v1 as pb;
use proto::ulos::v1::Verdict;

use crate::entry;
use crate::error::Failure;
use crate::organisation;
use crate::parts::Summary;
use crate::read;
use crate::said;
use crate::site::Site;
use crate::view::{self, View};
use crate::visit::Visit;
use crate::words::{Text, text};

/// The pages of governance.
pub fn routes() -> Router<Site> {
    Router::new()
        .route("/ulos/{id}/edit/governance", get(show))
        .route("/ulos/{id}/edit/governance/facts", get(facts::editing).post(facts::edit))
        .route("/ulos/{id}/edit/governance/evidence", get(evidence::list).post(evidence::add))
        .route("/ulos/{id}/edit/governance/evidence/remove", post(evidence::remove))
}

#[derive(Template)]
#[template(path = "governance/show.html")]
struct Show {
    ulo: pb::Ulo,
    verdict: i32,
    why: Text,
    missing: Vec<Text>,
    governance: Option<pb::Governance>,
}

impl Show {
    /// The facts as stated.
    fn facts(&self, governance: &pb::Governance) -> Summary {
        let path = format!("/{}/edit/governance/facts", self.ulo.name);
        let groups = [
            ("governance-board", governance.board_from_constituency, governance.board_size),
            ("governance-staff", governance.staff_from_constituency, governance.staff_size),
            ("governance-volunteers", governance.volunteers_from_constituency, governance.volunteer_size),
        ];
        let rows = groups.into_iter().fold(Summary::default(), |rows, (label, some, all)| {
            rows.row(text(label), of(some, all)).change(&path)
        });
        let day = view::date(&governance.statement_date);
        let rows = rows.row(text("governance-date"), day).change(&path);
        let mut evidence = governance.accountability.iter().map(evidence::said);
        let rows = rows.row(text("governance-evidence"), evidence.next().unwrap_or_default());
        let path = format!("/{}/edit/governance/evidence", self.ulo.name);
        evidence.fold(rows, Summary::and).change(path)
    }
}

/// Some of all, as far as both are stated.
fn of(some: Option<i32>, all: Option<i32>) -> Text {
    match (some, all) {
        (_, None) => text("governance-not-stated"),
        (None, Some(all)) => text("governance-size-only").with("all", all),
        (Some(some), Some(all)) => text("governance-of").with("some", some).with("all", all),
    }
}

/// `GET /ulos/{id}/edit/governance`
async fn show(visit: Visit, Path(id): Path<String>) -> Result<Response, Failure> {
    let ulo = entry::fetch(&visit, &id).await?;
    let governance = read::governance(&visit, &ulo.name).await?;
    let verdict =
        governance.as_ref().and_then(|known| known.user_led.as_ref()).map_or(0, |test| test.verdict);
    let content = Show {
        why: organisation::verdict(&verdict, governance.as_ref()),
        missing: governance.as_ref().map(missing).unwrap_or_default(),
        verdict: if verdict == 0 { Verdict::NotEvidenced.into() } else { verdict },
        governance,
        ulo,
    };
    let back = format!("/{}/edit", content.ulo.name);
    visit.page(text("governance-title")).under(text("entry-title"), back).show(&content)
}

/// What would have to be stated or changed, test by test, nearest to the definition first.
fn missing(governance: &pb::Governance) -> Vec<Text> {
    let mut missing = Vec::new();
    let short = |test: &Option<pb::TestResult>| -> Vec<pb::Share> {
        let shares = test.iter().flat_map(|test| test.shares.clone());
        shares.filter(|share| share.verdict() != Verdict::Met).collect()
    };
    let majority = short(&governance.majority_test);
    missing.extend(majority.iter().map(|share| lacks(share, true)));
    let accountable = governance.accountability_test.as_ref().map(pb::TestResult::verdict);
    if accountable != Some(Verdict::Met) {
        missing.push(text("governance-missing-evidence"));
    }
    let rest = short(&governance.odi_75_50_50_test);
    let told = |share: &&pb::Share| majority.is_empty() || share.group() != pb::share::Group::Board;
    missing.extend(rest.iter().filter(told).map(|share| lacks(share, false)));
    missing
}

/// What one share lacks. More than half is asked by the definition; the other tests ask to reach a share.
fn lacks(share: &pb::Share, more_than: bool) -> Text {
    let group = said::organisation::group(share.group);
    let key = match (share.verdict(), more_than) {
        (Verdict::NotMet, true) => "governance-missing-majority",
        (Verdict::NotMet, false) => "governance-missing-share",
        _ => "governance-missing-number",
    };
    text(key).with("group", group).with("asked", share.threshold_percent)
}

/// Records those facts: a first record, or a change of those fields.
async fn save(
    visit: &Visit,
    now: Option<&pb::Governance>,
    mut sent: pb::Governance,
    paths: &[&str],
    request_id: &str,
) -> Result<(), Error> {
    let mut governances = visit.services().governances();
    let Some(now) = now else {
        let request_id = request_id.to_owned();
        let request = pb::CreateGovernanceRequest { governance: Some(sent), request_id };
        governances.create_governance(visit.ask(request)?).await?;
        return Ok(());
    };
    now.name.clone_into(&mut sent.name);
    let paths = paths.iter().map(|path| (*path).to_owned()).collect();
    let update_mask = Some(FieldMask { paths });
    let request = pb::UpdateGovernanceRequest { governance: Some(sent), update_mask };
    governances.update_governance(visit.ask(request)?).await?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn test(verdict: Verdict, group: pb::share::Group, threshold_percent: i32) -> Option<pb::TestResult> {
        let share = pb::Share {
            group: group.into(),
            verdict: verdict.into(),
            threshold_percent,
            ..Default::default()
        };
        Some(pb::TestResult { verdict: verdict.into(), shares: vec![share], ..Default::default() })
    }

    #[test]
    fn what_is_missing_is_told_once_and_nearest_to_the_definition_first() {
        let governance = pb::Governance {
            majority_test: test(Verdict::NotMet, pb::share::Group::Board, 50),
            odi_75_50_50_test: test(Verdict::NotMet, pb::share::Group::Board, 75),
            ..Default::default()
        };
        let said: Vec<_> = missing(&governance).iter().map(ToString::to_string).collect();
        assert_eq!(said.len(), 2, "{said:?}");
        assert!(said[0].contains("more than half"), "{said:?}");
    }
}
