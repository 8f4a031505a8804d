//! How fast a postcode directory is read: makes one of 2.7 million lines as the ONS publishes it, and reads it.
//!
//! `cargo run --release -p councils --example postcodes [FILE]`

use std::error::Error;
use std::fs::File;
use std::io::{BufWriter, Write as _};
use std::path::{Path, PathBuf};
use std::time::Instant;

use councils::postcode::reader::Reader;

const LINES: usize = 2_700_000;
const HEADER: &str = "pcd7,pcd8,pcds,dointr,doterm,usrtypind,east1m,north1m,gridind,oa21cd,cty26cd,ced25cd,lad26cd,wd26cd,\
    nhser24cd,ctry26cd,rgn26cd,pcon24cd,ttwa15cd,itl25cd,npark16cd,lsoa21cd,msoa21cd,wz11cd,sicbl26cd,bua24cd,ruc21ind,\
    oac21ind,lat,long,lep21cd1,lep21cd2,pfa23cd,imd25ind,icb26cd";

fn main() -> Result<(), Box<dyn Error>> {
    let given = std::env::args().nth(1).map(PathBuf::from);
    let made = std::env::temp_dir().join(format!("alongside-directory-{}.csv", std::process::id()));
    let path = given.clone().unwrap_or_else(|| made.clone());
    if given.is_none() {
        make(&made)?;
    }
    let read = read(&path);
    if given.is_none() {
        std::fs::remove_file(&made)?;
    }
    read
}

fn read(path: &Path) -> Result<(), Box<dyn Error>> {
    let began = Instant::now();
    let mut reader = Reader::open(path)?;
    let megabytes = reader.size() / 1_000_000;
    let (mut report, mut rows) = (None, 0);
    while let Some(block) = reader.block()? {
        rows += block.rows.len();
        report = Some(block.report);
    }
    let seconds = began.elapsed().as_secs_f64();
    let report = report.unwrap_or_default();
    println!("{} lines, {megabytes} MB in {seconds:.2} s, {rows} bytes of rows", report.lines);
    println!("{:.0} lines a second", f64::from(u32::try_from(report.lines)?) / seconds);
    println!(
        "{} kept, {} terminated, {} outside England, {} bad",
        report.kept, report.terminated, report.outside_england, report.bad
    );
    Ok(())
}

/// Lines as long and as mixed as the real ones; every postcode once.
fn make(path: &Path) -> Result<(), Box<dyn Error>> {
    let councils = &reference::council::ALL;
    let mut file = BufWriter::with_capacity(1 << 20, File::create(path)?);
    writeln!(file, "{HEADER}")?;
    for number in 0..LINES {
        let council = &councils[number % councils.len()];
        let letter = |number: usize| char::from(b"ABDEFGHJLNPQRSTUWXYZ"[number % 20]);
        let (unit, rest) = (number % 400, number / 400);
        let (sector, district) = (rest % 10, rest / 10 % 90 + 10);
        let area = rest / 900;
        let (outward, inward) = (
            format!("{}{}{district}", letter(area / 20), letter(area)),
            format!("{sector}{}{}", letter(unit / 20), letter(unit)),
        );
        let terminated = if number % 3 == 0 { "199606" } else { "" };
        let (county, district) = match (council.kind, number % 8) {
            (_, 0) => ("W99999999", "W06000015"),
            ("county", _) => (council.gss_code, "E07000041"),
            _ => ("E99999999", council.gss_code),
        };
        let (latitude, longitude) = (council.latitude + 0.001_234, council.longitude - 0.002_345);
        writeln!(
            file,
            "{outward}{inward},{outward} {inward},{outward} {inward},198001,{terminated},0,385050,0801194,1,E00045321,\
             {county},E58000001,{district},E05001234,E40000012,E92000001,{},E14001234,E30000212,E05000364,E65000001,\
             E01008881,E02001830,E33011237,E38000254,E63000123,5,8B1,{latitude:.6},{longitude:.6},E37000012,,E23000010,\
             10304,E54000054",
            council.region_code
        )?;
    }
    file.flush()?;
    Ok(())
}
