//! The directory as Open Referral UK: nine addresses, held against the rules of the standard.

mod standard;

use councils::postcode::{Entry, Postcode, store};
use http::{Method, StatusCode};
use proto::ulos::v1 as pb;
use serde_json::Value;

use self::standard::{page_wrongs, wrongs};
use crate::harness::browser::{Browser, Page};
use crate::harness::ulos::{a_governance, a_ulo, an_offering};
use crate::harness::{House, an_operator, request_id};

const BASE: &str = "/open-referral/v3";

fn json(page: &Page) -> Value {
    assert_eq!(page.status, StatusCode::OK, "{}", page.html);
    serde_json::from_str(&page.html).expect("JSON")
}

/// Answers of the addresses below the base, as any site's script gets them.
struct Reader(Browser);

impl Reader {
    async fn of(house: &House) -> Self {
        Self(house.served().await.browser())
    }

    async fn get(&self, path: &str) -> Page {
        let request =
            self.0.request(Method::GET, &format!("{BASE}{path}")).header("origin", "https://example.org");
        self.0.send(request, "").await
    }

    async fn read(&self, path: &str) -> Value {
        json(&self.get(path).await)
    }
}

fn right(found: Vec<String>) {
    assert_eq!(found, Vec::<String>::new());
}

/// A checked organisation with everything filled in, under a mark of its own, and what it offers.
async fn a_full_entry(house: &House) -> (String, pb::Ulo, pb::Offering) {
    let mark = request_id().replace('-', "");
    let ulo = a_ulo()
        .named(&format!("Example Voices {mark}"))
        .with(|ulo| {
            ulo.description = "People who speak up together.".into();
            ulo.registrations = vec![pb::Registration {
                scheme: pb::registration::Scheme::CharityCommission.into(),
                number: mark.chars().filter(char::is_ascii_digit).take(7).collect::<String>() + "1",
            }];
            ulo.contact = Some(pb::Contact {
                phone: "01632 960 555".into(),
                email: "hello@example.org".into(),
                website: "https://example.org".into(),
                address_lines: vec!["1 Example Street".into(), "Exampleton".into()],
                postcode: "HX1 1AA".into(),
                latitude: Some(53.72),
                longitude: Some(-1.86),
            });
        })
        .create(house)
        .await;
    a_governance(&ulo.name).create(house).await;
    let offering = an_offering(&ulo.name)
        .with(|offering| {
            offering.description = "A mentor for you.".into();
            offering.kind = pb::offering::Kind::PeerSupport.into();
            offering.peer_support_model = pb::offering::PeerSupportModel::OneToOne.into();
            offering.languages = vec!["en".into(), "bfi".into()];
            offering.access = vec!["step_free".into()];
            offering.who_for = vec![pb::WhoFor::Autism.into()];
            offering.price_basis = pb::offering::PriceBasis::PerHour.into();
            offering.price_pence = 2550;
            offering.schedules = vec![
                pb::Schedule { day: 1, week: 0, opens_at: "09:30".into(), closes_at: "16:00".into() },
                pb::Schedule { day: 3, week: 5, opens_at: "10:00".into(), closes_at: "12:00".into() },
            ];
        })
        .create(house)
        .await;
    house.check_ulo(&ulo.name).await;
    (mark, ulo, offering)
}

fn id(name: &str) -> &str {
    name.split_once('/').unwrap().1
}

