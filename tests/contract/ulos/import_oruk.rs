//! Other directories in Open Referral UK: read page by page, once however often, taken up again where they were stopped.
//! The feed read here is our own, so that what one Alongside publishes another can read.

use std::path::PathBuf;

use alongside::import::oruk::{ImportError, Report, Source, oruk};
use proto::ulos::v1 as pb;
use serde_json::json;

use crate::harness::ulos::{a_ulo, an_offering};
use crate::harness::{House, a_visitor, request_id};

/// A folder of its own, gone at the end.
struct Folder(PathBuf);

impl Folder {
    fn new() -> Self {
        let folder = std::env::temp_dir().join(format!("alongside-oruk-{}", request_id()));
        std::fs::create_dir_all(&folder).unwrap();
        Self(folder)
    }

    fn file(&self, text: &str) -> Source {
        let file = self.0.join("feed.json");
        std::fs::write(&file, text).unwrap();
        Source::at(&file.to_string_lossy())
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

async fn import(house: &House, source: Source, notes: &Folder) -> Result<Report, ImportError> {
    oruk(house.channel("ulos"), &house.stack.signer, source, &notes.0, |_, _| {}).await
}

async fn listed(house: &House, text: &str) -> Vec<pb::Ulo> {
    let request = pb::ListUlosRequest { text: text.into(), ..Default::default() };
    house.ulos().list_ulos(house.ask(&a_visitor(), request)).await.unwrap().into_inner().ulos
}

async fn offered(house: &House, ulo: &str) -> Vec<pb::Offering> {
    let request = pb::ListOfferingsRequest { ulo: ulo.into(), ..Default::default() };
    house.offerings().list_offerings(house.ask(&a_visitor(), request)).await.unwrap().into_inner().offerings
}

#[tokio::test]
async fn what_one_alongside_publishes_another_reads() {
    let (theirs, ours, notes) = (House::fresh().await, House::fresh().await, Folder::new());
    for number in 0..3 {
        let ulo = a_ulo().named(&format!("Example Voices {number}")).create(&theirs).await;
        for _ in 0..20 {
            an_offering(&ulo.name).create(&theirs).await;
        }
        theirs.check_ulo(&ulo.name).await;
    }
    let address = format!("{}/open-referral/v3/", theirs.served().await.origin());
    let report = import(&ours, Source::at(&address), &notes).await.unwrap();
    // Their offerings are given at home, which a feed cannot say.
    let unsaid = [("delivery_modes", 60)].into();
    assert_eq!(report, Report { pages: 2, organisations: 3, offerings: 60, unsaid, ..Report::default() });
    let again = import(&ours, Source::at(&address), &notes).await.unwrap();
    assert_eq!(again, report, "the same feed again makes nothing twice");
    let ulos = listed(&ours, "Example Voices").await;
    assert_eq!(ulos.len(), 3);
    assert!(ulos.iter().all(|ulo| ulo.stale && ulo.verify_time.is_none()), "nobody here has checked them");
    assert_eq!(ulos[0].user_led.clone().unwrap().verdict(), pb::Verdict::NotEvidenced);
    let offering = offered(&ours, &ulos[0].name).await.swap_remove(0);
    assert_eq!(offering.kind(), pb::offering::Kind::SupportBrokerage);
    assert_eq!(offering.councils, ["councils/E08000033"]);
    assert_eq!(offering.price_basis(), pb::offering::PriceBasis::Free, "it says that it costs nothing");
    assert!(offering.delivery_modes.is_empty());
}

#[tokio::test]
async fn a_stopped_import_goes_on_at_its_page() {
    let (theirs, ours, notes) = (House::fresh().await, House::fresh().await, Folder::new());
    let ulo = a_ulo().create(&theirs).await;
    for _ in 0..60 {
        an_offering(&ulo.name).create(&theirs).await;
    }
    theirs.check_ulo(&ulo.name).await;
    let address = format!("{}/open-referral/v3", theirs.served().await.origin());
    let source = Source::at(&address);
    // Stopped after the first page, as by Ctrl-C.
    let (cut, kept) = (tokio_util::sync::CancellationToken::new(), Folder(notes.0.clone()));
    let stop = cut.clone();
    let run = oruk(ours.channel("ulos"), &ours.stack.signer, source.clone(), &kept.0, |_, _| stop.cancel());
    tokio::select! {
        biased;
        () = cut.cancelled() => {}
        ended = run => panic!("it should be cut off: {ended:?}"),
    }
    std::mem::forget(kept);
    let mut pages = Vec::new();
    let said = |page, _: &Report| pages.push(page);
    let report = oruk(ours.channel("ulos"), &ours.stack.signer, source, &notes.0, said).await.unwrap();
    assert_eq!(pages, [2], "a page is called by its number in the feed");
    assert_eq!(report.offerings + 50, 60, "the first page is not read again: {report:?}");
    assert_eq!(offered(&ours, &listed(&ours, "Example").await[0].name).await.len(), 25, "a page of them");
}

#[tokio::test]
async fn bad_records_are_told_and_the_others_kept() {
    let (house, notes) = (House::shared().await, Folder::new());
    let mark = request_id();
    let service = |id: &str, areas: &str| {
        json!({
            "id": id, "name": "Peer support", "status": "active",
            "organization": { "id": mark, "name": format!("Example Feed {mark}"), "description": "Made up." },
            "service_areas": [{ "id": "1", "extent": areas }],
        })
    };
    let (good, bad) = (request_id(), request_id());
    let feed = json!({ "contents": [service(&good, "E08000033"), service(&bad, "nowhere")] }).to_string();
    let report = import(house, notes.file(&feed), &notes).await.unwrap();
    assert_eq!((report.organisations, report.offerings, report.bad.len()), (1, 1, 1));
    let told = report.bad[0].to_string();
    assert!(told.starts_with(&format!("page 1, record 2, {bad}, service_areas: ")), "{told}");
    let changed = feed.replace("Made up.", "Made up anew.");
    let report = import(house, notes.file(&changed), &notes).await.unwrap();
    assert_eq!((report.organisations, report.changed), (0, 1), "what is kept here is left alone");
}

#[tokio::test]
async fn the_same_records_under_another_name_are_the_same() {
    let (house, notes, elsewhere) = (House::shared().await, Folder::new(), Folder::new());
    let (mark, other) = (request_id(), request_id());
    let service = |id: String, area: &str| {
        json!({
            "id": id, "name": "Advocacy", "status": "temporarily closed",
            "organization": { "id": mark.to_uppercase(), "name": format!("Example Mover {mark}") },
            "service_areas": [{ "id": "1", "extent": area }],
        })
    };
    let feed =
        json!({ "contents": [service(request_id(), "E08000033"), service(other, "E08000034")] }).to_string();
    let first = import(house, notes.file(&feed), &notes).await.unwrap();
    assert_eq!((first.organisations, first.offerings), (1, 2), "{:?}", first.bad);
    let moved = import(house, elsewhere.file(&feed), &elsewhere).await.unwrap();
    assert_eq!((moved.look_alikes, &moved), (0, &first), "nothing is made twice");
    let ulos = listed(house, &mark).await;
    assert_eq!(ulos.len(), 1);
    let offerings = offered(house, &ulos[0].name).await;
    assert_eq!(offerings.len(), 2);
    assert!(offerings.iter().all(|one| one.state() == pb::offering::State::Paused), "closed there for now");
}

#[tokio::test]
async fn what_is_no_feed_is_refused_in_words() {
    let (house, notes) = (House::shared().await, Folder::new());
    for (text, why) in [("<html>", "is not JSON"), ("7", "holds no services"), ("{}", "holds no services")] {
        let error = import(house, notes.file(text), &notes).await.unwrap_err().to_string();
        assert!(error.contains(why), "{error}");
    }
    let missing = import(house, Source::at("/nowhere/feed.json"), &notes).await.unwrap_err().to_string();
    assert!(missing.contains("could not be read"), "{missing}");
    let page = format!("{}/find", house.served().await.origin());
    let error = import(house, Source::at(&page), &notes).await.unwrap_err().to_string();
    assert!(error.contains("status 404"), "{error}");
}
