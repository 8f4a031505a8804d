//! A person: the name they go by, how to reach them safely, roughly where they live.
//!
//! Invariants: a place is never finer than 0.01 degree; an erased person keeps nothing but their name and state.

pub(crate) mod rpc;
pub(crate) mod store;
mod wire;

use chrono::{DateTime, Utc};
use platform::{Error, Id, Resource};
use serde::{Deserialize, Serialize};

platform::words! {
    /// The age bands national statistics use, after Client Level Data. Never a date of birth.
    pub enum AgeBand {
        /// Asked, and would rather not say.
        PreferNotToSay = "prefer_not_to_say",
        /// Under 18.
        Under18 = "under_18",
        /// 18 to 24.
        From18To24 = "from_18_to_24",
        /// 25 to 44.
        From25To44 = "from_25_to_44",
        /// 45 to 64.
        From45To64 = "from_45_to_64",
        /// 65 to 74.
        From65To74 = "from_65_to_74",
        /// 75 to 84.
        From75To84 = "from_75_to_84",
        /// 85 to 94.
        From85To94 = "from_85_to_94",
        /// 95 or older.
        From95 = "from_95",
    }
}

platform::words! {
    /// A way to reach a person.
    pub enum RouteKind {
        /// Email.
        Email = "email",
        /// A voice call.
        Phone = "phone",
        /// A text message.
        TextMessage = "text_message",
        /// A text relay service.
        TextRelay = "text_relay",
        /// A letter.
        Letter = "letter",
        /// Through someone the person names.
        ThroughSomeone = "through_someone",
        /// A video relay service.
        VideoRelay = "video_relay",
    }
}

platform::words! {
    /// How a person describes their gender.
    pub enum Gender {
        /// Asked, and would rather not say.
        PreferNotToSay = "prefer_not_to_say",
        /// Woman.
        Woman = "woman",
        /// Man.
        Man = "man",
        /// Non-binary.
        NonBinary = "non_binary",
        /// Another way.
        Another = "another",
    }
}

platform::words! {
    /// How a person describes their ethnic group: the 19 groups of the 2021 census.
    pub enum Ethnicity {
        /// Asked, and would rather not say.
        PreferNotToSay = "prefer_not_to_say",
        /// White: English, Welsh, Scottish, Northern Irish or British.
        WhiteBritish = "white_british",
        /// White: Irish.
        WhiteIrish = "white_irish",
        /// White: Gypsy or Irish Traveller.
        WhiteGypsyOrIrishTraveller = "white_gypsy_or_irish_traveller",
        /// White: Roma.
        WhiteRoma = "white_roma",
        /// White: any other.
        WhiteOther = "white_other",
        /// Mixed: White and Black Caribbean.
        MixedWhiteAndBlackCaribbean = "mixed_white_and_black_caribbean",
        /// Mixed: White and Black African.
        MixedWhiteAndBlackAfrican = "mixed_white_and_black_african",
        /// Mixed: White and Asian.
        MixedWhiteAndAsian = "mixed_white_and_asian",
        /// Mixed: any other.
        MixedOther = "mixed_other",
        /// Asian: Indian.
        AsianIndian = "asian_indian",
        /// Asian: Pakistani.
        AsianPakistani = "asian_pakistani",
        /// Asian: Bangladeshi.
        AsianBangladeshi = "asian_bangladeshi",
        /// Asian: Chinese.
        AsianChinese = "asian_chinese",
        /// Asian: any other.
        AsianOther = "asian_other",
        /// Black: African.
        BlackAfrican = "black_african",
        /// Black: Caribbean.
        BlackCaribbean = "black_caribbean",
        /// Black: any other.
        BlackOther = "black_other",
        /// Arab.
        Arab = "arab",
        /// Any other group.
        AnyOther = "any_other",
    }
}

platform::words! {
    /// The life of the record.
    pub enum State {
        /// In use.
        Active = "active",
        /// Erased for good.
        Erased = "erased",
    }
}

