//! What a person wants of whoever takes them on, between the wire and the domain.

use platform::{Id, Violation, Violations, text};
use proto::brokers::v1 as pb;
use reference::broker::SKILLS;
use reference::{access, language};
use uuid::Uuid;

use super::Wanted;
use crate::broker::Broker;
use crate::lists::each_once;

/// Reads what must be so; notes all that is wrong.
pub fn parse(wanted: &pb::Wanted, violations: &mut Violations) -> Wanted {
    let field = |name: &str| format!("introduction.wanted.{name}");
    let languages =
        each_once(&field("languages"), &wanted.languages, 0..=10, language::is_tag, "give language tags");
    let must_have =
        each_once(&field("must_have"), &wanted.must_have, 0..=20, access::is_known, "give codes of needs");
    violations.check(wanted.skills.len() <= 5, &field("skills"), "give at most 5");
    Wanted {
        languages: violations.keep(languages),
        must_have: violations.keep(must_have),
        skills: violations.keep(text::codes(&field("skills"), &wanted.skills, SKILLS)),
    }
}

/// Reads whom the person ruled out.
pub fn parse_avoided(names: &[String]) -> Result<Vec<Uuid>, Violation> {
    let field = "introduction.avoid_brokers";
    let is_name = |name: &str| Id::<Broker>::parse(field, name).is_ok();
    let names = each_once(field, names, 0..=20, is_name, "give names such as brokers/<id>")?;
    names.iter().map(|name| Id::<Broker>::parse(field, name).map(Id::uuid)).collect()
}

/// On the wire; nothing when nothing must be so.
pub fn to_wire(wanted: &Wanted) -> Option<pb::Wanted> {
    let Wanted { languages, must_have, skills } = wanted.clone();
    (*wanted != Wanted::default()).then_some(pb::Wanted { languages, must_have, skills })
}
