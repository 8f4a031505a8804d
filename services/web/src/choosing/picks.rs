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

/// The options that were given a number, the lowest number first. Notes what is wrong with the numbers.
pub(super) fn ordered<'a>(form: &mut Form, options: impl Iterator<Item = &'a str>) -> Vec<String> {
    let mut numbered: Vec<(i64, String)> = Vec::new();
    for option in options {
        let field = field(option);
        let Some(number) = form.number(&field) else { continue };
        if number < 1 || numbered.iter().any(|(other, _)| *other == number) {
            form.note(&field, text("choosing-rank-wrong"));
        }
        numbered.push((number, option.to_owned()));
    }
    if numbered.len() < 2 && !form.is_wrong() {
        form.note("", text("choosing-rank-few"));
    }
    numbered.sort();
    numbered.into_iter().map(|(_, option)| option).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    const OPTIONS: [&str; 3] = ["offerings/a", "offerings/b", "offerings/c"];

    #[test]
    fn the_lowest_number_comes_first_and_none_is_left_out() {
        let mut form = Form::new().with("offerings-a", 7).with("offerings-c", 1);
        assert_eq!(ordered(&mut form, OPTIONS.into_iter()), ["offerings/c", "offerings/a"]);
        assert!(!form.is_wrong());
    }

    #[test]
    fn the_same_number_twice_or_too_few_are_asked_again() {
        let mut twice = Form::new().with("offerings-a", 1).with("offerings-b", 1);
        ordered(&mut twice, OPTIONS.into_iter());
        assert!(twice.wrong_with("offerings-b").is_some());
        let mut one = Form::new().with("offerings-a", 1);
        ordered(&mut one, OPTIONS.into_iter());
        assert!(one.is_wrong());
    }
}
