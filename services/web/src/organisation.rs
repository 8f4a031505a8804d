//! The page of one organisation: what it offers, whether it is user-led and how we know, and when that was checked.

use askama::Template;
use axum::Router;
use axum::extract::Path;
use axum::response::Response;
use axum::routing::get;
use platform::Role;
use proto::ulos::v1::share::Group;
use proto::ulos::v1::{
    Capacity, Governance, Interest, Maturity, Offering, Share, TestResult, Ulo, Verdict, WhoFor,
};

use crate::activities;
use crate::buddies;
use crate::consortia;
use crate::error::Failure;
use crate::evidence;
use crate::look_alikes;
use crate::parts::Summary;
use crate::read;
use crate::said;
use crate::site::Site;
use crate::ties;
use crate::view::{View, date, day};
use crate::visit::Visit;
use crate::words::{Say as _, Text, text};

/// The pages of this file.
pub fn routes() -> Router<Site> {
    Router::new().route("/ulos/{id}", get(show))
}

#[derive(Template)]
#[template(path = "organisation/show.html")]
struct Show {
    ulo: Ulo,
    verdict: i32,
    offerings: Vec<Offering>,
    governance: Option<Governance>,
    capacity: Option<Capacity>,
    maturity: Option<Maturity>,
    look_alikes: Vec<Ulo>,
    /// Whether whoever looks may say that they are not the same.
    may_tell: bool,
    interests: Vec<Text>,
    /// Those it acts in together with others.
    consortia: Vec<proto::ulos::v1::Consortium>,
    /// What it offers to other organisations.
    offer: Option<proto::ulos::v1::BuddyOffer>,
    /// Whom it helps or helped, and who helps or helped it.
    buddyings: Vec<buddies::Named>,
    /// Whether whoever looks may change the entry.
    own: bool,
    closed: bool,
}

async fn show(visit: Visit, Path(id): Path<String>) -> Result<Response, Failure> {
    let ulo = read::ulo(&visit, &format!("ulos/{id}")).await?;
    let offerings = read::offerings(&visit, "", &ulo.name, 0).await?;
    let mut look_alikes = Vec::new();
    for name in ulo.possible_duplicates.iter().take(5) {
        look_alikes.extend(read::if_there(read::ulo(&visit, name).await)?);
    }
    let content = Show {
        verdict: ulo.user_led.as_ref().map_or(0, |standing| standing.verdict),
        governance: read::governance(&visit, &ulo.name).await?,
        capacity: read::if_there(activities::capacity(&visit, &ulo.name).await)?,
        maturity: read::if_there(evidence::maturity(&visit, &ulo.name).await)?,
        interests: interests(&offerings),
        consortia: read::if_there(consortia::of_ulo(&visit, &ulo.name).await)?.unwrap_or_default(),
        offer: read::if_there(buddies::offer_of(&visit, &ulo.name).await)?.flatten(),
        buddyings: read::if_there(buddies::public_of(&visit, &ulo.name).await)?.unwrap_or_default(),
        own: visit
            .viewer()
            .is_some_and(|viewer| viewer.caller().role == Role::Manager && viewer.caller().ulo == ulo.name),
        may_tell: look_alikes::may_tell(&visit, &ulo),
        closed: ulo.state() == proto::ulos::v1::ulo::State::Closed,
        ulo,
        offerings,
        look_alikes,
    };
    let page = visit.page(content.ulo.display_name.text());
    page.under(text("find-title"), "/find").show(&content)
}

/// Whether it says that it knows something well, and is not simply for everyone.
fn names_some(who_for: &[i32]) -> bool {
    !who_for.is_empty() && !who_for.contains(&(WhoFor::Everyone as i32))
}

/// Every tie declared in any offering, each once.
fn interests(offerings: &[Offering]) -> Vec<Text> {
    let mut ties: Vec<&Interest> = offerings.iter().flat_map(|offering| &offering.interests).collect();
    ties.sort_by(|a, b| (a.kind, &a.detail).cmp(&(b.kind, &b.detail)));
    ties.dedup();
    ties.into_iter().map(tie).collect()
}

