//! The organisations: whether they are user-led, what they offer where, when that was checked.
//!
//! Keeps: ulo, claim, edit, consortium, governance, evidence, maturity, offering, directory, distinction, funding, finance,
//! activity, solution, adoption, guidance, buddy offer, buddying, mapping study; of a fund: round, bid, assessment, award,
//! report. Calls no other service.
//! Promises: nothing here is about a person; what has not been evidenced is never told as a no; an organisation never checks
//! its own entry.

pub mod activity;
pub mod adoption;
pub mod assessment;
pub mod award;
pub mod bid;
pub mod buddy_offer;
pub mod buddying;
pub mod check;
pub mod claim;
pub mod consortium;
pub mod directory;
pub mod distinction;
pub mod edit;
pub mod evidence;
pub mod finance;
pub mod funding;
pub mod governance;
pub mod guidance;
mod inputs;
pub mod mapping_study;
pub mod maturity;
pub mod offering;
mod policy;
mod private;
pub mod report;
pub mod round;
pub mod solution;
pub mod ulo;

use platform::{Deps, MAX_MESSAGE};
use proto::ulos::v1::activities_server::ActivitiesServer;
use proto::ulos::v1::adoptions_server::AdoptionsServer;
use proto::ulos::v1::assessments_server::AssessmentsServer;
use proto::ulos::v1::awards_server::AwardsServer;
use proto::ulos::v1::bids_server::BidsServer;
use proto::ulos::v1::buddy_offers_server::BuddyOffersServer;
use proto::ulos::v1::buddyings_server::BuddyingsServer;
use proto::ulos::v1::claims_server::ClaimsServer;
use proto::ulos::v1::consortia_server::ConsortiaServer;
use proto::ulos::v1::directories_server::DirectoriesServer;
use proto::ulos::v1::distinctions_server::DistinctionsServer;
use proto::ulos::v1::edits_server::EditsServer;
use proto::ulos::v1::evidences_server::EvidencesServer;
use proto::ulos::v1::finances_server::FinancesServer;
use proto::ulos::v1::fundings_server::FundingsServer;
use proto::ulos::v1::governances_server::GovernancesServer;
use proto::ulos::v1::guidances_server::GuidancesServer;
use proto::ulos::v1::mapping_studies_server::MappingStudiesServer;
use proto::ulos::v1::maturities_server::MaturitiesServer;
use proto::ulos::v1::offerings_server::OfferingsServer;
use proto::ulos::v1::reports_server::ReportsServer;
use proto::ulos::v1::rounds_server::RoundsServer;
use proto::ulos::v1::solutions_server::SolutionsServer;
use proto::ulos::v1::ulos_server::UlosServer;
use sqlx::migrate::Migrator;
use tonic::service::Routes;

pub use policy::{Action, Relation};

/// What brings this service's schema up to date.
pub static MIGRATOR: Migrator = sqlx::migrate!("../../migrations/ulos");

/// The service, ready to be served.
pub struct Service {
    deps: Deps,
}

impl Service {
    /// The service over its own schema.
    pub fn new(deps: &Deps) -> Self {
        Self { deps: deps.clone() }
    }

    /// Adds the service's RPCs to `routes`.
    pub fn add_to(&self, routes: Routes) -> Routes {
        /// A gRPC service over its resource, with room for the largest message.
        macro_rules! sized {
            ($server:ident, $resource:ident) => {
                $server::new($resource::rpc::Rpc::new(&self.deps)).max_decoding_message_size(MAX_MESSAGE)
            };
        }
        routes
            .add_service(sized!(ActivitiesServer, activity))
            .add_service(sized!(AdoptionsServer, adoption))
            .add_service(sized!(AssessmentsServer, assessment))
            .add_service(sized!(AwardsServer, award))
            .add_service(sized!(BidsServer, bid))
            .add_service(sized!(BuddyOffersServer, buddy_offer))
            .add_service(sized!(BuddyingsServer, buddying))
            .add_service(sized!(ClaimsServer, claim))
            .add_service(sized!(ConsortiaServer, consortium))
            .add_service(sized!(DirectoriesServer, directory))
            .add_service(sized!(DistinctionsServer, distinction))
            .add_service(sized!(EditsServer, edit))
            .add_service(sized!(EvidencesServer, evidence))
            .add_service(sized!(FinancesServer, finance))
            .add_service(sized!(FundingsServer, funding))
            .add_service(sized!(GovernancesServer, governance))
            .add_service(sized!(GuidancesServer, guidance))
            .add_service(sized!(MappingStudiesServer, mapping_study))
            .add_service(sized!(MaturitiesServer, maturity))
            .add_service(sized!(OfferingsServer, offering))
            .add_service(sized!(ReportsServer, report))
            .add_service(sized!(RoundsServer, round))
            .add_service(sized!(SolutionsServer, solution))
            .add_service(sized!(UlosServer, ulo))
    }
}
