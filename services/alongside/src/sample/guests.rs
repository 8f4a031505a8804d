//! The handful of sample people anyone may sign in as: one in each kind of place on the way.

use platform::{Caller, Error, Role};
use proto::brokers::v1 as brokers_pb;
use proto::people::v1 as people_pb;
use web::site::Site;
use web::{Email, Seat};

use super::England;
use super::journey::{Journey, Now};
use super::organisations::id;
use super::person::Someone;
use super::team::Teams;

/// Makes the accounts.
pub async fn invite(
    england: &England,
    teams: &Teams,
    journeys: &[Journey],
    site: &Site,
) -> Result<(), Error> {
    let mut guests = Guests { site, count: 0 };
    let first = |wanted: &dyn Fn(&Journey) -> bool| {
        journeys.iter().find(|journey| wanted(journey)).and_then(|journey| journey.someone.clone())
    };
    if let Some(someone) =
        first(&|journey| matches!(journey.now, Now::Thinking(ref asked) if asked.1.options.len() >= 3))
    {
        guests.person(&someone).await?;
    }
    if let Some(someone) = first(&|journey| matches!(journey.now, Now::Choosing(_))) {
        guests.person(&someone).await?;
    }
    if let Some(someone) = first(&|journey| matches!(journey.now, Now::Working(_)) && journey.answered > 0) {
        guests.person(&someone).await?;
        supporter(england, &mut guests, &someone).await?;
    }
    if let Some(member) = teams.busiest() {
        let read = england.operate(brokers_pb::GetBrokerRequest { name: member.name.clone() })?;
        let broker = england.services.brokers().get_broker(read).await?.into_inner();
        let seat = Seat::new(Role::Broker, &broker.name, &broker.display_name).of_ulo(&broker.ulo);
        guests.add(&seat).await?;
        let manager = format!("managers/{}", uuid::Uuid::now_v7());
        guests.add(&Seat::new(Role::Manager, manager, "Morgan Example").of_ulo(&broker.ulo)).await?;
        // Where much happens, so that fewer of the framework's numbers are too small to show.
        if let Some(council) = broker.councils.first() {
            let officer = format!("officers/{}", uuid::Uuid::now_v7());
            guests.add(&Seat::new(Role::Officer, officer, "Oakley Example").of_council(council)).await?;
        }
    }
    guests.add(&Seat::new(Role::Observer, "observers/sample", "Ocean Example")).await
}

/// Who runs the fund, and who manages an organisation it gave money to.
pub async fn of_the_fund(ulo: &str, site: &Site) -> Result<(), Error> {
    let mut guests = Guests { site, count: 40 };
    guests.add(&Seat::new(Role::Operator, "operators/sample", "Orchard Example")).await?;
    let manager = format!("managers/{}", uuid::Uuid::now_v7());
    guests.add(&Seat::new(Role::Manager, manager, "Maple Example").of_ulo(ulo)).await
}

/// Who manages an organisation that offers to help others.
pub async fn who_helps(ulo: &str, site: &Site) -> Result<(), Error> {
    let mut guests = Guests { site, count: 42 };
    let manager = format!("managers/{}", uuid::Uuid::now_v7());
    guests.add(&Seat::new(Role::Manager, manager, "Birch Example").of_ulo(ulo)).await
}

/// People in rounds of places.
pub async fn of_rounds(people: impl Iterator<Item = &Someone>, site: &Site) -> Result<(), Error> {
    let mut guests = Guests { site, count: 43 };
    for someone in people {
        guests.person(someone).await?;
    }
    Ok(())
}

struct Guests<'a> {
    site: &'a Site,
    count: i32,
}

impl Guests<'_> {
    async fn add(&mut self, seat: &Seat) -> Result<(), Error> {
        self.count += 1;
        let email = Email::parse("email", &format!("guest{}@example.org", self.count))?;
        self.site.accounts()?.add_sample(&email, seat, self.count).await?;
        Ok(())
    }

    async fn person(&mut self, someone: &Someone) -> Result<(), Error> {
        self.add(&Seat::new(Role::Person, &someone.name, &someone.display_name)).await
    }
}

/// Someone who acts for a person of the sample.
async fn supporter(england: &England, guests: &mut Guests<'_>, someone: &Someone) -> Result<(), Error> {
    use people_pb::supporter::{Kind, Power};
    let supporter = people_pb::Supporter {
        person: someone.name.clone(),
        display_name: "Sky Example".into(),
        email: "sky@example.org".into(),
        kind: Kind::Helper.into(),
        powers: [Power::SeeRecord, Power::AskAndChoose, Power::AnswerReviews].map(Into::into).to_vec(),
        expire_time: platform::when::stamp(england.clock.now() + chrono::TimeDelta::days(180)),
        ..Default::default()
    };
    let request = people_pb::CreateSupporterRequest { supporter: Some(supporter), request_id: id() };
    let token = england.token(&Caller::new(Role::Person, &someone.name))?;
    let request = england.ask(&token, request)?;
    let supporter = england.services.supporters().create_supporter(request).await?.into_inner();
    let seat = Seat::new(Role::Supporter, &supporter.name, "Sky Example");
    guests.add(&seat.acting_for(&someone.name, &someone.display_name)).await
}
