//! Consents between the wire and the domain.

use chrono::{DateTime, Utc};
use platform::words::Wire as _;
use platform::{Violation, Violations, etag, text, when};
use proto::people::v1 as pb;
use uuid::Uuid;

use super::{Consent, LONGEST, Purpose, Shared, State, Terms};
use crate::expiry;

platform::wire! {
    Purpose = pb::consent::Purpose, "PURPOSE_";
    Shared = pb::consent::Shared, "SHARED_";
    State = pb::consent::State, "STATE_";
}

/// Reads what is agreed to; notes all that is wrong.
pub fn parse(consent: &pb::Consent, now: DateTime<Utc>, violations: &mut Violations) -> Option<Terms> {
    violations.check(!consent.shared.is_empty(), "consent.shared", "choose at least one");
    let recipient = violations.keep(recipient("consent.recipient", &consent.recipient));
    let purpose = violations.some(Purpose::required("consent.purpose", consent.purpose));
    let shared = violations.keep(Shared::list("consent.shared", &consent.shared));
    let wording_version = violations.keep(wording_version(&consent.wording_version));
    let formats = reference::access::formats();
    let format_shown = text::code("consent.format_shown", &consent.format_shown, &formats);
    let format_shown = violations.keep(format_shown);
    let expire_time = consent.expire_time.as_ref();
    let expire_time = violations.keep(expiry::parse("consent.expire_time", expire_time, now, LONGEST));
    Some(Terms { recipient, purpose: purpose?, shared, wording_version, format_shown, expire_time })
}

/// Reads whom something is shared with: an organisation, a broker or a council.
pub fn recipient(field: &str, name: &str) -> Result<String, Violation> {
    let known = match name.split_once('/') {
        Some((collection @ ("ulos" | "brokers"), id)) => {
            Uuid::try_parse(id).ok().map(|id| format!("{collection}/{id}"))
        }
        Some(("councils", _)) => reference::council::is_name(name).then(|| name.to_owned()),
        _ => None,
    };
    known.ok_or_else(|| {
        Violation::new(field, "give a name such as ulos/<id>, brokers/<id> or councils/<code>")
    })
}

/// The whole consent on the wire, as it is at that time.
pub fn to_wire(consent: &Consent, now: DateTime<Utc>) -> pb::Consent {
    let Terms { recipient, purpose, shared, wording_version, format_shown, expire_time } = &consent.terms;
    pb::Consent {
        name: consent.id.to_string(),
        recipient: recipient.clone(),
        purpose: purpose.to_wire(),
        shared: Shared::list_to_wire(shared),
        wording_version: wording_version.clone(),
        format_shown: format_shown.clone(),
        expire_time: when::stamp(*expire_time),
        given_by: consent.given_by.clone(),
        withdraw_time: when::stamp_optional(consent.withdraw_time),
        person: consent.person.to_string(),
        state: consent.state_at(now).to_wire(),
        create_time: when::stamp(consent.create_time),
        update_time: when::stamp(consent.update_time),
        etag: etag::of(consent.version),
    }
}

fn wording_version(value: &str) -> Result<String, Violation> {
    let field = "consent.wording_version";
    let version = text::required(field, value, 60)?;
    let plain = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-' || c == '.';
    version.chars().all(plain).then_some(version).ok_or_else(|| {
        Violation::new(field, "use lower case letters, digits, - and . such as introduction-1")
    })
}
