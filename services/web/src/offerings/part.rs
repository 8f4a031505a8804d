//! The parts of an offering: what each asks, filled in and read.

use platform::Error;
use proto::ulos::v1 as pb;
use proto::ulos::v1::offering::PriceBasis;

use super::times;
use crate::form::Form;
use crate::words::{Text, text};

/// One page of an offering.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Part {
    About,
    Where,
    Access,
    Price,
    Openings,
    Times,
}

impl Part {
    pub fn parse(word: &str) -> Result<Self, Error> {
        match word {
            "about" => Ok(Self::About),
            "where" => Ok(Self::Where),
            "access" => Ok(Self::Access),
            "price" => Ok(Self::Price),
            "openings" => Ok(Self::Openings),
            "times" => Ok(Self::Times),
            _ => Err(Error::not_found("this page")),
        }
    }

    pub fn paths(self) -> &'static [&'static str] {
        match self {
            Self::About => &["display_name", "description", "who_for", "advocacy_kind", "peer_support_model"],
            Self::Where => &["councils", "delivery_modes", "latitude", "longitude", "max_travel_km"],
            Self::Access => &["languages", "access"],
            Self::Price => &["price_pence", "price_basis", "hourly_cost_pence"],
            Self::Openings => &["openings", "typical_wait_days"],
            Self::Times => &["schedules"],
        }
    }

    pub fn title(self) -> Text {
        text(match self {
            Self::About => "supply-about-title",
            Self::Where => "supply-where-title",
            Self::Access => "supply-access-title",
            Self::Price => "supply-price-title",
            Self::Openings => "supply-openings-title",
            Self::Times => "supply-times-title",
        })
    }

    /// The form with what is known.
    pub fn fill(self, offering: &pb::Offering) -> Form {
        let form = Form::editing(&offering.etag);
        let number = |number: Option<i32>| number.map_or_else(String::new, |number| number.to_string());
        match self {
            Self::About => {
                let form = form
                    .with("display_name", &offering.display_name)
                    .with("description", &offering.description)
                    .with("advocacy_kind", offering.advocacy_kind)
                    .with("peer_support_model", offering.peer_support_model);
                offering.who_for.iter().fold(form, |form, who| form.with("who_for", who))
            }
            Self::Where => {
                let form = form.with("max_travel_km", number(offering.max_travel_km));
                let form = offering.councils.iter().fold(form, |form, name| form.with("councils", name));
                offering.delivery_modes.iter().fold(form, |form, mode| form.with("delivery_modes", mode))
            }
            Self::Access => {
                let form = offering.languages.iter().fold(form, |form, tag| form.with("languages", tag));
                offering.access.iter().fold(form, |form, code| form.with("access", code))
            }
            Self::Price => {
                let form = form
                    .with("price_basis", offering.price_basis)
                    .with("price_pence", pounds(offering.price_pence));
                form.with("hourly_cost_pence", offering.hourly_cost_pence.map(pounds).unwrap_or_default())
            }
            Self::Openings => form
                .with("openings", number(offering.openings))
                .with("typical_wait_days", number(offering.typical_wait_days)),
            Self::Times => times::fill(form, &offering.schedules),
        }
    }

    /// Puts what was typed into an offering.
    pub fn read(self, form: &mut Form, sent: &mut pb::Offering) {
        match self {
            Self::About => about(form, sent),
            Self::Where => {
                form.need("councils", text("entry-areas-needed"));
                form.need("delivery_modes", text("supply-modes-needed"));
                sent.councils = form.list("councils");
                sent.delivery_modes = numbers(form, "delivery_modes");
                sent.max_travel_km = small(form, "max_travel_km");
            }
            Self::Access => {
                form.need("languages", text("team-new-languages-needed"));
                sent.languages = form.list("languages");
                sent.access = form.list("access");
                sent.access.sort_unstable();
                sent.access.dedup();
            }
            Self::Price => price(form, sent),
            Self::Openings => {
                sent.openings = small(form, "openings");
                sent.typical_wait_days = small(form, "typical_wait_days");
            }
            Self::Times => sent.schedules = times::read(form),
        }
    }
}

fn about(form: &mut Form, sent: &mut pb::Offering) {
    form.need("display_name", text("supply-name-needed"));
    form.value("display_name").clone_into(&mut sent.display_name);
    form.value("description").clone_into(&mut sent.description);
    sent.who_for = numbers(form, "who_for");
    sent.advocacy_kind = form.value("advocacy_kind").parse().unwrap_or_default();
    sent.peer_support_model = form.value("peer_support_model").parse().unwrap_or_default();
}

fn pounds(pence: i64) -> String {
    format!("{}.{:02}", pence / 100, pence % 100)
}

fn price(form: &mut Form, sent: &mut pb::Offering) {
    form.need("price_basis", text("supply-price-needed"));
    sent.price_basis = form.value("price_basis").parse().unwrap_or_default();
    let pence = form.pence("price_pence");
    if sent.price_basis() != PriceBasis::Free {
        form.need("price_pence", text("supply-price-amount-needed"));
        sent.price_pence = pence.unwrap_or_default();
    }
    sent.hourly_cost_pence = form.pence("hourly_cost_pence");
}

/// The values of an enum that were chosen.
fn numbers(form: &Form, name: &str) -> Vec<i32> {
    form.all(name).filter_map(|value| value.parse().ok()).collect()
}

/// A small whole number, when one was typed; one that is far too large stays so, for the service to refuse.
fn small(form: &mut Form, name: &str) -> Option<i32> {
    form.number(name).map(|number| i32::try_from(number).unwrap_or(i32::MAX))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_filled_in_reads_back_the_same() {
        let offering = pb::Offering {
            display_name: "Planning together".to_owned(),
            councils: vec!["councils/E08000033".to_owned()],
            delivery_modes: vec![1, 4],
            languages: vec!["en".to_owned(), "bfi".to_owned()],
            access: vec!["step_free".to_owned()],
            who_for: vec![2],
            price_pence: 3250,
            price_basis: PriceBasis::PerHour.into(),
            hourly_cost_pence: Some(3410),
            openings: Some(3),
            typical_wait_days: Some(14),
            max_travel_km: Some(20),
            schedules: vec![pb::Schedule {
                day: pb::schedule::Day::Tuesday.into(),
                week: pb::schedule::Week::First.into(),
                opens_at: "10:00".to_owned(),
                closes_at: "16:00".to_owned(),
            }],
            ..Default::default()
        };
        let mut read = pb::Offering::default();
        for part in [Part::About, Part::Where, Part::Access, Part::Price, Part::Openings, Part::Times] {
            let mut form = part.fill(&offering);
            part.read(&mut form, &mut read);
            assert!(!form.is_wrong(), "{part:?}");
        }
        assert_eq!(read, offering);
    }
}
