//! Who is picked, and in which order.

use proto::matching::v1::Menu;

use crate::error::Failure;
use crate::form::Form;
use crate::read;
use crate::visit::Visit;
use crate::words::text;

/// One pick: an offering and whose it is.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Pick {
    pub offering: String,
    pub display_name: String,
    pub ulo: String,
    pub ulo_name: String,
}

impl Pick {
    /// The field its place in the order is typed in.
    pub(super) fn field(&self) -> String {
        field(&self.offering)
    }
}

fn field(offering: &str) -> String {
    offering.replace('/', "-")
}

/// The picks of a menu with these names, in this order; a name that is no option is left out.
pub(super) async fn chosen(visit: &Visit, menu: &Menu, names: &[String]) -> Result<Vec<Pick>, Failure> {
    let mut picks: Vec<Pick> = Vec::new();
    for name in names {
        let Some(option) = menu.options.iter().find(|option| option.offering == *name) else { continue };
        if picks.iter().any(|pick| pick.offering == *name) {
            continue;
        }
        picks.push(Pick {
            offering: name.clone(),
            display_name: read::offering(visit, name).await?.display_name,
            ulo: option.ulo.clone(),
            ulo_name: read::ulo(visit, &option.ulo).await?.display_name,
        });
    }
    Ok(picks)
}

/// The options that were given a number, the lowest number first; those with the same number are liked the same. Notes
/// what is wrong with the numbers.
pub(super) fn ordered<'a>(form: &mut Form, options: impl Iterator<Item = &'a str>) -> Vec<(i64, String)> {
    let mut numbered: Vec<(i64, String)> = Vec::new();
    for option in options {
        let field = field(option);
        let Some(number) = form.number(&field) else { continue };
        if number < 1 {
            form.note(&field, text("choosing-rank-wrong"));
        }
        numbered.push((number, option.to_owned()));
    }
    if numbered.len() < 2 && !form.is_wrong() {
        form.note("", text("choosing-rank-few"));
    }
    numbered.sort_by_key(|(number, _)| *number);
    numbered
}

/// How the picks of a form rank: 1 for the best liked, the same for those liked the same. Nothing when no two are.
pub(super) fn ranks(form: &Form, picks: &[Pick]) -> Vec<i32> {
    let (names, numbers) = (form.list("pick"), form.list("rank"));
    let typed = |pick: &Pick| {
        let place = names.iter().position(|name| *name == pick.offering)?;
        numbers.get(place)?.parse::<i64>().ok()
    };
    let Some(typed) = picks.iter().map(typed).collect::<Option<Vec<_>>>() else { return Vec::new() };
    let mut ranks: Vec<i32> = Vec::new();
    for (place, number) in typed.iter().enumerate() {
        let before = place.checked_sub(1).and_then(|before| Some((typed.get(before)?, ranks.get(before)?)));
        ranks.push(before.map_or(1, |(other, rank)| rank + i32::from(other != number)));
    }
    let alike = ranks.windows(2).any(|pair| pair[0] == pair[1]);
    if alike { ranks } else { Vec::new() }
}

#[cfg(test)]
mod tests {
    use super::*;

    const OPTIONS: [&str; 3] = ["offerings/a", "offerings/b", "offerings/c"];

    #[test]
    fn the_lowest_number_comes_first_and_none_is_left_out() {
        let mut form = Form::new().with("offerings-a", 7).with("offerings-c", 1);
        let ordered: Vec<_> = ordered(&mut form, OPTIONS.into_iter()).into_iter().map(|(_, it)| it).collect();
        assert_eq!(ordered, ["offerings/c", "offerings/a"]);
        assert!(!form.is_wrong());
    }

    #[test]
    fn no_number_of_a_place_or_too_few_are_asked_again() {
        let mut none = Form::new().with("offerings-a", 1).with("offerings-b", 0);
        ordered(&mut none, OPTIONS.into_iter());
        assert!(none.wrong_with("offerings-b").is_some());
        let mut one = Form::new().with("offerings-a", 1);
        ordered(&mut one, OPTIONS.into_iter());
        assert!(one.is_wrong());
    }

    #[test]
    fn the_same_number_is_the_same_rank_and_ranks_begin_with_one() {
        let picks: Vec<Pick> = OPTIONS.into_iter().map(pick).collect();
        let form = |numbers: [i64; 3]| {
            let each = OPTIONS.into_iter().zip(numbers);
            each.fold(Form::new(), |form, (option, number)| form.with("pick", option).with("rank", number))
        };
        assert_eq!(ranks(&form([2, 2, 5]), &picks), [1, 1, 2]);
        assert_eq!(ranks(&form([1, 3, 3]), &picks), [1, 2, 2]);
        assert_eq!(ranks(&form([1, 2, 3]), &picks), [0; 0], "no two are liked the same");
        assert_eq!(ranks(&form([1, 1, 2]), &picks[..1]), [0; 0], "what is left has nobody beside it");
        assert_eq!(ranks(&Form::new().with("pick", "offerings/a"), &picks), [0; 0]);
    }

    fn pick(offering: &str) -> Pick {
        let none = String::new;
        Pick { offering: offering.to_owned(), display_name: none(), ulo: none(), ulo_name: none() }
    }
}
