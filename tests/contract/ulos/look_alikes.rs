//! Entries that look like the same organisation are linked both ways and never merged.

use proto::ulos::v1 as pb;

use crate::harness::ulos::a_ulo;
use crate::harness::{House, an_operator, mask, request_id};

async fn read(house: &House, name: &str) -> pb::Ulo {
    let request = pb::GetUloRequest { name: name.into() };
    house.ulos().get_ulo(house.ask(&an_operator(), request)).await.unwrap().into_inner()
}

async fn links(house: &House, name: &str) -> Vec<String> {
    read(house, name).await.possible_duplicates
}

async fn rename(house: &House, name: &str, display_name: &str) {
    let ulo = pb::Ulo { display_name: display_name.into(), ..read(house, name).await };
    let request = pb::UpdateUloRequest { ulo: Some(ulo), update_mask: mask(&["display_name"]) };
    house.ulos().update_ulo(house.ask(&an_operator(), request)).await.unwrap();
}

fn company(number: &str) -> Vec<pb::Registration> {
    vec![pb::Registration { scheme: pb::registration::Scheme::CompaniesHouse.into(), number: number.into() }]
}

#[tokio::test]
async fn the_same_register_entry_links_both_ways() {
    let house = House::shared().await;
    let number = uuid::Uuid::new_v4().simple().to_string()[..7].to_owned();
    let a = a_ulo().with(|ulo| ulo.registrations = company(&number)).create(house).await;
    let b = a_ulo()
        .in_councils(&["councils/E06000001"])
        .with(|ulo| ulo.registrations = company(&format!("0{}", number.to_uppercase())))
        .create(house)
        .await;
    assert_eq!(b.possible_duplicates, [a.name.as_str()]);
    let linked = read(house, &a.name).await;
    assert_eq!(linked.possible_duplicates, [b.name]);
    assert_eq!((linked.update_time, linked.etag.as_str()), (a.update_time, "v2"), "a link is no edit");
}

#[tokio::test]
async fn the_same_name_links_in_the_same_council_or_postcode_only() {
    let house = House::shared().await;
    let name = format!("Zoë's Voices {}", request_id());
    let at = |postcode: &str| Some(pb::Contact { postcode: postcode.into(), ..Default::default() });
    let a = a_ulo().named(&name).with(|ulo| ulo.contact = at("HX1 1AA")).create(house).await;
    let same_council = a_ulo().named(&format!("The {} Ltd", name.to_uppercase())).create(house).await;
    let far = a_ulo().in_councils(&["councils/E06000001"]);
    let same_postcode = far.named(&name).with(|ulo| ulo.contact = at("hx11aa")).create(house).await;
    let elsewhere = a_ulo().in_councils(&["councils/E06000002"]).named(&name).create(house).await;
    assert_eq!(same_council.possible_duplicates, [a.name.as_str()]);
    assert_eq!(same_postcode.possible_duplicates, [a.name.as_str()]);
    assert_eq!(elsewhere.possible_duplicates, Vec::<String>::new());
    assert_eq!(links(house, &a.name).await, [same_council.name, same_postcode.name]);
}

#[tokio::test]
async fn an_edit_brings_links_up_to_date() {
    let house = House::shared().await;
    let name = format!("Example Peers {}", request_id());
    let a = a_ulo().named(&name).create(house).await;
    let b = a_ulo().create(house).await;
    rename(house, &b.name, &name).await;
    assert_eq!(
        (links(house, &a.name).await, links(house, &b.name).await),
        (vec![b.name.clone()], vec![a.name.clone()])
    );
    rename(house, &b.name, "Something else altogether").await;
    assert_eq!((links(house, &a.name).await, links(house, &b.name).await), (vec![], vec![]));
}

#[tokio::test]
async fn a_name_used_over_and_over_stays_cheap() {
    let house = House::shared().await;
    let name = format!("Example Everywhere {}", request_id());
    let mut made = Vec::new();
    for _ in 0..24 {
        made.push(a_ulo().named(&name).create(house).await.name);
    }
    for ulo in &made {
        let linked = links(house, ulo).await;
        assert!(linked.len() <= 20);
        for other in linked {
            assert!(links(house, &other).await.contains(ulo), "both ways");
        }
    }
}

#[tokio::test]
async fn two_made_at_the_same_moment_do_not_miss_each_other() {
    let house = House::shared().await;
    for _ in 0..5 {
        let name = format!("Example Twins {}", request_id());
        let (a, b) = tokio::join!(a_ulo().named(&name).create(house), a_ulo().named(&name).create(house));
        assert_eq!(links(house, &a.name).await, [b.name.as_str()]);
        assert_eq!(links(house, &b.name).await, [a.name]);
    }
}

#[tokio::test]
async fn each_linked_entry_tells_its_own_event() {
    let house = House::shared().await;
    let name = format!("Example Echo {}", request_id());
    let a = a_ulo().named(&name).create(house).await;
    let b = a_ulo().named(&name).create(house).await;
    let told: Vec<(String, i64, String)> = sqlx::query_as(
        "select stream, stream_version, kind from event where stream = any($1) order by event_id",
    )
    .bind(vec![a.name.clone(), b.name.clone()])
    .fetch_all(&house.tables("ulos").await)
    .await
    .unwrap();
    let expected = [(&a.name, 1, "ulo.created"), (&a.name, 2, "ulo.updated"), (&b.name, 1, "ulo.created")];
    let told: Vec<_> = told.iter().map(|(stream, version, kind)| (stream, *version, kind.as_str())).collect();
    assert_eq!(told, expected);
}
