//! Rounds of a fund, bids, assessments, awards and reports in words.

use proto::ulos::v1::assessment::{Conflict, State as Assessed};
use proto::ulos::v1::award::State as Award;
use proto::ulos::v1::award::milestone::State as Milestone;
use proto::ulos::v1::bid::{Problem, State as Bid};
use proto::ulos::v1::report::{Kind as Report, State as Reported};
use proto::ulos::v1::round::Phase;

use super::words_of;

words_of! {
    /// Where a round stands.
    phase, PHASES: Phase {
        Draft => "fund-phase-draft",
        Coming => "fund-phase-coming",
        TakingBids => "fund-phase-taking",
        Assessing => "fund-phase-assessing",
        Decided => "fund-phase-decided",
        Closed => "fund-phase-closed",
    }
}

words_of! {
    /// Where a bid stands.
    bid, BIDS: Bid {
        Draft => "bid-state-draft",
        Submitted => "bid-state-submitted",
        Withdrawn => "bid-state-withdrawn",
        Awarded => "bid-state-awarded",
        Declined => "bid-state-declined",
    }
}

words_of! {
    /// What stands in the way of a bid.
    problem, PROBLEMS: Problem {
        RoundNotTakingBids => "bid-problem-round",
        UloClosed => "bid-problem-closed",
        NotUserLed => "bid-problem-led",
        OutsideArea => "bid-problem-area",
        NoCouncils => "bid-problem-councils",
        NoNeed => "bid-problem-need",
        NoPlan => "bid-problem-plan",
        NoLeadership => "bid-problem-leadership",
        NoSharing => "bid-problem-sharing",
        NoLasting => "bid-problem-lasting",
        NoAmount => "bid-problem-amount",
        OverLimit => "bid-problem-limit",
        NoMilestones => "bid-problem-milestones",
        MilestonesDiffer => "bid-problem-sum",
        MilestoneTooEarly => "bid-problem-early",
    }
}

words_of! {
    /// Where an assessment stands.
    assessed, ASSESSED: Assessed {
        Open => "assess-state-open",
        Given => "assess-state-given",
        StoodAside => "assess-state-aside",
    }
}

words_of! {
    /// What ties an assessor to a bidder.
    conflict, CONFLICTS: Conflict {
        OwnOrganisation => "assess-conflict-own",
        Funder => "assess-conflict-funder",
        Buddy => "assess-conflict-buddy",
        Family => "assess-conflict-family",
    }
}

words_of! {
    /// Where an award stands.
    award, AWARDS: Award {
        Running => "fund-award-running",
        Complete => "fund-award-complete",
    }
}

words_of! {
    /// Where a milestone stands.
    milestone, MILESTONES: Milestone {
        Planned => "fund-milestone-planned",
        Claimed => "fund-milestone-claimed",
        Paid => "fund-milestone-paid",
    }
}

words_of! {
    /// A kind of report.
    report, REPORTS: Report {
        Monitoring => "award-report-monitoring",
        Learning => "award-report-learning",
    }
}

words_of! {
    /// Where a report stands.
    reported, REPORTED: Reported {
        Draft => "award-report-draft",
        Submitted => "award-report-submitted",
        Accepted => "award-report-accepted",
    }
}
