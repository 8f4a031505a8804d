//! The closed lists an organisation is described by.

use platform::words::Word as _;
use reference::possible;

platform::words! {
    /// Sorts of organisation.
    pub enum Kind {
        /// Run and controlled by disabled people, for control over their own lives.
        CentreForIndependentLiving = "centre_for_independent_living",
        /// An organisation of disabled people.
        DisabledPeoplesOrganisation = "disabled_peoples_organisation",
        /// People speaking up for themselves together.
        SelfAdvocacyGroup = "self_advocacy_group",
        /// People in a similar position supporting each other.
        PeerSupportGroup = "peer_support_group",
        /// Of or for carers.
        CarersOrganisation = "carers_organisation",
        /// Older people with a common voice.
        OlderPeoplesForum = "older_peoples_forum",
        /// Around one impairment or health condition.
        ImpairmentGroup = "impairment_group",
        /// People who use, or have used, mental health services.
        MentalHealthUserGroup = "mental_health_user_group",
        /// Several organisations acting together.
        Network = "network",
        /// Mainly support brokerage.
        BrokerageAgency = "brokerage_agency",
        /// A charity, mainly for advocacy.
        AdvocacyCharity = "advocacy_charity",
        /// A team of the council itself.
        CouncilInHouse = "council_in_house",
        /// Any other charity.
        OtherCharity = "other_charity",
        /// A business or social enterprise.
        Business = "business",
        /// None of these.
        Other = "other",
    }
}

platform::words! {
    /// Forms in law.
    pub enum LegalForm {
        /// Rules of its own, no existence in law.
        UnincorporatedAssociation = "unincorporated_association",
        /// A charitable trust.
        CharitableTrust = "charitable_trust",
        /// A CIO.
        CharitableIncorporatedOrganisation = "charitable_incorporated_organisation",
        /// A company limited by guarantee.
        CompanyLimitedByGuarantee = "company_limited_by_guarantee",
        /// A company limited by shares.
        CompanyLimitedByShares = "company_limited_by_shares",
        /// A CIC.
        CommunityInterestCompany = "community_interest_company",
        /// A co-operative society.
        CoOperativeSociety = "co_operative_society",
        /// A community benefit society.
        CommunityBenefitSociety = "community_benefit_society",
        /// One person trading alone, or partners.
        SoleTraderOrPartnership = "sole_trader_or_partnership",
        /// Part of a council or another public body.
        PublicBody = "public_body",
        /// A project held by another organisation.
        HostedProject = "hosted_project",
    }
}

platform::words! {
    /// Public registers.
    pub enum Scheme {
        /// Charity Commission for England and Wales.
        CharityCommission = "charity_commission",
        /// Companies House.
        CompaniesHouse = "companies_house",
        /// Care Quality Commission.
        Cqc = "cqc",
        /// Financial Conduct Authority, mutual societies.
        FcaMutuals = "fca_mutuals",
        /// Another register.
        Other = "other",
    }
}

platform::words! {
    /// Who support is for.
    pub enum WhoFor {
        /// Anyone.
        Everyone = "everyone",
        /// People with a physical impairment.
        Physical = "physical",
        /// Blind and partially sighted people.
        Sight = "sight",
        /// Deaf people and people hard of hearing.
        Hearing = "hearing",
        /// Deafblind people.
        Deafblind = "deafblind",
        /// People with a learning disability.
        LearningDisability = "learning_disability",
        /// Autistic people.
        Autism = "autism",
        /// People living with mental distress.
        MentalHealth = "mental_health",
        /// People whose memory is changing.
        Memory = "memory",
        /// People with a long-term health condition.
        LongTermCondition = "long_term_condition",
        /// Older people.
        OlderPeople = "older_people",
        /// Young people.
        YoungPeople = "young_people",
        /// Unpaid carers.
        Carers = "carers",
    }
}

platform::words! {
    /// Ways of checking an entry.
    pub enum VerifyMethod {
        /// Spoke to them.
        Phone = "phone",
        /// Went there.
        Visit = "visit",
        /// Read their documents or register entries.
        Document = "document",
        /// Read their website.
        Website = "website",
    }
}

platform::words! {
    /// Why an entry was closed.
    pub enum CloseReason {
        /// The organisation has ended.
        Ended = "ended",
        /// It became part of another.
        JoinedAnother = "joined_another",
        /// It no longer does this kind of support.
        ChangedWork = "changed_work",
        /// It asked not to be listed.
        Asked = "asked",
        /// Another entry lists it too.
        ListedTwice = "listed_twice",
        /// It should never have been listed.
        Mistake = "mistake",
    }
}

platform::words! {
    /// Whether an organisation is user-led, in short.
    pub enum Standing {
        /// The facts stated meet the definition.
        Met = "met",
        /// They do not.
        NotMet = "not_met",
        /// The facts needed have not been stated.
        NotEvidenced = "not_evidenced",
        /// There is no governance record.
        NoRecord = "no_record",
    }
}

platform::words! {
    /// The life of the entry.
    pub enum State {
        /// In use.
        Listed = "listed",
        /// Closed; kept as history.
        Closed = "closed",
    }
}

impl Kind {
    /// Whether an organisation of that kind may be user-led at all.
    pub fn may_be_user_led(self) -> bool {
        possible::may_be_user_led(self.word())
    }
}
