//! What a bid says, a section a page, kept as the manager goes.

use askama::Template;
use axum::extract::Path;
use axum::response::Response;
use platform::Error;
use proto::ulos::v1 as pb;

use super::get;
use crate::error::Failure;
use crate::fields::Choices;
use crate::form::Form;
use crate::parts::Summary;
use crate::read;
use crate::refusal;
use crate::staff;
use crate::view::{self, View};
use crate::visit::Visit;
use crate::words::{Say as _, Text, text};

/// A section of a bid.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Section {
    Need,
    Plan,
    Leadership,
    Sharing,
    Lasting,
    Places,
    Money,
}

impl Section {
    pub(super) const ALL: [Self; 7] =
        [Self::Need, Self::Plan, Self::Leadership, Self::Sharing, Self::Lasting, Self::Places, Self::Money];

    /// Its word in addresses.
    pub(super) fn word(self) -> &'static str {
        match self {
            Self::Need => "need",
            Self::Plan => "plan",
            Self::Leadership => "leadership",
            Self::Sharing => "sharing",
            Self::Lasting => "lasting",
            Self::Places => "places",
            Self::Money => "money",
        }
    }

    /// What it asks.
    pub(super) fn title(self) -> Text {
        text(match self {
            Self::Need => "bid-need",
            Self::Plan => "bid-plan",
            Self::Leadership => "bid-leadership",
            Self::Sharing => "bid-sharing",
            Self::Lasting => "bid-lasting",
            Self::Places => "bid-places",
            Self::Money => "bid-money",
        })
    }

    /// Help with answering.
    fn hint(self) -> Text {
        text(match self {
            Self::Need => "bid-need-hint",
            Self::Plan => "bid-plan-hint",
            Self::Leadership => "bid-leadership-hint",
            Self::Sharing => "bid-sharing-hint",
            Self::Lasting => "bid-lasting-hint",
            Self::Places => "bid-places-hint",
            Self::Money => "bid-money-hint",
        })
    }

    /// The fields asked for here.
    fn fields(self) -> &'static [&'static str] {
        match self {
            Self::Need => &["need"],
            Self::Plan => &["plan"],
            Self::Leadership => &["leadership"],
            Self::Sharing => &["sharing"],
            Self::Lasting => &["lasting"],
            Self::Places => &["councils", "partners"],
            Self::Money => &["amount_pence"],
        }
    }

    /// Whether it is answered.
    pub(super) fn is_done(self, bid: &pb::Bid) -> bool {
        match self {
            Self::Need => !bid.need.is_empty(),
            Self::Plan => !bid.plan.is_empty(),
            Self::Leadership => !bid.leadership.is_empty(),
            Self::Sharing => !bid.sharing.is_empty(),
            Self::Lasting => !bid.lasting.is_empty(),
            Self::Places => !bid.councils.is_empty(),
            Self::Money => bid.amount_pence > 0,
        }
    }

    /// What is said here, a line each.
    fn said(self, bid: &pb::Bid) -> Vec<Text> {
        let whole = |said: &String| vec![said.text()];
        match self {
            Self::Need => whole(&bid.need),
            Self::Plan => whole(&bid.plan),
            Self::Leadership => whole(&bid.leadership),
            Self::Sharing => whole(&bid.sharing),
            Self::Lasting => whole(&bid.lasting),
            Self::Money if bid.amount_pence == 0 => Vec::new(),
            Self::Money => vec![view::money(bid.amount_pence).text()],
            Self::Places => {
                let with = |name: &String| text("bid-partner-said").with("partner", name);
                let places = bid.councils.iter().map(|name| staff::council(name));
                places.chain(bid.partners.iter().map(with)).collect()
            }
        }
    }
}

/// Everything a bid says; with links to change it while it is a draft.
pub(super) fn summary(bid: &pb::Bid, change: bool) -> Summary {
    let rows = Section::ALL.into_iter().fold(Summary::default(), |rows, section| {
        let mut said = section.said(bid).into_iter();
        let rows = rows.row(section.title(), said.next().unwrap_or_default());
        let rows = said.fold(rows, Summary::and);
        if change { rows.change(format!("/{}/edit/{}", bid.name, section.word())) } else { rows }
    });
    let mut steps = bid.milestones.iter().map(super::steps::said);
    let rows = rows.row(text("bid-milestones"), steps.next().unwrap_or_default());
    let rows = steps.fold(rows, Summary::and);
    if change { rows.change(format!("/{}/milestones", bid.name)) } else { rows }
}

