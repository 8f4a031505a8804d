//! Finding organisations: every filter, pages, and that no filter scans.

use proto::ulos::v1 as pb;

use crate::harness::asserts::invalid;
use crate::harness::ulos::a_ulo;
use crate::harness::{House, a_visitor, an_operator, request_id};

/// Scilly: no other test works there.
const SCILLY: &str = "councils/E06000053";

async fn listed(house: &House, request: pb::ListUlosRequest) -> Vec<String> {
    let answer = house.ulos().list_ulos(house.ask(&an_operator(), request)).await;
    answer.unwrap().into_inner().ulos.into_iter().map(|ulo| ulo.name).collect()
}

#[tokio::test]
async fn filters_are_combined_by_and() {
    let house = House::shared().await;
    let network = pb::ulo::Kind::Network;
    let mark = request_id().replace('-', "");
    let a = a_ulo().in_councils(&[SCILLY]).named(&format!("Éxample Isles {mark}")).create(house).await;
    let b = a_ulo()
        .in_councils(&[SCILLY, "councils/E06000052"])
        .with(|ulo| ulo.kind = network.into())
        .with(|ulo| ulo.description = format!("Speaking up together, {mark}"))
        .create(house)
        .await;
    let all = |request: pb::ListUlosRequest| pb::ListUlosRequest {
        text: format!("{} {mark}", request.text),
        ..request
    };
    let ask = pb::ListUlosRequest::default;
    assert_eq!(listed(house, all(ask())).await, [b.name.clone(), a.name.clone()]);
    let council = |name: &str| pb::ListUlosRequest { council: name.into(), ..ask() };
    assert_eq!(listed(house, all(council(SCILLY))).await.len(), 2);
    assert_eq!(listed(house, all(council("councils/E06000052"))).await, [b.name.as_str()]);
    let kind = pb::ListUlosRequest { kind: network.into(), ..council(SCILLY) };
    assert_eq!(listed(house, all(kind)).await, [b.name.as_str()]);
    let words = |text: &str| pb::ListUlosRequest { text: text.into(), ..ask() };
    assert_eq!(
        listed(house, all(words("EXAMPLE isl"))).await,
        [a.name.as_str()],
        "capitals, accents, beginnings"
    );
    assert_eq!(listed(house, all(words("together; up"))).await, [b.name.as_str()]);
    assert_eq!(listed(house, all(words("together isles"))).await, Vec::<String>::new());
    assert_eq!(listed(house, words("'&|!:*\\")).await, Vec::<String>::new(), "signs alone find nothing");
    let verdict = |verdict: pb::Verdict| pb::ListUlosRequest { user_led: verdict.into(), ..ask() };
    assert_eq!(
        listed(house, all(verdict(pb::Verdict::NotEvidenced))).await.len(),
        2,
        "no record: not evidenced"
    );
    assert_eq!(listed(house, all(verdict(pb::Verdict::NotMet))).await, Vec::<String>::new());
}

#[tokio::test]
async fn visitors_find_only_what_is_listed() {
    let house = House::shared().await;
    let mark = request_id();
    let open = a_ulo().named(&format!("Open {mark}")).create(house).await;
    let shut = a_ulo().named(&format!("Shut {mark}")).create(house).await;
    let close = pb::CloseUloRequest { name: shut.name.clone(), etag: shut.etag.clone(), close_reason: 4 };
    house.ulos().close_ulo(house.ask(&an_operator(), close)).await.unwrap();
    let ask = |state: pb::ulo::State| pb::ListUlosRequest {
        text: mark.clone(),
        state: state.into(),
        ..Default::default()
    };
    assert_eq!(listed(house, ask(pb::ulo::State::Unspecified)).await.len(), 2);
    assert_eq!(listed(house, ask(pb::ulo::State::Closed)).await, [shut.name]);
    for (state, found) in [(pb::ulo::State::Unspecified, vec![open.name]), (pb::ulo::State::Closed, vec![])] {
        let answer = house.ulos().list_ulos(house.ask(&a_visitor(), ask(state))).await.unwrap().into_inner();
        let names: Vec<String> = answer.ulos.into_iter().map(|ulo| ulo.name).collect();
        assert_eq!(names, found);
    }
}

#[tokio::test]
async fn pages_hold_every_organisation_once() {
    let house = House::shared().await;
    let mark = request_id();
    let mut made = Vec::new();
    for number in 0..27 {
        made.push(a_ulo().named(&format!("Page {number} {mark}")).create(house).await.name);
    }
    made.reverse();
    let ask = |page_size, page_token| pb::ListUlosRequest {
        page_size,
        page_token,
        text: mark.clone(),
        ..Default::default()
    };
    let page = |request| async move {
        let answer = house.ulos().list_ulos(house.ask(&a_visitor(), request)).await.unwrap().into_inner();
        let names: Vec<String> = answer.ulos.into_iter().map(|ulo| ulo.name).collect();
        (names, answer.next_page_token)
    };
    let (mut seen, token) = page(ask(0, String::new())).await;
    assert_eq!(seen.len(), 25);
    let (rest, token) = page(ask(0, token)).await;
    assert_eq!((rest.len(), token.as_str()), (2, ""));
    seen.extend(rest);
    assert_eq!(seen, made, "newest first");
    assert_eq!(page(ask(1000, String::new())).await, (made, String::new()));
}

#[tokio::test]
async fn a_listing_says_everything_wrong_at_once() {
    let house = House::shared().await;
    let request = pb::ListUlosRequest {
        page_size: -1,
        page_token: "no".into(),
        council: "councils/E00000000".into(),
        kind: 99,
        user_led: 99,
        text: "x".repeat(101),
        state: 99,
    };
    let fields = ["page_size", "page_token", "council", "kind", "user_led", "text", "state"];
    invalid(house.ulos().list_ulos(house.ask(&a_visitor(), request)).await, &fields);
}

#[tokio::test]
async fn every_filter_has_an_index() {
    let house = House::shared().await;
    let tables = house.tables("ulos").await;
    let filters = [
        ("councils @> array['councils/E06000053']", "ulo_of_council"),
        ("kind = 'network'", "ulo_of_kind"),
        ("user_led = any(array['not_evidenced', 'no_record'])", "ulo_of_standing"),
        ("state = 'closed'", "ulo_of_state"),
        ("array_to_tsvector(words) @@ '''isl'':*'::tsquery", "ulo_of_words"),
        ("plain_name = 'x'", "ulo_of_plain_name"),
        ("registration_keys && array['cqc:1']", "ulo_of_registration"),
    ];
    for (filter, index) in filters {
        let mut transaction = tables.begin().await.unwrap();
        sqlx::query("set local enable_seqscan = off").execute(&mut *transaction).await.unwrap();
        let explain = sqlx::AssertSqlSafe(format!("explain select ulo_id from ulo where {filter}"));
        let plan: Vec<String> = sqlx::query_scalar(explain).fetch_all(&mut *transaction).await.unwrap();
        let plan = plan.join("\n");
        assert!(plan.contains(index), "{filter}:\n{plan}");
    }
}
