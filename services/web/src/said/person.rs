//! People in words: who they are, their money, who helps them, who saw what.

use proto::people::v1::budget::{Frequency, HolderRole, Route};
use proto::people::v1::consent::{Purpose, Shared, State as ConsentState};
use proto::people::v1::contact_route::Kind as Contact;
use proto::people::v1::equality::{Ethnicity, Gender};
use proto::people::v1::person::AgeBand;
use proto::people::v1::supporter::{Kind as Role, Power, State as SupporterState};
use proto::people::v1::viewing::{Purpose as Viewed, ViewerRole};

use super::words_of;

words_of! {
    /// An age band.
    age_band, AGE_BANDS: AgeBand {
        Under18 => "person-age-under-18",
        From18To24 => "person-age-18",
        From25To44 => "person-age-25",
        From45To64 => "person-age-45",
        From65To74 => "person-age-65",
        From75To84 => "person-age-75",
        From85To94 => "person-age-85",
        From95 => "person-age-95",
        PreferNotToSay => "person-rather-not",
    }
}

words_of! {
    /// A gender.
    gender, GENDERS: Gender {
        Woman => "person-gender-woman",
        Man => "person-gender-man",
        NonBinary => "person-gender-non-binary",
        Another => "person-gender-another",
        PreferNotToSay => "person-rather-not",
    }
}

words_of! {
    /// An ethnic group.
    ethnicity, ETHNICITIES: Ethnicity {
        WhiteBritish => "person-ethnicity-white-british",
        WhiteIrish => "person-ethnicity-white-irish",
        WhiteGypsyOrIrishTraveller => "person-ethnicity-white-traveller",
        WhiteRoma => "person-ethnicity-white-roma",
        WhiteOther => "person-ethnicity-white-other",
        MixedWhiteAndBlackCaribbean => "person-ethnicity-mixed-caribbean",
        MixedWhiteAndBlackAfrican => "person-ethnicity-mixed-african",
        MixedWhiteAndAsian => "person-ethnicity-mixed-asian",
        MixedOther => "person-ethnicity-mixed-other",
        AsianIndian => "person-ethnicity-asian-indian",
        AsianPakistani => "person-ethnicity-asian-pakistani",
        AsianBangladeshi => "person-ethnicity-asian-bangladeshi",
        AsianChinese => "person-ethnicity-asian-chinese",
        AsianOther => "person-ethnicity-asian-other",
        BlackAfrican => "person-ethnicity-black-african",
        BlackCaribbean => "person-ethnicity-black-caribbean",
        BlackOther => "person-ethnicity-black-other",
        Arab => "person-ethnicity-arab",
        AnyOther => "person-ethnicity-any-other",
        PreferNotToSay => "person-rather-not",
    }
}

words_of! {
    /// How a budget is held and paid out.
    route, ROUTES: Route {
        DirectPayment => "person-route-direct",
        CouncilManaged => "person-route-council",
        IndividualServiceFund => "person-route-isf",
        Mixed => "person-route-mixed",
        HealthNotional => "person-route-health-notional",
        HealthDirectPayment => "person-route-health-direct",
        HealthThirdParty => "person-route-health-third",
        SelfFunded => "person-route-self",
        Waiting => "person-route-waiting",
        NotSure => "person-route-unsure",
    }
}

words_of! {
    /// The span of time an amount is for.
    frequency, FREQUENCIES: Frequency {
        Weekly => "person-every-week",
        Fortnightly => "person-every-fortnight",
        FourWeekly => "person-every-four-weeks",
        Monthly => "person-every-month",
        Quarterly => "person-every-quarter",
        Annual => "person-every-year",
        OneOff => "person-every-once",
    }
}

words_of! {
    /// The span of time an amount is for, inside a sentence.
    every, EVERY: Frequency {
        Weekly => "person-a-week",
        Fortnightly => "person-a-fortnight",
        FourWeekly => "person-four-weeks",
        Monthly => "person-a-month",
        Quarterly => "person-a-quarter",
        Annual => "person-a-year",
        OneOff => "person-once",
    }
}

words_of! {
    /// Who holds the money.
    holder, HOLDERS: HolderRole {
        Self_ => "person-holder-self",
        Nominee => "person-holder-nominee",
        AuthorisedPerson => "person-holder-authorised",
        Organisation => "person-holder-organisation",
        Council => "person-holder-council",
        HealthService => "person-holder-health",
    }
}

words_of! {
    /// A way to reach someone.
    contact, CONTACTS: Contact {
        Email => "person-contact-email",
        Phone => "person-contact-phone",
        TextMessage => "person-contact-text",
        TextRelay => "person-contact-relay",
        Letter => "person-contact-letter",
        ThroughSomeone => "person-contact-someone",
        VideoRelay => "person-contact-video",
    }
}

words_of! {
    /// The role of a supporter.
    role, ROLES: Role {
        Helper => "person-role-helper",
        NominatedPerson => "person-role-nominated",
        AuthorisedPerson => "person-role-authorised",
        Attorney => "person-role-attorney",
        Deputy => "person-role-deputy",
        Advocate => "person-role-advocate",
    }
}

words_of! {
    /// What a supporter may do.
    power, POWERS: Power {
        SeeRecord => "person-power-see",
        KeepRecord => "person-power-keep",
        AskAndChoose => "person-power-ask",
        AnswerReviews => "person-power-reviews",
        TalkToBroker => "person-power-broker",
    }
}

words_of! {
    /// The life of a supporter's grant.
    supporter_state, SUPPORTER_STATES: SupporterState {
        Active => "person-supporter-active",
        Revoked => "person-supporter-revoked",
        Expired => "person-supporter-expired",
    }
}

words_of! {
    /// A part of a record that can be shared.
    shared, SHARED: Shared {
        NameAndContact => "person-shared-contact",
        Needs => "person-shared-needs",
        Budget => "person-shared-budget",
        Place => "person-shared-place",
        AboutMe => "person-shared-about",
    }
}

words_of! {
    /// What a consent is for.
    purpose, PURPOSES: Purpose {
        Introduction => "person-purpose-introduction",
        Support => "person-purpose-support",
        Measurement => "person-purpose-measurement",
    }
}

words_of! {
    /// The life of a consent.
    consent_state, CONSENT_STATES: ConsentState {
        Given => "person-consent-given",
        Withdrawn => "person-consent-withdrawn",
        Expired => "person-consent-expired",
    }
}

words_of! {
    /// In which role someone looked.
    viewer_role, VIEWER_ROLES: ViewerRole {
        Supporter => "person-viewer-supporter",
        Broker => "person-viewer-broker",
        Manager => "person-viewer-manager",
        Officer => "person-viewer-officer",
        Operator => "person-viewer-operator",
        Service => "person-viewer-service",
    }
}

words_of! {
    /// What someone looked for.
    viewed_for, VIEWED_FOR: Viewed {
        Acting => "person-viewed-acting",
        Introduction => "person-viewed-introduction",
        Support => "person-viewed-support",
        Measurement => "person-viewed-measurement",
        Matching => "person-viewed-matching",
        Operation => "person-viewed-operation",
    }
}
