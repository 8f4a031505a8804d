//! Councils: reading one, listing them, correcting them from a file.

use councils::council::file;
use proto::councils::v1 as pb;
use tonic::Code;

use crate::harness::asserts::{invalid, not_found, refused};
use crate::harness::{House, a_visitor, an_operator, officer};

fn get(name: &str) -> pb::GetCouncilRequest {
    pb::GetCouncilRequest { name: name.into() }
}

#[tokio::test]
async fn anyone_reads_a_council() {
    let house = House::shared().await;
    let read = house.councils().get_council(house.ask(&a_visitor(), get("councils/E08000038"))).await;
    let barnsley = read.unwrap().into_inner();
    assert_eq!(
        barnsley,
        pb::Council {
            name: "councils/E08000038".into(),
            display_name: "Barnsley".into(),
            former_gss_code: "E08000016".into(),
            kind: pb::council::Kind::Metropolitan.into(),
            region_code: "E12000003".into(),
            region: barnsley.region.clone(),
            latitude: barnsley.latitude,
            longitude: barnsley.longitude,
            population_thousands: barnsley.population_thousands,
        }
    );
    assert!(barnsley.latitude > 53.0 && barnsley.population_thousands > 200 && !barnsley.region.is_empty());
    let own = officer("councils/E08000038");
    assert_eq!(
        house.councils().get_council(house.ask(&own, get(&barnsley.name))).await.unwrap().into_inner(),
        barnsley
    );
}

#[tokio::test]
async fn a_council_that_is_not_there_is_not_found() {
    let house = House::shared().await;
    for name in ["councils/E08000016", "councils/E06999999"] {
        not_found(house.councils().get_council(house.ask(&a_visitor(), get(name))).await);
    }
    for name in [
        "",
        "councils/",
        "councils/Barnsley",
        "people/E08000038",
        "councils/E0800003\0",
        "councils/E08000038 🦋",
    ] {
        invalid(house.councils().get_council(house.ask(&a_visitor(), get(name))).await, &["name"]);
    }
}

#[tokio::test]
async fn nobody_reads_without_a_token() {
    let house = House::shared().await;
    let unauthenticated = |answer| refused(answer, Code::Unauthenticated, "UNAUTHENTICATED");
    unauthenticated(
        house.councils().get_council(get("councils/E08000038")).await.map(|_| tonic::Response::new(())),
    );
    unauthenticated(
        house
            .councils()
            .list_councils(pb::ListCouncilsRequest::default())
            .await
            .map(|_| tonic::Response::new(())),
    );
    unauthenticated(
        house
            .councils()
            .find_council(pb::FindCouncilRequest::default())
            .await
            .map(|_| tonic::Response::new(())),
    );
}

#[tokio::test]
async fn the_list_pages_through_all_153_by_code() {
    let house = House::shared().await;
    let (mut codes, mut sizes, mut page_token) = (Vec::new(), Vec::new(), String::new());
    loop {
        let request = pb::ListCouncilsRequest { page_size: 1_000, page_token, ..Default::default() };
        let page =
            house.councils().list_councils(house.ask(&a_visitor(), request)).await.unwrap().into_inner();
        sizes.push(page.councils.len());
        codes.extend(page.councils.into_iter().map(|council| council.name));
        page_token = page.next_page_token;
        if page_token.is_empty() {
            break;
        }
    }
    assert_eq!(sizes, [100, 53]);
    assert!(codes.windows(2).all(|pair| pair[0] < pair[1]));
    let request = pb::ListCouncilsRequest::default();
    let page = house.councils().list_councils(house.ask(&a_visitor(), request)).await.unwrap().into_inner();
    assert_eq!(page.councils.len(), 25);
}

#[tokio::test]
async fn the_list_is_narrowed_by_region_and_kind() {
    let house = House::shared().await;
    let listed = async |region_code: &str, kind: pb::council::Kind| {
        let request = pb::ListCouncilsRequest {
            page_size: 100,
            region_code: region_code.into(),
            kind: kind.into(),
            ..Default::default()
        };
        house.councils().list_councils(house.ask(&a_visitor(), request)).await.unwrap().into_inner().councils
    };
    assert_eq!(listed("E12000007", pb::council::Kind::Unspecified).await.len(), 33);
    assert_eq!(listed("", pb::council::Kind::County).await.len(), 21);
    assert_eq!(listed("E12000007", pb::council::Kind::County).await.len(), 0);
    let london = listed("E12000007", pb::council::Kind::London).await;
    assert!(london.iter().all(|council| council.name.starts_with("councils/E09")));
}

#[tokio::test]
async fn a_list_says_everything_that_is_wrong() {
    let house = House::shared().await;
    let request = pb::ListCouncilsRequest {
        page_size: -1,
        page_token: "'; drop table council".into(),
        region_code: "E12".into(),
        kind: 99,
    };
    let answer = house.councils().list_councils(house.ask(&a_visitor(), request)).await;
    invalid(answer, &["page_size", "page_token", "region_code", "kind"]);
}

#[tokio::test]
async fn an_import_corrects_a_council_and_another_start_does_not_undo_it() {
    let house = House::fresh().await;
    let db = house.councils_db().await;
    let text = "gss_code,name,kind,region_code,region,latitude,longitude,population_thousands\n\
                E06000053,Isles of Scilly,unitary,E12000009,South West,49.9234,-6.2966,3\n";
    let request = get("councils/E06000053");
    house.councils().get_council(house.ask(&a_visitor(), request.clone())).await.unwrap();
    let councils = file::read(text.as_bytes()).unwrap();
    assert_eq!(file::import(&db, &house.stack.clock, &councils).await.unwrap(), 1);
    assert_eq!(
        file::import(&db, &house.stack.clock, &councils).await.unwrap(),
        0,
        "the same again changes nothing"
    );
    let read = house.councils().get_council(house.ask(&a_visitor(), request)).await.unwrap().into_inner();
    assert_eq!((read.population_thousands, read.latitude), (3, 49.92));
    let told: Vec<String> = sqlx::query_scalar(
        "select kind from event where stream = 'councils/E06000053' order by stream_version",
    )
    .fetch_all(&house.tables("councils").await)
    .await
    .unwrap();
    assert_eq!(told, ["council.created", "council.updated"]);

    let restarted = house.restarted(async {}).await;
    let request = get("councils/E06000053");
    let read = restarted.councils().get_council(restarted.ask(&an_operator(), request)).await;
    assert_eq!(read.unwrap().into_inner().population_thousands, 3);
}
