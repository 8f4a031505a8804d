//! How strong the ties are between a council and the user-led organisations of its area, as facts show.
//!
//! Invariants: what is not known is never 0; strands are set beside like councils and never added up; introductions are
//! counts of people, and only the council's own officers see them.

pub(crate) mod rpc;
mod store;
mod wire;

use chrono::NaiveDate;

use crate::spend::{Term, Year};
use crate::voice::year::permille;

platform::words! {
    /// What ties a council to organisations.
    pub enum Strand {
        /// Pence in the present year for every 1,000 people.
        Money = "money",
        /// Months for which the money is promised.
        Term = "term",
        /// Seats where the council decides.
        Seats = "seats",
        /// Decisions in which an organisation spoke, of 1,000.
        Spoken = "spoken",
        /// Decisions changed, of 1,000.
        Changed = "changed",
    }
}

/// What is known of one council.
#[derive(Debug, Clone, Default)]
pub struct Known {
    /// Its grants and contracts to anyone.
    pub terms: Vec<Term>,
    pub population_thousands: i64,
    pub seats: i64,
    pub decisions: i64,
    pub spoken: i64,
    pub changed: i64,
}

impl Known {
    /// How much of a strand there is; nothing when it is not known.
    pub fn strand(&self, strand: Strand, today: NaiveDate) -> Option<i64> {
        match strand {
            Strand::Money => Some(self.money(Year::of(today))),
            Strand::Term => self.term_months(today),
            Strand::Seats => Some(self.seats),
            Strand::Spoken => permille(self.spoken, self.decisions).map(i64::from),
            Strand::Changed => permille(self.changed, self.decisions).map(i64::from),
        }
    }

    fn money(&self, year: Year) -> i64 {
        let to_ulos = self.terms.iter().filter(|term| term.to_ulo).map(|term| term.in_year(year));
        let people = self.population_thousands.max(1);
        (to_ulos.fold(0_i64, i64::saturating_add) + people / 2) / people
    }

    /// For how long the money that runs on a day is promised: every pound counts alike.
    fn term_months(&self, today: NaiveDate) -> Option<i64> {
        let runs = |term: &&Term| term.to_ulo && (term.start_date..=term.end_date).contains(&today);
        let (mut pence, mut pence_days) = (0_i128, 0_i128);
        for term in self.terms.iter().filter(runs) {
            let days = (term.end_date - term.start_date).num_days() + 1;
            pence += i128::from(term.amount_pence);
            pence_days += i128::from(term.amount_pence) * i128::from(days);
        }
        // 48 months are 1,461 days.
        let months = (pence > 0).then(|| (pence_days * 48 / pence + 730) / 1_461)?;
        i64::try_from(months).ok()
    }
}

#[cfg(test)]
mod tests {
    use platform::words::{Wire as _, Word as _};

    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    fn term(amount_pence: i64, from: &str, to: &str) -> Term {
        Term { amount_pence, start_date: day(from), end_date: day(to), to_ulo: true, to_shown_ulo: false }
    }

    fn known(terms: Vec<Term>) -> Known {
        Known { terms, population_thousands: 200, ..Known::default() }
    }

    #[test]
    fn what_is_not_known_is_not_nothing() {
        let today = day("2026-11-27");
        let strands =
            |known: &Known| Strand::ALL.iter().map(|strand| known.strand(*strand, today)).collect::<Vec<_>>();
        assert_eq!(strands(&known(Vec::new())), [Some(0), None, Some(0), None, None]);
        let voices = Known { seats: 2, decisions: 4, spoken: 3, changed: 0, ..known(Vec::new()) };
        assert_eq!(strands(&voices), [Some(0), None, Some(2), Some(750), Some(0)]);
    }

    #[test]
    fn money_is_of_the_present_year_by_how_many_live_there() {
        let whole_year = term(20_000_000, "2026-04-01", "2027-03-31");
        let to_others = Term { to_ulo: false, ..whole_year };
        let known = known(vec![whole_year, to_others, term(99, "2024-04-01", "2025-03-31")]);
        assert_eq!(known.strand(Strand::Money, day("2026-11-27")), Some(100_000));
        let of = |pence: i64| self::known(vec![term(pence, "2026-04-01", "2027-03-31")]);
        let told = [99, 100].map(|pence| of(pence).strand(Strand::Money, day("2026-11-27")));
        assert_eq!(told, [Some(0), Some(1)], "to the nearest penny");
    }

    #[test]
    fn each_pound_counts_alike_for_how_long_it_is_promised() {
        let today = day("2026-11-27");
        let of = |terms| known(terms).strand(Strand::Term, today);
        let (one, three) = (term(100, "2026-04-01", "2027-03-31"), term(100, "2025-04-01", "2028-03-31"));
        assert_eq!(of(vec![one]), Some(12));
        assert_eq!(of(vec![one, three]), Some(24));
        assert_eq!(of(vec![one, Term { amount_pence: 300, ..three }]), Some(30));
        assert_eq!(of(vec![Term { to_ulo: false, ..one }, term(100, "2020-01-01", "2026-11-26")]), None);
        assert_eq!(of(vec![Term { amount_pence: 0, ..one }]), None);
        let (last, first) = (term(1, "2026-01-01", "2026-11-27"), term(1, "2026-11-27", "2027-10-24"));
        assert_eq!([of(vec![last]), of(vec![first])], [Some(11), Some(11)], "on its last day, and its first");
        let short = |to: &str| of(vec![term(1, "2026-11-20", to)]);
        assert_eq!(
            [short("2026-12-04"), short("2026-12-05")],
            [Some(0), Some(1)],
            "16 days are nearly a month"
        );
    }

    #[test]
    fn every_strand_has_its_number() {
        assert_eq!(Strand::list_to_wire(Strand::ALL), [1, 2, 3, 4, 5]);
    }
}
