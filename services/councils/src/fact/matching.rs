//! What `matching` tells: when someone asked, chose and was taken on, and whom no one could help.

use chrono::{DateTime, Utc};
use platform::follow::{Event, Projection, payload};
use platform::words::Wire as _;
use platform::{Error, when};
use prost_types::Timestamp;
use proto::matching::v1 as pb;
use sqlx::PgConnection;

use super::{Menu, Newest, Place, Request, RequestState, council, store, unreadable};
use crate::framework::figures::Kind;

platform::wire! {
    RequestState = pb::request::State, "STATE_";
}

/// The feed of `matching`.
#[derive(Debug, Clone, Copy)]
pub struct FromMatching;

impl Projection for FromMatching {
    async fn apply(&self, tx: &mut PgConnection, events: &[Event]) -> Result<(), Error> {
        let (mut requests, mut menus) = (Newest::new(), Newest::new());
        for event in events {
            if let Some(request) = payload::<pb::Request>(event)? {
                requests.tell(event, of_request(event, &request)?)?;
            } else if let Some(menu) = payload::<pb::Menu>(event)? {
                menus.tell(event, of_menu(event, &menu)?)?;
            }
        }
        let place = Place::after("matching", events);
        store::keep_requests(tx, &requests.rows(), place).await?;
        // A request is always told of before its first menu.
        let menus = menus.rows();
        store::journey::keep_menus(tx, &menus, place).await?;
        store::journey::keep_few(tx, &menus, place).await
    }
}

fn of_request(event: &Event, request: &pb::Request) -> Result<Request, Error> {
    let frozen = request.frozen.as_ref();
    Ok(Request {
        council: frozen.map(|frozen| council(event, &frozen.council)).transpose()?,
        kind: kind(request.kind()).ok_or_else(|| unreadable(event))?,
        needs: frozen.map(|frozen| frozen.needs.clone()).unwrap_or_default(),
        state: RequestState::required("state", request.state).map_err(|_| unreadable(event))?,
        ask_time: time(event, request.ask_time.as_ref())?,
        choose_time: time(event, request.choose_time.as_ref())?,
        place_time: time(event, request.place_time.as_ref())?,
    })
}

fn of_menu(event: &Event, menu: &pb::Menu) -> Result<Menu, Error> {
    Ok(Menu {
        request: platform::Id::parse("request", &menu.request).map_err(|_| unreadable(event))?,
        create_time: time(event, menu.create_time.as_ref())?.ok_or_else(|| unreadable(event))?,
        few: menu.shortfall_reason() != pb::menu::ShortfallReason::Unspecified && !menu.options.is_empty(),
    })
}

fn kind(kind: pb::request::Kind) -> Option<Kind> {
    match kind {
        pb::request::Kind::Unspecified => None,
        pb::request::Kind::SupportBrokerage => Some(Kind::SupportBrokerage),
        pb::request::Kind::Advocacy => Some(Kind::Advocacy),
        pb::request::Kind::PeerSupport => Some(Kind::PeerSupport),
    }
}

fn time(event: &Event, stamp: Option<&Timestamp>) -> Result<Option<DateTime<Utc>>, Error> {
    when::time("time", stamp).map_err(|_| unreadable(event))
}
