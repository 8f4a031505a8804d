//! Ties: worked out from money and decisions, set beside like councils; counts of people for the council's own officers.

use councils::FromUlos;
use platform::Caller;
use proto::councils::v1 as pb;
use proto::councils::v1::spend_line::Among;
use proto::councils::v1::strand::Kind;
use proto::councils::v1::voice::Change;
use proto::ulos::v1 as ulos;
use proto::ulos::v1::Verdict;
use proto::ulos::v1::activity::What;

use crate::harness::activities::a_seat;
use crate::harness::asserts::{invalid, not_found};
use crate::harness::councils::{Told, an_ulo};
use crate::harness::fundings::a_funding;
use crate::harness::strategies::date_ago;
use crate::harness::voices::a_voice;
use crate::harness::{House, a_visitor, an_operator, officer};

async fn link(house: &House, caller: &Caller, code: &str) -> pb::Link {
    let request = pb::GetLinkRequest { name: format!("links/{code}") };
    house.links().get_link(house.ask(caller, request)).await.unwrap().into_inner()
}

fn values(link: &pb::Link) -> Vec<Option<i64>> {
    link.strands.iter().map(|strand| strand.value).collect()
}

#[tokio::test]
async fn ties_are_what_facts_show_and_not_known_is_not_nothing() {
    let (house, code) = (House::of_frameworks().await, "E06000042");
    let none = link(house, &a_visitor(), code).await;
    assert_eq!(values(&none), [Some(0), None, Some(0), None, None]);
    assert_eq!(
        none.strands.iter().map(pb::Strand::kind).collect::<Vec<_>>(),
        [Kind::Money, Kind::Term, Kind::Seats, Kind::Spoken, Kind::Changed]
    );
    let (mut ulo, mut funding) = (Told::new("ulos"), Told::new("fundings"));
    ulo.becomes(&an_ulo(code, Verdict::NotEvidenced));
    let given = a_funding(ulo.name()).given_by(&format!("councils/{code}")).with(|it| {
        it.amount_pence = 3_652_500;
        (it.start_date, it.end_date) = (date_ago(0).to_string(), date_ago(-730).to_string());
        it.state = ulos::funding::State::Current.into();
    });
    funding.becomes(&given.wanted());
    let told_seat = |date: i64, end_date: String| {
        let mut seat = a_seat(ulo.name(), code).wanted();
        seat.date = date_ago(date).to_string();
        seat.state = ulos::activity::State::Current.into();
        if let Some(What::Seat(held)) = &mut seat.what {
            held.end_date = end_date;
        }
        Told::new("activities").becomes(&seat).events.clone()
    };
    let (held, left) = (told_seat(30, String::new()), told_seat(30, date_ago(1).to_string()));
    let to_come = told_seat(-5, String::new());
    let events = [ulo.events.clone(), funding.events, held, left, to_come].concat();
    house.tell(FromUlos, &events).await;
    let alone = pb::Voice {
        ulo: String::new(),
        change: Change::Nothing.into(),
        decide_date: date_ago(1_095).to_string(),
        ..a_voice(code, "")
    };
    house.record(alone).await.unwrap();
    house.record(a_voice(code, ulo.name())).await.unwrap();
    let old = pb::Voice { decide_date: date_ago(1_096).to_string(), ..a_voice(code, ulo.name()) };
    house.record(old).await.unwrap();
    let now = link(house, &a_visitor(), code).await;
    assert!(now.strands[0].value.is_some_and(|pence| pence > 0));
    assert_eq!(values(&now)[1..], [Some(24), Some(1), Some(500), Some(500)]);
    let like = &now.strands[0].lines[0];
    assert_eq!((like.among(), like.value), (Among::Like, Some(0)));
    assert_eq!((now.strands[1].lines[0].value, now.strands[1].lines[0].council_count), (None, 0));
}

#[tokio::test]
async fn counts_of_people_are_for_the_council_s_own_officers() {
    let house = House::of_frameworks().await;
    let own = link(house, &officer("councils/E06000043"), "E06000043").await;
    assert_eq!(own.introduction_count, Some(pb::SmallNumber { value: Some(0), hidden: false }));
    for caller in [a_visitor(), an_operator(), officer("councils/E06000042")] {
        assert_eq!(link(house, &caller, "E06000043").await.introduction_count, None);
    }
}

#[tokio::test]
async fn every_council_has_one_and_nobody_else() {
    let house = House::of_frameworks().await;
    let ask = async |name: &str| {
        let request = pb::GetLinkRequest { name: name.into() };
        house.links().get_link(house.ask(&a_visitor(), request)).await
    };
    not_found(ask("links/E06999999").await);
    for name in ["", "councils/E06000043", "links/x"] {
        invalid(ask(name).await, &["name"]);
    }
}
