//! Everyone a method needs, with a record of every kind, and the good message of every method.

mod asking;
mod buddies;
mod claims;
mod fund;
mod opening_rounds;
mod strategies;
mod voices;
mod wanted;

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};

use platform::{Caller, Role};
use prost::Message;
use prost_reflect::{DynamicMessage, Kind, MethodDescriptor, ReflectMessage as _, Value};
use proto::brokers::v1 as brokers;
use proto::brokers::v1::case::Stage as CaseStage;
use proto::outcomes::v1 as outcomes;
use proto::outcomes::v1::review::Stage;
use proto::people::v1::supporter::Power;
use proto::ulos::v1 as ulos;

use crate::harness::activities::a_training;
use crate::harness::brokers::{Scene, a_broker};
use crate::harness::claims::a_claim;
use crate::harness::evidences::an_evidence;
use crate::harness::fundings::{a_finance, a_funding};
use crate::harness::guidances::a_guidance;
use crate::harness::outcomes::at;
use crate::harness::people::{a_person, a_supporter};
use crate::harness::solutions::{a_solution, an_adoption_by};
use crate::harness::ulos::a_governance;
use crate::harness::{House, a_visitor, an_operator, officer, raw};

/// Where all of it is.
const COUNCIL: &str = "councils/E08000033";
/// What can be made again and again of the same person or organisation.
const REPEATED: &[&str] = &[
    "Person",
    "Ulo",
    "Consent",
    "Supporter",
    "Budget",
    "Offering",
    "Funding",
    "Claim",
    "Round",
    "OpeningRound",
    "Bid",
    "Assessment",
    "Report",
    "Activity",
    "BuddyOffer",
    "Buddying",
    "Broker",
    "Introduction",
    "Voice",
];
/// A field of each kind that can be changed.
const FIELDS: &[(&str, &str)] = &[
    ("Person", "pronouns"),
    ("Need", "note"),
    ("Budget", "holder_name"),
    ("Supporter", "display_name"),
    ("Ulo", "description"),
    ("Governance", "statement_date"),
    ("Evidence", "claim"),
    ("Solution", "problem"),
    ("Guidance", "purpose"),
    ("Adoption", "words"),
    ("Funding", "renewal_note"),
    ("Finance", "closure_plan"),
    ("Activity", "date"),
    ("Offering", "description"),
    ("Broker", "display_name"),
    ("Case", "next_action"),
    ("Request", "words"),
    ("Voice", "title"),
];
/// Lists that are of one organisation only.
const OF_ONE_ULO: &[&str] = &["ListFundings", "ListFinances", "ListActivities"];
/// What a person reads of their own; the rest is read by the manager.
const OF_PERSON: &[&str] = &[
    "Person",
    "Need",
    "Budget",
    "Supporter",
    "Consent",
    "Request",
    "Menu",
    "Queue",
    "Choice",
    "OpeningRoundResult",
    "Review",
];

/// Someone who asks, who acts for them, and those who work for them. Shared by its clones.
#[derive(Clone)]
pub struct Cast(Arc<Inner>);

struct Inner {
    scene: Scene,
    supporter: Caller,
    /// The names of records made so far, by their kind.
    made: Mutex<BTreeMap<String, String>>,
}

impl Cast {
    /// Makes everyone anew.
    pub async fn meet(house: &House) -> Self {
        let mut scene = Scene::set(house).await;
        scene.person = a_person().with(wanted::person).signed_in(house).await;
        let powers = [
            Power::SeeRecord,
            Power::KeepRecord,
            Power::AskAndChoose,
            Power::AnswerReviews,
            Power::TalkToBroker,
        ];
        let supporter = a_supporter(&scene.person).who_may(&powers).signed_in(house).await;
        wanted::consent(&scene.person, COUNCIL).give(house).await;
        let consent = wanted::consent(&scene.person, &scene.ulo).give(house).await.name;
        let made = [("Consent", consent), ("Supporter", supporter.subject.clone())];
        let made = made.into_iter().chain([
            ("Person", scene.person.subject.clone()),
            ("Ulo", scene.ulo.clone()),
            ("Offering", scene.offering.clone()),
            ("Broker", scene.broker.name.clone()),
            ("Council", COUNCIL.to_owned()),
            ("Framework", COUNCIL.replace("councils", "frameworks")),
        ]);
        let made = Mutex::new(made.map(|(kind, name)| (kind.to_owned(), name)).collect());
        Self(Arc::new(Inner { scene, supporter, made }))
    }