#[tokio::test]
async fn all_nine_addresses_keep_to_the_standard() {
    let house = House::shared().await;
    let reader = Reader::of(house).await;
    let (mark, ulo, offering) = a_full_entry(house).await;
    for root in ["", "/"] {
        right(wrongs("about", &reader.read(root).await));
    }
    let listed = reader.read(&format!("/services?search={mark}")).await;
    right(page_wrongs("service", &listed));
    assert_eq!(
        (&listed["total_items"], &listed["contents"][0]["id"]),
        (&1.into(), &id(&offering.name).into())
    );
    let whole = reader.read(&format!("/services/{}", id(&offering.name))).await;
    right(wrongs("service", &whole));
    let parts = ["schedules", "languages", "service_areas", "cost_options", "contacts", "attributes"];
    let counts = parts.map(|name| whole[name].as_array().map_or(0, Vec::len));
    assert_eq!(counts, [2, 2, 1, 1, 1, 5]);
    assert_eq!(whole["schedules"][1]["byday"], "-1WE");
    assert_eq!(whole["service_areas"][0]["extent"], "E08000033");
    assert_eq!(whole["cost_options"][0]["amount"], 25.5);
    assert_eq!(whole["organization"]["id"], id(&ulo.name));
    assert_eq!(whole["organization"]["organization_identifiers"][0]["identifier_scheme"], "GB-CHC");
    let led = whole["attributes"].as_array().unwrap().last().unwrap();
    assert_eq!(led["taxonomy_term"]["taxonomy"], "Whether it is user-led");
    let places = reader.read(&format!("/service_at_locations?search={mark}")).await;
    right(page_wrongs("service_at_location", &places));
    let place = places["contents"][0].clone();
    assert_eq!(place["location"]["addresses"][0]["city"], "Exampleton");
    let again = reader.read(&format!("/service_at_locations/{}", place["id"].as_str().unwrap())).await;
    assert_eq!(again, place);
    for (list, of) in [("/taxonomies", "taxonomy"), ("/taxonomy_terms?per_page=100", "taxonomy_term")] {
        let listed = reader.read(list).await;
        right(page_wrongs(of, &listed));
        let first = &listed["contents"][0];
        let path = list.split('?').next().unwrap();
        assert_eq!(&reader.read(&format!("{path}/{}", first["id"].as_str().unwrap())).await, first);
    }
}

/// One with nothing that may be left out, given by phone alone.
async fn a_sparse_entry(house: &House) -> (String, pb::Offering) {
    let mark = request_id().replace('-', "");
    let ulo =
        a_ulo().named(&format!("Example Few {mark}")).with(|ulo| ulo.contact = None).create(house).await;
    let offering = an_offering(&ulo.name)
        .with(|offering| offering.delivery_modes = vec![pb::offering::DeliveryMode::Phone.into()])
        .wanted();
    let offering = pb::Offering { languages: vec![], price_basis: 0, ..offering };
    let request = pb::CreateOfferingRequest {
        offering: Some(offering),
        request_id: request_id(),
        from_another_directory: true,
    };
    let made = house.offerings().create_offering(house.ask(&an_operator(), request)).await.unwrap();
    house.check_ulo(&ulo.name).await;
    (mark, made.into_inner())
}

#[tokio::test]
async fn what_is_not_known_is_left_out() {
    let house = House::shared().await;
    let reader = Reader::of(house).await;
    let (mark, offering) = a_sparse_entry(house).await;
    for list in [format!("/services?search={mark}"), format!("/services?full=true&search={mark}")] {
        right(page_wrongs("service", &reader.read(&list).await));
    }
    let whole = reader.read(&format!("/services/{}", id(&offering.name))).await;
    right(wrongs("service", &whole));
    assert!(["cost_options", "languages"].iter().all(|name| whole.get(name).is_none()), "{whole}");
    let places = reader.read(&format!("/service_at_locations?search={mark}")).await;
    right(page_wrongs("service_at_location", &places));
    let location = &places["contents"][0]["location"];
    assert_eq!(location["location_type"], "virtual");
    assert!(location.get("addresses").is_none(), "{location}");
    let page = reader.0.open(&format!("/{}", offering.ulo)).await;
    assert!(page.html.contains("Price not stated") && page.html.contains("It has not said"), "{}", page.html);
}

