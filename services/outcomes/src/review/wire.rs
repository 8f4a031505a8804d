//! Reviews between the wire and the domain.

use platform::event::Change as Event;
use platform::words::Wire as _;
use platform::{Error, Role, Violations, etag, text, when};
use proto::outcomes::v1 as pb;

use super::{
    Answer, Answered, Answers, Change, Direction, HelperKind, Mode, Private, Respondent, Review, Stage, State,
};
use crate::instrument::Instrument;

platform::wire! {
    State = pb::review::State, "STATE_";
    Stage = pb::review::Stage, "STAGE_";
    Respondent = pb::review::Respondent, "RESPONDENT_";
    HelperKind = pb::review::HelperKind, "HELPER_KIND_";
    Mode = pb::review::Mode, "MODE_";
    Direction = pb::change::Direction, "DIRECTION_";
}

/// Reads answers sent in that role to the questions of that instrument; says all that is wrong.
pub fn parse(
    request: &pb::AnswerReviewRequest,
    role: Role,
    instrument: &Instrument,
) -> Result<Answers, Error> {
    let mut violations = Violations::new();
    let respondent = violations.some(Respondent::required("respondent", request.respondent));
    let helper_kind = violations.keep(HelperKind::optional("helper_kind", request.helper_kind));
    if respondent == Some(Respondent::Alone) {
        let alone = "say that someone helped, or answered for the person";
        violations.check(role == Role::Person, "respondent", alone);
        violations.check(request.helper_kind == 0, "helper_kind", "leave this out when nobody helped");
    } else if respondent.is_some() {
        violations.check(request.helper_kind != 0, "helper_kind", "say who helped or answered");
    }
    let mode = violations.some(Mode::required("mode", request.mode));
    let formats = reference::access::formats();
    let format_used = violations.keep(text::code("format_used", &request.format_used, &formats));
    let answers = parse_answers(&request.answers, instrument, &mut violations);
    let words = violations.keep(text::lines("words", &request.words, 4000));
    let given = respondent.zip(mode).map(|(respondent, mode)| Answers {
        private: Private { words },
        respondent,
        helper_kind,
        mode,
        format_used,
        answers,
    });
    violations.finish(given)
}

/// The whole review on the wire.
pub fn to_wire(review: &Review) -> pb::Review {
    let unanswered = pb::Review {
        name: review.id.to_string(),
        stage: review.stage.to_wire(),
        due_date: review.due_date.to_string(),
        person: review.about.person.to_string(),
        case: review.about.case.to_string(),
        request: review.about.request.to_string(),
        council: review.about.council.clone(),
        ulo: review.about.ulo.to_string(),
        instrument: review.instrument.clone(),
        state: review.state.to_wire(),
        create_time: when::stamp(review.create_time),
        update_time: when::stamp(review.update_time),
        etag: etag::of(review.version),
        ..pb::Review::default()
    };
    let Some(Answered { given, answered_by, answer_time, change }) = &review.answered else {
        return unanswered;
    };
    pb::Review {
        respondent: given.respondent.to_wire(),
        helper_kind: given.helper_kind.map_or(0, HelperKind::to_wire),
        mode: given.mode.to_wire(),
        format_used: given.format_used.clone(),
        answers: given.answers.iter().map(answer_to_wire).collect(),
        words: given.private.words.clone(),
        answered_by: answered_by.clone(),
        answer_time: when::stamp(*answer_time),
        change: change.map(change_to_wire),
        ..unanswered
    }
}

/// The event of a change, without private text.
pub fn change(kind: &'static str, review: &Review) -> Event {
    let mut told = to_wire(review);
    told.words.clear();
    Event::new(kind, review.id, review.version, &told, review.update_time)
}

fn parse_answers(sent: &[pb::Answer], instrument: &Instrument, violations: &mut Violations) -> Vec<Answer> {
    let mut answers: Vec<Answer> = Vec::new();
    for (index, answer) in sent.iter().enumerate() {
        let field = |name: &str| format!("answers[{index}].{name}");
        let Some(item) = instrument.item(&answer.item_id) else {
            let known: Vec<&str> = instrument.items.iter().map(|item| item.item_id).collect();
            violations.add(field("item_id"), format!("use one of: {}", known.join(", ")));
            continue;
        };
        if answers.iter().any(|before| before.item_id == item.item_id) {
            violations.add(field("item_id"), "answer each question once");
        }
        let most = i32::try_from(item.levels.len()).unwrap_or(i32::MAX);
        if !(1..=most).contains(&answer.level) {
            violations.add(field("level"), format!("choose a level from 1 to {most}"));
        }
        answers.push(Answer { item_id: item.item_id.to_owned(), level: answer.level });
    }
    let answered = |item_id| answers.iter().any(|answer| answer.item_id == item_id);
    for item in instrument.control().filter(|item| !answered(item.item_id)) {
        violations.add("answers", format!("answer at least {}", item.item_id));
    }
    answers
}

fn answer_to_wire(answer: &Answer) -> pb::Answer {
    pb::Answer { item_id: answer.item_id.clone(), level: answer.level }
}

fn change_to_wire(change: Change) -> pb::Change {
    pb::Change { control: change.control.to_wire(), control_levels: change.control_levels }
}
