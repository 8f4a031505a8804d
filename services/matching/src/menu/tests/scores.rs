//! What each factor scores, checked by hand.

use super::world::{an_offering, index, index_with, inputs, menu, peers, ulo_id, wants};
use crate::index::Index;
use crate::index::facts::Offering;
use crate::index::place::Point;
use crate::menu::Inputs;
use crate::support::{DeliveryMode, Factor, PriceBasis, Tie, Verdict, WhoFor};
use crate::wants::{Wants, Wish};

/// What a factor scores for the one offering of an index.
fn score(factor: Factor, inputs: Inputs, index: &Index) -> (u32, String) {
    let inputs =
        Inputs { wants: Wants { wishes: vec![Wish { factor, weight: 1 }], ..inputs.wants }, ..inputs };
    let made = menu(&inputs, index);
    let contribution = &made.options[0].contributions[0];
    (contribution.score, contribution.sentence.clone())
}

fn alone(factor: Factor, change: impl FnOnce(&mut Offering)) -> (u32, String) {
    let mut offering = an_offering(1);
    change(&mut offering);
    score(factor, inputs(wants()), &index([offering]))
}

fn says(millionths: u32, sentence: &str) -> (u32, String) {
    (millionths, sentence.to_owned())
}

#[test]
fn every_score_is_the_one_its_formula_says() {
    let at = |modes: &[DeliveryMode]| {
        let modes = modes.to_vec();
        move |offering: &mut Offering| {
            offering.base = Some(Point::new(53.80, -1.55));
            offering.delivery_modes = modes;
        }
    };
    use DeliveryMode::{AtHome, AtTheirPlace, Video};
    assert_eq!(alone(Factor::Nearness, at(&[AtTheirPlace])), says(312_500, "fit-nearness-km"));
    assert_eq!(alone(Factor::Nearness, at(&[AtTheirPlace, Video])), says(1_000_000, "fit-nearness-remote"));
    assert_eq!(alone(Factor::Nearness, at(&[AtHome, Video])), says(1_000_000, "fit-nearness-at-home"));
    assert_eq!(
        alone(Factor::Nearness, |offering| offering.base = None),
        says(500_000, "fit-nearness-unknown")
    );
    assert_eq!(alone(Factor::ShortWait, |_| {}), says(666_666, "fit-short-wait-days"));
    assert_eq!(
        alone(Factor::ShortWait, |offering| offering.openings = Some(0)),
        says(333_333, "fit-short-wait-no-opening")
    );
    assert_eq!(
        alone(Factor::ShortWait, |offering| offering.typical_wait_days = None),
        says(500_000, "fit-short-wait-unknown")
    );
    assert_eq!(alone(Factor::Independence, |_| {}), says(1_000_000, "fit-independence-free"));
    assert_eq!(
        alone(Factor::Independence, |offering| offering.ties = vec![Tie::FamilyTie, Tie::Other]),
        says(333_333, "fit-independence-ties")
    );
    assert_eq!(alone(Factor::Cost, |_| {}), says(1_000_000, "fit-cost-free"));
    let priced = |basis, pence| {
        move |offering: &mut Offering| {
            offering.price_basis = basis;
            offering.price_pence = pence;
        }
    };
    assert_eq!(alone(Factor::Cost, priced(PriceBasis::PerHour, 3_500)), says(500_000, "fit-cost-per-hour"));
    assert_eq!(alone(Factor::Cost, priced(PriceBasis::PerPlan, 17_500)), says(666_666, "fit-cost-per-plan"));
    assert_eq!(alone(Factor::Cost, priced(PriceBasis::Sliding, 9_000)), says(750_000, "fit-cost-sliding"));
}

#[test]
fn what_the_person_said_decides_what_is_compared() {
    let asking = |wants: Wants, needs: &[&str]| {
        let mut inputs = inputs(wants);
        inputs.frozen.needs = needs.iter().map(ToString::to_string).collect();
        inputs
    };
    let special = Offering { who_for: vec![WhoFor::Autism], for_everyone: false, ..an_offering(1) };
    let about = |who_for: &[WhoFor]| Wants { who_for: who_for.to_vec(), ..wants() };
    let expertise = |wants, offering| score(Factor::Expertise, asking(wants, &[]), &index([offering]));
    let both = about(&[WhoFor::Autism, WhoFor::Sight, WhoFor::Carers]);
    assert_eq!(expertise(wants(), special.clone()), says(500_000, "fit-expertise-not-asked"));
    assert_eq!(expertise(both.clone(), special), says(333_333, "fit-expertise-named"));
    assert_eq!(expertise(both, an_offering(1)), says(500_000, "fit-expertise-everyone"));

    let language = |needs| score(Factor::Language, asking(wants(), needs), &index([an_offering(1)]));
    assert_eq!(language(&[]), says(500_000, "fit-language-not-asked"));
    assert_eq!(language(&["ur", "en"]), says(1_000_000, "fit-language-spoken"));
    assert_eq!(language(&["ur"]), says(0, "fit-language-not-spoken"));

    let access = |needs| score(Factor::AccessDoneWell, asking(wants(), needs), &index([an_offering(1)]));
    assert_eq!(access(&[]), says(500_000, "fit-access-not-asked"));
    assert_eq!(access(&["step_free"]), says(1_000_000, "fit-access-all"));
    assert_eq!(access(&["step_free", "hoist"]), says(750_000, "fit-access-some"));
    assert_eq!(access(&["hoist"]), says(500_000, "fit-access-unknown"));
}

#[test]
fn what_is_known_of_the_organisation_counts() {
    let led = |verdict| {
        score(Factor::UserLed, inputs(wants()), &index_with([an_offering(1)], |ulo| ulo.user_led = verdict))
    };
    assert_eq!(led(Verdict::Met), says(1_000_000, "fit-user-led-met"));
    assert_eq!(led(Verdict::NotEvidenced), says(500_000, "fit-user-led-not-evidenced"));
    assert_eq!(led(Verdict::NotMet), says(0, "fit-user-led-not-met"));

    let mut index = index([an_offering(1)]);
    let lived = |index: &Index| score(Factor::LivedExperience, inputs(wants()), index);
    assert_eq!(lived(&index), says(500_000, "fit-lived-experience-unknown"));
    index.take(peers(1, 3, 4));
    assert_eq!(lived(&index), says(750_000, "fit-lived-experience-share"));
    let known = Inputs { known_ulos: vec![ulo_id(1)], ..inputs(wants()) };
    assert_eq!(score(Factor::Continuity, known, &index), says(1_000_000, "fit-continuity-known"));
    assert_eq!(score(Factor::Continuity, inputs(wants()), &index), says(0, "fit-continuity-new"));
}