    /// Everyone here of that role.
    pub fn callers(&self, role: Role) -> Vec<Caller> {
        let scene = &self.0.scene;
        match role {
            Role::Visitor => vec![a_visitor()],
            Role::Person => vec![scene.person.clone()],
            Role::Supporter => vec![self.0.supporter.clone()],
            Role::Broker => vec![scene.themself()],
            Role::Manager => vec![scene.manager.clone()],
            Role::Officer => {
                let without = strategies::WITHOUT.map(|code| format!("councils/{code}"));
                [COUNCIL].into_iter().chain(without.iter().map(String::as_str)).map(officer).collect()
            }
            Role::Observer => vec![Caller::new(Role::Observer, "observers/test")],
            Role::Operator => vec![an_operator()],
            Role::Service => {
                ["matching", "web", "outcomes", "councils", "brokers"].map(Caller::service).to_vec()
            }
        }
    }

    /// Whether the same cast can do it again.
    pub fn can_repeat(&self, method: &MethodDescriptor) -> bool {
        let makes = method.name().starts_with("Create") || method.name().starts_with("Offer");
        // What is about buddies is made for each message.
        makes && REPEATED.contains(&method.output().name()) || method.name().contains("Budd")
    }

    /// A message of that method that is answered when the right one of this cast sends it.
    pub async fn message(&self, house: &House, method: &MethodDescriptor) -> DynamicMessage {
        let made = match wanted::message(self, house, method.name()).await {
            None => claims::message(self, house, method.name()).await,
            made => made,
        };
        let made = match made {
            None => Box::pin(buddies::message(self, house, method.name())).await,
            made => made,
        };
        let made = match made {
            None => Box::pin(strategies::message(house, method.name())).await,
            made => made,
        };
        let made = match made {
            None => Box::pin(voices::message(self, house, method.name())).await,
            made => made,
        };
        let made = match made {
            None => Box::pin(fund::message(self, house, method.name())).await,
            made => made,
        };
        let made = match made {
            None => Box::pin(opening_rounds::message(self, house, method.name())).await,
            made => made,
        };
        if let Some(made) = made {
            return DynamicMessage::decode(method.input(), &*made).expect("the message of that method");
        }
        let mut message = DynamicMessage::new(method.input());
        if method.name().starts_with("Update") {
            *record_of(&mut message) = self.read(house, method, method.output().name()).await;
            let known = FIELDS.iter().find(|(kind, _)| *kind == method.output().name());
            let (_, field) = known.expect("a field that can be changed");
            let mask = method.input().get_field_by_name("update_mask").expect("a mask");
            if let Some(mask) = message.get_field_mut(&mask).as_message_mut() {
                mask.set_field_by_name("paths", Value::List(vec![Value::String((*field).into())]));
            }
        } else if method.name().starts_with("List") {
            if let Some(filter) = method.input().get_field_by_name("person") {
                message.set_field(&filter, Value::String(self.person().subject.clone()));
            }
            if let Some(filter) = method.input().get_field_by_name("framework") {
                message.set_field(&filter, Value::String(COUNCIL.replace("councils", "frameworks")));
            }
            if OF_ONE_ULO.contains(&method.name()) {
                message.set_field_by_name("ulo", Value::String(self.0.scene.ulo.clone()));
            }
        } else {
            self.prepare(house, method).await;
            self.fill(house, method, &mut message).await;
        }
        message
    }

