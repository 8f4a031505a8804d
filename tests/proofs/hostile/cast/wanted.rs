//! Records with something in every field, and the messages that make them.

use std::sync::atomic::{AtomicUsize, Ordering};

use platform::Caller;
use prost::Message as _;
use proto::brokers::v1 as brokers;
use proto::councils::v1 as councils;
use proto::councils::v1::framework::Kind;
use proto::matching::v1 as matching;
use proto::outcomes::v1 as outcomes;
use proto::people::v1 as people;
use proto::people::v1::consent::Shared;
use proto::ulos::v1 as ulos;

use super::{COUNCIL, Cast, asking, strategies};
use crate::harness::activities::a_training;
use crate::harness::brokers::a_broker;
use crate::harness::councils::a_correction;
use crate::harness::evidences::{a_review, an_evidence};
use crate::harness::fundings::{a_finance, a_funding};
use crate::harness::guidances::a_guidance;
use crate::harness::outcomes::answers;
use crate::harness::people::{ABudget, AConsent, ANeed, a_budget, a_consent, a_need, a_person, a_supporter};
use crate::harness::solutions::{a_shared_solution, a_solution, an_adoption};
use crate::harness::ulos::{a_governance, a_ulo, an_offering};
use crate::harness::{House, officer, request_id};

