//! Changing what a broker says of themselves, and their limit.

use askama::Template;
use axum::extract::Path;
use axum::response::Response;
use platform::{Error, Role};
use prost_types::FieldMask;
use proto::brokers::v1 as pb;

use crate::error::Failure;
use crate::fields::Choices;
use crate::form::Form;
use crate::read;
use crate::refusal;
use crate::said;
use crate::staff;
use crate::view::View;
use crate::visit::Visit;
use crate::words::{Text, text};

/// One page of what can be changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Part {
    About,
    Skills,
    Experience,
    Areas,
    Limit,
}

impl Part {
    fn parse(word: &str) -> Result<Self, Error> {
        match word {
            "about" => Ok(Self::About),
            "skills" => Ok(Self::Skills),
            "experience" => Ok(Self::Experience),
            "areas" => Ok(Self::Areas),
            "limit" => Ok(Self::Limit),
            _ => Err(Error::not_found("this page")),
        }
    }

    fn paths(self) -> &'static [&'static str] {
        match self {
            Self::About => &["display_name", "languages", "ways_of_working"],
            Self::Skills => &["skills"],
            Self::Experience => &["lived_experience", "lived_experience_consent"],
            Self::Areas => &["councils"],
            Self::Limit => &["caseload_limit", "start_date"],
        }
    }

    fn title(self) -> Text {
        text(match self {
            Self::About => "broker-about-title",
            Self::Skills => "broker-skills-title",
            Self::Experience => "broker-experience-title",
            Self::Areas => "broker-areas-title",
            Self::Limit => "broker-limit-title",
        })
    }

    /// The form with what is known.
    fn fill(self, broker: &pb::Broker) -> Form {
        let form = Form::editing(&broker.etag);
        let all = |form: Form, name: &str, values: &[String]| {
            values.iter().fold(form, |form, value| form.with(name, value))
        };
        match self {
            Self::About => {
                let form = form.with("display_name", &broker.display_name);
                let form = all(form, "languages", &broker.languages);
                broker.ways_of_working.iter().fold(form, |form, way| form.with("ways_of_working", way))
            }
            Self::Skills => all(form, "skills", &broker.skills),
            Self::Experience => {
                let topics = broker.lived_experience.iter().map(|experience| &experience.topic);
                let form = topics.fold(form, |form, topic| form.with("lived_experience", topic));
                if broker.lived_experience_consent {
                    form.with("lived_experience_consent", "yes")
                } else {
                    form
                }
            }
            Self::Areas => all(form, "councils", &broker.councils),
            Self::Limit => {
                form.with("caseload_limit", broker.caseload_limit).with("start_date", &broker.start_date)
            }
        }
    }

    /// The broker with what was typed.
    fn read(self, form: &mut Form, name: &str) -> pb::Broker {
        let mut sent =
            pb::Broker { name: name.to_owned(), etag: form.etag().to_owned(), ..Default::default() };
        match self {
            Self::About => {
                form.need("display_name", text("team-new-name-needed"));
                form.need("languages", text("team-new-languages-needed"));
                form.value("display_name").clone_into(&mut sent.display_name);
                sent.languages = form.list("languages");
                sent.ways_of_working =
                    form.all("ways_of_working").filter_map(|way| way.parse().ok()).collect();
            }
            Self::Skills => sent.skills = form.list("skills"),
            Self::Experience => {
                let topics = form.list("lived_experience").into_iter();
                sent.lived_experience = topics.map(|topic| pb::LivedExperience { topic }).collect();
                sent.lived_experience_consent = form.has("lived_experience_consent", "yes");
            }
            Self::Areas => {
                form.need("councils", text("team-new-councils-needed"));
                sent.councils = form.list("councils");
            }
            Self::Limit => {
                form.need("caseload_limit", text("team-new-limit-needed"));
                let limit = form.number("caseload_limit").and_then(|limit| i32::try_from(limit).ok());
                sent.caseload_limit = limit.unwrap_or(-1);
                sent.start_date = form.date("start_date");
            }
        }
        sent
    }
}

#[derive(Template)]
#[template(path = "brokers/edit.html")]
struct Editing {
    form: Form,
    part: Part,
    broker: pb::Broker,
    /// The areas to choose from.
    councils: Vec<(String, Text)>,
}

impl Editing {
    fn areas(&self) -> Choices<'_> {
        let choices = Choices::many(&self.form, "councils").label(text("broker-councils"));
        self.councils.iter().fold(choices, |choices, (name, said)| choices.option(name, said))
    }

    fn ways(&self) -> Choices<'_> {
        let choices = Choices::many(&self.form, "ways_of_working").label(text("broker-ways"));
        said::broker::WAYS.iter().fold(choices, |choices, (way, key)| choices.option(*way as i32, text(key)))
    }
}

/// `GET /brokers/{id}/{part}`
pub(super) async fn editing(
    visit: Visit,
    Path((id, part)): Path<(String, String)>,
) -> Result<Response, Failure> {
    let part = allowed(&visit, &part)?;
    let broker = super::to_keep(&visit, &id).await?;
    let form = part.fill(&broker);
    ask(&visit, broker, part, form).await
}

/// The part an address names; the limit is the manager's to set.
fn allowed(visit: &Visit, part: &str) -> Result<Part, Failure> {
    let part = Part::parse(part)?;
    if part == Part::Limit {
        staff::one_of(visit, &[Role::Manager, Role::Operator])?;
    }
    Ok(part)
}

async fn ask(visit: &Visit, broker: pb::Broker, part: Part, form: Form) -> Result<Response, Failure> {
    let councils = if part == Part::Areas { areas(visit, &broker).await? } else { Vec::new() };
    let page = visit.page(part.title()).back(format!("/{}", broker.name)).asking(&form);
    page.show(&Editing { form, part, broker, councils })
}

/// Where the organisation works, and where the broker already does.
async fn areas(visit: &Visit, broker: &pb::Broker) -> Result<Vec<(String, Text)>, Failure> {
    let mut names = read::ulo(visit, &broker.ulo).await?.councils;
    names.extend(broker.councils.iter().cloned());
    Ok(staff::councils(&names))
}

/// `POST /brokers/{id}/{part}`
pub(super) async fn edit(
    visit: Visit,
    Path((id, part)): Path<(String, String)>,
    mut form: Form,
) -> Result<Response, Failure> {
    let part = allowed(&visit, &part)?;
    let now = super::to_keep(&visit, &id).await?;
    let broker = part.read(&mut form, &now.name);
    if form.is_wrong() {
        return ask(&visit, now, part, form).await;
    }
    match update(&visit, broker, part.paths()).await {
        Ok(broker) => Ok(visit.go_saying(&format!("/{}", broker.name), "broker-saved")),
        Err(Error::Stale) => {
            let form = refusal::beside(form, &part.fill(&now));
            ask(&visit, now, part, form).await
        }
        Err(error) => ask(&visit, now, part, refusal::retry(form, error)?).await,
    }
}

/// Changes those fields of a broker.
pub(super) async fn update(visit: &Visit, broker: pb::Broker, paths: &[&str]) -> Result<pb::Broker, Error> {
    let paths = paths.iter().map(|path| (*path).to_owned()).collect();
    let request = pb::UpdateBrokerRequest { broker: Some(broker), update_mask: Some(FieldMask { paths }) };
    Ok(visit.services().brokers().update_broker(visit.ask(request)?).await?.into_inner())
}
