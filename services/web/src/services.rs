//! The services, as the site calls them: always in the name of whoever is looking.

use std::collections::HashMap;
use std::fmt;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

use http::Request;
use platform::rpc::{self, Rpc};
use platform::token::Signer;
use platform::{Caller, Error};
use proto::brokers::v1::brokers_client::BrokersClient;
use proto::brokers::v1::cases_client::CasesClient;
use proto::brokers::v1::introductions_client::IntroductionsClient;
use proto::brokers::v1::proposals_client::ProposalsClient;
use proto::councils::v1::corrections_client::CorrectionsClient;
use proto::councils::v1::councils_client::CouncilsClient;
use proto::councils::v1::frameworks_client::FrameworksClient;
use proto::councils::v1::links_client::LinksClient;
use proto::councils::v1::releases_client::ReleasesClient;
use proto::councils::v1::spends_client::SpendsClient;
use proto::councils::v1::strategies_client::StrategiesClient;
use proto::councils::v1::voices_client::VoicesClient;
use proto::matching::v1::choices_client::ChoicesClient;
use proto::matching::v1::menus_client::MenusClient;
use proto::matching::v1::opening_rounds_client::OpeningRoundsClient;
use proto::matching::v1::options_client::OptionsClient;
use proto::matching::v1::prices_client::PricesClient;
use proto::matching::v1::queues_client::QueuesClient;
use proto::matching::v1::requests_client::RequestsClient;
use proto::outcomes::v1::instruments_client::InstrumentsClient;
use proto::outcomes::v1::reviews_client::ReviewsClient;
use proto::people::v1::budgets_client::BudgetsClient;
use proto::people::v1::consents_client::ConsentsClient;
use proto::people::v1::needs_client::NeedsClient;
use proto::people::v1::people_client::PeopleClient;
use proto::people::v1::supporters_client::SupportersClient;
use proto::people::v1::viewings_client::ViewingsClient;
use proto::ulos::v1::activities_client::ActivitiesClient;
use proto::ulos::v1::adoptions_client::AdoptionsClient;
use proto::ulos::v1::assessments_client::AssessmentsClient;
use proto::ulos::v1::awards_client::AwardsClient;
use proto::ulos::v1::bids_client::BidsClient;
use proto::ulos::v1::buddy_offers_client::BuddyOffersClient;
use proto::ulos::v1::buddyings_client::BuddyingsClient;
use proto::ulos::v1::claims_client::ClaimsClient;
use proto::ulos::v1::consortia_client::ConsortiaClient;
use proto::ulos::v1::directories_client::DirectoriesClient;
use proto::ulos::v1::distinctions_client::DistinctionsClient;
use proto::ulos::v1::edits_client::EditsClient;
use proto::ulos::v1::evidences_client::EvidencesClient;
use proto::ulos::v1::finances_client::FinancesClient;
use proto::ulos::v1::fundings_client::FundingsClient;
use proto::ulos::v1::governances_client::GovernancesClient;
use proto::ulos::v1::guidances_client::GuidancesClient;
use proto::ulos::v1::mapping_studies_client::MappingStudiesClient;
use proto::ulos::v1::maturities_client::MaturitiesClient;
use proto::ulos::v1::offerings_client::OfferingsClient;
use proto::ulos::v1::reports_client::ReportsClient;
use proto::ulos::v1::rounds_client::RoundsClient;
use proto::ulos::v1::solutions_client::SolutionsClient;
use proto::ulos::v1::ulos_client::UlosClient;
use tonic::body::Body;

/// How long a service may take before the page says that it is away.
const PATIENCE: Duration = Duration::from_secs(10);
/// How long a token is used again: less than it is good for.
const REUSED: Duration = Duration::from_secs(200);
/// How many tokens are held at once.
const HELD: usize = 2000;

/// A channel to each service.
#[derive(Clone)]
pub struct Channels {
    /// `people`.
    pub people: Rpc,
    /// `ulos`.
    pub ulos: Rpc,
    /// `brokers`.
    pub brokers: Rpc,
    /// `matching`.
    pub matching: Rpc,
    /// `outcomes`.
    pub outcomes: Rpc,
    /// `councils`.
    pub councils: Rpc,
}

/// The services and the key that signs what the site asks of them.
#[derive(Clone)]
pub struct Services {
    channels: Channels,
    signer: Signer,
    tokens: Arc<Mutex<HashMap<String, (String, Instant)>>>,
}

/// Declares a client for each gRPC service of the six.
macro_rules! clients {
    ($($name:ident: $client:ident over $channel:ident;)+) => {
        impl Services {
            $(
                #[doc = concat!("A client of `", stringify!($name), "`.")]
                pub fn $name(&self) -> $client<Rpc> {
                    $client::new(self.channels.$channel.clone())
                }
            )+
        }
    };
}

