//! Which kind of support a service of another directory is: by the terms it is described with, else by its name.

use proto::ulos::v1::offering::Kind;
use serde_json::Value;

use super::fields::{list, text};

/// Words that tell a kind, more telling ones first.
const TELLING: [(&str, Kind); 14] = [
    ("brokerage", Kind::SupportBrokerage),
    ("broker", Kind::SupportBrokerage),
    ("support planning", Kind::SupportBrokerage),
    ("plan and arrange support", Kind::SupportBrokerage),
    ("advocacy", Kind::Advocacy),
    ("advocate", Kind::Advocacy),
    ("speak up", Kind::Advocacy),
    ("peer support", Kind::PeerSupport),
    ("people who have been there", Kind::PeerSupport),
    ("direct payment", Kind::DirectPaymentSupport),
    ("personal assistant", Kind::PaRecruitment),
    ("self-assessment", Kind::SelfAssessmentHelp),
    ("disability equality training", Kind::EqualityTraining),
    ("information and advice", Kind::InformationAndAdvice),
];

/// The kind of a service; nothing when it is none that is listed here.
pub(super) fn kind(service: &Value) -> Option<Kind> {
    let terms = list(service, "attributes").iter().filter_map(|attribute| attribute.get("taxonomy_term"));
    let terms: Vec<&str> = terms.flat_map(|term| [text(term, "name"), text(term, "term")]).collect();
    told(&terms).or_else(|| told(&[text(service, "name")]))
}

fn told(said: &[&str]) -> Option<Kind> {
    let said: Vec<String> = said.iter().map(|said| said.to_lowercase()).collect();
    let found = TELLING.iter().find(|(word, _)| said.iter().any(|said| said.contains(word)));
    found.map(|(_, kind)| *kind)
}
