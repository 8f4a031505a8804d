//! Choosing from a menu: one, several in order, meet first, or nobody. What is shared is asked at that moment.

mod picks;
mod sharing;
mod wishes;

use std::collections::{BTreeSet, HashMap};

use askama::Template;
use axum::Router;
use axum::extract::Path;
use axum::response::Response;
use axum::routing::get;
use platform::Error;
use proto::matching::v1 as pb;
use proto::matching::v1::Queue;
use proto::matching::v1::choice::Kind;
use proto::matching::v1::opening_round::Rule;

use crate::asked::Asked;
use crate::error::Failure;
use crate::form::Form;
use crate::mine;
use crate::opening_rounds;
use crate::page::query;
use crate::queue;
use crate::refusal;
use crate::said;
use crate::site::Site;
use crate::view::View;
use crate::visit::Visit;
use crate::words::{Text, text};
use picks::Pick;
use wishes::Wishes;

/// How much whoever supports the person can be asked to be good at.
const MOST_SKILLS: usize = 5;

/// The pages of this file.
pub fn routes() -> Router<Site> {
    Router::new()
        .route("/home/menus/{id}/choose", get(ask).post(choose))
        .route("/home/menus/{id}/rank", get(rank).post(ranked))
        .route("/home/menus/{id}/none", get(ask_none).post(none))
}

#[derive(Template)]
#[template(path = "choosing/choose.html")]
struct Choose {
    form: Form,
    kind: Kind,
    picks: Vec<Pick>,
    wishes: Wishes,
    queues: HashMap<String, Queue>,
}

impl Choose {
    /// How many people are before this one at a pick; empty while a place is free.
    fn before(&self, offering: &str) -> Text {
        queue::before_choosing(self.queues.get(offering))
    }

    /// How each pick ranks, when two are liked the same.
    fn ranks(&self) -> Vec<i32> {
        picks::ranks(&self.form, &self.picks)
    }

    /// Whether the pick at that place is liked as well as the one before it.
    fn is_alike(&self, place: &usize) -> bool {
        let ranks = self.ranks();
        *place > 0 && ranks.get(*place).is_some_and(|rank| ranks.get(*place - 1) == Some(rank))
    }

    /// The queue of the first pick.
    fn first(&self) -> Option<&Queue> {
        self.queues.get(&self.picks.first()?.offering)
    }

    fn queues(&self) -> impl Iterator<Item = &Queue> {
        self.picks.iter().filter_map(|pick| self.queues.get(&pick.offering))
    }

    /// Whether people are before this one at any of them.
    fn waits(&self) -> bool {
        self.queues().any(|queue| queue.ahead > 0)
    }

    /// How the rounds that give their places decide, step by step, each rule once.
    fn rounds(&self) -> Vec<(Text, Vec<Text>)> {
        let rules: BTreeSet<i32> =
            self.queues().map(|queue| queue.round_rule).filter(|rule| *rule > 0).collect();
        let steps = |rule: &i32| opening_rounds::steps(Rule::try_from(*rule).unwrap_or_default());
        rules.iter().map(|rule| (said::opening_round::rule(*rule), steps(rule))).collect()
    }

    /// The last day to enter the round the first pick is in: told here, so that nobody enters one unawares.
    fn round_told(&self) -> &str {
        self.first().map_or("", |queue| &queue.round_close_date)
    }

    /// How many are before this one at the first pick: told here, so that nobody comes between unnoticed.
    fn ahead(&self) -> i32 {
        self.first().map_or(0, |queue| queue.ahead)
    }
}

#[derive(Template)]
#[template(path = "choosing/rank.html")]
struct Rank {
    form: Form,
    options: Vec<Pick>,
}

#[derive(Template)]
#[template(path = "choosing/none.html")]
struct Nobody {
    form: Form,
    request: String,
}

/// Before choosing: who, what they will see, until when. Nothing is ticked beforehand: a consent is given, not left.
async fn ask(visit: Visit, Path(id): Path<String>, asked: Asked) -> Result<Response, Failure> {
    mine::me(&visit)?;
    let menu = mine::menu(&visit, &format!("menus/{id}")).await?;
    show(&visit, &menu, asked.form()).await
}

async fn show(visit: &Visit, menu: &pb::Menu, form: Form) -> Result<Response, Failure> {
    let kind = Kind::try_from(form.value("kind").parse::<i32>().unwrap_or_default()).unwrap_or_default();
    let picks = picks::chosen(visit, menu, &form.list("pick")).await?;
    if picks.is_empty() || matches!(kind, Kind::Unspecified | Kind::None) {
        return Ok(visit.go(&format!("/home/{}", menu.name)));
    }
    let wishes = Wishes::of(visit, &picks).await?;
    let form = wishes.fill(form, &mine::request(visit, &menu.request).await?);
    let queues = queue::of_all(visit, picks.iter().map(|pick| &pick.offering)).await?;
    let page = visit.page(text(title(kind))).back(format!("/home/{}", menu.name)).asking(&form);
    page.show(&Choose { form, kind, picks, wishes, queues })
}

