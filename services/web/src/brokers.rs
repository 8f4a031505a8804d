//! One broker: what they say of themselves, how full they are, pausing and going on. Kept by the broker and by the
//! manager of the organisation; whoever is signed in may read it.

mod edit;
mod life;
mod ties;

use askama::Template;
use axum::Router;
use axum::extract::Path;
use axum::response::Response;
use axum::routing::{get, post};
use platform::{Caller, Error, Role};
use proto::brokers::v1 as pb;
use proto::brokers::v1::broker::State;

use crate::error::Failure;
use crate::parts::Summary;
use crate::read;
use crate::said;
use crate::site::Site;
use crate::staff;
use crate::view::View;
use crate::visit::Visit;
use crate::words::{Say as _, Text, text};

/// The pages of brokers.
pub fn routes() -> Router<Site> {
    Router::new()
        .route("/brokers/{id}", get(show))
        .route("/brokers/{id}/pause", post(life::pause))
        .route("/brokers/{id}/resume", post(life::resume))
        .route("/brokers/{id}/retire", get(life::retiring).post(life::retire))
        .route("/brokers/{id}/ties", get(ties::list).post(ties::add))
        .route("/brokers/{id}/ties/remove", post(ties::remove))
        .route("/brokers/{id}/{part}", get(edit::editing).post(edit::edit))
}

#[derive(Template)]
#[template(path = "brokers/show.html")]
struct Show {
    broker: pb::Broker,
    organisation: Text,
    /// Whether whoever looks may change the record.
    keeps: bool,
    /// Whether they manage the organisation.
    manages: bool,
    own: bool,
}

impl Show {
    /// What the broker says, with where each is changed.
    fn facts(&self) -> Summary {
        let broker = &self.broker;
        let path = format!("/{}", broker.name);
        let experience =
            broker.lived_experience.iter().map(|experience| said::broker::experience(&experience.topic));
        let rows = [
            ("broker-name", "about", vec![broker.display_name.text()]),
            ("broker-languages", "about", said::language::languages(&broker.languages)),
            ("broker-ways", "about", broker.ways_of_working().map(said::broker::way).collect()),
            ("broker-skills", "skills", broker.skills.iter().map(|code| said::broker::skill(code)).collect()),
            ("broker-experience", "experience", experience.collect()),
            ("broker-councils", "areas", broker.councils.iter().map(|name| staff::council(name)).collect()),
            (
                "broker-ties",
                "ties",
                broker.interests.iter().map(|tie| crate::ties::said(tie.kind, &tie.detail)).collect(),
            ),
        ];
        rows.into_iter().fold(Summary::default(), |rows, (label, part, values)| {
            let mut values = values.into_iter();
            let rows = rows.row(text(label), values.next().unwrap_or_default());
            let rows = values.fold(rows, Summary::and);
            if self.keeps && broker.state() != State::Left {
                rows.change(format!("{path}/{part}"))
            } else {
                rows
            }
        })
    }
}

/// `GET /brokers/{id}`
async fn show(visit: Visit, Path(id): Path<String>) -> Result<Response, Failure> {
    let caller = visit.signed_in()?.caller();
    let broker = fetch(&visit, &id).await?;
    let ulo = read::if_there(read::ulo(&visit, &broker.ulo).await)?;
    let content = Show {
        organisation: ulo.map_or_else(Text::default, |ulo| ulo.display_name.text()),
        keeps: keeps(caller, &broker),
        manages: caller.role == Role::Manager && caller.ulo == broker.ulo,
        own: caller.subject == broker.name,
        broker,
    };
    let page = visit.page(content.broker.display_name.text());
    let page = if content.manages { page.under(text("team-title"), "/team") } else { page };
    page.show(&content)
}

/// Whether the caller may change the record: the broker, their manager, whoever runs Alongside.
fn keeps(caller: &Caller, broker: &pb::Broker) -> bool {
    match caller.role {
        Role::Broker => caller.subject == broker.name,
        Role::Manager => caller.ulo == broker.ulo,
        Role::Operator => true,
        _ => false,
    }
}

async fn fetch(visit: &Visit, id: &str) -> Result<pb::Broker, Failure> {
    let request = pb::GetBrokerRequest { name: format!("brokers/{id}") };
    Ok(visit.services().brokers().get_broker(visit.ask(request)?).await?.into_inner())
}

/// The record, for someone who may change it.
async fn to_keep(visit: &Visit, id: &str) -> Result<pb::Broker, Failure> {
    let caller = visit.signed_in()?.caller();
    let broker = fetch(visit, id).await?;
    if keeps(caller, &broker) { Ok(broker) } else { Err(Error::Forbidden.into()) }
}
