//! Decisions between the wire and the domain.

use chrono::NaiveDate;
use platform::event;
use platform::words::{Wire as _, Word as _};
use platform::{Id, Violations, etag, text, when};
use proto::councils::v1 as pb;

use super::year::{Year, permille};
use super::{Change, Involvement, Said, Verdict, Voice};
use crate::told::told;

/// The shortest title and the shortest words on what changed.
const SHORTEST: usize = 3;

platform::wire! {
    Involvement = pb::voice::Involvement, "INVOLVEMENT_";
    Change = pb::voice::Change, "CHANGE_";
    Verdict = pb::voice::Verdict, "VERDICT_";
}

/// Reads what the council says; notes all that is wrong.
pub fn parse(sent: &pb::Voice, today: NaiveDate, violations: &mut Violations) -> Option<Said> {
    let title = violations.keep(text::optional("voice.title", &sent.title, 200));
    let named = title.chars().count() >= SHORTEST || sent.title.chars().count() > 200;
    violations.check(named, "voice.title", "say what was decided, in 3 to 200 characters");
    let decide_date = violations.some(when::date_past("voice.decide_date", &sent.decide_date, today));
    let involvement = violations.some(Involvement::required("voice.involvement", sent.involvement));
    let ulo = violations.keep(Id::parse_optional("voice.ulo", &sent.ulo));
    let asked = violations.keep(text::lines("voice.asked", &sent.asked, 1_000));
    let change = violations.some(Change::required("voice.change", sent.change));
    let change_words = told("voice.change_words", &sent.change_words, (SHORTEST, 1_000), violations);
    let (decide_date, involvement, change) = (decide_date?, involvement?, change?);
    let said = Said { title, decide_date, involvement, ulo, asked, change, change_words };
    for (field, text) in said.at_odds() {
        violations.add(field, text);
    }
    Some(said)
}

/// The whole decision on the wire.
pub fn to_wire(voice: &Voice) -> pb::Voice {
    let Voice { said, judged, .. } = voice;
    pb::Voice {
        name: voice.id.to_string(),
        title: said.title.clone(),
        decide_date: when::date_text(Some(said.decide_date)),
        involvement: said.involvement.to_wire(),
        ulo: said.ulo.map(|ulo| ulo.to_string()).unwrap_or_default(),
        asked: said.asked.clone(),
        change: said.change.to_wire(),
        change_words: said.change_words.clone(),
        verdict: judged.as_ref().map_or(0, |judged| judged.verdict.to_wire()),
        verdict_words: judged.as_ref().map(|judged| judged.words.clone()).unwrap_or_default(),
        judge_time: when::stamp_optional(judged.as_ref().map(|judged| judged.time)),
        council: format!("councils/{}", voice.gss_code.as_str()),
        create_time: when::stamp(voice.create_time),
        update_time: when::stamp(voice.update_time),
        etag: etag::of(voice.version),
    }
}

/// The record as it is, with the fields of `paths` as sent.
pub fn merged(mut voice: pb::Voice, sent: pb::Voice, paths: &[&str]) -> pb::Voice {
    for path in paths {
        match *path {
            "title" => voice.title.clone_from(&sent.title),
            "decide_date" => voice.decide_date.clone_from(&sent.decide_date),
            "involvement" => voice.involvement = sent.involvement,
            "ulo" => voice.ulo.clone_from(&sent.ulo),
            "asked" => voice.asked.clone_from(&sent.asked),
            "change" => voice.change = sent.change,
            "change_words" => voice.change_words.clone_from(&sent.change_words),
            _ => {}
        }
    }
    voice
}

/// One year on the wire.
pub fn year_to_wire(year: &Year) -> pb::VoiceYear {
    let count = |count: i64| i32::try_from(count).unwrap_or(i32::MAX);
    let judged = year.judged();
    let verdicts = Verdict::ALL.iter().zip(year.verdicts()).map(|(verdict, given)| pb::VerdictCount {
        verdict: verdict.to_wire(),
        count: count(given),
        permille: permille(given, judged),
    });
    pb::VoiceYear {
        year: year.year,
        decision_count: count(year.decisions),
        before_options_count: count(year.before_options),
        changed_count: count(year.changed),
        changed_permille: permille(year.changed, year.decisions).unwrap_or_default(),
        judged_count: count(judged),
        verdicts: verdicts.collect(),
    }
}

/// The event of a change.
pub fn change(kind: &'static str, voice: &Voice) -> event::Change {
    event::Change::new(kind, voice.id, voice.version, &to_wire(voice), voice.update_time)
}
