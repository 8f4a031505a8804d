//! Statistics of a quarter: read by everyone, on a page, on the map and as files; revised by the operator alone.

use chrono::{Datelike as _, TimeDelta, Utc};
use councils::FromMatching;
use http::StatusCode;
use proto::matching::v1::request::State;

use crate::harness::councils::{Told, a_request};
use crate::harness::site::Browser;
use crate::harness::{House, a_visitor, an_operator, officer};

/// Bedford.
const PLACE: &str = "E06000055";

#[tokio::test]
async fn a_quarter_is_read_and_revised() {
    let house = House::fresh().await;
    let then = Utc::now() - TimeDelta::days(182);
    for _ in 0..12 {
        let mut request = Told::new("requests");
        let unmet = proto::matching::v1::Request { state: State::Unmet.into(), ..a_request(PLACE, 182) };
        house.tell(FromMatching, &request.becomes(&unmet).events).await;
    }
    let site = house.site().await;
    let mut visitor = Browser::of(&site, &a_visitor(), "").await;
    visitor.open("/releases").await.says(&["No quarter has come out yet"]);
    visitor.open(&format!("/frameworks/{PLACE}")).await.says(&["No quarter has come out yet"]);
    assert!(house.make_due_releases().await >= 1);

    let quarter = format!("{}-Q{}", then.year(), then.month0() / 3 + 1);
    let path = format!("/releases/{quarter}");
    visitor.open("/releases").await.says(&[&path]);
    let page = visitor.open(&path).await;
    page.says(&[
        "10 requests of this quarter found nobody",
        "It does not change any more",
        "East of England (region)",
    ]);
    page.says(&["unmet-by-place.csv", "Numbers from 1 to 7 are hidden"]).never_says(&["Revise this release"]);
    let file = visitor.get(&format!("{path}/unmet-by-place.csv")).await;
    assert_eq!((file.status, file.html.lines().count()), (StatusCode::OK, 1 + 163));
    assert_eq!(visitor.get(&format!("{path}/waits.csv")).await.status, StatusCode::OK);
    for nowhere in
        ["/releases/1999-Q1", "/releases/2026", &format!("{path}/people.csv"), &format!("{path}?revision=9")]
    {
        let status = visitor.get(nowhere).await.status;
        assert!(matches!(status, StatusCode::NOT_FOUND | StatusCode::BAD_REQUEST), "{nowhere}: {status}");
    }
    let council = format!("/frameworks/{PLACE}?quarter={quarter}");
    assert_eq!(visitor.get(&council).await.status, StatusCode::NOT_FOUND, "no picture was kept then");
    let mut jo = Browser::of(&site, &officer(&format!("councils/{PLACE}")), "Jo Example").await;
    assert_eq!(jo.get(&format!("{path}/revise")).await.status, StatusCode::FORBIDDEN);

    let mut operator = Browser::of(&site, &an_operator(), "Orchard Example").await;
    operator.open(&path).await.says(&["Revise this release"]);
    let asking = operator.open(&format!("{path}/revise")).await;
    operator.submit(&asking, "", &[("reason", "Late")]).await.says(&["at least 10 characters", "Late"]);
    let why = "The records of one week came late.";
    let revised = operator.submit(&asking, "", &[("reason", why)]).await;
    revised.says(&["The release is revised", "This is revision 2", why, "Revision 1"]);
    visitor.open(&format!("{path}?revision=1")).await.says(&["It does not change any more", "Revision 2"]);
}
