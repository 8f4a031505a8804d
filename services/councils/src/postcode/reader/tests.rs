//! Reading a whole file in parts, stopping and going on.

use std::path::PathBuf;

use super::*;

struct TheFile(PathBuf);

impl TheFile {
    fn with(name: &str, text: &[u8]) -> Self {
        let path = std::env::temp_dir().join(format!("alongside-{name}-{}.csv", std::process::id()));
        std::fs::write(&path, text).unwrap();
        Self(path)
    }
}

impl Drop for TheFile {
    fn drop(&mut self) {
        let _ = std::fs::remove_file(&self.0);
    }
}

const HEADER: &str = "pcds,doterm,cty26cd,lad26cd,lat,long\r\n";
const GOOD: &str = "HX1 1AA,,E99999999,E08000033,53.7219,-1.8649\r\n";

#[test]
fn every_line_is_kept_left_out_or_told() {
    let text = format!(
        "{HEADER}{GOOD}\r\nHX1 1AB,202001,E99999999,E08000033,53.7,-1.8\nCF1 1AA,,W99999999,W06000015,51.5,-3.2\nnonsense\n{}",
        GOOD.trim_end()
    );
    let file = TheFile::with("every-line", text.as_bytes());
    let mut reader = Reader::open(&file.0).unwrap();
    let block = reader.block().unwrap().unwrap();
    assert_eq!(block.rows, b"HX11AA\tE08000033\t53.72\t-1.86\nHX11AA\tE08000033\t53.72\t-1.86\n");
    assert_eq!(block.offset, u64::try_from(text.len()).unwrap());
    let report = block.report;
    assert_eq!(
        (report.lines, report.kept, report.terminated, report.outside_england, report.bad),
        (7, 2, 1, 1, 1)
    );
    let told = &report.first_bad[0];
    assert_eq!((told.line, told.column.as_str()), (6, "doterm"));
    assert!(told.to_string().starts_with("line 6, column doterm: "));
    assert!(reader.block().unwrap().is_none());
}

#[test]
fn a_file_longer_than_a_block_is_read_in_whole_lines() {
    let lines = BLOCK / GOOD.len() * 2 + 7;
    let file = TheFile::with("longer", format!("{HEADER}{}", GOOD.repeat(lines)).as_bytes());
    let mut reader = Reader::open(&file.0).unwrap();
    let fingerprint = reader.fingerprint().unwrap();
    let first = reader.block().unwrap().unwrap();
    assert!(first.offset < reader.size());

    let mut again = Reader::open(&file.0).unwrap();
    assert_eq!(again.fingerprint().unwrap(), fingerprint);
    again.go_on(first.offset, first.report.clone()).unwrap();
    let mut rows = first.rows.len();
    let mut last = first.report;
    while let Some(block) = again.block().unwrap() {
        rows += block.rows.len();
        last = block.report;
    }
    assert_eq!((last.kept, last.bad), (u64::try_from(lines).unwrap(), 0));
    assert_eq!(rows, lines * "HX11AA\tE08000033\t53.72\t-1.86\n".len());
}

#[test]
fn bad_lines_are_all_counted_and_the_first_hundred_told() {
    let file = TheFile::with("bad", format!("{HEADER}{}", "nonsense\n".repeat(250)).as_bytes());
    let report = Reader::open(&file.0).unwrap().block().unwrap().unwrap().report;
    assert_eq!((report.bad, report.first_bad.len(), report.first_bad[99].line), (250, 100, 101));
}

#[test]
fn what_is_no_directory_is_refused() {
    let empty = TheFile::with("empty", b"");
    assert!(matches!(Reader::open(&empty.0), Err(ReadError::Endless(1))));
    let other = TheFile::with("other", b"name,age\nAvery Example,40\n");
    assert!(matches!(Reader::open(&other.0), Err(ReadError::Header(missing)) if missing.len() == 5));
    let endless = TheFile::with("endless", &vec![0; BLOCK + 1]);
    assert!(matches!(Reader::open(&endless.0), Err(ReadError::Endless(1))));
    let mut text = HEADER.as_bytes().to_vec();
    text.extend(vec![b'x'; BLOCK + 1]);
    let later = TheFile::with("later", &text);
    assert!(matches!(Reader::open(&later.0).unwrap().block(), Err(ReadError::Endless(2))));
}
