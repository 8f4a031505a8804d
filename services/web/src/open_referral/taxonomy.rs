//! The taxonomies of Alongside, published with the directory: what support it is, who it knows well, how it is given, and
//! whether who gives it is user-led. The id of a term is worked out from its words, so it is the same everywhere and for good.

use proto::ulos::v1::offering::Kind;
use proto::ulos::v1::{DirectoryEntry, Verdict};
use serde_json::{Value, json};
use uuid::Uuid;

use super::bare;
use crate::said;
use crate::words::{Text, text};

/// One taxonomy.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Taxonomy {
    Support,
    WhoFor,
    Delivery,
    UserLed,
}

pub(super) const ALL: [Taxonomy; 4] =
    [Taxonomy::Support, Taxonomy::WhoFor, Taxonomy::Delivery, Taxonomy::UserLed];

/// What a term stands for on the wire of `ulos`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Meaning {
    Kind(i32),
    AdvocacyKind(i32),
    PeerSupportModel(i32),
    WhoFor(i32),
    Delivery(i32),
    UserLed(i32),
}

/// One term of a taxonomy.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Term {
    pub meaning: Meaning,
    /// The key of its words.
    key: &'static str,
}

fn id_of(word: &str) -> Uuid {
    Uuid::new_v5(&Uuid::NAMESPACE_OID, format!("alongside taxonomy {word}").as_bytes())
}

impl Taxonomy {
    fn word(self) -> &'static str {
        match self {
            Self::Support => "support",
            Self::WhoFor => "who-for",
            Self::Delivery => "delivery",
            Self::UserLed => "user-led",
        }
    }

    pub fn id(self) -> Uuid {
        id_of(self.word())
    }

    fn name(self) -> Text {
        text(match self {
            Self::Support => "open-referral-support",
            Self::WhoFor => "open-referral-who-for",
            Self::Delivery => "open-referral-delivery",
            Self::UserLed => "open-referral-user-led",
        })
    }

    fn about(self) -> Text {
        text(match self {
            Self::Support => "open-referral-support-about",
            Self::WhoFor => "open-referral-who-for-about",
            Self::Delivery => "open-referral-delivery-about",
            Self::UserLed => "open-referral-user-led-about",
        })
    }

    /// As the standard has it.
    pub fn said(self, base: &str) -> Value {
        json!({
            "id": self.id(),
            "name": self.name().to_string(),
            "description": self.about().to_string(),
            "uri": format!("{base}/taxonomies/{}", self.id()),
        })
    }
}

impl Term {
    pub fn taxonomy(&self) -> Taxonomy {
        match self.meaning {
            Meaning::Kind(_) | Meaning::AdvocacyKind(_) | Meaning::PeerSupportModel(_) => Taxonomy::Support,
            Meaning::WhoFor(_) => Taxonomy::WhoFor,
            Meaning::Delivery(_) => Taxonomy::Delivery,
            Meaning::UserLed(_) => Taxonomy::UserLed,
        }
    }

    pub fn id(&self) -> Uuid {
        id_of(self.key)
    }

    /// The term it is a sort of.
    pub fn parent(&self) -> Option<Uuid> {
        let kind = match self.meaning {
            Meaning::AdvocacyKind(_) => Kind::Advocacy,
            Meaning::PeerSupportModel(_) => Kind::PeerSupport,
            _ => return None,
        };
        terms().find(|term| term.meaning == Meaning::Kind(kind.into())).map(|term| term.id())
    }

    /// As the standard has it.
    pub fn said(&self, base: &str) -> Value {
        let name = text(self.key);
        let about =
            text("open-referral-term-about").with("term", &name).with("taxonomy", self.taxonomy().name());
        bare(json!({
            "id": self.id(),
            "name": name.to_string(),
            "description": about.to_string(),
            "parent_id": self.parent(),
            "taxonomy": self.taxonomy().name().to_string(),
            "taxonomy_id": self.taxonomy().id(),
            "term_uri": format!("{base}/taxonomy_terms/{}", self.id()),
        }))
    }
}

/// Every term, by taxonomy.
pub(super) fn terms() -> impl Iterator<Item = Term> {
    type Meant = fn(i32) -> Meaning;
    let lists: [(&[(i32, &'static str)], Meant); 6] = [
        (said::offering::KINDS, Meaning::Kind),
        (said::offering::ADVOCACY_KINDS, Meaning::AdvocacyKind),
        (said::offering::MODELS, Meaning::PeerSupportModel),
        (said::offering::WHO_FOR, Meaning::WhoFor),
        (said::offering::MODES, Meaning::Delivery),
        (said::organisation::VERDICTS, Meaning::UserLed),
    ];
    lists
        .into_iter()
        .flat_map(|(list, meant)| list.iter().map(move |(value, key)| Term { meaning: meant(*value), key }))
}

/// The terms an entry is described by.
pub(super) fn of(entry: &DirectoryEntry) -> Vec<Term> {
    let offering = entry.offering.clone().unwrap_or_default();
    let standing = entry.ulo.as_ref().and_then(|ulo| ulo.user_led.clone()).unwrap_or_default();
    // Without a record nothing is known, which is not a no.
    let verdict: i32 = match standing.verdict() {
        Verdict::Unspecified => Verdict::NotEvidenced.into(),
        verdict => verdict.into(),
    };
    let applies = |term: &Term| match term.meaning {
        Meaning::Kind(kind) => offering.kind == kind,
        Meaning::AdvocacyKind(kind) => offering.advocacy_kind == kind,
        Meaning::PeerSupportModel(model) => offering.peer_support_model == model,
        Meaning::WhoFor(who) => offering.who_for.contains(&who),
        Meaning::Delivery(mode) => offering.delivery_modes.contains(&mode),
        Meaning::UserLed(led) => verdict == led,
    };
    terms().filter(applies).collect()
}
