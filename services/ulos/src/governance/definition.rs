//! What it means to be user-led, worked out from facts alone. What is not evidenced is never told as a no.

use super::{Count, EvidenceKind, Facts};
use crate::ulo::Standing;

platform::words! {
    /// What a test says.
    pub enum Verdict {
        /// The facts stated meet it.
        Met = "met",
        /// The facts stated do not meet it.
        NotMet = "not_met",
        /// The facts needed have not been stated.
        NotEvidenced = "not_evidenced",
    }
}

platform::words! {
    /// Groups of people in an organisation.
    pub enum Group {
        /// Voting members of the board or management committee.
        Board = "board",
        /// Paid staff.
        Staff = "staff",
        /// Volunteers.
        Volunteers = "volunteers",
    }
}

/// What a share has to reach, in whole per cent.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Threshold {
    /// To be passed and not only reached.
    MoreThan(i32),
    /// To be reached.
    AtLeast(i32),
}

/// One share of a group against what a test asks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Share {
    /// Of whom.
    pub group: Group,
    /// How many, and how many of them from the constituency.
    pub count: Count,
    /// What is asked.
    pub threshold: Threshold,
    /// What this share alone says.
    pub verdict: Verdict,
}

/// One test and the shares it rests on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Test {
    /// Over all shares.
    pub verdict: Verdict,
    /// The shares compared.
    pub shares: Vec<Share>,
}

/// Everything the facts of one organisation mean.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Judgement {
    /// More than half of the board is from the constituency.
    pub majority: Test,
    /// It answers to its members or users.
    pub accountability: Test,
    /// Both of these: the definition.
    pub user_led: Test,
    /// The Department of Health's figure: 75 % of the board.
    pub dh_75: Test,
    /// The Office for Disability Issues': 75 % of the board, 50 % of staff, 50 % of volunteers.
    pub odi_75_50_50: Test,
}

impl Judgement {
    /// What these facts mean.
    pub fn of(facts: &Facts) -> Self {
        use Threshold::{AtLeast, MoreThan};
        let majority = Test::of_all(vec![Share::new(Group::Board, facts.board, MoreThan(50))]);
        let accountability = Test::plain(accountability(facts));
        let user_led = Test::plain(user_led(majority.verdict, accountability.verdict));
        let dh_75 = Test::of_all(vec![Share::new(Group::Board, facts.board, AtLeast(75))]);
        let odi_75_50_50 = Test::of_all(vec![
            Share::new(Group::Board, facts.board, AtLeast(75)),
            Share::new(Group::Staff, facts.staff, AtLeast(50)),
            Share::new(Group::Volunteers, facts.volunteers, AtLeast(50)),
        ]);
        Self { majority, accountability, user_led, dh_75, odi_75_50_50 }
    }
}

impl Test {
    fn plain(verdict: Verdict) -> Self {
        Self { verdict, shares: Vec::new() }
    }

    /// One failure fails it; one share that is not evidenced leaves it open.
    fn of_all(shares: Vec<Share>) -> Self {
        let any = |verdict| shares.iter().any(|share| share.verdict == verdict);
        let verdict = match () {
            () if any(Verdict::NotMet) => Verdict::NotMet,
            () if any(Verdict::NotEvidenced) => Verdict::NotEvidenced,
            () => Verdict::Met,
        };
        Self { verdict, shares }
    }
}

impl Share {
    fn new(group: Group, count: Count, threshold: Threshold) -> Self {
        Self { group, count, threshold, verdict: reached(count, threshold) }
    }
}

impl From<Verdict> for Standing {
    fn from(verdict: Verdict) -> Self {
        match verdict {
            Verdict::Met => Self::Met,
            Verdict::NotMet => Self::NotMet,
            Verdict::NotEvidenced => Self::NotEvidenced,
        }
    }
}

/// In whole numbers, so that 3 of 4 are 75 % to the last digit. A group with nobody in it passes.
fn reached(count: Count, threshold: Threshold) -> Verdict {
    let met = match (count.size, count.from_constituency) {
        (Some(0), _) => true,
        (Some(size), Some(ours)) => {
            let (size, ours) = (i64::from(size), i64::from(ours));
            match threshold {
                Threshold::MoreThan(percent) => ours * 100 > size * i64::from(percent),
                Threshold::AtLeast(percent) => ours * 100 >= size * i64::from(percent),
            }
        }
        _ => return Verdict::NotEvidenced,
    };
    if met { Verdict::Met } else { Verdict::NotMet }
}

/// Silence proves nothing, so this is never a no; and what is only "something else" is no evidence yet.
fn accountability(facts: &Facts) -> Verdict {
    let shown = facts.accountability.iter().any(|evidence| evidence.kind != EvidenceKind::Other);
    if shown { Verdict::Met } else { Verdict::NotEvidenced }
}

fn user_led(majority: Verdict, accountability: Verdict) -> Verdict {
    match (majority, accountability) {
        (Verdict::NotMet, _) | (_, Verdict::NotMet) => Verdict::NotMet,
        (Verdict::Met, Verdict::Met) => Verdict::Met,
        _ => Verdict::NotEvidenced,
    }
}

#[cfg(test)]
mod tests;
