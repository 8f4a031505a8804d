//! Between a request and the form of one question: what is known goes in, what was answered comes out.

use proto::matching::v1::request::Kind;
use proto::matching::v1::{Constraints, Request, Wish};

use reference::access;

use super::step::Step;
use crate::fields::Choices;
use crate::form::Form;
use crate::said;
use crate::said::request::{FACTORS, km, miles};
use crate::said::{Number, value};
use crate::words::text;

/// How much something matters until the person says how much.
const SOMEWHAT: i32 = 2;
/// The furthest that can be asked for, in miles.
const FURTHEST: i64 = 186;

/// The form of a question, with what is known.
pub(super) fn form(step: Step, request: &Request) -> Form {
    let form = Form::editing(&request.etag);
    let limits = request.constraints.clone().unwrap_or_default();
    match step {
        Step::Sort => {
            let one = if request.kind() == Kind::Advocacy {
                request.advocacy_kind
            } else {
                request.peer_support_model
            };
            form.with(
                sort_field(request.kind()),
                if one == 0 { "unsure".to_owned() } else { one.to_string() },
            )
        }
        Step::About => many(form, "who_for", &request.who_for),
        Step::Matters => {
            let factors = request.wishes.iter().filter(|wish| wish.weight > 0).map(|wish| wish.factor);
            many(form, "wishes", &factors.collect::<Vec<_>>())
        }
        Step::HowMuch => {
            let wishes = request.wishes.iter();
            wishes.fold(form, |form, wish| form.with(weight_field(wish.factor), wish.weight))
        }
        Step::Ways => ways(form, &limits),
        Step::Must => many(form, "must_have", &limits.must_have),
        Step::When if request.need_by_date.is_empty() => form,
        Step::When => {
            form.with("need_by_date", &request.need_by_date).with("need_by_reason", request.need_by_reason)
        }
        Step::Words => form.with("words", &request.words),
    }
}

fn many(form: Form, name: &str, values: &[impl ToString]) -> Form {
    values.iter().fold(form, |form, value| form.with(name, value.to_string()))
}

fn ways(form: Form, limits: &Constraints) -> Form {
    let form = many(form, "delivery_modes", &limits.delivery_modes);
    let form = many(form, "languages", &limits.languages);
    let form = match limits.max_distance_km {
        Some(km) => form.with("max_distance_km", miles(km)),
        None => form,
    };
    match limits.max_price_pence {
        Some(pence) => form.with("max_price_pence", crate::view::money(pence)),
        None => form,
    }
}

/// Puts what was answered into the request, and notes what cannot be used.
pub(super) fn read(step: Step, form: &mut Form, request: &mut Request) {
    let numbers = |form: &Form, name: &str| -> Vec<i32> {
        form.list(name).iter().filter_map(|value| value.parse().ok()).collect()
    };
    let mut limits = request.constraints.clone().unwrap_or_default();
    match step {
        Step::Sort => {
            let one = form.value(sort_field(request.kind())).parse().unwrap_or_default();
            let advocacy = request.kind() == Kind::Advocacy;
            (request.advocacy_kind, request.peer_support_model) = if advocacy { (one, 0) } else { (0, one) };
        }
        Step::About => request.who_for = numbers(form, "who_for"),
        Step::Matters => {
            let before = request.wishes.clone();
            let known = |factor: i32| before.iter().find(|wish| wish.factor == factor && wish.weight > 0);
            let weigh = |factor| Wish { factor, weight: known(factor).map_or(SOMEWHAT, |wish| wish.weight) };
            request.wishes = numbers(form, "wishes").into_iter().map(weigh).collect();
        }
        Step::HowMuch => {
            for wish in &mut request.wishes {
                wish.weight = form.value(weight_field(wish.factor)).parse().unwrap_or(wish.weight);
            }
        }
        Step::Ways => {
            limits.delivery_modes = numbers(form, "delivery_modes");
            limits.languages = form.list("languages");
            limits.max_distance_km = distance(form);
            limits.max_price_pence = form.pence("max_price_pence");
            request.constraints = Some(limits);
        }
        Step::Must => {
            limits.must_have = form.list("must_have");
            request.constraints = Some(limits);
        }
        Step::When => when(form, request),
        Step::Words => form.value("words").clone_into(&mut request.words),
    }
}

/// A date with its reason, or neither: a date without one is asked again, and a reason without a date is no reason.
fn when(form: &mut Form, request: &mut Request) {
    request.need_by_date = form.date("need_by_date");
    request.need_by_reason = match request.need_by_date.as_str() {
        "" => 0,
        _ => form.value("need_by_reason").parse().unwrap_or_default(),
    };
    if !request.need_by_date.is_empty() && request.need_by_reason == 0 {
        form.note("need_by_reason", text("asking-when-reason-needed"));
    }
}

