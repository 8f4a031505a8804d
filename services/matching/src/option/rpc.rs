//! The gRPC face of options.

use std::sync::Arc;

use platform::action::Action as _;
use platform::{Deps, Error, Violations};
use proto::matching::v1 as pb;
use reference::place::{EAST, NORTH};
use tonic::{Response, Status};

use super::{MOST, nearest};
use crate::Action;
use crate::index::keep::Kept;
use crate::index::place::Point;
use crate::index::sets::council_number;
use crate::menu::Inputs;
use crate::menu::wire::option_to_wire;
use crate::request::frozen::Frozen;
use crate::request::wire::parse as parse_request;

/// `alongside.matching.v1.Options`.
pub struct Rpc {
    deps: Deps,
    index: Arc<Kept>,
}

impl Rpc {
    pub(crate) fn new(deps: &Deps, index: &Arc<Kept>) -> Self {
        Self { deps: deps.clone(), index: index.clone() }
    }

    fn parse(&self, request: &pb::FindOptionsRequest) -> Result<(Inputs, usize), Error> {
        let mut violations = Violations::new();
        let wanted = request.request.clone().unwrap_or_default();
        let details = parse_request(&wanted, &mut violations);
        let known = council_number(&request.council).filter(|_| request.council.starts_with("councils/"));
        violations.check(known.is_some(), "council", "give a council's name, such as councils/E08000033");
        let place = parse_place(request, &mut violations);
        let most = usize::try_from(request.page_size);
        violations.check(most.is_ok(), "page_size", "give a number from 0 to 20");
        let details = violations.finish(details)?;
        let now = self.deps.clock.now();
        let frozen = Frozen {
            council: request.council.clone(),
            place,
            outward_code: String::new(),
            needs: Vec::new(),
            age_band: String::new(),
            budget_route: String::new(),
            freeze_time: now,
        };
        let most = most.ok().filter(|most| *most > 0).unwrap_or(MOST).min(MOST);
        Ok((Inputs::of(details.wants, frozen, now), most))
    }
}

/// Where it is asked for, as roughly as a place is ever kept.
fn parse_place(request: &pb::FindOptionsRequest, violations: &mut Violations) -> Option<Point> {
    let rough = |degrees: f64| (degrees * 100.0).round() / 100.0;
    match (request.latitude, request.longitude) {
        (None, None) => None,
        (Some(north), Some(east)) => {
            violations.check(NORTH.contains(&north), "latitude", "give degrees from 49 to 56");
            violations.check(EAST.contains(&east), "longitude", "give degrees from -7 to 2");
            Some(Point::new(rough(north), rough(east)))
        }
        (north, _) => {
            let missing = if north.is_none() { "latitude" } else { "longitude" };
            violations.add(missing, "give both or neither");
            None
        }
    }
}

#[tonic::async_trait]
impl pb::options_server::Options for Rpc {
    async fn find_options(
        &self,
        request: tonic::Request<pb::FindOptionsRequest>,
    ) -> Result<Response<pb::FindOptionsResponse>, Status> {
        Action::FindOptions.enter(&request)?;
        let (inputs, most) = self.parse(request.get_ref())?;
        self.index.first_read().await;
        let options = self.index.read(|index| nearest(&inputs, index, most))??;
        let options = options.into_iter().map(option_to_wire).collect();
        Ok(Response::new(pb::FindOptionsResponse { options }))
    }
}
