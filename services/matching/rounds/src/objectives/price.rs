//! What the third and fourth objective cost the others: the round solved with each in its place, left out, and put first.

use super::{Failed, Figures, Objective, Optimum, PUBLISHED, Problem, optimum};

/// What an objective costs, by the figures of three rounds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Price {
    /// The objective.
    pub objective: Objective,
    /// What the later ones would come to without it.
    pub left_out: Figures,
    /// What it would come to if it came first, and the earlier ones after it.
    pub put_first: Figures,
}

/// Solves a round by the published order and reports what its third and fourth objective cost.
pub fn price(problem: &Problem) -> Result<(Optimum, [Price; 2]), Failed> {
    let figures = |order: &[Objective]| Ok::<_, Failed>(optimum(problem, order)?.figures);
    let of = |objective: Objective| {
        let others: Vec<Objective> = PUBLISHED.into_iter().filter(|other| *other != objective).collect();
        let first: Vec<Objective> = [objective].into_iter().chain(others.iter().copied()).collect();
        Ok::<_, Failed>(Price { objective, left_out: figures(&others)?, put_first: figures(&first)? })
    };
    let published = optimum(problem, &PUBLISHED)?;
    Ok((published, [of(PUBLISHED[2])?, of(PUBLISHED[3])?]))
}
