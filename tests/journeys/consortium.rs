//! Two organisations come together: one proposes, the other joins for itself, everyone sees what they are together.

use http::StatusCode;
use proto::ulos::v1::Verdict;

use crate::harness::evidences::{a_review, an_evidence};
use crate::harness::site::Browser;
use crate::harness::ulos::{a_governance, a_ulo};
use crate::harness::{House, a_visitor, an_operator, manager, officer};

/// Bolton, which no other journey says anything about.
const COUNCIL: &str = "councils/E08000001";

#[tokio::test]
async fn two_organisations_come_together() {
    let house = House::shared().await;
    let site = house.site().await;
    let lead = a_ulo().named("Lantern Street Voices").in_councils(&[COUNCIL]).create(house).await;
    let other = a_ulo().named("Mill Lane Friends").in_councils(&[COUNCIL]).create(house).await;
    let mut morgan = Browser::of(&site, &manager(&lead.name), "Morgan Example").await;
    let mut kit = Browser::of(&site, &manager(&other.name), "Kit Example").await;
    let path = format!("/{}/edit", lead.name);
    morgan.open(&path).await.says(&["/edit/consortia"]);
    morgan.open(&format!("{path}/consortia")).await.says(&["Your organisation is in none yet."]);
    let form = morgan.open(&format!("{path}/consortia/new")).await;
    form.says(&["Bolton", "checked"]);
    let wrong = morgan.submit(&form, "", &[("display_name", ""), ("purpose", "One door for all.")]).await;
    wrong.says(&["Enter a name.", "One door for all."]);
    let named = [("display_name", "Bolton Together"), ("purpose", "One door for all.")];
    let wrong = morgan.submit(&wrong, "", &named).await;
    wrong.says(&["There is something to put right", "Bolton Together"]);
    let brings = [("services", "1"), ("councils", COUNCIL)];
    let made = morgan.submit(&wrong, "", &[&named[..], &brings[..]].concat()).await;
    made.says(&["Invite others now.", "Bolton Together", "once two organisations have joined"]);

    let inviting = morgan.open(&format!("{}/invite", made.path)).await;
    inviting.says(&["Mill Lane Friends"]);
    morgan.submit(&inviting, "", &[]).await.says(&["Choose an organisation."]);
    morgan.submit(&inviting, "", &[("ulo", &other.name)]).await.says(&["They are invited.", "Is invited"]);
    let mut anyone = Browser::of(&site, &a_visitor(), "Anyone").await;
    anyone.open(&made.path).await.never_says(&["Mill Lane Friends"]);
    let list = kit.open(&format!("/{}/edit/consortia", other.name)).await;
    list.says(&["Bolton Together", "Is invited"]);
    let joining = kit.open(&format!("{}/join", made.path)).await;
    let brings = [("services", "2"), ("councils", COUNCIL)];
    let joined = kit.submit(&joining, "", &brings).await;
    joined.says(&["Your organisation has joined.", "have not told us who runs them"]);
    a_governance(&lead.name).create(house).await;
    a_governance(&other.name).create(house).await;
    anyone.open("/councils").await.says(&["/consortia"]);
    anyone.open("/consortia").await.says(&["Bolton Together", "One door for all.", &made.path]);
    let page = anyone.open(&made.path).await;
    page.says(&["Mill Lane Friends", "Most of all their board members", "12 of 20", "6 of 10", "Bolton"]);
    page.says(&["They meet 0 of 21 criteria together.", "For 21 it is not evidenced.", "What is missing"]);
    for (number, code) in reference::criteria::SETS[0].criteria.iter().map(|one| one.code).enumerate() {
        let whose = if number % 2 == 0 { &lead.name } else { &other.name };
        let claimed = an_evidence(whose).under(code).create(house).await;
        let review = house.ask(&an_operator(), a_review(&claimed, Verdict::Met));
        house.evidences().review_evidence(review).await.expect("a review");
    }
    let page = anyone.open(&made.path).await;
    page.says(&[
        "They meet all 21 criteria together.",
        "Met by Mill Lane Friends",
        "Not evidenced for Lantern",
    ]);
    page.never_says(&["Found not to be met", "What is missing"]);
    page.never_says(&["/leave", "/invite", "/end"]);
    anyone.open(&format!("/{}", other.name)).await.says(&["Bolton Together"]);
    let mut jo = Browser::of(&site, &officer(COUNCIL), "Jo Example").await;
    jo.open(&made.path).await.says(&["Mill Lane Friends"]);
    let refused = jo.get(&format!("{}/invite", made.path)).await;
    assert_eq!(refused.status, StatusCode::FORBIDDEN);

    let page = kit.open(&made.path).await;
    let left = kit.submit(&page, &format!("{}/leave", made.path), &[]).await;
    left.says(&["not in it any more", "in none yet"]);
    let page = morgan.open(&made.path).await;
    page.says(&["Has left"]);
    let over = morgan.submit(&page, &format!("{}/end", made.path), &[]).await;
    over.says(&["The consortium has ended."]);
}