    /// A call about one record: its name, its version, and whatever choice there is first.
    async fn fill(&self, house: &House, method: &MethodDescriptor, message: &mut DynamicMessage) {
        let kind = kind_of(method);
        for field in method.input().fields() {
            let value = match (field.name(), field.kind()) {
                ("name", _) => Value::String(self.name_of(house, kind).await),
                ("etag", _) => etag_of(&self.read(house, method, kind).await),
                ("broker", _) => Value::String(self.another_broker(house, method).await),
                ("service", _) => Value::String("people".into()),
                ("minutes", _) => Value::I32(30),
                ("postcode", _) => Value::String("HX1 1AA".into()),
                ("stage", _) => Value::EnumNumber(CaseStage::Exploring.into()),
                (_, Kind::Enum(_)) => Value::EnumNumber(1),
                (_, Kind::Bool) => Value::Bool(true),
                _ => continue,
            };
            message.set_field(&field, value);
        }
    }

    /// Brings the record where the method starts from.
    async fn prepare(&self, house: &House, method: &MethodDescriptor) {
        let manager = &self.0.scene.manager;
        match method.name() {
            "ResumeBroker" => {
                let broker = house.broker(&self.0.scene.broker).await;
                let request = brokers::PauseBrokerRequest { name: broker.name, etag: broker.etag };
                house.brokers().pause_broker(house.ask(manager, request)).await.expect("a pause");
            }
            "ResumeOffering" => {
                let request = ulos::GetOfferingRequest { name: self.0.scene.offering.clone() };
                let read = house.offerings().get_offering(house.ask(manager, request)).await;
                let ulos::Offering { name, etag, .. } = read.expect("an offering").into_inner();
                let request = ulos::PauseOfferingRequest { name, etag };
                house.offerings().pause_offering(house.ask(manager, request)).await.expect("a pause");
            }
            "AgreePlan" => {
                let name = self.name_of(house, "Case").await;
                for stage in [CaseStage::Exploring, CaseStage::Drafting, CaseStage::Submitted] {
                    let etag = house.case(manager, &name).await.expect("a case").into_inner().etag;
                    let (name, stage) = (name.clone(), stage.into());
                    let request = brokers::MoveCaseRequest { name, etag, stage, ..Default::default() };
                    house.cases().move_case(house.ask(manager, request)).await.expect("a move");
                }
            }
            _ => {}
        }
    }

    async fn another_broker(&self, house: &House, method: &MethodDescriptor) -> String {
        match method.name() {
            "TransferCase" => a_broker(&self.0.scene.ulo).create(house).await.name,
            _ => self.0.scene.broker.name.clone(),
        }
    }

    /// The record of that kind, whole, as someone who sees all of it does.
    pub async fn read(&self, house: &House, method: &MethodDescriptor, kind: &str) -> DynamicMessage {
        let services: Vec<_> = method.parent_pool().services().collect();
        let mut methods = services.iter().flat_map(|service| service.methods());
        let get = methods.find(|method| method.name() == format!("Get{kind}")).expect("it can be read");
        let mut message = DynamicMessage::new(get.input());
        message.set_field_by_name("name", Value::String(self.name_of(house, kind).await));
        let path = format!("/{}/{}", get.parent_service().full_name(), get.name());
        let reader = if OF_PERSON.contains(&kind) { self.person() } else { &self.0.scene.manager };
        let answer = raw::send(house, &path, reader, message.encode_to_vec()).await.expect("it is read");
        DynamicMessage::decode(get.output(), answer).expect("a record")
    }