clients! {
    people: PeopleClient over people;
    needs: NeedsClient over people;
    budgets: BudgetsClient over people;
    supporters: SupportersClient over people;
    consents: ConsentsClient over people;
    viewings: ViewingsClient over people;
    ulos: UlosClient over ulos;
    claims: ClaimsClient over ulos;
    consortia: ConsortiaClient over ulos;
    edits: EditsClient over ulos;
    guidances: GuidancesClient over ulos;
    solutions: SolutionsClient over ulos;
    adoptions: AdoptionsClient over ulos;
    buddy_offers: BuddyOffersClient over ulos;
    buddyings: BuddyingsClient over ulos;
    directories: DirectoriesClient over ulos;
    distinctions: DistinctionsClient over ulos;
    evidences: EvidencesClient over ulos;
    mapping_studies: MappingStudiesClient over ulos;
    maturities: MaturitiesClient over ulos;
    governances: GovernancesClient over ulos;
    fundings: FundingsClient over ulos;
    finances: FinancesClient over ulos;
    activities: ActivitiesClient over ulos;
    offerings: OfferingsClient over ulos;
    rounds: RoundsClient over ulos;
    bids: BidsClient over ulos;
    assessments: AssessmentsClient over ulos;
    awards: AwardsClient over ulos;
    reports: ReportsClient over ulos;
    brokers: BrokersClient over brokers;
    introductions: IntroductionsClient over brokers;
    proposals: ProposalsClient over brokers;
    cases: CasesClient over brokers;
    requests: RequestsClient over matching;
    menus: MenusClient over matching;
    options: OptionsClient over matching;
    queues: QueuesClient over matching;
    opening_rounds: OpeningRoundsClient over matching;
    choices: ChoicesClient over matching;
    prices: PricesClient over matching;
    instruments: InstrumentsClient over outcomes;
    reviews: ReviewsClient over outcomes;
    councils: CouncilsClient over councils;
    frameworks: FrameworksClient over councils;
    releases: ReleasesClient over councils;
    spends: SpendsClient over councils;
    links: LinksClient over councils;
    strategies: StrategiesClient over councils;
    voices: VoicesClient over councils;
    corrections: CorrectionsClient over councils;
}

impl Services {
    /// The services behind these channels.
    pub fn new(channels: Channels, signer: Signer) -> Self {
        Self { channels, signer, tokens: Arc::default() }
    }

    /// A request in the name of a caller, with a time to answer in.
    ///
    /// # Errors
    /// [`Error::Internal`] when the key cannot sign.
    pub fn in_the_name_of<T>(&self, caller: &Caller, message: T) -> Result<tonic::Request<T>, Error> {
        let mut request = rpc::request(&self.token(caller)?, message)?;
        request.set_timeout(PATIENCE);
        Ok(request)
    }

    /// A token for a caller. Signing, and checking what was signed, costs more than most of what is asked, so a token is
    /// used again while it is good.
    ///
    /// # Errors
    /// [`Error::Internal`] when the key cannot sign.
    pub fn token(&self, caller: &Caller) -> Result<String, Error> {
        let Caller { role, subject, acting_for, ulo, council } = caller;
        let who = [role.word(), subject, acting_for, ulo, council].join(" ");
        let mut tokens = self.tokens.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some((token, made)) = tokens.get(&who)
            && made.elapsed() < REUSED
        {
            return Ok(token.clone());
        }
        let token = self.signer.sign(caller)?;
        if tokens.len() >= HELD {
            tokens.retain(|_, (_, made)| made.elapsed() < REUSED);
        }
        if tokens.len() < HELD {
            tokens.insert(who, (token.clone(), Instant::now()));
        }
        Ok(token)
    }

    /// A request in the name of the site itself: signing up, looking up who someone is.
    ///
    /// # Errors
    /// [`Error::Internal`] when the key cannot sign.
    pub fn as_site<T>(&self, message: T) -> Result<tonic::Request<T>, Error> {
        self.in_the_name_of(&Caller::service("web"), message)
    }
}

impl Default for Services {
    /// Services that are all away, for pages that need none.
    fn default() -> Self {
        let away = rpc::local(tower::service_fn(|_: Request<Body>| async {
            Ok(tonic::Status::from(Error::Unavailable).into_http())
        }));
        let channels = Channels {
            people: away.clone(),
            ulos: away.clone(),
            brokers: away.clone(),
            matching: away.clone(),
            outcomes: away.clone(),
            councils: away,
        };
        Self::new(channels, Signer::from_seed(&[0; 32]))
    }
}

impl fmt::Debug for Services {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Services")
    }
}
