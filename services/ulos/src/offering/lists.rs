//! The closed lists an offering is described by.

platform::words! {
    /// Kinds of support.
    pub enum Kind {
        /// Help to plan and arrange support with a personal budget.
        SupportBrokerage = "support_brokerage",
        /// Someone to speak up with or for a person.
        Advocacy = "advocacy",
        /// Support from people who have been there.
        PeerSupport = "peer_support",
        /// Information and advice.
        InformationAndAdvice = "information_and_advice",
        /// Help to run a direct payment.
        DirectPaymentSupport = "direct_payment_support",
        /// Help to find, employ and keep personal assistants.
        PaRecruitment = "pa_recruitment",
        /// Help to say what one needs in an assessment.
        SelfAssessmentHelp = "self_assessment_help",
        /// Disability equality training.
        EqualityTraining = "equality_training",
        /// Checks of services by the people who use them.
        ConsumerAudit = "consumer_audit",
    }
}

platform::words! {
    /// Kinds of advocacy.
    pub enum AdvocacyKind {
        /// Under the Care Act.
        CareAct = "care_act",
        /// Under the Mental Capacity Act.
        MentalCapacity = "mental_capacity",
        /// Paid representative of a person deprived of their liberty.
        PaidRepresentative = "paid_representative",
        /// Under the Mental Health Act.
        MentalHealth = "mental_health",
        /// In a complaint about NHS care.
        NhsComplaints = "nhs_complaints",
        /// General, on any issue.
        Community = "community",
        /// By someone with similar experience.
        Peer = "peer",
        /// Support to speak for oneself.
        SelfAdvocacy = "self",
        /// People speaking up together.
        Group = "group",
        /// A long-term unpaid partner.
        Citizen = "citizen",
        /// For a person who cannot say what they want.
        NonInstructed = "non_instructed",
    }
}

platform::words! {
    /// Ways of peer support.
    pub enum PeerSupportModel {
        /// One mentor for one person.
        OneToOne = "one_to_one",
        /// Someone in the same position.
        MatchedPeer = "matched_peer",
        /// A group that meets.
        Group = "group",
        /// Come when you like.
        DropIn = "drop_in",
        /// By phone or online.
        PhoneOrOnline = "phone_or_online",
        /// Training given by peers.
        Training = "training",
        /// A review of one's support, led by a peer.
        PeerLedReview = "peer_led_review",
        /// A forum of people who employ personal assistants.
        PaEmployerForum = "pa_employer_forum",
    }
}

platform::words! {
    /// Ways of giving support.
    pub enum DeliveryMode {
        /// At the person's home.
        AtHome = "at_home",
        /// At the organisation's place.
        AtOurPlace = "at_our_place",
        /// Somewhere in the community.
        CommunityPlace = "community_place",
        /// By phone.
        Phone = "phone",
        /// By video.
        Video = "video",
        /// In writing.
        Text = "text",
    }
}

platform::words! {
    /// What a price is for.
    pub enum PriceBasis {
        /// Costs the person nothing.
        Free = "free",
        /// Each hour.
        PerHour = "per_hour",
        /// Each plan.
        PerPlan = "per_plan",
        /// Each month.
        PerMonth = "per_month",
        /// By what the person can pay.
        Sliding = "sliding",
    }
}

platform::words! {
    /// Ties that could pull against the person's interest.
    pub enum InterestKind {
        /// Also sells care or support.
        ProvidesCare = "provides_care",
        /// Gets money from the council that sets the budget.
        FundedByCouncil = "funded_by_council",
        /// Works for that council.
        EmployedByCouncil = "employed_by_council",
        /// Belongs to the organisation that sent the person.
        ReferrerOwnOrganisation = "referrer_own_organisation",
        /// Family or a close friend of someone who gains.
        FamilyTie = "family_tie",
        /// Something else.
        Other = "other",
    }
}

platform::words! {
    /// The life of an offering.
    pub enum State {
        /// Taking people on.
        Open = "open",
        /// Not now; may open again.
        Paused = "paused",
        /// Ended for good.
        Closed = "closed",
    }
}

impl AdvocacyKind {
    /// Whether the law gives some people a right to it: rules on who qualifies, independence and time limits apply.
    pub fn is_statutory(self) -> bool {
        match self {
            Self::CareAct
            | Self::MentalCapacity
            | Self::PaidRepresentative
            | Self::MentalHealth
            | Self::NhsComplaints => true,
            Self::Community
            | Self::Peer
            | Self::SelfAdvocacy
            | Self::Group
            | Self::Citizen
            | Self::NonInstructed => false,
        }
    }
}
