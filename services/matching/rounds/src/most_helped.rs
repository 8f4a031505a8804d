//! The exact optimum: no placement costs less, where staying unmatched has its price too.

use crate::auction::{self, ALONE};
use crate::certificate::{self, Certificate, Doubt};
use crate::instance::Instance;
pub use crate::repair::Effort;
use crate::repair::{self, Backward, Forward, State, lift, lowest};

/// A solved instance, ready for one more request or one less.
pub struct Solved {
    pub(crate) instance: Instance,
    pub(crate) state: State,
    pub(crate) forward: Forward,
    effort: Effort,
    /// Whether all that helps to add one more request was read.
    pub(crate) warm: bool,
    /// Made when a request is first withdrawn, since it takes as much memory as the instance.
    pub(crate) backward: Option<Backward>,
}

/// Solves an instance and proves the answer.
pub fn solve(mut instance: Instance) -> Result<Solved, Doubt> {
    let common = lift::common(&instance);
    instance.raise_unmatched(-common);
    let start = auction::run(&instance);
    let (mut state, mut forward, effort) = repair::run(&instance, start);
    lift::raise(&mut instance, &mut state, &mut forward, common);
    let solved = Solved { instance, state, forward, effort, warm: false, backward: None };
    solved.certificate()?;
    Ok(solved)
}

impl Solved {
    /// The instance, with all that was added.
    pub fn instance(&self) -> &Instance {
        &self.instance
    }

    /// Where a request goes.
    pub fn place(&self, request: usize) -> Option<u32> {
        let option = self.state.place[request].option;
        (option < ALONE).then_some(option)
    }

    /// Where each request goes.
    pub fn places(&self) -> Vec<Option<u32>> {
        (0..self.instance.requests()).map(|request| self.place(request)).collect()
    }

    /// The prices that prove the answer. Of several that do, which these are means nothing: see `savings`.
    pub fn prices(&self) -> &[i64] {
        &self.state.price
    }

    /// What one more opening of each option would save: the lowest prices that prove the answer, of which there is one set only.
    pub fn savings(&self) -> Vec<i64> {
        lowest::prices(&self.instance, &self.state)
    }

    /// How much work it was.
    pub fn effort(&self) -> Effort {
        self.effort
    }

    /// Proves the answer again, from places and prices alone.
    pub fn certificate(&self) -> Result<Certificate, Doubt> {
        certificate::check(&self.instance, &self.places(), &self.state.price)
    }
}
