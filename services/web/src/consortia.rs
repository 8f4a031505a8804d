//! Consortia: the public page of one, with what its members are together and the working; and its members' managers
//! proposing, inviting, joining, leaving and ending.

mod change;
mod criteria;
mod propose;
mod public;

use std::collections::HashMap;

use askama::Template;
use axum::Router;
use axum::extract::Path;
use axum::response::Response;
use axum::routing::{get, post};
use platform::{Error, Role};
use proto::ulos::v1 as pb;
use proto::ulos::v1::member::State as Stands;
use proto::ulos::v1::{TestResult, Verdict};

use crate::error::Failure;
use crate::organisation;
use crate::read;
use crate::said;
use crate::site::Site;
use crate::staff;
use crate::view::View;
use crate::visit::Visit;
use crate::words::{Say as _, Text, text};

/// The pages of consortia.
pub fn routes() -> Router<Site> {
    Router::new()
        .route("/consortia", get(public::list))
        .route("/consortia/{id}", get(show))
        .route("/consortia/{id}/invite", get(change::inviting).post(change::invite))
        .route("/consortia/{id}/join", get(propose::joining).post(propose::join))
        .route("/consortia/{id}/leave", post(change::leave))
        .route("/consortia/{id}/end", post(change::end))
        .route("/ulos/{id}/edit/consortia", get(change::list))
        .route("/ulos/{id}/edit/consortia/new", get(propose::proposing).post(propose::propose))
}

/// One consortium.
async fn fetch(visit: &Visit, id: &str) -> Result<pb::Consortium, Failure> {
    let request = pb::GetConsortiumRequest { name: format!("consortia/{id}") };
    Ok(visit.services().consortia().get_consortium(visit.ask(request)?).await?.into_inner())
}

/// Those an organisation is in, or invited to, that have not ended.
pub(crate) async fn of_ulo(visit: &Visit, ulo: &str) -> Result<Vec<pb::Consortium>, Error> {
    let (ulo, state) = (ulo.to_owned(), pb::consortium::State::Active.into());
    let request = pb::ListConsortiaRequest { page_size: 50, ulo, state, ..Default::default() };
    Ok(visit.services().consortia().list_consortia(visit.ask(request)?).await?.into_inner().consortia)
}

/// How an organisation stands to a consortium.
fn stands(consortium: &pb::Consortium, ulo: &str) -> Stands {
    let member = consortium.members.iter().find(|member| member.ulo == ulo);
    member.map_or(Stands::Unspecified, pb::Member::state)
}

/// A member as the page shows it.
struct Row {
    ulo: String,
    name: Text,
    stands: Text,
    brings: Vec<Text>,
    board: Text,
}

#[derive(Template)]
#[template(path = "consortia/show.html")]
struct Show {
    consortium: pb::Consortium,
    rows: Vec<Row>,
    verdict: i32,
    why: Text,
    /// What they cover together.
    covers: Vec<Text>,
    /// How many criteria they meet together, and each of them by its group.
    criteria: Text,
    /// Those they do not meet, or not yet.
    missing: Vec<Text>,
    groups: Vec<(Text, Vec<criteria::Row>)>,
    /// How the organisation of the manager who looks stands to it.
    stands: Stands,
    leads: bool,
    ended: bool,
}

impl Show {
    fn tests(&self) -> Vec<(Text, &TestResult)> {
        let Some(together) = &self.consortium.together else { return Vec::new() };
        let named = [
            ("organisation-test-majority", &together.majority_test),
            ("organisation-test-75", &together.dh_75_test),
            ("organisation-test-75-50-50", &together.odi_75_50_50_test),
        ];
        named.into_iter().filter_map(|(key, test)| Some((text(key), test.as_ref()?))).collect()
    }
}

/// `GET /consortia/{id}`
async fn show(visit: Visit, Path(id): Path<String>) -> Result<Response, Failure> {
    let consortium = fetch(&visit, &id).await?;
    let mut names = HashMap::new();
    for member in &consortium.members {
        if let Some(ulo) = read::if_there(read::ulo(&visit, &member.ulo).await)? {
            names.insert(ulo.name, ulo.display_name);
        }
    }
    let together = consortium.together.as_ref();
    let user_led = together.and_then(|together| together.user_led.as_ref());
    let own = visit.viewer().filter(|viewer| viewer.caller().role == Role::Manager);
    let own = own.map(|viewer| viewer.caller().ulo.clone()).unwrap_or_default();
    let content = Show {
        rows: consortium.members.iter().map(|member| row(&consortium, member, &names)).collect(),
        verdict: user_led.map_or(0, |test| test.verdict),
        why: why(together),
        covers: together.and_then(|together| together.covers.as_ref()).map(brings).unwrap_or_default(),
        criteria: together.map(criteria::summary).unwrap_or_default(),
        missing: together.map(criteria::missing).unwrap_or_default(),
        groups: together.map(|together| criteria::groups(together, &names)).unwrap_or_default(),
        stands: stands(&consortium, &own),
        leads: consortium.lead == own,
        ended: consortium.state() == pb::consortium::State::Ended,
        consortium,
    };
    let page = visit.page(content.consortium.display_name.text());
    page.under(text("consortium-all-title"), "/consortia").show(&content)
}

fn row(consortium: &pb::Consortium, member: &pb::Member, names: &HashMap<String, String>) -> Row {
    let name = names.get(&member.ulo).map_or_else(|| text("consortium-member-gone"), |name| name.text());
    let boards = consortium.together.iter().flat_map(|together| &together.boards);
    let board = boards.into_iter().find(|board| board.ulo == member.ulo);
    let numbers = board.and_then(|board| board.size.zip(board.from_constituency));
    Row {
        ulo: member.ulo.clone(),
        name,
        stands: text(match member.state() {
            Stands::Joined if member.ulo == consortium.lead => "consortium-member-leads",
            Stands::Joined => "consortium-member-joined",
            Stands::Invited => "consortium-member-invited",
            _ => "consortium-member-left",
        }),
        brings: member.brings.as_ref().map(brings).unwrap_or_default(),
        board: match numbers {
            Some((all, some)) => text("consortium-board").with("some", some).with("all", all),
            None => text("consortium-board-unknown"),
        },
    }
}

/// What somebody brings, or all of them cover, a line each.
fn brings(brings: &pb::Brings) -> Vec<Text> {
    let services = brings.services.iter().map(|kind| said::offering::kind(*kind));
    let councils = brings.councils.iter().map(|name| staff::council(name));
    let who_for = brings.who_for.iter().map(|who| said::offering::who_for(*who));
    services.chain(councils).chain(who_for).collect()
}

/// Whether they are user-led together, in a sentence with the reason.
fn why(together: Option<&pb::Together>) -> Text {
    let Some(together) = together else { return text("consortium-why-alone") };
    let is = |test: &Option<TestResult>, verdict: Verdict| {
        test.as_ref().is_some_and(|test| test.verdict() == verdict)
    };
    let missing = together.without_record.len();
    match together.user_led.as_ref().map(TestResult::verdict) {
        Some(Verdict::Met) => text("consortium-why-met"),
        Some(Verdict::NotMet) => text("consortium-why-not"),
        _ if missing > 0 => text("consortium-why-record").with("count", missing),
        _ if is(&together.majority_test, Verdict::Met) => text("consortium-why-accountability"),
        _ => text("consortium-why-board"),
    }
}
