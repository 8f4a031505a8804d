//! One organisation shares what worked, another tries it and says how it went, everyone reads both.

use crate::harness::House;
use crate::harness::site::Browser;
use crate::harness::ulos::a_ulo;
use crate::harness::{a_visitor, manager};

#[tokio::test]
async fn what_worked_is_shared_tried_and_judged() {
    let house = House::shared().await;
    let site = house.site().await;
    let [owner, adopter] = [
        a_ulo().named("Mill Lane Voices").create(house).await.name,
        a_ulo().named("Canal Side Circle").create(house).await.name,
    ];
    let mut morgan = Browser::of(&site, &manager(&owner), "Morgan Example").await;
    let new = format!("/{owner}/edit/solutions/new");
    let asking = morgan.open(&new).await;
    let wrong =
        morgan.submit(&asking, "", &[("display_name", "A bench <outside>"), ("cost_pence", "lots")]).await;
    wrong.says(&[
        "Say what the problem was.",
        "Choose what it is about.",
        "A bench &#60;outside&#62;",
        "value=\"lots\"",
    ]);
    let fields = [
        ("display_name", "A bench outside"),
        ("problem", "Nobody came in."),
        ("what_was_done", "We put a bench outside."),
        ("what_happened", "People sat down, and then came in."),
        ("cost_pence", "120.50"),
        ("hours", "3"),
        ("topics", "5"),
    ];
    let draft = morgan.submit(&wrong, "", &fields).await;
    draft.says(&[
        "Kept.",
        "Draft: only you can see it",
        "£120.50",
        "3 hours",
        "Nobody else has tried it yet.",
    ]);
    let shown = morgan.submit(&draft, &format!("{}/publish", draft.path), &[]).await;
    shown.says(&["Everyone can see it now."]);

    let mut kit = Browser::of(&site, &manager(&adopter), "Kit Example").await;
    kit.open("/solutions?text=bench&topic=5").await.says(&["A bench outside", "Nobody came in."]);
    kit.open(&draft.path).await.says(&["We try this too"]);
    let adopting = kit.open(&format!("{}/adopt", draft.path)).await;
    let fields = [
        ("verdict", "2"),
        ("words", "When the sun shines."),
        ("adopt_date.day", "1"),
        ("adopt_date.month", "6"),
        ("adopt_date.year", "2026"),
    ];
    let adopted = kit.submit(&adopting, "", &fields).await;
    adopted.says(&[
        "Kept.",
        "1 organisation tried it.",
        "In part for 1.",
        "When the sun shines.",
        "Canal Side Circle",
    ]);
    kit.open(&format!("/{adopter}/edit/solutions")).await.says(&["A bench outside", "It worked in part"]);

    let mut anyone = Browser::of(&site, &a_visitor(), "").await;
    anyone
        .open(&draft.path)
        .await
        .says(&["When the sun shines.", "Mill Lane Voices"])
        .never_says(&["We try this too"]);
}
