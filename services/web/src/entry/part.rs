//! The parts of an entry: what each asks, filled in and read.

use platform::Error;
use proto::ulos::v1 as pb;

use crate::form::Form;
use crate::words::{Text, text};

/// One page of the entry.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Part {
    About,
    Contact,
    Areas,
    Access,
}

impl Part {
    pub fn parse(word: &str) -> Result<Self, Error> {
        match word {
            "about" => Ok(Self::About),
            "contact" => Ok(Self::Contact),
            "areas" => Ok(Self::Areas),
            "access" => Ok(Self::Access),
            _ => Err(Error::not_found("this page")),
        }
    }

    pub fn paths(self) -> &'static [&'static str] {
        match self {
            Self::About => &["display_name", "description", "kind", "legal_form", "founded_date", "who_for"],
            Self::Contact => &["contact"],
            Self::Areas => &["councils"],
            Self::Access => &["access_features"],
        }
    }

    /// Whether people rely on some of it, so that a change of that waits for a check.
    pub fn is_relied_on(self) -> bool {
        matches!(self, Self::About | Self::Areas)
    }

    pub fn title(self) -> Text {
        text(match self {
            Self::About => "entry-about-title",
            Self::Contact => "entry-contact-title",
            Self::Areas => "entry-areas-title",
            Self::Access => "entry-access-title",
        })
    }

    /// The form with what is known.
    pub fn fill(self, ulo: &pb::Ulo) -> Form {
        let form = Form::editing(&ulo.etag);
        match self {
            Self::About => {
                let form = form
                    .with("display_name", &ulo.display_name)
                    .with("description", &ulo.description)
                    .with("kind", ulo.kind)
                    .with("legal_form", ulo.legal_form)
                    .with("founded_date", &ulo.founded_date);
                ulo.who_for.iter().fold(form, |form, who| form.with("who_for", who))
            }
            Self::Contact => {
                let contact = ulo.contact.clone().unwrap_or_default();
                form.with("contact.phone", contact.phone)
                    .with("contact.email", contact.email)
                    .with("contact.website", contact.website)
                    .with("contact.address_lines", contact.address_lines.join("\n"))
                    .with("contact.postcode", contact.postcode)
            }
            Self::Areas => ulo.councils.iter().fold(form, |form, name| form.with("councils", name)),
            Self::Access => {
                ulo.access_features.iter().fold(form, |form, code| form.with("access_features", code))
            }
        }
    }

    /// The organisation with what was typed.
    pub fn read(self, form: &mut Form, now: &pb::Ulo) -> pb::Ulo {
        let mut sent = pb::Ulo { name: now.name.clone(), etag: form.etag().to_owned(), ..Default::default() };
        match self {
            Self::About => {
                form.need("display_name", text("entry-name-needed"));
                form.need("kind", text("entry-kind-needed"));
                form.value("display_name").clone_into(&mut sent.display_name);
                form.value("description").clone_into(&mut sent.description);
                sent.kind = form.value("kind").parse().unwrap_or_default();
                sent.legal_form = form.value("legal_form").parse().unwrap_or_default();
                sent.founded_date = form.date("founded_date");
                sent.who_for = form.all("who_for").filter_map(|who| who.parse().ok()).collect();
            }
            Self::Contact => sent.contact = Some(contact(form)),
            Self::Areas => {
                form.need("councils", text("entry-areas-needed"));
                sent.councils = form.list("councils");
            }
            Self::Access => {
                sent.access_features = form.list("access_features");
                sent.access_features.sort_unstable();
                sent.access_features.dedup();
            }
        }
        sent
    }
}

fn contact(form: &Form) -> pb::Contact {
    let lines = form.value("contact.address_lines").lines().map(str::trim);
    pb::Contact {
        phone: form.value("contact.phone").to_owned(),
        email: form.value("contact.email").to_owned(),
        website: form.value("contact.website").to_owned(),
        address_lines: lines.filter(|line| !line.is_empty()).map(str::to_owned).collect(),
        postcode: form.value("contact.postcode").to_owned(),
        latitude: None,
        longitude: None,
    }
}
