//! Consortia of the sample: some that together meet every criterion, some that do not yet, one that still waits for its
//! others and one that is over.

use chrono::{DateTime, Utc};
use futures_util::{StreamExt as _, TryStreamExt as _, stream};
use platform::Error;
use proto::ulos::v1 as pb;
use proto::ulos::v1::{Verdict, WhoFor};
use reference::criteria;

use super::buddies::manager;
use super::organisations::{Organisation, add_governance, id};
use super::{AT_ONCE, England, evidence};

/// How many criteria one that leads meets at the least: near enough for others to add what is missing.
const NEAR: usize = 12;

/// How a consortium does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Lot {
    /// Together they meet all criteria.
    Whole,
    /// Something is missing yet.
    Partly,
    /// Nobody has joined yet.
    Waiting,
    /// It is over.
    Over,
}

const MADE: [(&str, &str, Lot); 6] = [
    (
        "Three Rivers Together",
        "One door to peer support, advocacy and brokerage along three rivers.",
        Lot::Whole,
    ),
    ("The Lantern Alliance", "To bid for contracts that none of us could hold alone.", Lot::Whole),
    ("Hill and Harbour", "To bring peer support to villages and to the port.", Lot::Partly),
    ("The Common Table", "To speak with one voice when the council decides.", Lot::Partly),
    ("Neighbours in Number", "To share a bookkeeper, a minibus and what we have learned.", Lot::Waiting),
    ("The Old Wharf Group", "It held one contract together, for two years.", Lot::Over),
];

/// Makes each, led by one that has come far, with two others of the same council, or of the next in line.
pub async fn make(
    england: &England,
    organisations: &[Organisation],
    now: DateTime<Utc>,
) -> Result<(), Error> {
    let possible: Vec<&Organisation> = organisations.iter().filter(|one| one.possibly_user_led).collect();
    let found = stream::iter(possible.iter().enumerate().step_by(5))
        .map(|(place, one)| async move { Ok::<_, Error>((place, met(england, &one.name).await?)) })
        .buffered(AT_ONCE);
    let found: Vec<(usize, Vec<String>)> = found.try_collect().await?;
    // One that meets all alone has no need of others.
    let all = criteria::in_force(criteria::SETS, now.date_naive()).criteria.len();
    let leads = found.into_iter().filter(|(_, met)| (NEAR..all).contains(&met.len()));
    for ((display_name, purpose, lot), (place, met)) in MADE.into_iter().zip(leads) {
        let Some(lead) = possible.get(place) else { continue };
        let others: Vec<&Organisation> = possible.iter().cycle().skip(place + 1).take(2).copied().collect();
        let about = pb::Consortium {
            display_name: display_name.to_owned(),
            purpose: purpose.to_owned(),
            lead: lead.name.clone(),
            ..Default::default()
        };
        if lot == Lot::Whole {
            for (number, one) in [*lead, others[0], others[1]].into_iter().enumerate() {
                state(england, one, place * 3 + number, now).await?;
            }
            complete(england, &others, &met, now).await?;
        }
        gather(england, about, lead, &others, lot).await?;
    }
    Ok(())
}

/// The criteria an organisation meets.
async fn met(england: &England, ulo: &str) -> Result<Vec<String>, Error> {
    let request = pb::GetMaturityRequest { name: ulo.replacen("ulos/", "maturities/", 1) };
    let maturity = england.services.maturities().get_maturity(england.operate(request)?).await?.into_inner();
    let met = maturity.criteria.into_iter().filter(|one| one.verdict() == Verdict::Met);
    Ok(met.map(|one| one.criterion).collect())
}

/// It says how it is run, unless it did before.
async fn state(
    england: &England,
    one: &Organisation,
    number: usize,
    now: DateTime<Utc>,
) -> Result<(), Error> {
    let mut dice = england.dice("consortium", number);
    match add_governance(england, &mut dice, &one.name, now).await {
        Ok(()) | Err(Error::AlreadyExists { .. }) => Ok(()),
        Err(error) => Err(error),
    }
}

/// Of what the lead does not meet, each of the others shows a part.
async fn complete(
    england: &England,
    others: &[&Organisation],
    met: &[String],
    now: DateTime<Utc>,
) -> Result<(), Error> {
    let set = criteria::in_force(criteria::SETS, now.date_naive());
    let missing = set.criteria.iter().filter(|criterion| !met.iter().any(|met| met == criterion.code));
    for (number, criterion) in missing.enumerate() {
        // Where something of the one waits for a check already, the next shows it.
        for one in others.iter().cycle().skip(number).take(others.len()) {
            match evidence::show(england, &one.name, set.code, criterion, now).await {
                Ok(()) => break,
                Err(Error::AlreadyExists { .. }) => {}
                Err(error) => return Err(error),
            }
        }
    }
    Ok(())
}

async fn gather(
    england: &England,
    about: pb::Consortium,
    lead: &Organisation,
    others: &[&Organisation],
    lot: Lot,
) -> Result<(), Error> {
    let mut consortia = england.services.consortia();
    let token = england.token(&manager(&lead.name))?;
    let (consortium, brings) = (Some(about), Some(brings(lead)));
    let request = pb::CreateConsortiumRequest { consortium, brings, request_id: id() };
    let mut made = consortia.create_consortium(england.ask(&token, request)?).await?.into_inner();
    for other in others {
        let (name, etag, ulo) = (made.name.clone(), made.etag.clone(), other.name.clone());
        let request = pb::InviteMemberRequest { name, etag, ulo };
        made = consortia.invite_member(england.ask(&token, request)?).await?.into_inner();
        if lot == Lot::Waiting {
            continue;
        }
        let (name, etag, ulo) = (made.name.clone(), made.etag.clone(), other.name.clone());
        let request = pb::JoinConsortiumRequest { name, etag, ulo, brings: Some(self::brings(other)) };
        let token = england.token(&manager(&other.name))?;
        made = consortia.join_consortium(england.ask(&token, request)?).await?.into_inner();
    }
    if lot == Lot::Over {
        let request = pb::EndConsortiumRequest { name: made.name, etag: made.etag };
        consortia.end_consortium(england.ask(&token, request)?).await?;
    }
    Ok(())
}

/// What it offers, where it works, for everyone.
fn brings(one: &Organisation) -> pb::Brings {
    let mut services: Vec<i32> = one.offered.iter().map(|offered| offered.kind.into()).collect();
    services.sort_unstable();
    services.dedup();
    let councils = vec![format!("councils/{}", one.council)];
    pb::Brings { services, councils, who_for: vec![WhoFor::Everyone.into()] }
}