/// The message of a method that makes something, when it is such a method.
pub async fn message(cast: &Cast, house: &House, method: &str) -> Option<Vec<u8>> {
    let (scene, request_id) = (&cast.0.scene, request_id());
    Some(match method {
        "CreatePerson" => {
            let person = Some(a_person().with(person).wanted());
            people::CreatePersonRequest { person, request_id }.encode_to_vec()
        }
        "CreateNeed" => {
            let need = Some(need(&scene.person).0);
            people::CreateNeedRequest { need, request_id }.encode_to_vec()
        }
        "CreateBudget" => {
            let budget = Some(budget(&scene.person).0);
            people::CreateBudgetRequest { budget, request_id }.encode_to_vec()
        }
        "CreateSupporter" => {
            let supporter = a_supporter(&scene.person).0;
            let supporter = Some(people::Supporter { evidence: "A letter.".into(), ..supporter });
            people::CreateSupporterRequest { supporter, request_id }.encode_to_vec()
        }
        "CreateConsent" => {
            let consent = Some(consent(&scene.person, &scene.ulo).0);
            people::CreateConsentRequest { consent, request_id }.encode_to_vec()
        }
        "CreateUlo" => {
            let ulo = Some(a_ulo().with(ulo).wanted());
            ulos::CreateUloRequest { ulo, request_id }.encode_to_vec()
        }
        "GetDirectoryEntry" => {
            house.check_ulo(&scene.ulo).await;
            ulos::GetDirectoryEntryRequest { name: scene.offering.clone() }.encode_to_vec()
        }
        "SearchDirectory" => {
            let near = Some(ulos::Near { latitude: 53.7, longitude: -1.9, distance_meters: 5_000 });
            let times = ["09:00", "17:00"].map(str::to_owned);
            let [opens_from, closes_until] = times;
            let request =
                ulos::SearchDirectoryRequest { near, opens_from, closes_until, ..Default::default() };
            request.encode_to_vec()
        }
        "FindOptions" => {
            let request = Some(asking::request(&scene.person).0);
            let council = COUNCIL.to_owned();
            let (latitude, longitude) = (Some(53.7), Some(-1.9));
            let request =
                matching::FindOptionsRequest { request, council, latitude, longitude, page_size: 0 };
            request.encode_to_vec()
        }
        "CreateGovernance" => {
            let governance = Some(a_governance(&scene.ulo).wanted());
            ulos::CreateGovernanceRequest { governance, request_id }.encode_to_vec()
        }
        "CreateSolution" => {
            let solution = Some(a_solution(&scene.ulo).wanted());
            ulos::CreateSolutionRequest { solution, request_id }.encode_to_vec()
        }
        "PublishSolution" => {
            let ulos::Solution { name, etag, .. } = a_solution(&scene.ulo).create(house).await;
            ulos::PublishSolutionRequest { name, etag }.encode_to_vec()
        }
        "WithdrawSolution" => {
            let ulos::Solution { name, etag, .. } = a_solution(&scene.ulo).create(house).await;
            ulos::WithdrawSolutionRequest { name, etag }.encode_to_vec()
        }
        "CreateGuidance" => {
            let guidance = Some(a_guidance(&scene.ulo).wanted());
            ulos::CreateGuidanceRequest { guidance, request_id }.encode_to_vec()
        }
        "PublishGuidance" => {
            let ulos::Guidance { name, etag, .. } = a_guidance(&scene.ulo).create(house).await;
            ulos::PublishGuidanceRequest { name, etag }.encode_to_vec()
        }
        "WithdrawGuidance" => {
            let ulos::Guidance { name, etag, .. } = a_guidance(&scene.ulo).create(house).await;
            ulos::WithdrawGuidanceRequest { name, etag }.encode_to_vec()
        }
        "CreateAdoption" => {
            let adoption = Some(an_adoption(&a_shared_solution(house).await.name, &scene.ulo));
            ulos::CreateAdoptionRequest { adoption, request_id }.encode_to_vec()
        }
        "CreateEvidence" => {
            let evidence = Some(an_evidence(&scene.ulo).under("c21").wanted());
            ulos::CreateEvidenceRequest { evidence, request_id }.encode_to_vec()
        }
        "ReviewEvidence" => {
            let claimed = an_evidence(&scene.ulo).under("c20").create(house).await;
            a_review(&claimed, ulos::Verdict::Met).encode_to_vec()
        }
        "CreateFunding" => {
            let funding = Some(a_funding(&scene.ulo).given_by(COUNCIL).wanted());
            ulos::CreateFundingRequest { funding, request_id }.encode_to_vec()
        }
        "CreateActivity" => {
            let activity = Some(a_training(&scene.ulo).wanted());
            ulos::CreateActivityRequest { activity, request_id }.encode_to_vec()
        }
        "CreateFinance" => {
            let finance = Some(a_finance(&scene.ulo).wanted());
            ulos::CreateFinanceRequest { finance, request_id }.encode_to_vec()
        }
        "CreateOffering" => {
            let offering = Some(an_offering(&scene.ulo).with(offering).wanted());
            ulos::CreateOfferingRequest { offering, request_id, from_another_directory: false }
                .encode_to_vec()
        }
        "CreateBroker" => {
            let broker = Some(a_broker(&scene.ulo).with(broker).wanted());
            brokers::CreateBrokerRequest { broker, request_id }.encode_to_vec()
        }
        "WithdrawCorrection" => {
            let council = format!("councils/{}", strategies::WITHOUT[1]);
            let councils::Correction { name, etag, .. } = corrected(house, &council).await;
            councils::WithdrawCorrectionRequest { name, etag }.encode_to_vec()
        }
        "CreateCorrection" => correction(house, COUNCIL).await.encode_to_vec(),
        "ListSpends" => {
            councils::ListSpendsRequest { council: COUNCIL.into(), ..Default::default() }.encode_to_vec()
        }
        "StateSpend" => {
            let name = cast.name_of(house, "Spend").await;
            let request = councils::GetSpendRequest { name: name.clone() };
            let spend = house.spends().get_spend(house.ask(&scene.manager, request)).await;
            let etag = spend.expect("a year").into_inner().etag;
            let source = "The council's accounts".into();
            councils::StateSpendRequest { name, etag, to_others_pence: 12_000_000, source }.encode_to_vec()
        }
        "ReviseRelease" => {
            let name = cast.name_of(house, "Release").await;
            let request = councils::GetReleaseRequest { name: name.clone(), ..Default::default() };
            let release = house.releases().get_release(house.ask(&scene.manager, request)).await;
            let etag = release.expect("a release").into_inner().etag;
            let reason = "Records came late.".into();
            councils::ReviseReleaseRequest { name, etag, reason }.encode_to_vec()
        }
        "OfferIntroduction" => scene.introduction().wanted().encode_to_vec(),
        "CreateRequest" => asking::request(&scene.person).wanted().encode_to_vec(),
        "CreateMenu" => {
            let request = asking::menu(house, &scene.person).await.request.name;
            matching::CreateMenuRequest { request, request_id }.encode_to_vec()
        }
        "CreateChoice" => {
            let mut wanted = asking::menu(house, &scene.person).await.choice(1);
            let choice = wanted.choice.get_or_insert_default();
            choice.message = "I look forward to it.".into();
            wanted.encode_to_vec()
        }
        "AnswerReview" => {
            let name = cast.name_of(house, "Review").await;
            let request = outcomes::GetReviewRequest { name };
            let review = house.reviews().get_review(house.ask(&scene.person, request)).await;
            let answered = answers(&review.expect("a review").into_inner(), 2);
            let words = "More time for the garden.".into();
            outcomes::AnswerReviewRequest { words, ..answered }.encode_to_vec()
        }
        _ => return None,
    })
}