fn title(kind: Kind) -> &'static str {
    match kind {
        Kind::Ranked => "choosing-title-ranked",
        Kind::MeetFirst => "choosing-title-meet",
        Kind::One | Kind::None | Kind::Unspecified => "choosing-title-one",
    }
}

/// Gives the consents, then makes the choice: in this order, so that nobody is asked who may not look.
async fn choose(visit: Visit, Path(id): Path<String>, mut form: Form) -> Result<Response, Failure> {
    mine::me(&visit)?;
    let menu = mine::menu(&visit, &format!("menus/{id}")).await?;
    let picks = picks::chosen(&visit, &menu, &form.list("pick")).await?;
    sharing::check(&mut form);
    if form.is_wrong() || picks.is_empty() {
        return show(&visit, &menu, form).await;
    }
    let request = mine::request(&visit, &menu.request).await?;
    if form.list("skills").len() > MOST_SKILLS {
        form.note("skills", text("choosing-skills-many"));
        return show(&visit, &menu, form).await;
    }
    match sharing::consent(&visit, &request.person, &picks, &form).await {
        Ok(()) => {}
        Err(error) => return show(&visit, &menu, form.again(error)?).await,
    }
    Wishes::of(&visit, &picks).await?.keep(&visit, request, &form).await?;
    let choice = pb::Choice {
        kind: form.value("kind").parse().unwrap_or_default(),
        picks: picks.iter().map(|pick| pick.offering.clone()).collect(),
        ranks: picks::ranks(&form, &picks),
        message: form.value("message").to_owned(),
        request: menu.request.clone(),
        menu: menu.name.clone(),
        ..Default::default()
    };
    match create(&visit, choice, &form).await {
        Ok(choice) => Ok(visit.go_saying(&format!("/home/{}", choice.name), "choosing-asked")),
        Err(error) => show(&visit, &menu, refusal::retry(form, error)?).await,
    }
}

async fn create(visit: &Visit, choice: pb::Choice, form: &Form) -> Result<pb::Choice, Error> {
    let message = pb::CreateChoiceRequest {
        choice: Some(choice),
        request_id: form.request_id().to_owned(),
        ahead_told: form.value("ahead_told").parse().unwrap_or_default(),
        round_told: form.value("round_told").to_owned(),
    };
    Ok(visit.services().choices().create_choice(visit.ask(message)?).await?.into_inner())
}

async fn rank(visit: Visit, Path(id): Path<String>) -> Result<Response, Failure> {
    mine::me(&visit)?;
    let menu = mine::menu(&visit, &format!("menus/{id}")).await?;
    order(&visit, &menu, Form::new()).await
}

async fn order(visit: &Visit, menu: &pb::Menu, form: Form) -> Result<Response, Failure> {
    let all: Vec<String> = menu.options.iter().map(|option| option.offering.clone()).collect();
    let options = picks::chosen(visit, menu, &all).await?;
    let page = visit.page(text("choosing-rank")).back(format!("/home/{}", menu.name)).asking(&form);
    page.show(&Rank { form, options })
}

/// Reads the order and goes on to what is shared.
async fn ranked(visit: Visit, Path(id): Path<String>, mut form: Form) -> Result<Response, Failure> {
    let menu = mine::menu(&visit, &format!("menus/{id}")).await?;
    let picks = picks::ordered(&mut form, menu.options.iter().map(|option| option.offering.as_str()));
    if form.is_wrong() {
        return order(&visit, &menu, form).await;
    }
    let pick = |(number, pick): &(i64, String)| format!("&pick={}&rank={number}", query(pick));
    let picks: Vec<String> = picks.iter().map(pick).collect();
    let kind = Kind::Ranked as i32;
    Ok(visit.go(&format!("/home/{}/choose?kind={kind}{}", menu.name, picks.concat())))
}

async fn ask_none(visit: Visit, Path(id): Path<String>) -> Result<Response, Failure> {
    mine::me(&visit)?;
    let menu = mine::menu(&visit, &format!("menus/{id}")).await?;
    let page = visit.page(text("choosing-none")).back(format!("/home/{}", menu.name));
    page.show(&Nobody { form: Form::new(), request: menu.request })
}

async fn none(visit: Visit, Path(id): Path<String>, form: Form) -> Result<Response, Failure> {
    let menu = mine::menu(&visit, &format!("menus/{id}")).await?;
    let choice = pb::Choice {
        kind: Kind::None.into(),
        request: menu.request.clone(),
        menu: menu.name.clone(),
        ..Default::default()
    };
    create(&visit, choice, &form).await?;
    Ok(visit.go_saying("/home", "choosing-none-done"))
}
