//! Files that are right, and every way they can be wrong.

use chrono::NaiveDate;
use proto::ulos::v1 as pb;

use super::columns::COLUMNS;
use super::{ImportError, SHAPE, file, row, row::Row};

const HEADER: &str = "display_name,kind,councils,phone,offerings,delivery_modes,languages,price_basis\n";

/// A cell for each of [`COLUMNS`], in their order.
const CELLS: [&str; COLUMNS.len()] = [
    "Example Voices",
    "What we do, and how.",
    "Peer support group",
    "community-interest-company",
    "companies_house:01234567; other:A 1",
    "calderdale; E06000001; E08000016",
    "physical; carers",
    "01632 960123",
    "hello@example.org",
    "https://www.example.org",
    "1 Example Street; Halifax",
    "hx11aa",
    "53.72",
    "-1.86",
    "step_free; bsl",
    "1999-12-31",
    "10",
    "6",
    "0",
    "",
    "20",
    "5",
    "elected_board | 2025-06-30 | Rules: section 4",
    "2026-01-31",
    "support_brokerage; advocacy:care_act = Speaking up; peer_support:group",
    "at_home;phone",
    "en; bfi",
    "",
    "30",
    "per_hour",
    "3250",
    "3410",
    "2",
    "14",
    "funded_by_council: core grant",
];

fn read(bytes: impl AsRef<[u8]>) -> Result<Vec<Row>, ImportError> {
    let today = NaiveDate::from_ymd_opt(2026, 6, 30).unwrap();
    file::read(bytes.as_ref(), &SHAPE, |line, id| row::read(line, id, today))
}

/// Line and column of every place that is wrong.
fn bad(bytes: impl AsRef<[u8]>) -> Vec<(u64, String)> {
    match read(bytes) {
        Err(ImportError::Bad(bad)) => bad
            .into_iter()
            .inspect(|bad| assert!(!bad.why.is_empty() && !bad.remedy.is_empty(), "{bad}"))
            .map(|bad| (bad.line, bad.column))
            .collect(),
        other => panic!("this should be refused: {other:?}"),
    }
}

fn at(places: &[(u64, &str)]) -> Vec<(u64, String)> {
    places.iter().map(|(line, column)| (*line, (*column).to_owned())).collect()
}

fn ids(rows: &[Row]) -> Vec<String> {
    rows.iter().map(|row| row.ulo.request_id.clone()).collect()
}

#[test]
fn every_column_reaches_its_field() {
    let quoted = CELLS.map(|cell| format!("\"{cell}\"")).join(",");
    let names = COLUMNS.map(|(column, _)| column).join(",");
    let rows = read(format!("{names}\r\n{quoted}\r\n")).unwrap();
    let [row] = rows.as_slice() else { panic!("one row") };
    let ulo = row.ulo.ulo.clone().unwrap();
    assert_eq!(ulo.kind(), pb::ulo::Kind::PeerSupportGroup);
    assert_eq!(ulo.legal_form(), pb::ulo::LegalForm::CommunityInterestCompany);
    assert_eq!(ulo.councils, ["councils/E08000033", "councils/E06000001", "councils/E08000038"]);
    assert_eq!((ulo.registrations.len(), ulo.who_for.len(), ulo.access_features.len()), (2, 2, 2));
    let contact = ulo.contact.unwrap();
    assert_eq!(
        (contact.address_lines.len(), contact.latitude, contact.longitude),
        (2, Some(53.72), Some(-1.86))
    );
    let governance = row.governance.clone().unwrap().governance.unwrap();
    assert_eq!((governance.board_size, governance.staff_size), (Some(10), Some(0)));
    assert_eq!(governance.staff_from_constituency, None, "what is not said is not evidenced");
    assert_eq!(governance.accountability[0].reference, "Rules: section 4");
    let offerings: Vec<pb::Offering> =
        row.offerings.iter().filter_map(|request| request.offering.clone()).collect();
    let names: Vec<&str> = offerings.iter().map(|offering| offering.display_name.as_str()).collect();
    assert_eq!(names, ["Support brokerage", "Speaking up", "Peer support"]);
    assert_eq!(offerings[1].advocacy_kind(), pb::offering::AdvocacyKind::CareAct);
    assert_eq!(offerings[2].peer_support_model(), pb::offering::PeerSupportModel::Group);
    for offering in offerings {
        assert_eq!(
            (offering.price_pence, offering.openings, offering.max_travel_km),
            (3250, Some(2), Some(30))
        );
        assert_eq!(
            (offering.interests.len(), offering.languages.len(), offering.delivery_modes.len()),
            (1, 2, 2)
        );
    }
}

