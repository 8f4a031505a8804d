//! What the money of an organisation comes to, in sentences.

use proto::ulos::v1 as pb;

use crate::view;
use crate::words::{Text, text};

/// A statement older than this says little about today, in days.
const OLD: i32 = 365;
/// As many months or more are ten years or more.
const LONGEST: i32 = 120;

/// How long the money lasts.
pub(crate) fn lead(outlook: Option<&pb::Outlook>) -> Text {
    match outlook.map(|outlook| outlook.runway_months) {
        None => text("funding-lead-none"),
        Some(None) => text("funding-lead-unknown"),
        Some(Some(months)) if months >= LONGEST => text("funding-lead-long"),
        Some(Some(months)) => text("funding-lead-months").with("count", months),
    }
}

/// What that rests on: how old the statement is, and what is left by now.
pub(super) fn basis(finance: &pb::Finance, outlook: &pb::Outlook) -> Vec<Text> {
    let day = view::date(&finance.statement_date);
    let mut said = vec![text("funding-stated").with("day", day).with("count", outlook.statement_age_days)];
    said.extend(outlook.left_pence.map(|pence| match pence {
        0.. => text("funding-left").with("left", pounds(pence)),
        _ => text("funding-left-none").with("left", pounds(-pence)),
    }));
    said.extend((outlook.statement_age_days > OLD).then(|| text("funding-old")));
    said
}

/// Where the year ahead comes from.
pub(super) fn year(outlook: &pb::Outlook) -> Vec<Text> {
    let income = text("funding-year")
        .with("income", pounds(outlook.income_pence))
        .with("hoped", pounds(outlook.hoped_pence));
    let mut said = vec![income];
    said.extend(outlook.core_percent.map(|percent| text("funding-core").with("percent", percent)));
    said.extend(outlook.largest_funder_percent.map(|percent| {
        text("funding-largest").with("funder", &outlook.largest_funder).with("percent", percent)
    }));
    said.extend(outlook.concentration.map(|index| text("funding-concentration").with("index", index)));
    said
}

/// What is worked out by days is no truer for its pence; the table has them.
fn pounds(pence: i64) -> String {
    view::money(pence.saturating_add(50) / 100 * 100)
}

/// How the figures are made.
pub(super) fn methods() -> Vec<Text> {
    ["runway", "since", "year", "ends", "risk"].map(method).to_vec()
}

fn method(word: &str) -> Text {
    text(match word {
        "runway" => "funding-method-runway",
        "since" => "funding-method-since",
        "year" => "funding-method-year",
        "ends" => "funding-method-ends",
        _ => "funding-method-risk",
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_sentence_says_how_long_the_money_lasts_and_never_guesses() {
        let said = |months| {
            let outlook = pb::Outlook { runway_months: months, ..Default::default() };
            lead(Some(&outlook)).to_string()
        };
        assert!(said(Some(0)).contains("does not last another month"), "{}", said(Some(0)));
        assert!(said(Some(1)).contains("1 more month."), "{}", said(Some(1)));
        assert!(said(Some(7)).contains("7 more months"), "{}", said(Some(7)));
        assert!(said(Some(120)).contains("ten years"), "{}", said(Some(120)));
        assert!(said(None).contains("not known") && lead(None).to_string().contains("not known"));
    }

    #[test]
    fn an_old_statement_is_said_to_be_old() {
        let finance = pb::Finance { statement_date: "2026-01-31".into(), ..Default::default() };
        let of =
            |days, left| pb::Outlook { statement_age_days: days, left_pence: left, ..Default::default() };
        assert_eq!(basis(&finance, &of(365, Some(5))).len(), 2);
        assert_eq!(basis(&finance, &of(366, None)).len(), 2);
        let spent =
            basis(&finance, &of(1, Some(-12_300))).iter().map(ToString::to_string).collect::<String>();
        assert!(spent.contains("1 day ago") && spent.contains("£123 "), "{spent}");
    }
}
