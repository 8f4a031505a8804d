//! The words for support: what can be asked for, how it is given and what can matter about it. Shared by requests,
//! the index and menus; the words and their order are those of the protos.

mod wire;

platform::words! {
    /// The kinds of support to ask for.
    pub enum Kind {
        /// Help to plan and arrange support with a personal budget.
        SupportBrokerage = "support_brokerage",
        /// Someone to speak up with or for the person.
        Advocacy = "advocacy",
        /// Support from people who have been there.
        PeerSupport = "peer_support",
    }
}

platform::words! {
    /// Kinds of advocacy.
    pub enum AdvocacyKind {
        /// By right, under the Care Act.
        CareAct = "care_act",
        /// By right, for decisions a person cannot make alone.
        MentalCapacity = "mental_capacity",
        /// By right, for someone deprived of their liberty.
        PaidRepresentative = "paid_representative",
        /// By right, under the Mental Health Act.
        MentalHealth = "mental_health",
        /// By right, with a complaint about NHS care.
        NhsComplaints = "nhs_complaints",
        /// On any issue.
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

impl AdvocacyKind {
    /// Whether the law says that the person can have it.
    pub fn is_by_right(self) -> bool {
        matches!(
            self,
            Self::CareAct
                | Self::MentalCapacity
                | Self::PaidRepresentative
                | Self::MentalHealth
                | Self::NhsComplaints
        )
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
        AtTheirPlace = "at_their_place",
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
    /// What the support should know well.
    pub enum WhoFor {
        /// Physical impairments.
        Physical = "physical",
        /// Sight.
        Sight = "sight",
        /// Hearing.
        Hearing = "hearing",
        /// Being deafblind.
        Deafblind = "deafblind",
        /// Learning disability.
        LearningDisability = "learning_disability",
        /// Autism.
        Autism = "autism",
        /// Mental distress.
        MentalHealth = "mental_health",
        /// Memory.
        Memory = "memory",
        /// Long-term health conditions.
        LongTermCondition = "long_term_condition",
        /// Later life.
        OlderPeople = "older_people",
        /// Growing up and becoming an adult.
        YoungPeople = "young_people",
        /// Caring for someone unpaid.
        Carers = "carers",
    }
}

platform::words! {
    /// The things that can matter to a person.
    pub enum Factor {
        /// Close by, or needing no travel.
        Nearness = "nearness",
        /// Knows well what the request is about.
        Expertise = "expertise",
        /// Has been there themselves.
        LivedExperience = "lived_experience",
        /// Speaks or signs the person's language.
        Language = "language",
        /// Promises all the access the person needs.
        AccessDoneWell = "access_done_well",
        /// Can start soon.
        ShortWait = "short_wait",
        /// Has no declared tie that could pull against the person.
        Independence = "independence",
        /// Run by the people it is there for.
        UserLed = "user_led",
        /// Already known to the person from an earlier request.
        Continuity = "continuity",
        /// Costs little.
        Cost = "cost",
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
    /// Whether an organisation is user-led.
    pub enum Verdict {
        /// Shown to be.
        Met = "met",
        /// Shown not to be.
        NotMet = "not_met",
        /// Nothing shows it either way.
        NotEvidenced = "not_evidenced",
    }
}

platform::words! {
    /// Ties that could pull against the person's interest.
    pub enum Tie {
        /// Also sells care or support the person might buy.
        ProvidesCare = "provides_care",
        /// Gets money from the council that sets the budget.
        FundedByCouncil = "funded_by_council",
        /// Works for the council that sets the budget.
        EmployedByCouncil = "employed_by_council",
        /// Belongs to the organisation that sent the person here.
        ReferrerOwnOrganisation = "referrer_own_organisation",
        /// Is family or a close friend of someone who gains.
        FamilyTie = "family_tie",
        /// Another tie.
        Other = "other",
    }
}

impl AdvocacyKind {
    /// Whether some people have it by right.
    pub fn is_statutory(self) -> bool {
        use AdvocacyKind::{CareAct, MentalCapacity, MentalHealth, NhsComplaints, PaidRepresentative};
        matches!(self, CareAct | MentalCapacity | PaidRepresentative | MentalHealth | NhsComplaints)
    }
}

impl DeliveryMode {
    /// Whether nobody has to go anywhere.
    pub fn is_remote(self) -> bool {
        matches!(self, Self::Phone | Self::Video | Self::Text)
    }
}
