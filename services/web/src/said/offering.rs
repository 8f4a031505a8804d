//! Offerings in words: kinds of support, ways, prices, ties, and who support is for.

use proto::ulos::v1::interest::Kind as Tie;
use proto::ulos::v1::offering::{AdvocacyKind, DeliveryMode, Kind, PeerSupportModel, PriceBasis, State};
use proto::ulos::v1::schedule::{Day, Week};
use proto::ulos::v1::{Offering, Schedule, WhoFor};

use super::{Number, value, words_of};
use crate::view::money;
use crate::words::{Text, text};

words_of! {
    /// A kind of support.
    kind, KINDS: Kind {
        SupportBrokerage => "offering-kind-brokerage",
        Advocacy => "offering-kind-advocacy",
        PeerSupport => "offering-kind-peer",
        InformationAndAdvice => "offering-kind-advice",
        DirectPaymentSupport => "offering-kind-payments",
        PaRecruitment => "offering-kind-assistants",
        SelfAssessmentHelp => "offering-kind-assessment",
        EqualityTraining => "offering-kind-training",
        ConsumerAudit => "offering-kind-audit",
    }
}

words_of! {
    /// A kind of advocacy.
    advocacy, ADVOCACY_KINDS: AdvocacyKind {
        CareAct => "offering-advocacy-care-act",
        MentalCapacity => "offering-advocacy-capacity",
        PaidRepresentative => "offering-advocacy-representative",
        MentalHealth => "offering-advocacy-mental-health",
        NhsComplaints => "offering-advocacy-complaints",
        Community => "offering-advocacy-community",
        Peer => "offering-advocacy-peer",
        Self_ => "offering-advocacy-self",
        Group => "offering-advocacy-group",
        Citizen => "offering-advocacy-citizen",
        NonInstructed => "offering-advocacy-non-instructed",
    }
}

words_of! {
    /// A way of peer support.
    model, MODELS: PeerSupportModel {
        OneToOne => "offering-model-one",
        MatchedPeer => "offering-model-matched",
        Group => "offering-model-group",
        DropIn => "offering-model-drop-in",
        PhoneOrOnline => "offering-model-phone",
        Training => "offering-model-training",
        PeerLedReview => "offering-model-review",
        PaEmployerForum => "offering-model-forum",
    }
}

words_of! {
    /// A way of giving support.
    mode, MODES: DeliveryMode {
        AtHome => "offering-mode-home",
        AtOurPlace => "offering-mode-place",
        CommunityPlace => "offering-mode-community",
        Phone => "offering-mode-phone",
        Video => "offering-mode-video",
        Text => "offering-mode-text",
    }
}

words_of! {
    /// Who support is for, or what it should know well.
    who_for, WHO_FOR: WhoFor {
        Everyone => "offering-who-everyone",
        Physical => "offering-who-physical",
        Sight => "offering-who-sight",
        Hearing => "offering-who-hearing",
        Deafblind => "offering-who-deafblind",
        LearningDisability => "offering-who-learning",
        Autism => "offering-who-autism",
        MentalHealth => "offering-who-mental-health",
        Memory => "offering-who-memory",
        LongTermCondition => "offering-who-condition",
        OlderPeople => "offering-who-older",
        YoungPeople => "offering-who-young",
        Carers => "offering-who-carers",
    }
}

words_of! {
    /// A day of the week.
    day, DAYS: Day {
        Monday => "offering-day-monday",
        Tuesday => "offering-day-tuesday",
        Wednesday => "offering-day-wednesday",
        Thursday => "offering-day-thursday",
        Friday => "offering-day-friday",
        Saturday => "offering-day-saturday",
        Sunday => "offering-day-sunday",
    }
}

words_of! {
    /// Which of a day's weeks in a month.
    week, WEEKS: Week {
        First => "offering-week-first",
        Second => "offering-week-second",
        Third => "offering-week-third",
        Fourth => "offering-week-fourth",
        Last => "offering-week-last",
    }
}

words_of! {
    /// A tie that could pull against the person's interest, as a sentence.
    tie, TIES: Tie {
        ProvidesCare => "offering-tie-care",
        FundedByCouncil => "offering-tie-funded",
        EmployedByCouncil => "offering-tie-employed",
        ReferrerOwnOrganisation => "offering-tie-referrer",
        FamilyTie => "offering-tie-family",
        Other => "offering-tie-other",
    }
}

words_of! {
    /// Whether an offering takes people on.
    state, STATES: State {
        Open => "offering-state-open",
        Paused => "offering-state-paused",
        Closed => "offering-state-closed",
    }
}

/// A price with what it is for.
pub fn price(pence: impl Number, basis: impl Number) -> Text {
    let said = |key| text(key).with("price", money(pence.number()));
    match PriceBasis::try_from(value(basis)) {
        Ok(PriceBasis::Free) => text("offering-price-free"),
        Ok(PriceBasis::PerHour) => said("offering-price-hour"),
        Ok(PriceBasis::PerPlan) => said("offering-price-plan"),
        Ok(PriceBasis::PerMonth) => said("offering-price-month"),
        Ok(PriceBasis::Sliding) => said("offering-price-sliding"),
        _ => text("offering-price-unsaid"),
    }
}

/// The kind of an offering, with which advocacy or which way of peer support.
pub fn whole_kind(offering: &Offering) -> Text {
    match (advocacy(offering.advocacy_kind), model(offering.peer_support_model)) {
        (more, _) if !more.is_empty() => two(kind(offering.kind), more),
        (_, more) if !more.is_empty() => two(kind(offering.kind), more),
        _ => kind(offering.kind),
    }
}

fn two(kind: Text, more: Text) -> Text {
    text("offering-kind-whole").with("kind", kind).with("more", more)
}

/// The hours of one day, as `Tuesday (first of the month), 10:00 to 16:00`.
pub fn hours(schedule: &Schedule) -> Text {
    let day = match week(schedule.week) {
        week if week.is_empty() => day(schedule.day),
        week => text("offering-day-of-month").with("day", day(schedule.day)).with("week", week),
    };
    text("offering-hours").with("day", day).with("from", &*schedule.opens_at).with("to", &*schedule.closes_at)
}

/// What support can know well: every value of [`WHO_FOR`] but everyone.
pub fn knows() -> &'static [(i32, &'static str)] {
    WHO_FOR.get(1..).unwrap_or_default()
}
