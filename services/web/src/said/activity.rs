//! Trainings in words: who was trained, and in what.

use proto::ulos::v1::training::{Group, Topic};

use super::words_of;

words_of! {
    /// Who was trained.
    group, GROUPS: Group {
        Board => "activity-group-board",
        Staff => "activity-group-staff",
        Volunteers => "activity-group-volunteers",
    }
}

words_of! {
    /// In what.
    topic, TOPICS: Topic {
        Business => "activity-topic-business",
        Finance => "activity-topic-finance",
        Governance => "activity-topic-governance",
        Employing => "activity-topic-employing",
        Rights => "activity-topic-rights",
        Equality => "activity-topic-equality",
        Safeguarding => "activity-topic-safeguarding",
        Information => "activity-topic-information",
        Influencing => "activity-topic-influencing",
        Supporting => "activity-topic-supporting",
        Other => "activity-topic-other",
    }
}
