//! The exact optimum: no placement costs less, where staying unmatched has its price too.

use crate::auction::{self, ALONE};
use crate::certificate::{self, Certificate, Doubt};
use crate::instance::Instance;
use crate::repair::{self, Forward, State, lift};

/// A solved instance, ready for one more request.
pub struct Solved {
    pub(crate) instance: Instance,
    pub(crate) state: State,
    pub(crate) forward: Forward,
}

/// Solves an instance and proves the answer.
pub fn solve(mut instance: Instance) -> Result<Solved, Doubt> {
    let common = lift::common(&instance);
    instance.raise_unmatched(-common);
    let start = auction::run(&instance);
    let (mut state, mut forward) = repair::run(&instance, start);
    lift::raise(&mut instance, &mut state, &mut forward, common);
    let solved = Solved { instance, state, forward };
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

    /// What one more opening of each option would save.
    pub fn prices(&self) -> &[i64] {
        &self.state.price
    }

    /// Proves the answer again, from places and prices alone.
    pub fn certificate(&self) -> Result<Certificate, Doubt> {
        certificate::check(&self.instance, &self.places(), &self.state.price)
    }
}
