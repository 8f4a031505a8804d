//! What waits for who runs the fund: milestones said to be met, and reports sent in.

use proto::ulos::v1 as pb;
use proto::ulos::v1::award::milestone::State as Step;
use proto::ulos::v1::report::State as Reported;
use tokio::task::JoinSet;

use super::{get, reports};
use crate::error::Failure;
use crate::visit::Visit;
use crate::words::{Text, text};
use platform::Error;

/// One thing to answer: where it is, and what it is called.
pub(super) type Waiting = (String, Text);

/// All of a round, milestones first.
pub(super) async fn of(visit: &Visit, round: &str) -> Result<Vec<Waiting>, Failure> {
    let awards = get::awards(visit, round, "").await?;
    let names = get::names(visit, awards.iter().map(|award| award.ulo.as_str())).await?;
    let mut waiting = Vec::new();
    for award in &awards {
        for (step, number) in award.milestones.iter().zip(1..) {
            if step.state() == Step::Claimed {
                let called = text("round-waiting-milestone")
                    .with("organisation", get::named(&names, &award.ulo))
                    .with("title", &step.title);
                waiting.push((milestone_path(award, number), called));
            }
        }
    }
    let running = awards.iter().filter(|award| award.state() == pb::award::State::Running);
    for report in submitted(visit, running).await? {
        let called = text("round-waiting-report")
            .with("organisation", get::named(&names, &report.ulo))
            .with("kind", crate::said::fund::report(report.kind));
        waiting.push((format!("/{}", report.name), called));
    }
    Ok(waiting)
}

fn milestone_path(award: &pb::Award, number: i32) -> String {
    format!("/{}/milestones/{number}", award.name)
}

/// The reports of these awards that wait for an answer, asked for all at once, in the order of their names.
async fn submitted<'a>(
    visit: &Visit,
    awards: impl Iterator<Item = &'a pb::Award>,
) -> Result<Vec<pb::Report>, Failure> {
    let mut asked = JoinSet::new();
    for award in awards {
        let (visit, name) = (visit.clone(), award.name.clone());
        asked.spawn(async move { reports::of(&visit, &name).await });
    }
    let mut found = Vec::new();
    while let Some(answer) = asked.join_next().await {
        found.extend(answer.map_err(Error::internal)??);
    }
    found.retain(|report| report.state() == Reported::Submitted);
    found.sort_by(|one, other| one.name.cmp(&other.name));
    Ok(found)
}
