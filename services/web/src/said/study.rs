//! What the mapping study counts, in words.

use proto::ulos::v1::band_count::Band;
use proto::ulos::v1::factor_share::Factor;

use super::words_of;

words_of! {
    /// How many organisations a locality has.
    band, BANDS: Band {
        None => "mapping-study-band-none",
        OneToFive => "mapping-study-band-few",
        SixOrMore => "mapping-study-band-many",
    }
}

words_of! {
    /// What helps or hinders an organisation.
    factor, FACTORS: Factor {
        CoreFunding => "mapping-study-factor-core",
        RenewableCore => "mapping-study-factor-renewable",
        TrainedBoard => "mapping-study-factor-board",
        TrainedStaff => "mapping-study-factor-staff",
        Outreach => "mapping-study-factor-outreach",
        Influence => "mapping-study-factor-influence",
        LacksBusinessSkills => "mapping-study-factor-business",
        LacksFinancialSkills => "mapping-study-factor-finance",
        OneFunder => "mapping-study-factor-one-funder",
        InwardLooking => "mapping-study-factor-inward",
    }
}
