//! People for tests, all plainly fictional, with those who act for them and what they share.

use platform::rpc::Rpc;
use platform::{Caller, when};
use prost_types::Timestamp;
use proto::people::v1 as pb;
use proto::people::v1::budgets_client::BudgetsClient;
use proto::people::v1::consent::Shared;
use proto::people::v1::consents_client::ConsentsClient;
use proto::people::v1::needs_client::NeedsClient;
use proto::people::v1::people_client::PeopleClient;
use proto::people::v1::supporter::Power;
use proto::people::v1::supporters_client::SupportersClient;
use proto::people::v1::viewings_client::ViewingsClient;

use super::{House, person, request_id, supporter};

/// Someone to be made.
pub struct APerson(pb::Person);

/// Someone called Avery Example, of Halifax.
pub fn a_person() -> APerson {
    APerson(pb::Person {
        display_name: "Avery Example".into(),
        council: "councils/E08000033".into(),
        ..pb::Person::default()
    })
}

impl APerson {
    /// Under another name.
    pub fn named(mut self, display_name: &str) -> Self {
        self.0.display_name = display_name.into();
        self
    }

    /// With whatever else the test is about.
    pub fn with(mut self, change: impl FnOnce(&mut pb::Person)) -> Self {
        change(&mut self.0);
        self
    }

    /// As it would be sent.
    pub fn wanted(self) -> pb::Person {
        self.0
    }

    /// Signs them up.
    pub async fn create(self, house: &House) -> pb::Person {
        let request = pb::CreatePersonRequest { person: Some(self.0), request_id: request_id() };
        let request = house.ask(&Caller::service("web"), request);
        house.people().create_person(request).await.expect("a person is made").into_inner()
    }

    /// Signs them up and in.
    pub async fn signed_in(self, house: &House) -> Caller {
        person(&self.create(house).await.name)
    }
}

/// A grant to be made.
pub struct ASupporter(pub pb::Supporter);

/// Someone who helps and may see the record, for thirty days.
pub fn a_supporter(person: &Caller) -> ASupporter {
    ASupporter(pb::Supporter {
        display_name: "Robin Example".into(),
        email: "robin@example.org".into(),
        kind: pb::supporter::Kind::Helper.into(),
        powers: vec![Power::SeeRecord.into()],
        expire_time: in_days(30),
        person: person.subject.clone(),
        ..pb::Supporter::default()
    })
}

impl ASupporter {
    /// With exactly these powers.
    pub fn who_may(mut self, powers: &[Power]) -> Self {
        self.0.powers = powers.iter().map(|power| i32::from(*power)).collect();
        self
    }

    /// Has the person make the grant.
    pub async fn create(self, house: &House) -> pb::Supporter {
        let by = person(&self.0.person);
        let request = pb::CreateSupporterRequest { supporter: Some(self.0), request_id: request_id() };
        let answer = house.supporters().create_supporter(house.ask(&by, request)).await;
        answer.expect("a grant is made").into_inner()
    }

    /// Has the person make the grant, and signs the supporter in.
    pub async fn signed_in(self, house: &House) -> Caller {
        let made = self.create(house).await;
        supporter(&made.name, &made.person)
    }
}

/// A consent to be given.
pub struct AConsent(pub pb::Consent);

/// To share the name with that recipient for an introduction, for thirty days.
pub fn a_consent(person: &Caller, recipient: &str) -> AConsent {
    AConsent(pb::Consent {
        recipient: recipient.into(),
        purpose: pb::consent::Purpose::Introduction.into(),
        shared: vec![Shared::NameAndContact.into()],
        wording_version: "introduction-1".into(),
        format_shown: "standard".into(),
        expire_time: in_days(30),
        person: person.subject.clone(),
        ..pb::Consent::default()
    })
}

impl AConsent {
    /// To share exactly these.
    pub fn sharing(mut self, shared: &[Shared]) -> Self {
        self.0.shared = shared.iter().map(|kind| i32::from(*kind)).collect();
        self
    }