#[tokio::test]
async fn filters_find_by_term_taxonomy_place_and_time() {
    let house = House::shared().await;
    let reader = Reader::of(house).await;
    let (mark, ..) = a_full_entry(house).await;
    let postcodes = [("HX9 7ZZ", "E08000033", (53.73, -1.86)), ("TR9 7ZZ", "E06000052", (50.26, -5.05))];
    let postcodes = postcodes.map(|(postcode, code, point)| {
        let council = reference::council::find(code).unwrap();
        Entry::new(Postcode::parse("postcode", postcode).unwrap(), council, point)
    });
    store::insert_many(house.councils_db().await.pool(), &postcodes).await.unwrap();
    let terms = reader.read("/taxonomy_terms?per_page=100").await;
    let term = |name: &str| {
        let found = terms["contents"].as_array().unwrap().iter().find(|term| term["name"] == name).cloned();
        found.unwrap_or_else(|| panic!("no term {name}"))
    };
    let (peer, one, advocacy) = (
        term("Support from people who have been there"),
        term("One mentor for one person"),
        term("Someone to speak up with you"),
    );
    assert_eq!(one["parent_id"], peer["id"]);
    let autism = term("Autism");
    let ask = async |more: String| {
        let page = reader.read(&format!("/service_at_locations?search={mark}&{more}")).await;
        page["total_items"].as_u64().unwrap()
    };
    let of = |term: &Value| format!("taxonomy_term_id={}", term["id"].as_str().unwrap());
    assert_eq!(ask(of(&peer)).await, 1);
    assert_eq!(ask(of(&one)).await, 1);
    assert_eq!(ask(of(&advocacy)).await, 0);
    assert_eq!(ask(format!("{},{}", of(&advocacy), peer["id"].as_str().unwrap())).await, 1, "any of a kind");
    assert_eq!(ask(format!("taxonomy_id={}", autism["taxonomy_id"].as_str().unwrap())).await, 1);
    assert_eq!(ask(format!("taxonomy_id={}", request_id())).await, 0, "no such taxonomy, so nothing in it");
    assert_eq!(ask("day=MO&start_time=09:30&end_time=16:00".into()).await, 1);
    assert_eq!(ask("day=monday&start_time=09:31".into()).await, 0);
    assert_eq!(ask("postcode=HX9+7ZZ&proximity=3000".into()).await, 1);
    assert_eq!(ask("postcode=TR9+7ZZ".into()).await, 0, "Cornwall is far");
    assert_eq!(ask("minimum_age=18&maximum_age=64".into()).await, 1, "no age is said, so none is left out");
}

#[tokio::test]
async fn any_site_may_read_and_nobody_is_looked_up() {
    let house = House::shared().await;
    let reader = Reader::of(house).await;
    for path in ["", "/services", "/openapi.json", "/taxonomies"] {
        let page = reader.get(path).await;
        assert_eq!(page.header("access-control-allow-origin"), "*", "{path}");
        assert_eq!(page.header("content-type"), "application/json", "{path}");
        assert_eq!(page.header("set-cookie"), "", "{path}");
    }
}

#[tokio::test]
async fn everything_wrong_with_an_address_is_said_at_once() {
    let house = House::shared().await;
    let reader = Reader::of(house).await;
    let wrong =
        "page=0&per_page=101&taxonomy_term_id=x&day=someday&proximity=0&minimum_age=old&postcode=nowhere";
    let page = reader.get(&format!("/services?{wrong}")).await;
    assert_eq!(page.status, StatusCode::BAD_REQUEST);
    let said: Value = serde_json::from_str(&page.html).unwrap();
    let mut named: Vec<&str> =
        said["problems"].as_array().unwrap().iter().map(|it| it["parameter"].as_str().unwrap()).collect();
    named.sort_unstable();
    assert_eq!(
        named,
        ["day", "minimum_age", "page", "per_page", "postcode", "proximity", "taxonomy_term_id"]
    );
    for (path, field) in [("/services?start_time=late", "start_time"), ("/services?postcode=HX1", "postcode")]
    {
        let page = reader.get(path).await;
        assert_eq!(page.status, StatusCode::BAD_REQUEST, "{path}");
        assert!(page.html.contains(field), "{}", page.html);
    }
    for gone in
        ["/services/x", &format!("/services/{}", request_id()), "/taxonomies/x", "/service_at_locations/x"]
    {
        assert_eq!(reader.get(gone).await.status, StatusCode::NOT_FOUND, "{gone}");
    }
}