/// One way to reach the person.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ContactRoute {
    kind: RouteKind,
    value: String,
    safe: bool,
    note: String,
}

/// Roughly where the person lives.
#[derive(Debug, Clone, PartialEq)]
pub struct Place {
    outward_code: String,
    /// Degrees north and east, to 0.01.
    point: Option<(f64, f64)>,
}

/// What is sealed with the person's own key.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
struct Private {
    display_name: String,
    pronouns: String,
    contact_routes: Vec<ContactRoute>,
    gender: Option<Gender>,
    ethnicity: Option<Ethnicity>,
}

/// What can be said of a person and changed later; made by parsing, so always within bounds.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Details {
    private: Private,
    place: Option<Place>,
    age_band: Option<AgeBand>,
    council: String,
}

/// Someone who uses Alongside.
#[derive(Debug, Clone, PartialEq)]
pub struct Person {
    id: Id<Person>,
    details: Details,
    state: State,
    version: i64,
    create_time: DateTime<Utc>,
    update_time: DateTime<Utc>,
}

impl State {
    /// Refuses what nobody can do for someone who was erased.
    fn still_here(self) -> Result<(), Error> {
        match self {
            Self::Active => Ok(()),
            Self::Erased => Err(Error::refused("PERSON_ERASED", "this record was erased for good")),
        }
    }
}

impl Resource for Person {
    const COLLECTION: &'static str = "people";
}

impl Person {
    /// A new person.
    pub fn new(details: Details, now: DateTime<Utc>) -> Self {
        Self { id: Id::new(), details, state: State::Active, version: 1, create_time: now, update_time: now }
    }

    /// Replaces what is known of the person.
    ///
    /// # Errors
    /// `PERSON_ERASED` when there is no one left to change.
    pub fn edit(&mut self, details: Details, now: DateTime<Utc>) -> Result<(), Error> {
        self.state.still_here()?;
        self.details = details;
        self.touch(now);
        Ok(())
    }

    /// Forgets the person. Their key goes with them, so sealed text elsewhere is noise from now on.
    ///
    /// # Errors
    /// `PERSON_ERASED` when it was done before.
    pub fn erase(&mut self, now: DateTime<Utc>) -> Result<(), Error> {
        self.state.still_here()?;
        self.details = Details::default();
        self.state = State::Erased;
        self.touch(now);
        Ok(())
    }

    fn touch(&mut self, now: DateTime<Utc>) {
        self.version += 1;
        self.update_time = now;
    }
}

/// Rounds a coordinate to 0.01 degree, about a kilometre: nothing finer is ever kept.
fn rounded(degrees: f64) -> f64 {
    (degrees * 100.0).round() / 100.0
}

#[cfg(test)]
mod tests {
    use super::*;

    fn someone() -> Person {
        let mut details = Details::default();
        details.private.display_name = "Avery Example".into();
        Person::new(details, Utc::now())
    }

    #[test]
    fn a_change_makes_the_next_version() {
        let mut person = someone();
        let details = Details { council: "councils/E08000033".into(), ..person.details.clone() };
        person.edit(details, Utc::now()).unwrap();
        assert_eq!(person.version, 2);
        assert_eq!(person.details.council, "councils/E08000033");
    }

    #[test]
    fn an_erased_person_keeps_nothing_and_cannot_change() {
        let mut person = someone();
        person.erase(Utc::now()).unwrap();
        assert_eq!(person.details, Details::default());
        let again = person.edit(Details::default(), Utc::now());
        assert!(matches!(again, Err(Error::Refused { reason: "PERSON_ERASED", .. })));
    }

    #[test]
    fn places_are_never_finer_than_a_hundredth_of_a_degree() {
        assert_eq!(rounded(53.726_789), 53.73);
        assert_eq!(rounded(-1.864_9), -1.86);
    }
}
