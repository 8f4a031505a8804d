//! The gRPC face of instruments.

use platform::action::Action as _;
use platform::words::Wire as _;
use platform::{Error, Page, Violation, Violations, when};
use proto::outcomes::v1 as pb;
use tonic::{Request, Response, Status};
use uuid::Uuid;

use super::{ALL, Instrument, Item, Kind, Level};
use crate::Action;

platform::wire! {
    Kind = pb::item::Kind, "KIND_";
}

/// `alongside.outcomes.v1.Instruments`.
pub struct Rpc;

#[tonic::async_trait]
impl pb::instruments_server::Instruments for Rpc {
    async fn get_instrument(
        &self,
        request: Request<pb::GetInstrumentRequest>,
    ) -> Result<Response<pb::Instrument>, Status> {
        Action::GetInstrument.enter(&request)?;
        let name = request.into_inner().name;
        check_name(&name).map_err(Error::from)?;
        Ok(Response::new(to_wire(Instrument::find(&name)?)))
    }

    async fn list_instruments(
        &self,
        request: Request<pb::ListInstrumentsRequest>,
    ) -> Result<Response<pb::ListInstrumentsResponse>, Status> {
        Action::ListInstruments.enter(&request)?;
        let request = request.into_inner();
        let mut violations = Violations::new();
        let page = Page::parse(request.page_size, &request.page_token, &mut violations);
        let on_date = violations.keep(when::date("on_date", &request.on_date));
        violations.done()?;
        let on_date = when::date_text(on_date);
        // Their place among all of them stands in for the id that other records page by.
        let placed = (1_u128..).map(Uuid::from_u128).zip(ALL.iter().copied());
        let mut instruments: Vec<(Uuid, &Instrument)> = placed
            .filter(|(place, known)| {
                *place < page.before && (on_date.is_empty() || known.is_used_on(&on_date))
            })
            .collect();
        instruments.reverse();
        let next_page_token = page.cut(&mut instruments, |(place, _)| *place);
        let instruments = instruments.into_iter().map(|(_, known)| to_wire(known)).collect();
        Ok(Response::new(pb::ListInstrumentsResponse { instruments, next_page_token }))
    }
}

fn check_name(name: &str) -> Result<(), Violation> {
    let slug = name.strip_prefix("instruments/").unwrap_or_default();
    let plain = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
    let fits = (1..=100).contains(&slug.len()) && slug.chars().all(plain);
    let text = "give a name such as instruments/control-choice-process-1";
    fits.then_some(()).ok_or_else(|| Violation::new("name", text))
}

fn to_wire(known: &Instrument) -> pb::Instrument {
    pb::Instrument {
        name: known.name.to_owned(),
        title: known.title.to_owned(),
        version: known.version,
        licence: known.licence.to_owned(),
        start_date: known.start_date.to_owned(),
        end_date: known.end_date.to_owned(),
        items: known.items.iter().map(item_to_wire).collect(),
    }
}

fn item_to_wire(item: &Item) -> pb::Item {
    pb::Item {
        item_id: item.item_id.to_owned(),
        kind: item.kind.to_wire(),
        question: item.question.to_owned(),
        easy_read_question: item.easy_read_question.to_owned(),
        help: item.help.to_owned(),
        ordered: item.ordered,
        levels: (1..).zip(item.levels).map(|(value, level)| level_to_wire(value, level)).collect(),
    }
}

fn level_to_wire(value: i32, level: &Level) -> pb::Level {
    pb::Level {
        value,
        label: level.label.to_owned(),
        easy_read_label: level.easy_read_label.to_owned(),
        top: level.top,
    }
}
