//! The questions about who a person is, one page each.

use proto::people::v1::Person;

use crate::form::Form;

/// One question.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Step {
    /// What they are called.
    Name,
    /// How old they are.
    Age,
    /// Their gender.
    Gender,
    /// Their ethnic group.
    Ethnicity,
}

impl Step {
    /// Whether it asks what someone is called.
    pub(super) fn is_name(self) -> bool {
        self == Self::Name
    }

    /// The question of a word in an address.
    pub(super) fn find(slug: &str) -> Option<Self> {
        match slug {
            "name" => Some(Self::Name),
            "age" => Some(Self::Age),
            "gender" => Some(Self::Gender),
            "ethnicity" => Some(Self::Ethnicity),
            _ => None,
        }
    }

    /// The question itself.
    pub(super) fn title(self) -> &'static str {
        match self {
            Self::Name => "profile-ask-name",
            Self::Age => "profile-ask-age",
            Self::Gender => "profile-ask-gender",
            Self::Ethnicity => "profile-ask-ethnicity",
        }
    }

    /// The fields it changes.
    pub(super) fn mask(self) -> &'static [&'static str] {
        match self {
            Self::Name => &["display_name", "pronouns"],
            Self::Age => &["age_band"],
            Self::Gender | Self::Ethnicity => &["equality"],
        }
    }

    /// The form with what is known.
    pub(super) fn form(self, person: &Person) -> Form {
        let form = Form::editing(&person.etag);
        let equality = person.equality.unwrap_or_default();
        match self {
            Self::Name => form.with("display_name", &person.display_name).with("pronouns", &person.pronouns),
            Self::Age => form.with("age_band", person.age_band),
            Self::Gender => form.with("gender", equality.gender),
            Self::Ethnicity => form.with("ethnicity", equality.ethnicity),
        }
    }

    /// Puts what was answered into the person. No answer takes back an answer given before.
    pub(super) fn read(self, form: &Form, person: &mut Person) {
        let number = |name: &str| form.value(name).parse().unwrap_or_default();
        match self {
            Self::Name => {
                form.value("display_name").clone_into(&mut person.display_name);
                form.value("pronouns").clone_into(&mut person.pronouns);
            }
            Self::Age => person.age_band = number("age_band"),
            Self::Gender => person.equality.get_or_insert_default().gender = number("gender"),
            Self::Ethnicity => person.equality.get_or_insert_default().ethnicity = number("ethnicity"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_equality_answer_leaves_the_other_alone() {
        let mut person = Person::default();
        Step::Gender.read(&Form::new().with("gender", 2), &mut person);
        Step::Ethnicity.read(&Form::new().with("ethnicity", 19), &mut person);
        let equality = person.equality.expect("answers");
        assert_eq!((equality.gender, equality.ethnicity), (2, 19));
        assert_eq!(Step::Gender.form(&person).value("gender"), "2");
    }
}
