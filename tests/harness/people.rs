//! People for tests, all plainly fictional.

use platform::Caller;
use platform::rpc::Rpc;
use proto::people::v1 as pb;
use proto::people::v1::people_client::PeopleClient;

use super::{House, person, request_id};

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

impl House {
    /// `alongside.people.v1.People`.
    pub fn people(&self) -> PeopleClient<Rpc> {
        PeopleClient::new(self.channel("people"))
    }
}
