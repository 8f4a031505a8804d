//! What waits for somebody outside an organisation: a change of its name, a claim to its entry, an entry nobody checked.

use chrono::{TimeDelta, Utc};
use http::StatusCode;
use platform::{Role, when};
use web::{Email, Seat};

use crate::harness::claims::a_claim;
use crate::harness::site::Browser;
use crate::harness::ulos::a_ulo;
use crate::harness::{House, manager, nobody, officer, request_id};

/// Bury, which no other journey says anything about.
const COUNCIL: &str = "councils/E08000002";
const QUEUE: &str = "/frameworks/E08000002/waiting";

#[tokio::test]
async fn an_officer_looks_before_a_name_changes() {
    let house = House::shared().await;
    let site = house.site().await;
    let ulo = a_ulo().named("Lantern Street Voices").in_councils(&[COUNCIL]).create(house).await;
    let mut morgan = Browser::of(&site, &manager(&ulo.name), "Morgan Example").await;
    let mut jo = Browser::of(&site, &officer(COUNCIL), "Jo Example").await;
    let mut sam = Browser::of(&site, &officer("councils/E08000001"), "Sam Example").await;
    let path = format!("/{}/edit", ulo.name);
    let propose = async |morgan: &mut Browser, name: &str| {
        let about = morgan.open(&format!("{path}/about")).await;
        morgan
            .submit(&about, "", &[("display_name", name), ("kind", "4")])
            .await
            .says(&["waits for a check"]);
    };

    propose(&mut morgan, "Lantern Street Together").await;
    jo.open("/frameworks/E08000002/organisations").await.says(&[QUEUE]);
    let queue = jo.open(QUEUE).await;
    queue.says(&["1 change waits for a check", "Lantern Street Voices", "Name", "Look at it"]);
    assert_eq!(sam.get(QUEUE).await.status, StatusCode::FORBIDDEN);
    assert_eq!(morgan.get(QUEUE).await.status, StatusCode::FORBIDDEN);
    let edit = house.waiting(&officer(COUNCIL)).await.expect("it waits").name;
    assert_eq!(sam.get(&format!("/{edit}")).await.status, StatusCode::NOT_FOUND);
    let page = jo.open(&format!("/{edit}")).await;
    page.says(&["Lantern Street Voices", "Lantern Street Together", "change the entry"]);
    let action = format!("/{edit}/return");
    let wrong = jo.submit(&page, &action, &[("reason", "")]).await;
    wrong.says(&["Say what is wrong with it."]);
    let back = jo.submit(&wrong, &action, &[("reason", "The register says otherwise.")]).await;
    back.says(&["You sent the change back.", "no change waits"]);
    morgan.open(&format!("/{edit}")).await.says(&["was sent back", "The register says otherwise."]);
    let late = jo.submit(&page, &format!("/{edit}/accept"), &[]).await;
    late.says(&["There is something to put right"]);

    propose(&mut morgan, "Lantern Street Together").await;
    let edit = house.waiting(&officer(COUNCIL)).await.expect("it waits").name;
    let own = morgan.open(&format!("/{edit}")).await;
    own.says(&["Take the change back"]).never_says(&["/accept"]);
    let page = jo.open(&format!("/{edit}")).await;
    jo.submit(&page, &format!("/{edit}/accept"), &[]).await.says(&["The entry has changed."]);
    morgan.open(&path).await.says(&["Lantern Street Together"]).never_says(&["A change waits"]);
    propose(&mut morgan, "Lantern Street").await;
    let edit = house.waiting(&officer(COUNCIL)).await.expect("it waits").name;
    let own = morgan.open(&format!("/{edit}")).await;
    let gone = morgan.submit(&own, &format!("/{edit}/withdraw"), &[]).await;
    gone.says(&["You took the change back.", "Lantern Street Together"]);
}