    /// The name of the record of that kind, made when first asked for.
    pub async fn name_of(&self, house: &House, kind: &str) -> String {
        let known = self.0.made.lock().unwrap_or_else(PoisonError::into_inner).get(kind).cloned();
        if let Some(name) = known {
            return name;
        }
        let scene = &self.0.scene;
        let name = match kind {
            "Need" => wanted::need(self.person()).create(house).await.name,
            "Budget" => wanted::budget(self.person()).create(house).await.name,
            "Governance" => a_governance(&scene.ulo).create(house).await.name,
            "Solution" => a_solution(&scene.ulo).create(house).await.name,
            "Guidance" => a_guidance(&scene.ulo).create(house).await.name,
            "Adoption" => an_adoption_by(house, &scene.ulo).await.name,
            "BuddyOffer" => Box::pin(buddies::offered(house, &scene.ulo, false)).await.name,
            "Helper" => buddies::helper(house).await,
            "Buddying" => Box::pin(buddies::proposed(house, &scene.ulo)).await.name,
            "Evidence" => an_evidence(&scene.ulo).create(house).await.name,
            "MappingStudy" => "mappingStudies/current".to_owned(),
            "Maturity" => scene.ulo.replacen("ulos/", "maturities/", 1),
            "Funding" => a_funding(&scene.ulo).create(house).await.name,
            "Activity" => a_training(&scene.ulo).create(house).await.name,
            "Finance" => a_finance(&scene.ulo).create(house).await.name,
            "Spend" => format!("{}-2025", COUNCIL.replace("councils", "spends")),
            "Release" => house.a_release().await,
            "Link" => COUNCIL.replace("councils", "links"),
            "Voice" => voices::spoken(house, &scene.ulo).await.name,
            "Strategy" => house.a_strategy(strategies::WITHOUT[0], 100).await.name,
            "Correction" => {
                // Of another council than those the walk makes and takes back: one that is made takes back what stands in
                // its way.
                let council = format!("councils/{}", strategies::WITHOUT[0]);
                wanted::corrected(house, &council).await.name
            }
            "Consortium" => house.consortium_of(&scene.ulo).await.name,
            "Distinction" => house.told_apart(&[COUNCIL]).await.name,
            "Claim" => a_claim(&scene.ulo).create(house).await.name,
            "Introduction" => scene.introduction().offer(house).await.name,
            "Queue" => {
                let menu = asking::menu(house, self.person()).await;
                menu.option(0).replacen("offerings/", "queues/", 1)
            }
            "Proposal" => {
                scene.introduction().offer(house).await.name.replacen("introductions/", "proposals/", 1)
            }
            "Case" => scene.case(house).await.name,
            "Review" => {
                let case = Box::pin(self.name_of(house, "Case")).await;
                let asked = async || {
                    let reviews = house.reviews_of(self.person(), &case).await;
                    (!reviews.is_empty()).then(|| at(&reviews, Stage::Start).name)
                };
                house.until(asked).await
            }
            "Request" => asking::request(self.person()).create(house, self.person()).await.name,
            "Menu" => asking::menu(house, self.person()).await.menu.name,
            "Choice" => asking::choice(house, self.person()).await.name,
            "OpeningRound" => Box::pin(opening_rounds::entered(self, house)).await.round.name,
            "OpeningRoundResult" => {
                Box::pin(opening_rounds::entered(self, house)).await.choice.opening_round_result
            }
            "Instrument" => {
                let request = house.ask(self.person(), outcomes::ListInstrumentsRequest::default());
                let listed = house.instruments().list_instruments(request).await.expect("instruments");
                listed.into_inner().instruments.swap_remove(0).name
            }
            other => panic!("nobody makes a {other}"),
        };
        let mut made = self.0.made.lock().unwrap_or_else(PoisonError::into_inner);
        made.insert(kind.to_owned(), name.clone());
        name
    }

    fn person(&self) -> &Caller {
        &self.0.scene.person
    }
}

/// The kind of record a method is about.
fn kind_of(method: &MethodDescriptor) -> &'static str {
    if method.name() == "ErasePerson" { "Person" } else { method.output().name().to_owned().leak() }
}

fn etag_of(record: &DynamicMessage) -> Value {
    record.get_field_by_name("etag").expect("an etag").into_owned()
}

/// The record within an update.
pub fn record_of(message: &mut DynamicMessage) -> &mut DynamicMessage {
    let field = message.descriptor().fields().find(|field| field.name() != "update_mask").expect("a record");
    message.get_field_mut(&field).as_message_mut().expect("a record is a message")
}
