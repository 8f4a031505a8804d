//! Where brokers and managers begin.

use askama::Template;
use axum::response::Response;
use chrono::Days;
use platform::{Caller, Role};
use proto::brokers::v1 as pb;
use proto::brokers::v1::introduction::State;

use super::Line;
use crate::error::Failure;
use crate::said;
use crate::staff;
use crate::view::View;
use crate::visit::Visit;
use crate::when;
use crate::words::{Text, text};

/// How far ahead the next steps are shown.
const AHEAD: Days = Days::new(7);

/// One next step of a case.
#[derive(Debug)]
struct ToDo {
    path: String,
    person: Text,
    next: String,
    due: when::Due,
}

#[derive(Template)]
#[template(path = "introductions/home.html")]
struct Home {
    lead: Text,
    /// Introductions that name whoever looks; for a manager those that name a broker.
    mine: Vec<Line>,
    /// Introductions that name nobody.
    open: Vec<Line>,
    late: Vec<ToDo>,
    soon: Vec<ToDo>,
    /// The load of whoever looks, or of each broker of the team.
    loads: Vec<pb::Broker>,
    manager: bool,
    me: String,
}

/// `GET /introductions`
pub(super) async fn home(visit: Visit) -> Result<Response, Failure> {
    let caller = staff::of_ulo(&visit)?;
    let manager = caller.role == Role::Manager;
    let team = staff::brokers(&visit, &caller.ulo).await?;
    let (mine, open) = waiting(&visit, caller, &team).await?;
    let (late, soon) = if manager { (Vec::new(), Vec::new()) } else { to_do(&visit, caller).await? };
    let loads = team.into_iter().filter(|broker| manager || broker.name == caller.subject).collect();
    let content = Home {
        lead: lead(manager, mine.len() + open.len(), late.len()),
        me: caller.subject.clone(),
        mine,
        open,
        late,
        soon,
        loads,
        manager,
    };
    visit.page(text("introduction-list-title")).show(&content)
}

fn lead(manager: bool, waiting: usize, late: usize) -> Text {
    let key = if manager { "introduction-list-lead-manager" } else { "introduction-list-lead" };
    text(key).with("waiting", waiting).with("late", late)
}

/// What waits for an answer: what names the caller (for a manager: anybody), and what names nobody. The nearest
/// deadline comes first.
async fn waiting(
    visit: &Visit,
    caller: &Caller,
    team: &[pb::Broker],
) -> Result<(Vec<Line>, Vec<Line>), Failure> {
    let request = pb::ListIntroductionsRequest {
        page_size: 100,
        ulo: caller.ulo.clone(),
        state: State::Offered.into(),
        ..Default::default()
    };
    let page = visit.services().introductions().list_introductions(visit.ask(request)?).await?.into_inner();
    let mut found = page.introductions;
    let for_me = |introduction: &pb::Introduction| {
        caller.role == Role::Manager
            || introduction.broker.is_empty()
            || introduction.broker == caller.subject
    };
    found.retain(for_me);
    found.sort_by_key(|introduction| introduction.expire_time.map(|time| time.seconds));
    let names = staff::names(visit, found.iter().map(|introduction| introduction.person.as_str())).await?;
    let (open, named): (Vec<_>, Vec<_>) =
        found.iter().partition(|introduction| introduction.broker.is_empty());
    let line = |introduction: &pb::Introduction| {
        let broker = team.iter().find(|broker| broker.name == introduction.broker);
        let mut line = Line::new(introduction, &names);
        if let Some(broker) = broker.filter(|_| caller.role == Role::Manager) {
            line.broker = text("introduction-for-broker").with("broker", &broker.display_name);
        }
        line
    };
    Ok((named.into_iter().map(line).collect(), open.into_iter().map(line).collect()))
}

/// The next steps of the caller's cases: overdue, and in the next seven days.
async fn to_do(visit: &Visit, caller: &Caller) -> Result<(Vec<ToDo>, Vec<ToDo>), Failure> {
    let filter = pb::ListCasesRequest {
        broker: caller.subject.clone(),
        state: pb::case::State::Open.into(),
        ..Default::default()
    };
    let today = when::today();
    let limit = today.checked_add_days(AHEAD).unwrap_or(today);
    let mut cases = staff::cases(visit, &filter).await?;
    cases.retain(|case| when::date(&case.next_action_date).is_some_and(|day| day <= limit));
    cases.sort_by(|one, other| one.next_action_date.cmp(&other.next_action_date));
    let names = staff::names(visit, cases.iter().map(|case| case.person.as_str())).await?;
    let (mut late, mut soon) = (Vec::new(), Vec::new());
    for case in cases {
        let Some(due) = when::due(&case.next_action_date, today) else { continue };
        let list = if due.late { &mut late } else { &mut soon };
        list.push(ToDo {
            path: format!("/{}", case.name),
            person: staff::named(&names, &case.person),
            next: case.next_action,
            due,
        });
    }
    Ok((late, soon))
}
