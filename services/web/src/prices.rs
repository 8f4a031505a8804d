//! What one more opening would be worth, in words: for a council's officers by need, for a manager by offering.

use chrono::{TimeDelta, Utc};
use platform::{Error, Role};
use proto::matching::v1 as pb;
use proto::ulos::v1::Offering;
use reference::broker::SKILLS;
use reference::checked::OPENINGS_DAYS;
use reference::few::LARGEST_HIDDEN;

use crate::parts::table::{Cell, Table};
use crate::read;
use crate::said;
use crate::staff;
use crate::visit::{Viewer, Visit};
use crate::when;
use crate::words::{Text, text};

/// Worth less than this, nothing is lost that anyone would notice.
const HARDLY: f64 = 0.01;
/// What it is worth at least that someone who has nobody finds somebody.
const SOMEBODY: f64 = 1.0;

/// How prices are made, in reading order.
pub(crate) const METHODS: [&str; 6] = [
    "price-method-what",
    "price-method-suits",
    "price-method-worth",
    "price-method-small",
    "price-method-proof",
    "price-method-night",
];

/// Last night's prices as whoever looks may see them: those of their council's area, or of their organisation.
async fn list(visit: &Visit) -> Result<Vec<pb::Price>, Error> {
    read::every(async |page_token| {
        let message = pb::ListPricesRequest { page_size: 100, page_token, ..Default::default() };
        let page = visit.services().prices().list_prices(visit.ask(message)?).await?.into_inner();
        Ok((page.prices, page.next_page_token))
    })
    .await
}

/// Those of a council's area, for its own officers; nothing for everyone else.
pub(crate) async fn of_council(visit: &Visit, council: &str) -> Result<Option<Vec<pb::Price>>, Error> {
    if !staff::is_officer_of(visit, council) {
        return Ok(None);
    }
    list(visit).await.map(Some)
}

/// Where one more opening would help most in a council, for its own officers; nothing for everyone else.
pub(crate) async fn sentence(visit: &Visit, council: &str) -> Result<Option<Text>, Error> {
    Ok(of_council(visit, council).await?.map(|prices| lead(&prices)))
}

/// Where one more opening would help most.
pub(crate) fn lead(prices: &[pb::Price]) -> Text {
    match prices.first() {
        None => text("price-lead-few"),
        Some(first) if first.price < HARDLY => text("price-lead-room"),
        Some(first) => {
            let in_need = prices.iter().find(|price| !price.need.is_empty() && price.price >= HARDLY);
            let lead = text(if in_need.is_some() { "price-lead-need" } else { "price-lead" });
            let most = in_need.map(called).unwrap_or_default();
            lead.with("opening", called(first)).with("most", most)
        }
    }
}

/// The kind of support, and for whom.
fn called(price: &pb::Price) -> Text {
    text("price-opening").with("kind", said::offering::kind(price.kind)).with("people", people(&price.need))
}

/// Where it would help and for whom, the most first.
pub(crate) fn table(prices: &[pb::Price]) -> Table {
    let heads = ["price-kind", "price-worth", "price-number"];
    let table = Table::new("openings", text("price-table"), heads.map(text).to_vec());
    prices.iter().fold(table, |table, price| {
        let number = text("price-fits").with("number", format!("{:.1}", price.price));
        let cells = vec![Cell::words(text(worth(price.price))), Cell::figure(number, Some(price.price))];
        table.row(called(price), cells)
    })
}

/// For whom an opening would be.
fn people(need: &str) -> Text {
    match need {
        "" => text("price-people-all"),
        skill if SKILLS.contains(&skill) => {
            text("price-people-skill").with("skill", said::broker::skill(skill))
        }
        item => text("price-people-need").with("need", said::access::item(item)),
    }
}

/// How much that is, in words.
fn worth(price: f64) -> &'static str {
    match price {
        price if price < HARDLY => "price-worth-none",
        price if price < SOMEBODY => "price-worth-better",
        _ => "price-worth-somebody",
    }
}

/// What one more opening of an offering would be worth, and how often it was shown, for the organisation's own managers.
pub(crate) async fn of_offering(visit: &Visit, offering: &Offering) -> Result<Option<(Text, Text)>, Error> {
    let caller = visit.viewer().map(Viewer::caller);
    if caller.is_none_or(|caller| caller.role != Role::Manager) {
        return Ok(None);
    }
    let found = list(visit).await?.into_iter().find(|price| price.offering == offering.name);
    let known = offering.openings.is_some() && is_lately_stated(offering);
    Ok(found.map(|price| {
        let key = match worth(price.price) {
            "price-worth-none" if !known => "price-here-unknown",
            "price-worth-none" => "price-here-none",
            "price-worth-better" => "price-here-better",
            _ => "price-here-somebody",
        };
        (text(key), shown(price.shown))
    }))
}

/// Whether its openings were stated lately enough to count: without, there is taken to be room for all.
fn is_lately_stated(offering: &Offering) -> bool {
    let stated = when::time(offering.openings_time.as_ref());
    stated.is_some_and(|stated| Utc::now() - stated <= TimeDelta::days(OPENINGS_DAYS))
}

fn shown(count: i32) -> Text {
    match count {
        0 => text("price-shown-none"),
        count if count.unsigned_abs() <= LARGEST_HIDDEN => text("price-shown-few"),
        count => text("price-shown").with("count", count),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn price(price: f64, need: &str) -> pb::Price {
        let kind = pb::request::Kind::Advocacy.into();
        pb::Price { price, kind, need: need.into(), ..pb::Price::default() }
    }

    #[test]
    fn the_first_of_the_list_is_the_sentence() {
        assert!(lead(&[]).to_string().contains("Too few people"));
        assert!(lead(&[price(0.0, "")]).to_string().contains("room for everyone"));
        let said = lead(&[price(1.5, ""), price(1.5, "bsl"), price(1.0, "ur")]).to_string();
        assert!(said.contains("everyone") && said.contains("British Sign Language"), "{said}");
        assert!(said.contains("speak up with you") && !said.contains("Urdu"), "{said}");
        assert!(!lead(&[price(1.5, ""), price(0.0, "bsl")]).to_string().contains("British"));
    }

    #[test]
    fn whom_it_is_for_is_told_by_access_language_or_skill() {
        let said = ["", "bsl", "ur", "benefits"].map(|need| people(need).to_string());
        assert!(said[0].starts_with("everyone") && said[2].contains("Urdu"), "{said:?}");
        assert!(said[3].contains("good at"), "{said:?}");
    }

    #[test]
    fn worth_is_told_in_three_steps() {
        let said = [0.0, 0.009, 0.018, 0.5, 1.0, 9.0].map(|price| text(worth(price)).to_string());
        assert!(said[0] == said[1] && said[2] == said[3] && said[4] == said[5]);
        assert!(said[0].starts_with("Nothing") && said[2] != said[4]);
    }

    #[test]
    fn few_menus_are_not_counted_out() {
        assert_eq!(shown(1).to_string(), shown(7).to_string());
        assert_ne!(shown(8).to_string(), shown(9).to_string());
    }
}
