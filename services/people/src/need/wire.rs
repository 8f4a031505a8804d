//! Needs between the wire and the domain.

use platform::words::Wire as _;
use platform::{Violation, Violations, etag, text, when};
use proto::people::v1 as pb;
use reference::language;

use super::{Category, Details, Item, Met, Need, Private, State};

platform::wire! {
    Category = pb::need::Category, "CATEGORY_";
    Met = pb::need::Met, "MET_";
    State = pb::need::State, "STATE_";
}

/// Reads what is needed; notes all that is wrong.
pub fn parse_item(need: &pb::Need, violations: &mut Violations) -> Option<Item> {
    let category = violations.some(Category::required("need.category", need.category))?;
    let code = violations.keep(parse_code(category, &need.item));
    Some(Item { category, code })
}

/// Reads what is said about a need; notes all that is wrong.
pub fn parse(need: &pb::Need, violations: &mut Violations) -> Details {
    let met = violations.keep(Met::optional("need.met", need.met));
    Details {
        private: Private {
            note: violations.keep(text::lines("need.note", &need.note, 1000)),
            met_how: violations.keep(text::lines("need.met_how", &need.met_how, 1000)),
        },
        share: need.share,
        met: met.unwrap_or(Met::NotKnown),
        review_date: violations.keep(when::date("need.review_date", &need.review_date)),
    }
}

/// The whole need on the wire.
pub fn to_wire(need: &Need) -> pb::Need {
    let Details { private, share, met, review_date } = &need.details;
    pb::Need {
        name: need.id.to_string(),
        category: need.item.category.to_wire(),
        item: need.item.code.clone(),
        note: private.note.clone(),
        share: *share,
        met: met.to_wire(),
        met_how: private.met_how.clone(),
        review_date: when::date_text(*review_date),
        recorded_by: need.recorded_by.clone(),
        person: need.person.to_string(),
        state: need.state.to_wire(),
        create_time: when::stamp(need.create_time),
        update_time: when::stamp(need.update_time),
        etag: etag::of(need.version),
    }
}

fn parse_code(category: Category, item: &str) -> Result<String, Violation> {
    match category.codes() {
        Some(codes) => text::code("need.item", item, codes),
        None => language::is_tag(item)
            .then(|| item.to_owned())
            .ok_or_else(|| Violation::new("need.item", "give a language tag such as ur or pa-Guru")),
    }
}
