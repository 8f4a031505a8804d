//! The mapping study on the site: then and now, each table as a file.

use http::StatusCode;

use crate::harness::House;

#[tokio::test]
async fn the_study_stands_beside_that_of_2006_and_every_table_is_a_file() {
    let house = House::shared().await;
    let browser = house.served().await.browser();
    let page = browser.get("/mapping-study").await;
    assert_eq!(page.status, StatusCode::OK);
    for said in ["2006 to 2007", "647", "12 in 100", "Over half", "Councils with none", "Helps: core funding"]
    {
        assert!(page.html.contains(said), "{said}");
    }
    for (table, lines) in [
        ("then", 8),
        ("bands", 4),
        ("kinds", 10),
        ("classes", 6),
        ("stages", 5),
        ("who-for", 14),
        ("funding", 6),
        ("factors", 11),
        ("localities", 154),
    ] {
        let file = browser.get(&format!("/mapping-study/{table}.csv")).await;
        assert_eq!(file.html.lines().count(), lines, "{table}");
    }
    assert_eq!(browser.get("/mapping-study/people.csv").await.status, StatusCode::NOT_FOUND);
}
