//! Organisations in words: what they are, how they are run, how their entries are checked.

use proto::ulos::v1::Verdict;
use proto::ulos::v1::accountability_evidence::Kind as Evidence;
use proto::ulos::v1::registration::Scheme;
use proto::ulos::v1::share::Group;
use proto::ulos::v1::ulo::{Kind, LegalForm, VerifyMethod};

use super::{Number, value, words_of};

words_of! {
    /// A sort of organisation.
    kind, KINDS: Kind {
        CentreForIndependentLiving => "organisation-kind-cil",
        DisabledPeoplesOrganisation => "organisation-kind-dpo",
        SelfAdvocacyGroup => "organisation-kind-self-advocacy",
        PeerSupportGroup => "organisation-kind-peer",
        CarersOrganisation => "organisation-kind-carers",
        OlderPeoplesForum => "organisation-kind-older",
        ImpairmentGroup => "organisation-kind-impairment",
        MentalHealthUserGroup => "organisation-kind-mental-health",
        Network => "organisation-kind-network",
        BrokerageAgency => "organisation-kind-agency",
        AdvocacyCharity => "organisation-kind-advocacy",
        CouncilInHouse => "organisation-kind-council",
        OtherCharity => "organisation-kind-charity",
        Business => "organisation-kind-business",
        Other => "organisation-kind-other",
    }
}

words_of! {
    /// A form in law.
    legal_form, LEGAL_FORMS: LegalForm {
        UnincorporatedAssociation => "organisation-form-association",
        CharitableTrust => "organisation-form-trust",
        CharitableIncorporatedOrganisation => "organisation-form-cio",
        CompanyLimitedByGuarantee => "organisation-form-guarantee",
        CompanyLimitedByShares => "organisation-form-shares",
        CommunityInterestCompany => "organisation-form-cic",
        CoOperativeSociety => "organisation-form-coop",
        CommunityBenefitSociety => "organisation-form-benefit",
        SoleTraderOrPartnership => "organisation-form-sole",
        PublicBody => "organisation-form-public",
        HostedProject => "organisation-form-hosted",
    }
}

words_of! {
    /// How an entry was checked.
    verify_method, VERIFY_METHODS: VerifyMethod {
        Phone => "organisation-checked-phone",
        Visit => "organisation-checked-visit",
        Document => "organisation-checked-document",
        Website => "organisation-checked-website",
    }
}

words_of! {
    /// A public register.
    scheme, SCHEMES: Scheme {
        CharityCommission => "organisation-register-charity",
        CompaniesHouse => "organisation-register-companies",
        Cqc => "organisation-register-cqc",
        FcaMutuals => "organisation-register-fca",
        Other => "organisation-register-other",
    }
}

words_of! {
    /// What shows that an organisation answers to its members or users.
    evidence, EVIDENCE: Evidence {
        ElectedBoard => "organisation-evidence-elected",
        MembersMeeting => "organisation-evidence-meeting",
        MembershipRules => "organisation-evidence-rules",
        PublishedMinutes => "organisation-evidence-minutes",
        AnnualReport => "organisation-evidence-report",
        UserSurvey => "organisation-evidence-survey",
        Other => "organisation-evidence-other",
    }
}

words_of! {
    /// A group of people in an organisation.
    group, GROUPS: Group {
        Board => "organisation-group-board",
        Staff => "organisation-group-staff",
        Volunteers => "organisation-group-volunteers",
    }
}

words_of! {
    /// What a test says.
    verdict, VERDICTS: Verdict {
        Met => "organisation-verdict-met",
        NotMet => "organisation-verdict-not-met",
        NotEvidenced => "organisation-verdict-not-evidenced",
    }
}

words_of! {
    /// Whether an organisation is user-led, as a tag.
    user_led, USER_LED: Verdict {
        Met => "organisation-led-met",
        NotMet => "organisation-led-not-met",
        NotEvidenced => "organisation-led-not-evidenced",
    }
}

/// The tag a verdict on being user-led is shown in.
pub fn led_tag(verdict: impl Number) -> &'static str {
    if value(verdict) == Verdict::Met as i32 { "good" } else { "calm" }
}
