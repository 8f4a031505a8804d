//! An organisation shares guidance beside what worked, format by format; anyone finds it in the format they need.

use crate::harness::House;
use crate::harness::site::Browser;
use crate::harness::solutions::a_solution;
use crate::harness::ulos::a_ulo;
use crate::harness::{a_visitor, manager};

#[tokio::test]
async fn guidance_is_shared_in_several_formats_and_found_beside_the_solution() {
    let house = House::shared().await;
    let site = house.site().await;
    let ulo = a_ulo().named("Weir Side Voices").create(house).await.name;
    let solution = a_solution(&ulo).publish(house).await;
    let mut morgan = Browser::of(&site, &manager(&ulo), "Morgan Example").await;
    let mut anyone = Browser::of(&site, &a_visitor(), "").await;
    morgan.open(&format!("/{}", solution.name)).await.says(&["Share guidance"]);
    let asking = morgan.open(&format!("/{ulo}/edit/guidances/new?solution={}", solution.name)).await;
    asking.says(&["Meeting at the bus station", "checked"]);
    let wrong = morgan.submit(&asking, "", &[("display_name", "Bus <stop> guide"), ("purpose", "")]).await;
    wrong.says(&["Say what it is for.", "Choose what it is about.", "Bus &#60;stop&#62; guide"]);
    let fields = [
        ("display_name", "Bus stop guide"),
        ("purpose", "For those who want to meet where buses meet."),
        ("topics", "5"),
        ("solution", solution.name.as_str()),
    ];
    let formats = morgan.submit(&wrong, "", &fields).await;
    formats.says(&["Kept.", "No format is there yet.", "Bus stop guide"]);
    let path = formats.path.trim_end_matches("/formats").to_owned();
    morgan.open(&path).await.says(&["Draft: only you can see it"]).never_says(&["Show it to everyone"]);
    let formats = morgan.open(&format!("{path}/formats")).await;
    let insecure = [("kind", "4"), ("link", "http://weir.example/easy.pdf"), ("pages", "many")];
    let wrong = morgan.submit(&formats, &format!("{path}/formats"), &insecure).await;
    wrong.says(&["There is something to put right", "value=\"many\""]);
    let insecure =
        [("kind", "4"), ("language", "en"), ("link", "http://weir.example/easy.pdf"), ("pages", "8")];
    let wrong = morgan.submit(&wrong, &format!("{path}/formats"), &insecure).await;
    wrong.says(&["begins with https://"]);
    let easy = [("kind", "4"), ("language", "en"), ("link", "https://weir.example/easy.pdf"), ("pages", "8")];
    let kept = morgan.submit(&wrong, &format!("{path}/formats"), &easy).await;
    kept.says(&["Kept.", "Easy Read, English, 8 pages"]);
    let bsl = [("kind", "9"), ("link", "https://weir.example/bsl"), ("pages", ""), ("minutes", "6")];
    let kept = morgan.submit(&kept, &format!("{path}/formats"), &bsl).await;
    kept.says(&["BSL video, 6 minutes"]);
    let again = morgan.submit(&kept, &format!("{path}/formats"), &easy).await;
    again.says(&["already"]);
    let draft = morgan.open(&path).await;
    let shown = morgan.submit(&draft, &format!("{path}/publish"), &[]).await;
    shown.says(&["Everyone can see it now.", "https://weir.example/easy.pdf"]);

    anyone
        .open(&format!("/{}", solution.name))
        .await
        .says(&["Guidance that goes with this", "Bus stop guide"]);
    let found = anyone.open("/guidances?kind=9&text=buses").await;
    found.says(&["Bus stop guide", "BSL video", "Reaching people"]);
    anyone.open("/guidances?kind=6&text=buses").await.never_says(&["Bus stop guide"]);
    anyone
        .open(&path)
        .await
        .says(&["Weir Side Voices", "Meeting at the bus station"])
        .never_says(&["Take it away"]);

    let formats = morgan.open(&format!("{path}/formats")).await;
    let fewer = morgan.submit(&formats, &format!("{path}/formats/remove"), &[("row", "0")]).await;
    fewer.never_says(&["easy.pdf"]);
    let last = morgan.submit(&fewer, &format!("{path}/formats/remove"), &[("row", "0")]).await;
    last.says(&["Add a format first"]);
    let shown = morgan.open(&path).await;
    morgan
        .submit(&shown, &format!("{path}/withdraw"), &[])
        .await
        .says(&["It is no longer shown.", "Taken away"]);
    anyone.open("/guidances?text=buses").await.never_says(&["Bus stop guide"]);
}
