//! The questions of a request, in their order.

use proto::matching::v1::Request;
use proto::matching::v1::request::Kind;

/// One question.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Step {
    /// Which advocacy, or which way of peer support.
    Sort,
    /// What the support should know well.
    About,
    /// What matters.
    Matters,
    /// How much each of these matters.
    HowMuch,
    /// In which ways, how far, for what price, in which language.
    Ways,
    /// Access that must be promised.
    Must,
    /// By when it is needed.
    When,
    /// Own words.
    Words,
}

impl Step {
    const ALL: [Self; 8] = [
        Self::Sort,
        Self::About,
        Self::Matters,
        Self::HowMuch,
        Self::Ways,
        Self::Must,
        Self::When,
        Self::Words,
    ];

    /// Its word in addresses.
    pub(super) fn slug(self) -> &'static str {
        match self {
            Self::Sort => "sort",
            Self::About => "about",
            Self::Matters => "matters",
            Self::HowMuch => "how-much",
            Self::Ways => "ways",
            Self::Must => "must",
            Self::When => "when",
            Self::Words => "words",
        }
    }

    /// The question of a word in an address.
    pub(super) fn find(slug: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|step| step.slug() == slug)
    }

    /// The question itself.
    pub(super) fn title(self) -> &'static str {
        match self {
            Self::Sort => "asking-sort",
            Self::About => "asking-about",
            Self::Matters => "asking-matters",
            Self::HowMuch => "asking-how-much",
            Self::Ways => "asking-ways",
            Self::Must => "asking-must",
            Self::When => "asking-when",
            Self::Words => "asking-words",
        }
    }

    /// The fields it changes.
    pub(super) fn mask(self) -> &'static [&'static str] {
        match self {
            Self::Sort => &["advocacy_kind", "peer_support_model"],
            Self::About => &["who_for"],
            Self::Matters | Self::HowMuch => &["wishes"],
            Self::Ways | Self::Must => &["constraints"],
            Self::When => &["need_by_date", "need_by_reason"],
            Self::Words => &["words"],
        }
    }

    /// The first question about a kind of support.
    pub(super) fn first(kind: Kind) -> Self {
        if kind == Kind::SupportBrokerage { Self::About } else { Self::Sort }
    }

    /// The question before this one.
    pub(super) fn before(self, kind: Kind) -> Option<Self> {
        let asked =
            Self::ALL.into_iter().filter(|step| *step != Self::Sort || Self::first(kind) == Self::Sort);
        asked.take_while(|step| *step != self).last()
    }

    /// The question after this one. How much is asked only when something matters.
    pub(super) fn after(self, request: &Request) -> Option<Self> {
        let skipped = |step: &Self| *step == Self::HowMuch && request.wishes.is_empty();
        Self::ALL.into_iter().skip_while(|step| *step != self).skip(1).find(|step| !skipped(step))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_question_can_be_found_and_leads_to_the_end() {
        let mut request = Request::default();
        let mut step = Step::first(Kind::Advocacy);
        let mut asked = 1;
        while let Some(next) = step.after(&request) {
            assert_eq!(Step::find(next.slug()), Some(next));
            (step, asked) = (next, asked + 1);
        }
        assert_eq!((step, asked), (Step::Words, 7));
        request.wishes.push(proto::matching::v1::Wish::default());
        assert_eq!(Step::Matters.after(&request), Some(Step::HowMuch));
        assert_eq!(Step::About.before(Kind::SupportBrokerage), None);
        assert_eq!(Step::About.before(Kind::Advocacy), Some(Step::Sort));
    }
}