#[test]
fn the_same_line_has_the_same_request_ids_wherever_it_stands() {
    let first = read("display_name,kind,councils\nOne,other,Leeds\nTwo,other,Leeds\n").unwrap();
    let turned =
        read("\u{feff}councils,display_name,description,kind\r\n\r\nLeeds,Two,,other\r\n Leeds ,One,,other")
            .unwrap();
    let (first, mut turned) = (ids(&first), ids(&turned));
    turned.reverse();
    assert_eq!(first, turned);
    let twice = read("display_name,kind,councils\nOne,other,Leeds\nOne,other,Leeds\n").unwrap();
    let twice = ids(&twice);
    assert_eq!(twice[0], first[0]);
    assert_ne!(twice[1], first[0], "the same line twice is two look-alikes");
}

#[test]
fn lines_are_counted_as_people_see_them() {
    let text =
        format!("{HEADER}\"Example\nVoices\",other,Leeds,,,,,\r\n\r\n,,,,,,,\r\nSecond,none,Leeds,,,,,\n");
    assert_eq!(bad(&text), at(&[(2, "display_name"), (6, "kind")]));
    let all_crlf = text.replace("\r\n", "\n").replace('\n', "\r\n");
    assert_eq!(bad(all_crlf), at(&[(2, "display_name"), (6, "kind")]));
    assert_eq!(bad(text.replace("\r\n", "\r").replace('\n', "\r")), at(&[(2, "display_name"), (6, "kind")]));
}

#[test]
fn every_bad_place_is_told_at_once() {
    let text = format!(
        "{HEADER}{},wings,Atlantis,call us,dancing,,,\n\
         \u{1}\0,other,Leeds,,,at_home,,\n\
         Fine,other,Leeds,,advocacy,at_home,english,free\n\
         Short,other\n\
         ,,,07700 900123,,,,\n",
        "x".repeat(121)
    );
    let expected = [
        (2, "kind"),
        (2, "councils"),
        (2, "display_name"),
        (2, "phone"),
        (2, "offerings"),
        (2, "price_basis"),
        (2, "delivery_modes"),
        (2, "languages"),
        (3, "display_name"),
        (3, "delivery_modes"),
        (4, "offerings"),
        (4, "languages"),
        (5, ""),
        (6, "kind"),
        (6, "display_name"),
        (6, "councils"),
    ];
    let (mut told, mut expected) = (bad(text), at(&expected));
    told.sort();
    expected.sort();
    assert_eq!(told, expected);
}

#[test]
fn numbers_and_lists_are_read_strictly() {
    let header = "display_name,kind,councils,registrations,latitude,longitude,board_size,accountability,statement_date";
    let line = "One,other,Leeds,cqc 12,nan,1,ten,elected_board 2025,2027-01-01";
    let expected = ["registrations", "latitude", "board_size", "accountability", "statement_date"];
    let mut told: Vec<String> =
        bad(format!("{header}\n{line}\n")).into_iter().map(|(_, column)| column).collect();
    let mut expected = expected.map(str::to_owned).to_vec();
    told.sort();
    expected.sort();
    assert_eq!(told, expected);
}

#[test]
fn the_first_line_must_name_known_columns_once() {
    assert_eq!(bad(""), at(&[(1, "display_name"), (1, "kind"), (1, "councils")]));
    let twice = "display_name,kind,councils,kind,shoe size\n";
    assert_eq!(bad(twice), at(&[(1, "kind"), (1, "number 5")]));
    assert_eq!(bad("display_name;kind;councils\nOne;other;Leeds\n"), at(&[(1, "")]));
    assert_eq!(bad(HEADER), at(&[(2, "")]), "no organisation at all");
}

#[test]
fn bytes_that_are_no_text_are_told() {
    assert_eq!(bad([0xff, 0xfe, 0x64, 0x00]), at(&[(1, "")]));
    let mut latin = b"display_name,kind,councils\nZo".to_vec();
    latin.extend([0xeb, b',', b'o', b't', b'h', b'e', b'r', b',', b'L', b'e', b'e', b'd', b's', b'\n']);
    assert_eq!(bad(latin), at(&[(2, "display_name")]));
}

#[test]
fn oversized_cells_and_files_are_told() {
    let open_quote = format!("{HEADER}One,other,\"Leeds,,,,,\n{}", "Two,other,Leeds,,,,,\n".repeat(1000));
    assert_eq!(bad(open_quote), at(&[(2, "")]));
    let long = format!("display_name,kind,councils\n{},other,Leeds\n", "x".repeat(20_000));
    assert_eq!(bad(long), at(&[(2, "display_name")]));
    let huge = std::io::Read::take(std::io::repeat(b'x'), 1 << 40);
    let answer = file::read(huge, &SHAPE, |line, _| line.number);
    assert!(matches!(answer, Err(ImportError::TooLarge)));
}

#[test]
fn what_is_wrong_is_told_without_repeating_it() {
    let secret = "display_name,kind,councils\nsecret\u{1},secret,secret\n";
    let Err(ImportError::Bad(bad)) = read(secret) else { panic!("this should be refused") };
    assert!(bad.iter().all(|bad| !bad.to_string().contains("secret")));
}
