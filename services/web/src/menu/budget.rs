//! A price against the person's budget.

use proto::matching::v1::menu_option::PriceBasis;
use proto::people::v1::Budget;
use proto::people::v1::budget::Frequency;

use crate::view::money;
use crate::words::{Text, text};

/// What the budgets come to in a week, in pence; nothing when no amount is known. What is paid once does not count.
pub(super) fn weekly(budgets: &[Budget]) -> Option<i64> {
    let weekly: Vec<i64> = budgets.iter().filter_map(a_week_of).collect();
    (!weekly.is_empty()).then(|| weekly.iter().sum())
}

/// Months and quarters are 12 and 4 of 52 weeks, as the national figures count them.
fn a_week_of(budget: &Budget) -> Option<i64> {
    let pence = budget.amount_pence?;
    match budget.frequency() {
        Frequency::Weekly => Some(pence),
        Frequency::Fortnightly => Some(pence / 2),
        Frequency::FourWeekly => Some(pence / 4),
        Frequency::Monthly => Some(pence * 12 / 52),
        Frequency::Quarterly => Some(pence * 4 / 52),
        Frequency::Annual => Some(pence / 52),
        Frequency::OneOff | Frequency::Unspecified => None,
    }
}

/// What a price means for somebody with this much a week.
pub(super) fn against(price: i64, basis: PriceBasis, weekly: Option<i64>) -> Text {
    let Some(weekly) = weekly.filter(|weekly| *weekly > 0) else {
        return text(match basis {
            PriceBasis::Free => "menu-budget-free",
            _ => "menu-budget-unknown",
        });
    };
    let of = |key| text(key).with("budget", money(weekly));
    match basis {
        PriceBasis::Free => text("menu-budget-free"),
        PriceBasis::Sliding | PriceBasis::Unspecified => text("menu-budget-sliding"),
        PriceBasis::PerHour if price > weekly => of("menu-budget-hour-more"),
        PriceBasis::PerHour => of("menu-budget-hours").with("hours", weekly / price.max(1)),
        PriceBasis::PerPlan if price < weekly => of("menu-budget-plan-less"),
        PriceBasis::PerPlan => of("menu-budget-plan").with("weeks", (price + weekly - 1) / weekly),
        PriceBasis::PerMonth => of("menu-budget-month").with("percent", price * 1200 / 52 / weekly),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn budget(pence: i64, frequency: Frequency) -> Budget {
        Budget { amount_pence: Some(pence), frequency: frequency.into(), ..Default::default() }
    }

    #[test]
    fn budgets_are_added_up_by_the_week() {
        let budgets = [
            budget(10_000, Frequency::Weekly),
            budget(52_000, Frequency::Annual),
            budget(99, Frequency::OneOff),
        ];
        assert_eq!(weekly(&budgets), Some(11_000));
        assert_eq!(weekly(&[budget(99, Frequency::OneOff), Budget::default()]), None);
    }

    #[test]
    fn a_price_is_said_in_hours_and_weeks_of_the_budget() {
        let said = |price, basis| against(price, basis, Some(30_000)).to_string();
        assert_eq!(
            said(3_000, PriceBasis::PerHour),
            "Your budget of £300 a week would pay for about 10 hours a week."
        );
        assert_eq!(
            said(45_000, PriceBasis::PerPlan),
            "That is about as much as 2 weeks of your budget of £300 a week."
        );
        assert!(against(1, PriceBasis::PerHour, None).to_string().contains("have not told us"));
    }
}
