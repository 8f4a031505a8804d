//! Who may do what in `outcomes`.

use platform::Role;

platform::actions! {
    "alongside.outcomes.v1":
    Instruments { GetInstrument, ListInstruments }
    Reviews { GetReview, ListReviews, AnswerReview, DeclineReview }
}

/// How a caller stands to a review.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Relation {
    /// The review asks them.
    Own,
    /// They act for the person and may see the record.
    SeesRecord,
    /// They act for the person and may answer reviews.
    AnswersReviews,
    /// They are the broker of the case, which is open.
    Assigned,
    /// None of these.
    Foreign,
}

impl platform::action::Action for Action {
    type Relation = Relation;
    const RELATIONS: &'static [Relation] = &[
        Relation::Own,
        Relation::SeesRecord,
        Relation::AnswersReviews,
        Relation::Assigned,
        Relation::Foreign,
    ];

    fn allows(self, role: Role, relation: Relation) -> bool {
        use Relation::{AnswersReviews, Assigned, Foreign, Own, SeesRecord};
        match self {
            // The questions are no secret.
            Self::GetInstrument | Self::ListInstruments => relation == Foreign,
            // What is published about reviews, councils make of the events. Nobody else looks at one.
            Self::GetReview | Self::ListReviews => match role {
                Role::Person => relation == Own,
                Role::Supporter => matches!(relation, SeesRecord | AnswersReviews),
                Role::Broker => relation == Assigned,
                _ => false,
            },
            Self::AnswerReview => match role {
                Role::Person => relation == Own,
                Role::Supporter => relation == AnswersReviews,
                Role::Broker => relation == Assigned,
                _ => false,
            },
            // Never the broker: nobody declines to be measured on someone else's behalf.
            Self::DeclineReview => match role {
                Role::Person => relation == Own,
                Role::Supporter => relation == AnswersReviews,
                _ => false,
            },
        }
    }
}
