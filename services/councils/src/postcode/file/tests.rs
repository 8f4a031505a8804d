//! Lines of the directory in its old and its new dress. The postcodes are in the range kept for examples.

use super::*;

const OLD: &[u8] = b"pcd,pcd2,pcds,dointr,doterm,oscty,ced,oslaua,osward,parish,lat,long,imd";
const NEW: &[u8] =
    b"pcd7,pcd8,pcds,dointr,doterm,usrtypind,oa21cd,cty26cd,ced25cd,lad26cd,wd26cd,lat,long,imd25ind";

fn old(line: &str) -> Result<Line, Fault> {
    Header::read(OLD).unwrap().line(line.as_bytes())
}

fn council(line: Result<Line, Fault>) -> &'static str {
    match line {
        Ok(Line::Kept(entry)) => entry.council.gss_code,
        other => panic!("{other:?}"),
    }
}

#[test]
fn both_headers_are_understood() {
    let old = Header::read(OLD).unwrap();
    assert_eq!(old.places, [Some(2), Some(5), Some(7), Some(10), Some(11), Some(4)]);
    let new = Header::read(NEW).unwrap();
    assert_eq!(new.places, [Some(2), Some(7), Some(9), Some(11), Some(12), Some(4)]);
    let quoted = Header::read(b"\xef\xbb\xbf\"PCD\",\"CTY\",\"LAUA\",\"LAT\",\"LONG\"").unwrap();
    assert_eq!(quoted.places, [Some(0), Some(1), Some(2), Some(3), Some(4), None]);
}

#[test]
fn of_two_years_the_later_is_taken() {
    let header = Header::read(b"pcds,cty22cd,lad22cd,lad26cd,lat,long").unwrap();
    assert_eq!(header.places[Column::District as usize], Some(3));
    assert_eq!(header.names[Column::District as usize], "lad26cd");
}

#[test]
fn a_header_says_everything_it_lacks() {
    let missing = Header::read(b"name,age,lat").unwrap_err();
    assert_eq!(missing.len(), 4, "{missing:?}");
    assert!(Header::read(b"").is_err());
}

#[test]
fn a_county_comes_before_its_district() {
    let line = "EX1 1AA,EX1  1AA,EX1 1AA,198001,,E10000008,E58000001,E07000041,E05000001,E04000001,50.7236,-3.5275,1";
    assert_eq!(council(old(line)), "E10000008");
}

#[test]
fn a_district_of_its_own_counts_where_there_is_no_county() {
    let line = "HX1 1AA,HX1  1AA,HX1 1AA,198001,,E99999999,E99999999,E08000033,E05000001,E04000001,53.7219,-1.8649,1";
    let Ok(Line::Kept(entry)) = old(line) else { panic!() };
    assert_eq!(entry.council.gss_code, "E08000033");
    assert_eq!((entry.postcode.as_str(), entry.latitude, entry.longitude), ("HX11AA", 53.72, -1.86));
}

#[test]
fn a_former_code_leads_to_the_council_of_today() {
    let line = "\"S70 1AA\",\"S70 1AA\",\"S70 1AA\",\"198001\",\"\",\"E99999999\",\"\",\"E08000016\",\"\",\"\",53.55,-1.48,1";
    assert_eq!(council(old(line)), "E08000038");
}

#[test]
fn other_countries_and_past_postcodes_are_left_out() {
    let wales = "CF1 1AA,CF1  1AA,CF1 1AA,198001,,W99999999,,W06000015,,,51.48,-3.18,1";
    assert_eq!(old(wales), Ok(Line::OutsideEngland));
    let past = "HX1 1AA,HX1  1AA,HX1 1AA,198001,199606,E99999999,,E08000033,,,53.72,-1.86,1";
    assert_eq!(old(past), Ok(Line::Terminated));
}

#[test]
fn a_postcode_without_a_point_takes_its_councils() {
    let line = "HX1 1AA,HX1  1AA,HX1 1AA,198001,,E99999999,,E08000033,,,99.999999,0.000000,1";
    let Ok(Line::Kept(entry)) = old(line) else { panic!() };
    assert_eq!((entry.latitude, entry.longitude), (entry.council.latitude, entry.council.longitude));
}

#[test]
fn each_fault_names_its_column_and_what_to_do() {
    let header = Header::read(OLD).unwrap();
    let faults = [
        ("HX,,HX,,,E99999999,,E08000033,,,53.72,-1.86,1", "pcds"),
        ("HX1 1AA,,HX1 1AA,,,E99999999,,E08000099,,,53.72,-1.86,1", "oslaua"),
        ("HX1 1AA,,HX1 1AA,,,E10000099,,E07000041,,,53.72,-1.86,1", "oscty"),
        ("HX1 1AA,,HX1 1AA,,,E99999999,,E07000041,,,53.72,-1.86,1", "oslaua"),
        ("HX1 1AA,,HX1 1AA,,,E99999999,,,,,53.72,-1.86,1", "oslaua"),
        ("HX1 1AA,,HX1 1AA,,,E99999999,,E08000033,,,north,-1.86,1", "lat"),
        ("HX1 1AA,,HX1 1AA,,,E99999999,,E08000033,,,53.72,NaN,1", "long"),
        ("HX1 1AA,,HX1 1AA,,,E99999999,,E08000033,,,3.72,-1.86,1", "lat"),
        ("HX1 1AA,,HX1 1AA,,,E99999999,,E08000033", "lat"),
        ("HX1 1AA,,HX1 1AA,,past,E99999999,,E08000033,,,53.72,-1.86,1", "doterm"),
        ("\"HX1 1AA,,HX1 1AA,,,E99999999,,E08000033,,,53.72,-1.86,1", ""),
        ("\u{0}\u{1F98B},,", "doterm"),
    ];
    for (line, column) in faults {
        let fault = header.line(line.as_bytes()).unwrap_err();
        assert_eq!(header.name_of(&fault), column, "{line}: {fault:?}");
        assert!(!fault.why.is_empty() && !fault.remedy.is_empty());
    }
}