#[derive(Template)]
#[template(path = "fund/section.html")]
struct Editing {
    form: Form,
    section: Section,
    path: String,
    places: Vec<(String, Text)>,
}

impl Editing {
    fn councils(&self) -> Choices<'_> {
        let choices = self.checkboxes(&self.form, "councils").label(text("bid-places-ask"));
        self.places.iter().fold(choices, |choices, (name, said)| choices.option(name, said))
    }
}

fn of(word: &str) -> Result<Section, Failure> {
    let found = Section::ALL.into_iter().find(|section| section.word() == word);
    found.ok_or_else(|| Error::not_found("this section").into())
}

/// `GET /bids/{id}/edit/{section}`
pub(super) async fn editing(
    visit: Visit,
    Path((id, word)): Path<(String, String)>,
) -> Result<Response, Failure> {
    let section = of(&word)?;
    let bid = get::bid(&visit, &id).await?;
    let form = fill(&bid, section);
    ask(&visit, &bid, section, form).await
}

async fn ask(visit: &Visit, bid: &pb::Bid, section: Section, form: Form) -> Result<Response, Failure> {
    let places = match section {
        Section::Places => staff::councils(&read::ulo(visit, &bid.ulo).await?.councils),
        _ => Vec::new(),
    };
    let path = format!("/{}", bid.name);
    let page = visit.page(section.title()).back(&path).asking(&form);
    page.show(&Editing { form, section, path, places })
}

/// The form with what is known.
fn fill(bid: &pb::Bid, section: Section) -> Form {
    let form = Form::editing(&bid.etag);
    match section {
        Section::Need => form.with("need", &bid.need),
        Section::Plan => form.with("plan", &bid.plan),
        Section::Leadership => form.with("leadership", &bid.leadership),
        Section::Sharing => form.with("sharing", &bid.sharing),
        Section::Lasting => form.with("lasting", &bid.lasting),
        Section::Money if bid.amount_pence == 0 => form.with("amount_pence", ""),
        Section::Money => form.with("amount_pence", pounds(bid.amount_pence)),
        Section::Places => {
            let form = form.with("partners", bid.partners.join("\n"));
            bid.councils.iter().fold(form, |form, name| form.with("councils", name))
        }
    }
}

/// An amount as it is typed.
pub(super) fn pounds(pence: i64) -> String {
    format!("{}.{:02}", pence / 100, pence % 100).trim_end_matches(".00").to_owned()
}

/// `POST /bids/{id}/edit/{section}`
pub(super) async fn edit(
    visit: Visit,
    Path((id, word)): Path<(String, String)>,
    mut form: Form,
) -> Result<Response, Failure> {
    let section = of(&word)?;
    let bid = get::bid(&visit, &id).await?;
    let said = |name: &str| form.value(name).to_owned();
    let mut sent = pb::Bid {
        name: bid.name.clone(),
        etag: form.etag().to_owned(),
        need: said("need"),
        plan: said("plan"),
        leadership: said("leadership"),
        sharing: said("sharing"),
        lasting: said("lasting"),
        councils: form.list("councils"),
        partners: lines(form.value("partners")),
        ..Default::default()
    };
    sent.amount_pence = form.pence("amount_pence").unwrap_or_default();
    if form.is_wrong() {
        return ask(&visit, &bid, section, form).await;
    }
    let request = pb::UpdateBidRequest { bid: Some(sent), update_mask: get::mask(section.fields()) };
    match visit.services().bids().update_bid(visit.ask(request)?).await.map_err(Error::from) {
        Ok(_) => Ok(visit.go_saying(&format!("/{}", bid.name), "bid-saved")),
        Err(Error::Stale) => {
            let form = refusal::beside(form, &fill(&bid, section));
            ask(&visit, &bid, section, form).await
        }
        Err(error) => ask(&visit, &bid, section, refusal::retry(form, whole(error))?).await,
    }
}

fn lines(typed: &str) -> Vec<String> {
    typed.lines().map(str::trim).filter(|line| !line.is_empty()).map(str::to_owned).collect()
}

/// What is wrong with one line is said of the whole field.
fn whole(error: Error) -> Error {
    let Error::Invalid(mut violations) = error else { return error };
    for violation in &mut violations {
        if let Some((field, _)) = violation.field.clone().split_once('[') {
            field.clone_into(&mut violation.field);
        }
    }
    Error::Invalid(violations)
}