#[tokio::test]
async fn whoever_reads_mail_at_its_domain_keeps_the_entry_at_once() {
    let house = House::shared().await;
    let site = house.served().await;
    let domain = format!("{}.example.org", request_id());
    let contact = proto::ulos::v1::Contact { email: format!("hello@{domain}"), ..Default::default() };
    let ulo = a_ulo().with(|ulo| ulo.contact = Some(contact)).create(house).await;
    let path = format!("/{}/claim", ulo.name);
    let robin = site.browser();
    let email = Email::parse("email", &format!("robin@{domain}")).expect("an address");
    let link = robin.ask_for_link(site, &email, &path).await;
    let page = robin.open(&link).await;
    let page = robin.follow(robin.submit(&page, &link, &[]).await).await;
    assert!(page.html.contains("Claim this entry") && page.html.contains(&domain), "{}", page.html);
    let page = robin.follow(robin.submit(&page, &path, &[("note", "Co-ordinator.")]).await).await;
    assert!(page.html.contains("You can keep this entry now."), "{}", page.html);
    let action = format!("{path}/begin");
    let page = robin.submit(&page, &action, &[("display_name", "")]).await;
    assert!(page.html.contains("Say what to call you."), "{}", page.html);
    let page = robin.follow(robin.submit(&page, &action, &[("display_name", "Robin Example")]).await).await;
    assert!(page.html.contains("Our organisation"), "{}", page.html);

    // Beside who manages it already a domain alone opens nothing.
    let kit = site.browser();
    let email = Email::parse("email", &format!("kit@{domain}")).expect("an address");
    let link = kit.ask_for_link(site, &email, &path).await;
    let page = kit.open(&link).await;
    let page = kit.follow(kit.submit(&page, &link, &[]).await).await;
    let page = kit.follow(kit.submit(&page, &path, &[]).await).await;
    assert!(page.html.contains("Your claim waits for somebody to decide."), "{}", page.html);
    let refused = kit.post(&action, &[("display_name", "Kit Example")]).await;
    assert_ne!(refused.status, StatusCode::SEE_OTHER, "no seat without a claim that holds");
    let page = kit.open(&path).await;
    let page = kit.follow(kit.submit(&page, &format!("{path}/withdraw"), &[]).await).await;
    assert!(page.html.contains("You have taken back your claim."), "{}", page.html);
}

#[tokio::test]
async fn a_claim_is_decided_by_those_who_know_and_the_claimant_is_told() {
    let house = House::shared().await;
    let site = house.served().await;
    let ulo = a_ulo().in_councils(&[COUNCIL]).create(house).await;
    let path = format!("/{}/claim", ulo.name);
    let (robin, email) = (site.browser(), crate::harness::served::an_address());
    let seat = Seat::new(Role::Broker, nobody("brokers"), "Robin Example").of_ulo(nobody("ulos"));
    site.accounts().await.invite(&email, &seat).await.expect("a seat");
    robin.sign_in(site, &email).await;
    let page = robin.open(&path).await;
    let page = robin.follow(robin.submit(&page, &path, &[("note", "Keeps the books.")]).await).await;
    assert!(page.html.contains("The number of your claim is"), "{}", page.html);

    let pages = house.site().await;
    let mut jo = Browser::of(&pages, &officer(COUNCIL), "Jo Example").await;
    let mut morgan = Browser::of(&pages, &manager(&ulo.name), "Morgan Example").await;
    morgan.open(&format!("/{}/edit", ulo.name)).await.says(&["Somebody asks to keep this entry too."]);
    let queue = jo.open(QUEUE).await;
    queue.says(&["Claims to entries", &ulo.display_name, "example.org"]);
    let claim = queue.main().split("href=\"/claims/").nth(1).and_then(|rest| rest.split('"').next());
    let claim = format!("/claims/{}", claim.expect("a link to the claim"));
    let page = jo.open(&claim).await;
    page.says(&["Keeps the books.", "They work there"]);
    jo.submit(&page, &format!("{claim}/refuse"), &[]).await.says(&["Say why not."]);
    jo.submit(&page, &format!("{claim}/accept"), &[]).await.says(&["They can keep the entry now."]);
    assert_eq!(site.link_to(&email).await.expect("mail").rsplit('/').next(), Some("claim"));
    let page = robin.open(&path).await;
    assert!(page.html.contains("The council said that it is so."), "{}", page.html);

    let other = a_claim(&ulo.name).create(house).await;
    let page = morgan.open(&format!("/{}", other.name)).await;
    let refused = [("reason", "Nobody here knows of it.")];
    let done = morgan.submit(&page, &format!("/{}/refuse", other.name), &refused).await;
    done.says(&["The claim is refused."]);
}

#[tokio::test]
async fn an_entry_nobody_checks_says_when_it_leaves_the_menus() {
    let house = House::fresh().await;
    let site = house.site().await;
    let past = |days| Utc::now() - TimeDelta::days(days);
    house.stack.clock.set(past(100));
    let late = a_ulo().in_councils(&[COUNCIL]).create(&house).await;
    house.stack.clock.set(past(130));
    let gone = a_ulo().in_councils(&[COUNCIL]).create(&house).await;
    house.stack.clock.reset();
    assert!(when::time("", late.create_time.as_ref()).is_ok_and(|time| time.is_some()));
    let mut jo = Browser::of(&site, &officer(COUNCIL), "Jo Example").await;
    let queue = jo.open(QUEUE).await;
    queue.says(&["2 entries were not checked", "Left the menus on", "Leaves the menus after"]);
    let first = queue.main().find(&gone.display_name).zip(queue.main().find(&late.display_name));
    assert!(first.is_some_and(|(gone, late)| gone < late), "what waits longest comes first");
    let mut morgan = Browser::of(&site, &manager(&gone.name), "Morgan Example").await;
    let page = morgan.open(&format!("/{}/edit", gone.name)).await;
    page.says(&["Nobody outside has checked your entry", "Left the menus on", "ask to be checked"]);
}
