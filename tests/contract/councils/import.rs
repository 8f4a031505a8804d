//! Postcodes from the directory: streamed, repeated, stopped, taken up again.

use std::path::PathBuf;
use std::sync::Mutex;

use alongside::import::postcodes::{ImportError, Progress, postcodes};
use platform::db::Db;
use proto::councils::v1 as pb;
use tonic::Code;

use crate::harness::asserts::refused;
use crate::harness::{House, a_visitor};

struct Csv(PathBuf);

impl Csv {
    fn with(lines: impl IntoIterator<Item = String>) -> Self {
        let path = std::env::temp_dir().join(format!("alongside-postcodes-{}.csv", uuid::Uuid::now_v7()));
        let header = "pcds,doterm,cty26cd,lad26cd,lat,long".to_owned();
        let lines: Vec<String> = std::iter::once(header).chain(lines).collect();
        std::fs::write(&path, lines.join("\r\n")).unwrap();
        Self(path)
    }
}

impl Drop for Csv {
    fn drop(&mut self) {
        let _ = std::fs::remove_file(&self.0);
    }
}

/// The postcode of a number, in districts that are not in use.
fn postcode(number: usize) -> String {
    let letter = |number: usize| char::from(b'A' + u8::try_from(number % 26).unwrap());
    let (unit, sector) = (number % 676, number / 676);
    format!("ZY{} {}{}{}", sector / 10 % 100, sector % 10, letter(unit / 26), letter(unit))
}

fn line(number: usize, council: &str) -> String {
    format!("{},,E99999999,{council},53.7219,-1.8649", postcode(number))
}

async fn council_of(house: &House, postcode: &str) -> Result<String, tonic::Status> {
    let request = pb::FindCouncilRequest { postcode: postcode.to_owned() };
    let found = house.councils().find_council(house.ask(&a_visitor(), request)).await?;
    Ok(found.into_inner().council.unwrap().name)
}

async fn import(db: &Db, file: &Csv) -> alongside::import::postcodes::Imported {
    postcodes(db, &file.0, &|_| {}).await.unwrap()
}

#[tokio::test]
async fn a_directory_replaces_what_was_known_and_can_be_repeated() {
    let house = House::fresh().await;
    let db = house.councils_db().await;
    let first = Csv::with((0..500).map(|number| line(number, "E08000033")).chain([
        "ZY1 1AA,202001,E99999999,E08000033,53.7,-1.8".to_owned(),
        "CF1 1AA,,W99999999,W06000015,51.5,-3.2".to_owned(),
        "nonsense".to_owned(),
        "EX1 1AA,,E10000008,E07000041,50.7236,-3.5275".to_owned(),
        "ZY1 1AB,,E99999999,E08000016,53.55,-1.48".to_owned(),
    ]));
    let imported = import(&db, &first).await;
    let lines = &imported.lines;
    assert_eq!(
        (lines.lines, lines.kept, lines.terminated, lines.outside_england, lines.bad),
        (506, 502, 1, 1, 1)
    );
    assert_eq!((lines.first_bad[0].line, lines.first_bad[0].column.as_str()), (504, "doterm"));
    assert_eq!((imported.came, imported.went), (502, 0));
    assert_eq!(council_of(&house, "ex11aa").await.unwrap(), "councils/E10000008");
    assert_eq!(council_of(&house, &postcode(7)).await.unwrap(), "councils/E08000033");

    let again = import(&db, &first).await;
    assert_eq!((again.came, again.went), (0, 0));

    let next = Csv::with((100..501).map(|number| line(number, "E06000001")));
    let imported = import(&db, &next).await;
    assert_eq!((imported.lines.kept, imported.came), (401, 401));
    assert_eq!(council_of(&house, &postcode(100)).await.unwrap(), "councils/E06000001");
    refused(
        council_of(&house, &postcode(99)).await.map(tonic::Response::new),
        Code::NotFound,
        "POSTCODE_NOT_FOUND",
    );
}

#[tokio::test]
async fn a_stopped_import_leaves_the_old_data_and_goes_on_where_it_was() {
    let house = House::fresh().await;
    let db = house.councils_db().await;
    import(&db, &Csv::with([line(1, "E06000001")])).await;
    // Large enough for several parts.
    let file = Csv::with((0..300_000).map(|number| line(number % 100_000, "E08000033")));

    let parts = Mutex::new(0);
    let stop = tokio::sync::Notify::new();
    let say = |progress| {
        if matches!(progress, Progress::Reading { .. }) {
            *parts.lock().unwrap() += 1;
            stop.notify_one();
        }
    };
    tokio::select! {
        _ = postcodes(&db, &file.0, &say) => panic!("it was to be stopped"),
        () = stop.notified() => {}
    }
    assert_eq!(council_of(&house, &postcode(1)).await.unwrap(), "councils/E06000001", "the old data stands");

    let said = Mutex::new(Vec::new());
    let imported = postcodes(&db, &file.0, &|progress| said.lock().unwrap().push(progress)).await.unwrap();
    let said = said.into_inner().unwrap();
    assert!(matches!(said[0], Progress::GoingOn { from } if from > 1_000_000), "{:?}", said[0]);
    assert_eq!(said.last(), Some(&Progress::Replacing));
    assert_eq!((imported.lines.lines, imported.lines.kept), (300_001, 300_000));
    assert_eq!((imported.came, imported.went), (100_000, 0), "each once, among them the one that moved");
    assert_eq!(council_of(&house, &postcode(1)).await.unwrap(), "councils/E08000033");
}

#[tokio::test]
async fn a_part_of_the_directory_or_another_file_changes_nothing() {
    let house = House::fresh().await;
    let db = house.councils_db().await;
    import(&db, &Csv::with((0..100).map(|number| line(number, "E08000033")))).await;
    let part = Csv::with((0..10).map(|number| line(number, "E06000001")));
    let refusal = postcodes(&db, &part.0, &|_| {}).await.unwrap_err();
    assert!(matches!(refusal, ImportError::TooFew { kept: 10, known: 100 }), "{refusal}");
    let nothing = Csv::with((0..10).map(|_| "\u{0},🦋,'; drop table postcode,,,".to_owned()));
    let refusal = postcodes(&db, &nothing.0, &|_| {}).await.unwrap_err();
    assert!(matches!(refusal, ImportError::NothingKept(ref report) if report.bad == 10), "{refusal}");
    let missing = postcodes(&db, &PathBuf::from("/nowhere/at/all.csv"), &|_| {}).await.unwrap_err();
    assert!(matches!(missing, ImportError::File(_)));
    assert_eq!(council_of(&house, &postcode(5)).await.unwrap(), "councils/E08000033");
    let staged: i64 =
        sqlx::query_scalar("select count(*) from postcode_staging").fetch_one(db.pool()).await.unwrap();
    assert_eq!(staged, 0);
}

#[tokio::test]
async fn two_imports_at_once_do_not_mix() {
    let house = House::fresh().await;
    let db = house.councils_db().await;
    let file = Csv::with((0..200_000).map(|number| line(number, "E08000033")));
    let (one, other) = tokio::join!(postcodes(&db, &file.0, &|_| {}), postcodes(&db, &file.0, &|_| {}));
    let refused =
        [&one, &other].into_iter().filter(|import| matches!(import, Err(ImportError::Another))).count();
    assert_eq!(refused, 1, "{one:?} {other:?}");
}
