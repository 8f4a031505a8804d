//! What the picks will see, until when, and the words the person was asked in.

use chrono::{Months, Utc};
use platform::Error;
use proto::people::v1 as pb;
use proto::people::v1::consent::Purpose;

use super::picks::Pick;
use crate::form::Form;
use crate::visit::Visit;
use crate::words::text;

/// The version of the words on the page that asks. Change the words, and this.
const WORDING: &str = "introduction.1";
/// For how many months a pick may look while it thinks about an introduction.
pub(super) const MONTHS: &[(u32, &str)] =
    &[(1, "choosing-until-1"), (3, "choosing-until-3"), (6, "choosing-until-6")];
/// For how many months the one who takes the person on may look.
const SUPPORT_MONTHS: u32 = 12;

/// Notes what is missing.
pub(super) fn check(form: &mut Form) {
    form.need("shared", text("choosing-shared-needed"));
    form.need("months", text("choosing-until-needed"));
    form.need("support", text("choosing-support-needed"));
}

/// Gives each organisation among the picks the consent that was asked for.
///
/// # Errors
/// What the service said.
pub(super) async fn consent(visit: &Visit, person: &str, picks: &[Pick], form: &Form) -> Result<(), Error> {
    let months = form.value("months").parse().unwrap_or(1);
    let mut ulos: Vec<&str> = picks.iter().map(|pick| pick.ulo.as_str()).collect();
    ulos.sort_unstable();
    ulos.dedup();
    for ulo in ulos {
        give(visit, person, ulo, Purpose::Introduction, months, form).await?;
        if form.value("support") == "yes" {
            give(visit, person, ulo, Purpose::Support, SUPPORT_MONTHS, form).await?;
        }
    }
    Ok(())
}

async fn give(
    visit: &Visit,
    person: &str,
    recipient: &str,
    purpose: Purpose,
    months: u32,
    form: &Form,
) -> Result<(), Error> {
    let end = Utc::now().date_naive().checked_add_months(Months::new(months)).unwrap_or_default();
    let seconds = end.and_time(chrono::NaiveTime::MIN).and_utc().timestamp();
    let consent = pb::Consent {
        recipient: recipient.to_owned(),
        purpose: purpose.into(),
        shared: form.list("shared").iter().filter_map(|part| part.parse().ok()).collect(),
        wording_version: WORDING.to_owned(),
        format_shown: visit.reading().format().to_owned(),
        expire_time: Some(prost_types::Timestamp { seconds, nanos: 0 }),
        person: person.to_owned(),
        ..Default::default()
    };
    let request_id = form.request_id_for(&format!("{recipient} {}", purpose.as_str_name()));
    let message = pb::CreateConsentRequest { consent: Some(consent), request_id };
    visit.services().consents().create_consent(visit.ask(message)?).await?;
    Ok(())
}
