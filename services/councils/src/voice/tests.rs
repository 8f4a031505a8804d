//! What goes together in a decision, and what is still open after it is judged.

use platform::words::{Wire as _, Word as _};

use super::year::{Year, permille};
use super::*;

fn said(involvement: Involvement) -> Said {
    let involved = involvement != Involvement::NotAtAll;
    Said {
        title: "Day centres close".into(),
        decide_date: NaiveDate::from_ymd_opt(2026, 9, 1).unwrap(),
        involvement,
        ulo: involved.then(Id::new),
        asked: if involved { "Keep the one by the station.".into() } else { String::new() },
        change: if involved { Change::Some } else { Change::Nothing },
        change_words: "It stays until 2028.".into(),
    }
}

fn fields(said: &Said) -> Vec<&str> {
    said.at_odds().into_iter().map(|(field, _)| field).collect()
}

#[test]
fn who_was_not_involved_asked_nothing_and_changed_nothing() {
    for involvement in Involvement::ALL {
        assert!(fields(&said(*involvement)).is_empty(), "{involvement:?}");
    }
    let nobody = Said { involvement: Involvement::NotAtAll, ..said(Involvement::OnOptions) };
    assert_eq!(fields(&nobody), ["voice.asked", "voice.ulo", "voice.change"]);
    let silent = Said { asked: String::new(), ..said(Involvement::After) };
    assert_eq!(fields(&silent), ["voice.asked"]);
    let alone = Said { ulo: None, ..said(Involvement::BeforeOptions) };
    assert!(fields(&alone).is_empty(), "people can speak without an organisation");
}

#[test]
fn what_is_judged_stays_as_it_was_judged() {
    let now = Utc::now();
    let mut voice = Voice::new(GssCode::new("E08000033").unwrap(), said(Involvement::OnOptions), now);
    voice.edit(said(Involvement::After), now).unwrap();
    voice.judge(Verdict::Heard, "They rang us back.".into(), now);
    let refused = voice.edit(said(Involvement::OnOptions), now).unwrap_err();
    assert!(matches!(refused, Error::Refused { reason: "VOICE_JUDGED", .. }));
    voice.judge(Verdict::Cosmetic, String::new(), now);
    assert_eq!(voice.said.involvement, Involvement::After);
    assert_eq!((voice.judged.unwrap().verdict, voice.version), (Verdict::Cosmetic, 4));
}

#[test]
fn shares_are_to_the_nearest_and_never_of_nothing() {
    assert_eq!(
        [permille(1, 3), permille(2, 3), permille(0, 5), permille(5, 5)],
        [333, 667, 0, 1_000].map(Some)
    );
    assert_eq!(permille(0, 0), None);
    let year = Year { nurtured: 1, heard: 2, cosmetic: 3, ignored: 4, decisions: 20, ..Year::default() };
    assert_eq!((year.judged(), year.verdicts()), (10, [1, 2, 3, 4]));
}

#[test]
fn every_word_has_a_number_and_verdicts_keep_their_order() {
    assert!(Involvement::ALL.iter().all(|word| word.to_wire() > 0));
    assert!(Change::ALL.iter().all(|word| word.to_wire() > 0));
    assert_eq!(Verdict::list_to_wire(Verdict::ALL), [1, 2, 3, 4]);
}