/// A correction of an answer that nothing corrects now; each one asked for is of another answer than the one before.
pub async fn correction(house: &House, council: &str) -> councils::CreateCorrectionRequest {
    static NEXT: AtomicUsize = AtomicUsize::new(0);
    let kinds = [Kind::SupportBrokerage, Kind::Advocacy, Kind::PeerSupport];
    let next = NEXT.fetch_add(1, Ordering::Relaxed);
    let mut correction = a_correction(council.trim_start_matches("councils/"), kinds[next % 3]);
    if next / 3 % 2 == 1 {
        // Never worked out for this question.
        correction.question = councils::correction::Question::UserLedLink.into();
        correction.status = councils::element::Status::Partly.into();
    }
    house.clear_correction(council, &correction).await;
    councils::CreateCorrectionRequest { correction: Some(correction), request_id: request_id() }
}

/// The same, made.
pub async fn corrected(house: &House, council: &str) -> councils::Correction {
    let request = correction(house, council).await;
    let made = house.corrections().create_correction(house.ask(&officer(council), request)).await;
    made.expect("a correction").into_inner()
}

/// Someone of whom everything is known.
pub fn person(person: &mut people::Person) {
    person.pronouns = "they/them".into();
    person.contact_routes = vec![people::ContactRoute {
        kind: people::contact_route::Kind::Phone.into(),
        value: "01632 960123".into(),
        safe: true,
        note: "Not before noon.".into(),
    }];
    person.place =
        Some(people::Place { outward_code: "HX1".into(), latitude: Some(53.72), longitude: Some(-1.86) });
    person.age_band = people::person::AgeBand::From45To64.into();
    person.equality = Some(people::Equality { gender: 1, ethnicity: 1 });
}

/// A need with all that can be said about it.
pub fn need(person: &Caller) -> ANeed {
    let mut need = a_need(person).shared();
    need.0.note = "Please ring first.".into();
    need
}

/// A budget of which everything is known.
pub fn budget(person: &Caller) -> ABudget {
    let mut budget = a_budget(person);
    budget.0.person_contribution_pence = Some(1_000);
    budget.0.council_contribution_pence = Some(2_000);
    budget.0.start_date = "2026-01-01".into();
    budget.0.end_date = "2027-12-31".into();
    budget.0.holder_role = people::budget::HolderRole::Nominee.into();
    budget.0.holder_name = "Robin Example".into();
    budget.0.next_review_date = "2026-06-30".into();
    budget
}

/// Consent to share everything.
pub fn consent(person: &Caller, recipient: &str) -> AConsent {
    let all = [Shared::NameAndContact, Shared::Needs, Shared::Budget, Shared::Place, Shared::AboutMe];
    a_consent(person, recipient).sharing(&all)
}

fn ulo(ulo: &mut ulos::Ulo) {
    ulo.description = "What we do,\nand how.".into();
    ulo.legal_form = ulos::ulo::LegalForm::CharitableIncorporatedOrganisation.into();
    ulo.registrations = vec![ulos::Registration {
        scheme: ulos::registration::Scheme::Other.into(),
        number: format!("AB-{}", &request_id()[..8]),
    }];
    ulo.who_for = vec![ulos::WhoFor::Autism.into()];
    ulo.contact = Some(ulos::Contact {
        phone: "01632 960123".into(),
        email: "hello@example.org".into(),
        website: "https://voices.example.org/".into(),
        address_lines: vec!["1 Example Street".into(), "Halifax".into()],
        postcode: "HX1 1AA".into(),
        latitude: Some(53.7218),
        longitude: Some(-1.8612),
    });
    ulo.access_features = vec!["step_free".into()];
    ulo.founded_date = "1999-12-31".into();
}

fn interest() -> ulos::Interest {
    ulos::Interest { kind: ulos::interest::Kind::FundedByCouncil.into(), detail: "A core grant.".into() }
}

fn offering(offering: &mut ulos::Offering) {
    offering.description = "With you,\nfor you.".into();
    (offering.latitude, offering.longitude) = (Some(53.7218), Some(-1.8612));
    offering.max_travel_km = Some(30);
    offering.access = vec!["step_free".into()];
    offering.who_for = vec![ulos::WhoFor::Hearing.into()];
    offering.price_basis = ulos::offering::PriceBasis::PerHour.into();
    offering.price_pence = 3_250;
    offering.openings = Some(4);
    offering.typical_wait_days = Some(14);
    offering.interests = vec![interest()];
    offering.councils = vec![COUNCIL.into()];
}

fn broker(broker: &mut brokers::Broker) {
    broker.skills = vec!["benefits".into()];
    broker.lived_experience = vec![brokers::LivedExperience { topic: "autism".into() }];
    broker.lived_experience_consent = true;
    broker.ways_of_working = vec![brokers::broker::WayOfWorking::Unhurried.into()];
    broker.interests = vec![brokers::Interest {
        kind: brokers::interest::Kind::Other.into(),
        detail: "Sits on the board of a day centre.".into(),
    }];
}