    /// Has the person give it.
    pub async fn give(self, house: &House) -> pb::Consent {
        let by = person(&self.0.person);
        let request = pb::CreateConsentRequest { consent: Some(self.0), request_id: request_id() };
        house.consents().create_consent(house.ask(&by, request)).await.expect("consent is given").into_inner()
    }
}

/// A need to be recorded.
pub struct ANeed(pub pb::Need);

/// Easy Read, not shared.
pub fn a_need(person: &Caller) -> ANeed {
    ANeed(pb::Need {
        category: pb::need::Category::InformationFormat.into(),
        item: "easy_read".into(),
        person: person.subject.clone(),
        ..pb::Need::default()
    })
}

impl ANeed {
    /// Of another kind.
    pub fn of(mut self, category: pb::need::Category, item: &str) -> Self {
        self.0.category = category.into();
        self.0.item = item.into();
        self
    }

    /// Marked to be shared.
    pub fn shared(mut self) -> Self {
        self.0.share = true;
        self
    }

    /// Has the person record it.
    pub async fn create(self, house: &House) -> pb::Need {
        let by = person(&self.0.person);
        let request = pb::CreateNeedRequest { need: Some(self.0), request_id: request_id() };
        house.needs().create_need(house.ask(&by, request)).await.expect("a need is recorded").into_inner()
    }
}

/// A budget to be recorded.
pub struct ABudget(pub pb::Budget);

/// A direct payment of 250 pounds a week.
pub fn a_budget(person: &Caller) -> ABudget {
    ABudget(pb::Budget {
        route: pb::budget::Route::DirectPayment.into(),
        amount_pence: Some(25_000),
        frequency: pb::budget::Frequency::Weekly.into(),
        person: person.subject.clone(),
        ..pb::Budget::default()
    })
}

impl ABudget {
    /// Has the person record it.
    pub async fn create(self, house: &House) -> pb::Budget {
        let by = person(&self.0.person);
        let request = pb::CreateBudgetRequest { budget: Some(self.0), request_id: request_id() };
        house
            .budgets()
            .create_budget(house.ask(&by, request))
            .await
            .expect("a budget is recorded")
            .into_inner()
    }
}

/// So many days from now.
pub fn in_days(days: i64) -> Option<Timestamp> {
    let time = chrono::Utc::now() + chrono::TimeDelta::days(days);
    when::stamp(chrono::DateTime::from_timestamp_micros(time.timestamp_micros()).expect("a time"))
}

impl House {
    /// `alongside.people.v1.People`.
    pub fn people(&self) -> PeopleClient<Rpc> {
        PeopleClient::new(self.channel("people"))
    }

    /// `alongside.people.v1.Needs`.
    pub fn needs(&self) -> NeedsClient<Rpc> {
        NeedsClient::new(self.channel("people"))
    }

    /// `alongside.people.v1.Budgets`.
    pub fn budgets(&self) -> BudgetsClient<Rpc> {
        BudgetsClient::new(self.channel("people"))
    }

    /// `alongside.people.v1.Supporters`.
    pub fn supporters(&self) -> SupportersClient<Rpc> {
        SupportersClient::new(self.channel("people"))
    }

    /// `alongside.people.v1.Consents`.
    pub fn consents(&self) -> ConsentsClient<Rpc> {
        ConsentsClient::new(self.channel("people"))
    }

    /// Who looked at a person's record, the last look first.
    pub async fn looks_at(&self, caller: &Caller) -> Vec<pb::Viewing> {
        let request = pb::ListViewingsRequest { person: caller.subject.clone(), ..Default::default() };
        let answer =
            ViewingsClient::new(self.channel("people")).list_viewings(self.ask(caller, request)).await;
        answer.expect("a person sees who looked").into_inner().viewings
    }

    /// Erases a person at their own wish.
    pub async fn erase(&self, caller: &Caller) {
        let request = pb::GetPersonRequest { name: caller.subject.clone() };
        let read =
            self.people().get_person(self.ask(caller, request)).await.expect("they read it").into_inner();
        let request = pb::ErasePersonRequest { name: read.name, etag: read.etag };
        self.people().erase_person(self.ask(caller, request)).await.expect("they are erased");
    }
}
