//! Searches of the directory, read from the wire.

use platform::words::Wire as _;
use platform::{Violation, Violations, text};
use proto::ulos::v1 as pb;

use super::{Filter, Near, NumberedPage};
use crate::inputs;
use crate::offering::{AdvocacyKind, Day, DeliveryMode, Kind, PeerSupportModel, schedule};
use crate::ulo::{Standing, WhoFor, likeness};

const DEFAULT_SIZE: i32 = 25;
const MAX_SIZE: i32 = 100;
const FURTHEST_METERS: i32 = 300_000;

/// Reads which page is asked for.
pub fn parse_page(request: &pb::SearchDirectoryRequest, violations: &mut Violations) -> NumberedPage {
    violations.check(request.page_number >= 0, "page_number", "give a number from 1");
    violations.check(request.page_size >= 0, "page_size", "give a number from 0 to 100");
    let size = if request.page_size == 0 { DEFAULT_SIZE } else { request.page_size.min(MAX_SIZE) };
    NumberedPage { number: request.page_number.max(1).into(), size: size.max(1).into() }
}

/// Reads what is to be found; `None` when nothing can be: signs alone are in no name.
pub fn parse(request: &pb::SearchDirectoryRequest, violations: &mut Violations) -> Option<Filter> {
    let words = violations.keep(text::optional("text", &request.text, 100));
    let text = likeness::all_of(&words);
    let nothing = text.is_none() && !words.is_empty();
    let clock = |field: &str, time: &str| match time {
        "" => Ok(None),
        time => schedule::clock(field, time).map(Some),
    };
    let filter = Filter {
        text,
        kinds: violations.keep(Kind::list("kinds", &request.kinds)),
        advocacy_kinds: violations.keep(AdvocacyKind::list("advocacy_kinds", &request.advocacy_kinds)),
        peer_support_models: violations
            .keep(PeerSupportModel::list("peer_support_models", &request.peer_support_models)),
        who_for: violations.keep(WhoFor::list("who_for", &request.who_for)),
        delivery_modes: violations.keep(DeliveryMode::list("delivery_modes", &request.delivery_modes)),
        user_led: violations.keep(standings(&request.user_led)),
        near: request.near.as_ref().and_then(|near| parse_near(near, violations)),
        days: violations.keep(Day::list("days", &request.days)),
        opens_from: violations.keep(clock("opens_from", &request.opens_from)),
        closes_until: violations.keep(clock("closes_until", &request.closes_until)),
    };
    (!nothing).then_some(filter)
}

fn standings(verdicts: &[i32]) -> Result<Vec<Standing>, Violation> {
    let mut standings = Vec::new();
    for verdict in verdicts {
        match pb::Verdict::try_from(*verdict) {
            Ok(pb::Verdict::Met) => standings.push(Standing::Met),
            Ok(pb::Verdict::NotMet) => standings.push(Standing::NotMet),
            Ok(pb::Verdict::NotEvidenced) => {
                standings.extend([Standing::NotEvidenced, Standing::NoRecord]);
            }
            _ => return Err(Violation::new("user_led", "use one of: met, not_met, not_evidenced")),
        }
    }
    Ok(standings)
}

fn parse_near(near: &pb::Near, violations: &mut Violations) -> Option<Near> {
    let point = inputs::point("near", Some(near.latitude), Some(near.longitude), violations);
    let right = (1..=FURTHEST_METERS).contains(&near.distance_meters);
    violations.check(right, "near.distance_meters", "give metres from 1 to 300,000");
    let (latitude, longitude) = point?;
    Some(Near { latitude, longitude, distance_meters: near.distance_meters })
}
