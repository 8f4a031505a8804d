//! Organisations from a file: all of them or none, once however often, look-alikes linked.

use std::sync::Mutex;

use alongside::import::ulos::{Report, ulos};
use alongside::import::{ImportError, Progress};
use platform::rpc;
use proto::ulos::v1 as pb;
use tower::{Service as _, ServiceExt as _};

use crate::harness::{House, a_visitor, an_operator, request_id};

const HEADER: &str = "display_name,kind,councils,board_size,board_from_constituency,accountability,statement_date,\
                      offerings,delivery_modes,languages,price_basis\n";

/// A file of three organisations whose names hold a mark of their own.
fn a_file(mark: &str) -> String {
    format!(
        "\u{feff}{HEADER}\
         \"Example Voices, {mark}\",peer_support_group,Calderdale,10,6,elected_board | 2025-06-30 | Rules,2026-01-31,\
         support_brokerage; peer_support:group,at_home,en; bfi,free\r\n\
         Example Planning {mark},brokerage_agency,Calderdale; Leeds,,,,,support_brokerage,phone,en,free\r\n\
         The EXAMPLE Planning {mark} Ltd,business,Leeds,,,,,,,,\r\n"
    )
}

async fn listed(house: &House, mark: &str) -> Vec<pb::Ulo> {
    let request = pb::ListUlosRequest { text: mark.into(), ..Default::default() };
    house.ulos().list_ulos(house.ask(&a_visitor(), request)).await.unwrap().into_inner().ulos
}

async fn import(house: &House, file: &str) -> Result<Report, ImportError> {
    ulos(house.channel("ulos"), &house.stack.signer, file.as_bytes(), |_| {}).await
}

#[tokio::test]
async fn a_file_becomes_organisations_governance_and_offerings() {
    let house = House::shared().await;
    let mark = request_id();
    let said = Mutex::new(Vec::new());
    let file = a_file(&mark);
    let say = |progress| said.lock().unwrap().push(progress);
    let report = ulos(house.channel("ulos"), &house.stack.signer, file.as_bytes(), say).await.unwrap();
    assert_eq!(report, Report { organisations: 3, governances: 1, offerings: 3, look_alikes: 1 });
    let kept = |lines| Progress::Kept { lines, of: 3 };
    assert_eq!(said.into_inner().unwrap(), [Progress::Checked { lines: 3 }, kept(1), kept(2), kept(3)]);
    let ulos = listed(house, &mark).await;
    let [alike, planning, voices] = ulos.as_slice() else { panic!("three organisations") };
    assert_eq!(voices.display_name, format!("Example Voices, {mark}"));
    assert_eq!(voices.user_led.clone().unwrap().sentence, "user-led-met");
    assert_eq!(planning.user_led.clone().unwrap().sentence, "user-led-no-record");
    assert_eq!(alike.possible_duplicates, [planning.name.as_str()]);
    assert_eq!(planning.possible_duplicates, [alike.name.as_str()]);
    let request = pb::ListOfferingsRequest { ulo: voices.name.clone(), ..Default::default() };
    let offerings =
        house.offerings().list_offerings(house.ask(&a_visitor(), request)).await.unwrap().into_inner();
    assert_eq!(offerings.offerings.len(), 2);
}

#[tokio::test]
async fn the_same_file_again_makes_nothing_twice() {
    let house = House::shared().await;
    let mark = request_id();
    let first = import(house, &a_file(&mark)).await.unwrap();
    let kept = listed(house, &mark).await;
    let again = import(house, &a_file(&mark)).await.unwrap();
    assert_eq!((first.organisations, first.offerings), (again.organisations, again.offerings));
    assert_eq!(listed(house, &mark).await, kept);
    let longer = format!("{}Example Newcomer {mark},other,Leeds,,,,,,,,\n", a_file(&mark));
    assert_eq!(import(house, &longer).await.unwrap().organisations, 4);
    assert_eq!(listed(house, &mark).await.len(), 4);
}

#[tokio::test]
async fn one_bad_line_and_nothing_is_kept() {
    let house = House::shared().await;
    let mark = request_id();
    let file = format!("{}Example Newcomer {mark},other,Atlantis,,,,,,,,\n", a_file(&mark));
    let Err(ImportError::Bad(bad)) = import(house, &file).await else { panic!("this should be refused") };
    let told: Vec<String> = bad.iter().map(ToString::to_string).collect();
    let expected = "line 5, column councils: entry 1 is no council of England; \
                    use the name or ONS code of each, such as Calderdale; E06000001";
    assert_eq!(told, [expected]);
    assert_eq!(listed(house, &mark).await, []);
}

/// A channel that breaks for good after so many calls.
fn breaking(house: &House, calls: usize) -> rpc::Rpc {
    let channel = house.channel("ulos");
    let left = std::sync::Arc::new(std::sync::atomic::AtomicUsize::new(calls));
    rpc::local(tower::service_fn(move |request| {
        let (mut channel, left) = (channel.clone(), left.clone());
        async move {
            use std::sync::atomic::Ordering::SeqCst;
            let alive = left.fetch_update(SeqCst, SeqCst, |left| left.checked_sub(1)).is_ok();
            let answer = match alive {
                true => channel.ready().await.unwrap().call(request).await.unwrap(),
                false => tonic::Status::from(platform::Error::Unavailable).into_http(),
            };
            Ok::<_, std::convert::Infallible>(answer)
        }
    }))
}

#[tokio::test]
async fn an_import_that_was_stopped_goes_on_where_it_was() {
    let house = House::shared().await;
    let mark = request_id();
    let file = a_file(&mark);
    // The first organisation, its governance and one of its two offerings.
    let stopped = ulos(breaking(house, 3), &house.stack.signer, file.as_bytes(), |_| {}).await;
    assert!(matches!(stopped, Err(ImportError::Stopped { line: 2, kept: 0, .. })), "{stopped:?}");
    assert_eq!(listed(house, &mark).await.len(), 1);
    let report = import(house, &file).await.unwrap();
    assert_eq!((report.organisations, report.offerings), (3, 3));
    let ulos = listed(house, &mark).await;
    assert_eq!(ulos.len(), 3);
    let request = pb::ListOfferingsRequest { ulo: ulos[2].name.clone(), ..Default::default() };
    let offerings =
        house.offerings().list_offerings(house.ask(&an_operator(), request)).await.unwrap().into_inner();
    assert_eq!(offerings.offerings.len(), 2, "none twice");
}

#[tokio::test]
async fn what_has_closed_since_stays_closed() {
    let house = House::shared().await;
    let mark = request_id();
    import(house, &a_file(&mark)).await.unwrap();
    let closed = listed(house, &mark).await.pop().unwrap();
    let close = pb::CloseUloRequest { name: closed.name, etag: closed.etag, close_reason: 1 };
    house.ulos().close_ulo(house.ask(&an_operator(), close)).await.unwrap();
    let again = import(house, &a_file(&mark)).await.unwrap();
    assert_eq!(again.organisations, 3, "and stops nothing");
    assert_eq!(listed(house, &mark).await.len(), 2);
}