fn distance(form: &mut Form) -> Option<i32> {
    let typed = form.number("max_distance_km")?;
    if !(1..=FURTHEST).contains(&typed) {
        form.note("max_distance_km", text("asking-distance-wrong"));
        return None;
    }
    i32::try_from(typed).ok().map(km)
}

/// The access to choose from: what the person needs, what was chosen, and what places and visits can be like.
pub(super) fn access<'a>(form: &'a Form, needs: &[String]) -> Choices<'a> {
    let mut codes: Vec<&str> =
        needs.iter().map(String::as_str).filter(|code| access::is_known(code)).collect();
    codes.extend(form.all("must_have").filter(|code| access::is_known(code)));
    codes.extend(access::OTHER_ACCESS);
    let mut shown = Vec::new();
    let mut choices =
        Choices::many(form, "must_have").label(text("asking-must")).hint(text("asking-must-hint")).heading();
    for code in codes {
        if !shown.contains(&code) {
            shown.push(code);
            choices = choices.option(code, said::access::item(code));
        }
    }
    choices
}

/// The field of the sort of support, by the kind.
pub(super) fn sort_field(kind: Kind) -> &'static str {
    if kind == Kind::Advocacy { "advocacy_kind" } else { "peer_support_model" }
}

/// The field of how much a factor matters.
pub(crate) fn weight_field(factor: impl Number) -> &'static str {
    let factor = value(factor);
    const FIELDS: [&str; 11] = [
        "",
        "weight_1",
        "weight_2",
        "weight_3",
        "weight_4",
        "weight_5",
        "weight_6",
        "weight_7",
        "weight_8",
        "weight_9",
        "weight_10",
    ];
    let known = FACTORS.iter().any(|(value, _)| *value == factor);
    usize::try_from(factor).ok().filter(|_| known).and_then(|index| FIELDS.get(index)).copied().unwrap_or("")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_answered_comes_back_as_it_was() {
        let mut request = Request { kind: Kind::Advocacy as i32, ..Default::default() };
        let mut typed = Form::new()
            .with("delivery_modes", 1)
            .with("delivery_modes", 4)
            .with("max_distance_km", 10)
            .with("languages", "bfi")
            .with("max_price_pence", "£32.50");
        read(Step::Ways, &mut typed, &mut request);
        let limits = request.constraints.clone().expect("limits");
        assert_eq!((limits.max_distance_km, limits.max_price_pence), (Some(16), Some(3250)));
        let again = form(Step::Ways, &request);
        assert_eq!((again.value("max_distance_km"), again.value("max_price_pence")), ("10", "£32.50"));
        assert_eq!(again.list("delivery_modes"), ["1", "4"]);
    }

    #[test]
    fn a_weight_is_kept_when_what_matters_changes() {
        let wishes = vec![Wish { factor: 1, weight: 4 }, Wish { factor: 2, weight: 1 }];
        let mut request = Request { wishes, ..Default::default() };
        read(Step::Matters, &mut Form::new().with("wishes", 1).with("wishes", 10), &mut request);
        let weights: Vec<_> = request.wishes.iter().map(|wish| (wish.factor, wish.weight)).collect();
        assert_eq!(weights, [(1, 4), (10, SOMEWHAT)]);
    }

    #[test]
    fn a_date_it_is_needed_by_has_a_reason_or_is_not_there() {
        let mut request = Request::default();
        let dated = || {
            let form = Form::new().with("need_by_date.day", 3).with("need_by_date.month", 4);
            form.with("need_by_date.year", 2027)
        };
        let mut bare = dated();
        read(Step::When, &mut bare, &mut request);
        assert!(bare.wrong_with("need_by_reason").is_some());
        read(Step::When, &mut dated().with("need_by_reason", 2), &mut request);
        assert_eq!((request.need_by_date.as_str(), request.need_by_reason), ("2027-04-03", 2));
        assert_eq!(form(Step::When, &request).value("need_by_reason"), "2");
        read(Step::When, &mut Form::new().with("need_by_reason", 2), &mut request);
        assert_eq!((request.need_by_date.as_str(), request.need_by_reason), ("", 0));
    }

    #[test]
    fn a_distance_nobody_means_is_asked_again() {
        for wrong in ["0", "187", "far"] {
            let mut form = Form::new().with("max_distance_km", wrong);
            read(Step::Ways, &mut form, &mut Request::default());
            assert!(form.wrong_with("max_distance_km").is_some(), "{wrong}");
        }
    }
}
