//! What `ulos` tells: who is there, whether they are user-led, what they offer where.

use platform::follow::{Event, Projection, payload};
use platform::words::Wire as _;
use platform::{Error, when};
use proto::ulos::v1 as pb;
use reference::possible;
use sqlx::PgConnection;

use super::{
    Funding, Governance, Newest, Offering, OfferingState, Place, Seat, Ulo, UloState, Verdict, council,
    store, unreadable,
};
use crate::council::GssCode;
use crate::framework::figures::Kind;

platform::wire! {
    Verdict = pb::Verdict, "VERDICT_";
    UloState = pb::ulo::State, "STATE_";
    OfferingState = pb::offering::State, "STATE_";
}

/// The feed of `ulos`.
#[derive(Debug, Clone, Copy)]
pub struct FromUlos;

impl Projection for FromUlos {
    async fn apply(&self, tx: &mut PgConnection, events: &[Event]) -> Result<(), Error> {
        let (mut ulos, mut governances, mut offerings) = (Newest::new(), Newest::new(), Newest::new());
        let (mut fundings, mut seats) = (Newest::new(), Newest::new());
        for event in events {
            if let Some(ulo) = payload::<pb::Ulo>(event)? {
                ulos.tell(event, of_ulo(event, &ulo)?)?;
            } else if let Some(governance) = payload::<pb::Governance>(event)? {
                governances.tell(event, of_governance(event, &governance)?)?;
            } else if let Some(offering) = payload::<pb::Offering>(event)?
                && let Some(offering) = of_offering(event, &offering)?
            {
                offerings.tell(event, offering)?;
            } else if let Some(funding) = payload::<pb::Funding>(event)? {
                fundings.tell(event, of_funding(event, &funding)?)?;
            } else if let Some(activity) = payload::<pb::Activity>(event)?
                && let Some(seat) = of_activity(event, &activity)?
            {
                seats.tell(event, seat)?;
            }
        }
        let (ulos, governances, offerings) = (ulos.rows(), governances.rows(), offerings.rows());
        let (fundings, seats) = (fundings.rows(), seats.rows());
        let mut concerned: Vec<_> = ulos.iter().map(|told| told.id).collect();
        concerned.extend(governances.iter().map(|told| told.fact.ulo.uuid()));
        concerned.extend(offerings.iter().map(|told| told.fact.ulo.uuid()));
        concerned.extend(fundings.iter().map(|told| told.fact.ulo.uuid()));
        concerned.extend(seats.iter().map(|told| told.fact.ulo.uuid()));
        if concerned.is_empty() {
            return Ok(());
        }
        let place = Place::after("ulos", events);
        // Before and after: an organisation that leaves an area changes that area too.
        store::touch_ulos(tx, &concerned, place).await?;
        store::keep_ulos(tx, &ulos).await?;
        store::keep_governances(tx, &governances).await?;
        store::keep_offerings(tx, &offerings).await?;
        store::journey::keep_fundings(tx, &fundings).await?;
        store::journey::keep_seats(tx, &seats).await?;
        store::touch_ulos(tx, &concerned, place).await
    }
}

fn of_ulo(event: &Event, ulo: &pb::Ulo) -> Result<Ulo, Error> {
    let verdict = ulo.user_led.as_ref().map(|standing| standing.verdict).unwrap_or_default();
    Ok(Ulo {
        may_be_user_led: may_be_user_led(ulo.kind()),
        user_led: verdict_of(event, verdict)?,
        state: UloState::required("state", ulo.state).map_err(|_| unreadable(event))?,
        councils: councils(event, &ulo.councils)?,
    })
}

fn of_governance(event: &Event, governance: &pb::Governance) -> Result<Governance, Error> {
    let verdict = governance.user_led.as_ref().map(|test| test.verdict).unwrap_or_default();
    Ok(Governance {
        ulo: platform::Id::parse("ulo", &governance.ulo).map_err(|_| unreadable(event))?,
        user_led: verdict_of(event, verdict)?,
    })
}

/// The offering, when it is of a kind a framework must hold.
fn of_offering(event: &Event, offering: &pb::Offering) -> Result<Option<Offering>, Error> {
    let kind = match offering.kind() {
        pb::offering::Kind::SupportBrokerage => Kind::SupportBrokerage,
        pb::offering::Kind::Advocacy => Kind::Advocacy,
        pb::offering::Kind::PeerSupport => Kind::PeerSupport,
        _ => return Ok(None),
    };
    Ok(Some(Offering {
        ulo: platform::Id::parse("ulo", &offering.ulo).map_err(|_| unreadable(event))?,
        kind,
        says_access: !offering.access.is_empty(),
        who_for: offering.who_for().map(code_of).collect(),
        hourly_cost_pence: offering.hourly_cost_pence,
        state: OfferingState::required("state", offering.state).map_err(|_| unreadable(event))?,
        councils: councils(event, &offering.councils)?,
    }))
}

fn of_funding(event: &Event, funding: &pb::Funding) -> Result<Funding, Error> {
    let day = |text: &str| when::date_required("date", text).map_err(|_| unreadable(event));
    let council = (!funding.council.is_empty()).then(|| council(event, &funding.council)).transpose()?;
    Ok(Funding {
        ulo: platform::Id::parse("ulo", &funding.ulo).map_err(|_| unreadable(event))?,
        council,
        amount_pence: funding.amount_pence,
        is_contract: funding.kind() == pb::funding::Kind::Contract,
        counts: funding.state() == pb::funding::State::Current
            && funding.certainty() == pb::funding::Certainty::Decided,
        start_date: day(&funding.start_date)?,
        end_date: day(&funding.end_date)?,
    })
}

/// The seat, when it is one.
fn of_activity(event: &Event, activity: &pb::Activity) -> Result<Option<Seat>, Error> {
    let Some(pb::activity::What::Seat(seat)) = &activity.what else { return Ok(None) };
    Ok(Some(Seat {
        ulo: platform::Id::parse("ulo", &activity.ulo).map_err(|_| unreadable(event))?,
        council: council(event, &seat.council)?,
        counts: activity.state() == pb::activity::State::Current,
        start_date: when::date_required("date", &activity.date).map_err(|_| unreadable(event))?,
        end_date: when::date("date", &seat.end_date).map_err(|_| unreadable(event))?,
    }))
}

/// A group of people as a code: in lower case, without the prefix of its enum.
fn code_of(who: pb::WhoFor) -> String {
    who.as_str_name().trim_start_matches("WHO_FOR_").to_lowercase()
}

/// Whether an organisation of that kind may be user-led at all.
fn may_be_user_led(kind: pb::ulo::Kind) -> bool {
    let code = kind.as_str_name().trim_start_matches("KIND_").to_lowercase();
    kind != pb::ulo::Kind::Unspecified && possible::may_be_user_led(&code)
}

/// Nothing said is not evidenced.
fn verdict_of(event: &Event, number: i32) -> Result<Verdict, Error> {
    let verdict = Verdict::optional("user_led", number).map_err(|_| unreadable(event))?;
    Ok(verdict.unwrap_or(Verdict::NotEvidenced))
}

fn councils(event: &Event, names: &[String]) -> Result<Vec<GssCode>, Error> {
    names.iter().map(|name| council(event, name)).collect()
}
