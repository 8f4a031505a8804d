//! The map of England: a tile a council, each thing it shows, the same as a table and as files.

use http::StatusCode;

use crate::harness::House;

#[tokio::test]
async fn every_council_is_a_tile_and_a_row_and_a_line_of_the_file() {
    let house = House::shared().await;
    let browser = house.served().await.browser();
    for measure in
        ["organisations", "brokerage", "advocacy", "peer-support", "unmet", "wait", "control", "strategy"]
    {
        let page = browser.get(&format!("/map?show={measure}")).await;
        assert_eq!(page.status, StatusCode::OK);
        assert_eq!(
            page.html.matches("<a href=\"/frameworks/E").count(),
            2 * 153,
            "{measure}: tiles and rows"
        );
        assert!(page.html.contains("Calderdale: "), "{measure}");
        let file = browser.get(&format!("/map/{measure}.csv")).await;
        assert_eq!(file.html.lines().count(), 154, "{measure}");
    }
    for nowhere in ["/map/organisations", "/map/people.csv", "/map/wait.exe"] {
        assert_eq!(browser.get(nowhere).await.status, StatusCode::NOT_FOUND, "{nowhere}");
    }
    let odd = browser.get("/map?show=%3Cscript%3E").await;
    assert!(
        odd.html.contains("Map of England: Possible user-led organisations"),
        "what is not known is not read"
    );
}
