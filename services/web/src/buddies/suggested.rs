//! Who could help, and who could be helped: each suggestion with its reasons and what speaks against it.

use askama::Template;
use axum::extract::Path;
use axum::response::Response;
use platform::{Caller, Error, Role};
use proto::ulos::v1 as pb;
use proto::ulos::v1::suggestion_part::Factor;

use super::{Party, offer_of};
use crate::entry;
use crate::error::Failure;
use crate::frameworks;
use crate::prices;
use crate::said;
use crate::staff;
use crate::view::View;
use crate::visit::Visit;
use crate::words::{Text, text};

/// Suggestions shown at once.
const MOST: usize = 10;

/// One suggestion as the page shows it.
struct Row {
    party: Party,
    /// Where to propose it, for those who may.
    propose: String,
    suggestion: pb::BuddySuggestion,
}

impl Row {
    fn points(&self) -> Text {
        text("buddy-points").with("points", self.suggestion.points).with("most", self.suggestion.most_points)
    }

    fn distance(&self) -> Option<Text> {
        self.suggestion.distance_km.map(|km| text("buddy-distance").with("km", km))
    }
}

/// What a part earned, in words.
fn earned(part: &pb::SuggestionPart) -> Text {
    match part.points {
        Some(points) => text("buddy-part").with("points", points).with("most", part.most_points),
        None => text("buddy-part-unknown"),
    }
}

#[derive(Template)]
#[template(path = "buddies/suggested.html")]
struct Suggested {
    title: Text,
    lead: Text,
    none: Text,
    rows: Vec<Row>,
    /// Where one more opening would help most, and where that is told, for the council's own officers.
    openings: Option<(Text, String)>,
}

impl Suggested {
    /// Whether what rests on money is left out of a suggestion, because the viewer may not know it.
    fn hides_money(&self) -> bool {
        let factors = [Factor::FundingMix, Factor::Stability];
        let told = |row: &Row| row.suggestion.parts.iter().any(|part| factors.contains(&part.factor()));
        !self.rows.iter().all(told)
    }
}

async fn show(
    visit: &Visit,
    (title, lead, none): (Text, Text, Text),
    found: Vec<pb::BuddySuggestion>,
    back: String,
    openings: Option<Text>,
) -> Result<Response, Failure> {
    let mut rows = Vec::new();
    for suggestion in found.into_iter().take(MOST) {
        rows.push(row(visit, suggestion).await?);
    }
    let openings = openings.map(|said| (said, format!("{back}/openings")));
    visit.page(title.clone()).back(back).show(&Suggested { title, lead, none, rows, openings })
}

async fn row(visit: &Visit, suggestion: pb::BuddySuggestion) -> Result<Row, Failure> {
    let caller = visit.viewer().map(crate::visit::Viewer::caller);
    let helps = caller.is_some_and(|caller| caller.ulo == suggestion.buddy);
    let party = if helps {
        Party::of(visit, &suggestion.helped_ulo, &suggestion.helped_council).await?
    } else {
        Party::of(visit, &suggestion.buddy, "").await?
    };
    let propose = caller.filter(|caller| speaks(caller, &suggestion)).map(|_| path(&suggestion));
    Ok(Row { party, propose: propose.unwrap_or_default(), suggestion })
}

/// Whether the caller speaks for one of the two.
fn speaks(caller: &Caller, suggestion: &pb::BuddySuggestion) -> bool {
    match caller.role {
        Role::Manager => [&suggestion.buddy, &suggestion.helped_ulo].contains(&&caller.ulo),
        Role::Officer => caller.council == suggestion.helped_council,
        _ => false,
    }
}

fn path(suggestion: &pb::BuddySuggestion) -> String {
    let of = |name: &str| name.split_once('/').map(|(_, id)| id.to_owned()).unwrap_or_default();
    let (buddy, ulo) = (of(&suggestion.buddy), of(&suggestion.helped_ulo));
    format!("/buddyings/new?buddy={buddy}&ulo={ulo}&council={}", of(&suggestion.helped_council))
}

/// Who could help in a council's area, with what they are called, best first; nobody when it has an organisation.
pub(crate) async fn helpers(visit: &Visit, council: &str) -> Result<Vec<(String, Text)>, Error> {
    let found = match suggest(visit, "", council).await {
        Err(Error::Refused { .. }) => Vec::new(),
        found => found?,
    };
    let mut helpers = Vec::new();
    for suggestion in found.into_iter().take(MOST) {
        let name = Party::of(visit, &suggestion.buddy, "").await?.name;
        helpers.push((suggestion.buddy, name));
    }
    Ok(helpers)
}

async fn suggest(visit: &Visit, ulo: &str, council: &str) -> Result<Vec<pb::BuddySuggestion>, Error> {
    let request = pb::SuggestBuddiesRequest { ulo: ulo.to_owned(), council: council.to_owned() };
    let found = visit.services().buddy_offers().suggest_buddies(visit.ask(request)?).await?;
    Ok(found.into_inner().suggestions)
}

/// `GET /ulos/{id}/edit/buddies/find`
pub(super) async fn buddies(visit: Visit, Path(id): Path<String>) -> Result<Response, Failure> {
    let ulo = entry::fetch(&visit, &id).await?.name;
    let found = suggest(&visit, &ulo, "").await?;
    let words = (text("buddy-find-title"), text("buddy-find-lead"), text("buddy-find-none"));
    show(&visit, words, found, format!("/{ulo}/edit/buddies"), None).await
}

/// `GET /ulos/{id}/edit/buddies/help`
pub(super) async fn helped(visit: Visit, Path(id): Path<String>) -> Result<Response, Failure> {
    let ulo = entry::fetch(&visit, &id).await?.name;
    let offer = offer_of(&visit, &ulo).await?.ok_or_else(|| Error::not_found("an offer"))?;
    let request = pb::SuggestHelpedRequest { name: offer.name };
    let found = visit.services().buddy_offers().suggest_helped(visit.ask(request)?).await?;
    let words = (text("buddy-help-title"), text("buddy-help-lead"), text("buddy-help-none"));
    show(&visit, words, found.into_inner().suggestions, format!("/{ulo}/edit/buddies"), None).await
}

/// Who is there to be helped, as the framework of the council counts it: nobody yet, or some that have not shown it.
async fn lead(visit: &Visit, gss: &str) -> Result<Text, Failure> {
    let framework = frameworks::fetch(visit, gss, "").await?;
    Ok(match framework.ulo_count - framework.not_user_led_count {
        0 => text("buddy-council-lead"),
        unshown => text("buddy-council-unshown").with("count", unshown),
    })
}

/// `GET /frameworks/{gss}/buddies`
pub(super) async fn of_council(visit: Visit, Path(gss): Path<String>) -> Result<Response, Failure> {
    let council = format!("councils/{gss}");
    if !reference::council::is_name(&council) {
        return Err(Error::not_found("this council").into());
    }
    let called = staff::council(&council);
    let title = text("buddy-council-title").with("council", &called);
    let (found, lead) = match suggest(&visit, "", &council).await {
        Ok(found) => (found, lead(&visit, &gss).await?),
        // Then there is one, and its own managers look for a buddy.
        Err(Error::Refused { .. }) => (Vec::new(), text("buddy-council-has-one")),
        Err(error) => return Err(error.into()),
    };
    let openings = prices::sentence(&visit, &council).await?;
    show(&visit, (title, lead, text("buddy-find-none")), found, format!("/frameworks/{gss}"), openings).await
}
