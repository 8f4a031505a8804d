//! The four kinds of thing an organisation does, each with the fields of its form.

use proto::ulos::v1 as pb;
use proto::ulos::v1::activity::What;

use crate::form::Form;
use crate::staff;
use crate::words::{Text, text};

/// What is sent for a seat that has a vote.
const YES: &str = "1";

/// A kind of thing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Part {
    Training,
    Outreach,
    Influence,
    Seat,
}

impl Part {
    pub fn of_word(word: &str) -> Option<Self> {
        match word {
            "training" => Some(Self::Training),
            "outreach" => Some(Self::Outreach),
            "influence" => Some(Self::Influence),
            "seat" => Some(Self::Seat),
            _ => None,
        }
    }

    pub fn of(activity: &pb::Activity) -> Self {
        match activity.what {
            Some(What::Outreach(_)) => Self::Outreach,
            Some(What::Influence(_)) => Self::Influence,
            Some(What::Seat(_)) => Self::Seat,
            Some(What::Training(_)) | None => Self::Training,
        }
    }

    /// Its field in the record.
    pub fn word(self) -> &'static str {
        match self {
            Self::Training => "training",
            Self::Outreach => "outreach",
            Self::Influence => "influence",
            Self::Seat => "seat",
        }
    }

    /// What adding one is called.
    pub fn adding(self) -> Text {
        text(match self {
            Self::Training => "activity-new-training",
            Self::Outreach => "activity-new-outreach",
            Self::Influence => "activity-new-influence",
            Self::Seat => "activity-new-seat",
        })
    }

    /// What changing one is called.
    pub fn changing(self) -> Text {
        text(match self {
            Self::Training => "activity-change-training",
            Self::Outreach => "activity-change-outreach",
            Self::Influence => "activity-change-influence",
            Self::Seat => "activity-change-seat",
        })
    }

    /// What was typed, as a record of an organisation; notes what is wrong.
    pub fn read(self, form: &mut Form, ulo: &str) -> pb::Activity {
        let what = match self {
            Self::Training => What::Training(training(form)),
            Self::Outreach => What::Outreach(pb::Outreach {
                audience: form.value("outreach.audience").to_owned(),
                place: form.value("outreach.place").to_owned(),
                reached_count: number(form, "outreach.reached_count"),
            }),
            Self::Influence => What::Influence(pb::Influence {
                decision: form.value("influence.decision").to_owned(),
                partner: form.value("influence.partner").to_owned(),
                change: form.value("influence.change").to_owned(),
            }),
            Self::Seat => What::Seat(seat(form)),
        };
        pb::Activity {
            date: form.date("date"),
            what: Some(what),
            ulo: ulo.to_owned(),
            etag: form.etag().to_owned(),
            ..Default::default()
        }
    }
}

fn training(form: &mut Form) -> pb::Training {
    form.need("training.group", text("activity-group-needed"));
    form.need("training.topic", text("activity-topic-needed"));
    pb::Training {
        group: form.value("training.group").parse().unwrap_or_default(),
        topic: form.value("training.topic").parse().unwrap_or_default(),
        trained_count: number(form, "training.trained_count"),
        group_size: number(form, "training.group_size"),
        valid_until_date: form.date("training.valid_until_date"),
    }
}

fn seat(form: &mut Form) -> pb::Seat {
    form.need("seat.council", text("activity-council-needed"));
    form.need("seat.votes", text("activity-votes-needed"));
    pb::Seat {
        body: form.value("seat.body").to_owned(),
        council: staff::council_typed(form, "seat.council"),
        votes: form.value("seat.votes") == YES,
        end_date: form.date("seat.end_date"),
    }
}

/// A whole number that must be there.
fn number(form: &mut Form, name: &str) -> i32 {
    form.need(name, text("activity-number-needed"));
    let number = form.number(name).unwrap_or_default();
    i32::try_from(number).unwrap_or(i32::MAX)
}

/// The form with what is known.
pub(super) fn fill(activity: &pb::Activity) -> Form {
    let form = Form::editing(&activity.etag).with("date", &activity.date);
    match &activity.what {
        Some(What::Training(training)) => form
            .with("training.group", training.group)
            .with("training.topic", training.topic)
            .with("training.trained_count", training.trained_count)
            .with("training.group_size", training.group_size)
            .with("training.valid_until_date", &training.valid_until_date),
        Some(What::Outreach(outreach)) => form
            .with("outreach.audience", &outreach.audience)
            .with("outreach.place", &outreach.place)
            .with("outreach.reached_count", outreach.reached_count),
        Some(What::Influence(influence)) => form
            .with("influence.decision", &influence.decision)
            .with("influence.partner", &influence.partner)
            .with("influence.change", &influence.change),
        Some(What::Seat(seat)) => form
            .with("seat.body", &seat.body)
            .with("seat.council", staff::council(&seat.council).to_string())
            .with("seat.votes", if seat.votes { YES } else { "0" })
            .with("seat.end_date", &seat.end_date),
        None => form,
    }
}