/// A declared tie, with what was said about it.
pub(crate) fn tie(interest: &Interest) -> Text {
    ties::said(interest.kind, &interest.detail)
}

/// One test as the page shows it.
pub(crate) struct Test<'a> {
    pub name: Text,
    pub result: &'a TestResult,
}

/// The three tests whose numbers are shown, with what each asks.
pub(crate) fn tests(governance: &Governance) -> Vec<Test<'_>> {
    let named = [
        ("organisation-test-majority", &governance.majority_test),
        ("organisation-test-75", &governance.dh_75_test),
        ("organisation-test-75-50-50", &governance.odi_75_50_50_test),
    ];
    let there = named.into_iter().filter_map(|(key, test)| Some((key, test.as_ref()?)));
    there.map(|(key, result)| Test { name: text(key), result }).collect()
}

/// The numbers one test rests on.
pub(crate) fn share(share: &Share) -> Text {
    let (Some(some), Some(all)) = (share.numerator, share.denominator) else {
        return text("organisation-share-unknown").with("group", said::organisation::group(share.group));
    };
    if all == 0 {
        return text("organisation-share-nobody").with("group", said::organisation::group(share.group));
    }
    let percent = i64::from(some) * 100 / i64::from(all);
    let majority = share.group() == Group::Board && share.threshold_percent == 50;
    text(if majority { "organisation-share-more" } else { "organisation-share" })
        .with("group", said::organisation::group(share.group))
        .with("some", some)
        .with("all", all)
        .with("percent", percent)
        .with("asked", share.threshold_percent)
}

/// Whether it is user-led, in a sentence with the reason.
pub(crate) fn verdict(verdict: &i32, governance: Option<&Governance>) -> Text {
    let Some(governance) = governance else { return text("organisation-led-no-record") };
    let is = |test: &Option<TestResult>, verdict: Verdict| {
        test.as_ref().is_some_and(|test| test.verdict == verdict as i32)
    };
    text(match Verdict::try_from(*verdict) {
        Ok(Verdict::Met) => "organisation-led-why-met",
        Ok(Verdict::NotMet) => "organisation-led-why-not",
        _ if is(&governance.majority_test, Verdict::Met) => "organisation-led-why-accountability",
        _ if is(&governance.accountability_test, Verdict::Met) => "organisation-led-why-board",
        _ => "organisation-led-why-neither",
    })
}

/// When and how the entry was checked, and by whom.
pub(crate) fn checked(ulo: &Ulo) -> Text {
    let method = said::organisation::verify_method(ulo.verify_method);
    if ulo.verify_time.is_none() || method.is_empty() {
        return text("organisation-checked-never");
    }
    let who = text(if ulo.verifier.starts_with("services/") {
        "organisation-checked-by-site"
    } else {
        "organisation-checked-by-us"
    });
    text("organisation-checked")
        .with("day", day(ulo.verify_time.as_ref()))
        .with("method", method)
        .with("who", who)
}

/// What is known about it in law, and where it works.
fn about(ulo: &Ulo) -> Summary {
    let mut about = Summary::default()
        .row(text("organisation-about-form"), said::organisation::legal_form(ulo.legal_form))
        .row(text("organisation-about-areas"), text("organisation-areas").with("count", ulo.councils.len()));
    for name in ulo.councils.iter().take(5) {
        let code = name.trim_start_matches("councils/");
        about = about.and(reference::council::find(code).map_or(code, |council| council.display_name));
    }
    for one in &ulo.registrations {
        about = about.row(said::organisation::scheme(one.scheme), &one.number);
    }
    if !ulo.founded_date.is_empty() {
        about = about.row(text("organisation-about-founded"), date(&ulo.founded_date));
    }
    about
}
