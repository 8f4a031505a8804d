//! The brokers of the sample, and who has room.

use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};

use futures_util::{StreamExt as _, TryStreamExt as _, stream};
use platform::{Caller, Error, Role};
use proto::brokers::v1 as pb;
use proto::ulos::v1::offering::Kind;
use reference::broker::SKILLS;

use super::organisations::{Organisation, id};
use super::{AT_ONCE, England, names};

/// Every broker of England.
pub struct Teams(HashMap<String, Vec<Member>>);

/// One broker.
pub struct Member {
    pub name: String,
    pub ulo: String,
    open: Mutex<i32>,
}

impl Member {
    /// The broker, signed in.
    pub fn caller(&self) -> Caller {
        Caller { ulo: self.ulo.clone(), ..Caller::new(Role::Broker, &self.name) }
    }

    /// Counts a case taken on or closed.
    pub fn count(&self, cases: i32) {
        *self.open.lock().unwrap_or_else(PoisonError::into_inner) += cases;
    }

    fn open(&self) -> i32 {
        *self.open.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Teams {
    /// How many brokers there are.
    pub fn size(&self) -> usize {
        self.0.values().map(Vec::len).sum()
    }

    /// Who of an organisation has the fewest cases.
    pub fn freest(&self, ulo: &str) -> Option<&Member> {
        self.0.get(ulo)?.iter().min_by_key(|member| (member.open(), member.name.clone()))
    }

    /// Who has the most to do.
    pub fn busiest(&self) -> Option<&Member> {
        self.0.values().flatten().max_by_key(|member| (member.open(), member.name.clone()))
    }
}

/// Gives each organisation that supports people one to four brokers.
pub async fn make(england: &England, organisations: &[Organisation]) -> Result<Teams, Error> {
    let wanted = organisations.iter().enumerate().flat_map(|(number, organisation)| {
        let mut dice = england.dice("team", number);
        let supports =
            |kind: Kind| matches!(kind, Kind::SupportBrokerage | Kind::Advocacy | Kind::PeerSupport);
        let working = organisation.offered.iter().any(|offered| supports(offered.kind));
        let size = if working { dice.pick(&[1, 1, 1, 2, 2, 3]) } else { 0 };
        (0..size).map(move |place| (number * 8 + place, organisation))
    });
    let made: Vec<Member> = stream::iter(wanted)
        .map(|(number, organisation)| member(england, number, organisation))
        .buffered(AT_ONCE)
        .try_collect()
        .await?;
    let mut teams: HashMap<String, Vec<Member>> = HashMap::new();
    for member in made {
        teams.entry(member.ulo.clone()).or_default().push(member);
    }
    Ok(Teams(teams))
}

async fn member(england: &England, number: usize, organisation: &Organisation) -> Result<Member, Error> {
    use pb::broker::WayOfWorking;
    let mut dice = england.dice("broker", number);
    let ways = [WayOfWorking::HomeVisits, WayOfWorking::Phone, WayOfWorking::Video, WayOfWorking::Unhurried];
    let mut broker = pb::Broker {
        display_name: names::person(&mut dice),
        languages: vec!["en".into()],
        ways_of_working: ways.into_iter().filter(|_| dice.percent(60)).map(Into::into).collect(),
        councils: vec![format!("councils/{}", organisation.council)],
        caseload_limit: i32::try_from(dice.between(8, 24) * 10).unwrap_or(120),
        ulo: organisation.name.clone(),
        ..Default::default()
    };
    broker.skills = SKILLS.iter().filter(|_| dice.percent(15)).map(|skill| (*skill).to_owned()).collect();
    let request = pb::CreateBrokerRequest { broker: Some(broker), request_id: id() };
    let broker = england.services.brokers().create_broker(england.operate(request)?).await?.into_inner();
    Ok(Member { name: broker.name, ulo: organisation.name.clone(), open: Mutex::new(0) })
}
