//! The directory as blocks of rows ready for COPY: bounded memory, a place to go on from after each block, and a report
//! of what was left out and why.

use std::fs::File;
use std::io::{self, Read as _, Seek as _, SeekFrom, Write as _};
use std::path::Path;

use memchr::memchr;
use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha256};

use super::Entry;
use super::file::{Header, Line};
use crate::bad_line::BadLine;

/// How much of the file is read at a time. No line may be longer.
const BLOCK: usize = 4 << 20;
/// How much of each end of a file says which file it is.
const ENDS: u64 = 1 << 20;
/// How many bad lines are told one by one.
const TOLD: usize = 100;

/// What came of the lines read so far.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Report {
    /// Lines read, the header included.
    pub lines: u64,
    /// Postcodes of England in use.
    pub kept: u64,
    /// Postcodes outside England.
    pub outside_england: u64,
    /// Postcodes no longer in use.
    pub terminated: u64,
    /// Lines that say nothing.
    pub bad: u64,
    /// The first of those, up to a hundred.
    pub first_bad: Vec<BadLine>,
}

/// Why a file cannot be read as a postcode directory.
#[derive(Debug, thiserror::Error)]
pub enum ReadError {
    /// The system said no.
    #[error("the file could not be read: {0}")]
    Io(#[from] io::Error),
    /// The first line lacks columns.
    #[error("the first line names no column {}: give the ONSPD or NSPL file as it comes", .0.join(", nor "))]
    Header(Vec<&'static str>),
    /// A line that never ends.
    #[error("line {0} does not end: this is not a CSV file")]
    Endless(u64),
}

/// A part of the file, read.
#[derive(Debug)]
pub struct Block {
    /// Rows for COPY: postcode, council, latitude, longitude.
    pub rows: Vec<u8>,
    /// The first byte after this part.
    pub offset: u64,
    /// What came of everything up to there.
    pub report: Report,
}

/// A postcode directory, being read.
#[derive(Debug)]
pub struct Reader {
    file: File,
    size: u64,
    header: Header,
    buffer: Vec<u8>,
    /// The part of `buffer` not yet read as lines.
    filled: usize,
    offset: u64,
    report: Report,
}

impl Reader {
    /// Opens a file and reads its header.
    ///
    /// # Errors
    /// [`ReadError`], in words for whoever gave the file.
    pub fn open(path: &Path) -> Result<Self, ReadError> {
        let mut file = File::open(path)?;
        let size = file.metadata()?.len();
        let mut buffer = vec![0; BLOCK];
        let filled = fill(&mut file, &mut buffer, 0)?;
        let line = line_of(&buffer[..filled], filled < BLOCK).ok_or(ReadError::Endless(1))?;
        let header = Header::read(without_end(&buffer[..line])).map_err(ReadError::Header)?;
        let report = Report { lines: 1, ..Report::default() };
        let mut reader = Self { file, size, header, buffer, filled: 0, offset: 0, report };
        reader.go_on(u64::try_from(line).unwrap_or(u64::MAX), reader.report.clone())?;
        Ok(reader)
    }

    /// Where the lines begin, and the report of having read none.
    pub fn start(&self) -> (u64, &Report) {
        (self.offset, &self.report)
    }

    /// How long the file is, in bytes.
    pub fn size(&self) -> u64 {
        self.size
    }

    /// Goes on where an earlier reading stopped.
    ///
    /// # Errors
    /// [`ReadError::Io`].
    pub fn go_on(&mut self, offset: u64, report: Report) -> Result<(), ReadError> {
        self.file.seek(SeekFrom::Start(offset))?;
        self.filled = 0;
        self.offset = offset;
        self.report = report;
        Ok(())
    }

    /// Reads on; nothing at the end of the file.
    ///
    /// # Errors
    /// [`ReadError`]; a bad line is not an error.
    pub fn block(&mut self) -> Result<Option<Block>, ReadError> {
        self.filled = fill(&mut self.file, &mut self.buffer, self.filled)?;
        if self.filled == 0 {
            return Ok(None);
        }
        let at_end = self.filled < self.buffer.len();
        let buffer = std::mem::take(&mut self.buffer);
        let mut rows = Vec::with_capacity(BLOCK / 8);
        let mut start = 0;
        while let Some(length) = line_of(&buffer[start..self.filled], at_end) {
            self.line(without_end(&buffer[start..start + length]), &mut rows);
            start += length;
        }
        self.buffer = buffer;
        if start == 0 {
            return Err(ReadError::Endless(self.report.lines + 1));
        }
        self.buffer.copy_within(start..self.filled, 0);
        self.filled -= start;
        self.offset += u64::try_from(start).unwrap_or_default();
        Ok(Some(Block { rows, offset: self.offset, report: self.report.clone() }))
    }

    fn line(&mut self, line: &[u8], rows: &mut Vec<u8>) {
        self.report.lines += 1;
        if line.is_empty() {
            return;
        }
        match self.header.line(line) {
            Ok(Line::Kept(entry)) => {
                self.report.kept += 1;
                put(&entry, rows);
            }
            Ok(Line::OutsideEngland) => self.report.outside_england += 1,
            Ok(Line::Terminated) => self.report.terminated += 1,
            Err(fault) => {
                self.report.bad += 1;
                if self.report.first_bad.len() < TOLD {
                    self.report.first_bad.push(BadLine {
                        line: self.report.lines,
                        column: self.header.name_of(&fault).to_owned(),
                        why: fault.why.to_owned(),
                        remedy: fault.remedy.to_owned(),
                    });
                }
            }
        }
    }

    /// Says which file this is: its size, its beginning and its end.
    ///
    /// # Errors
    /// [`ReadError::Io`].
    pub fn fingerprint(&mut self) -> Result<Vec<u8>, ReadError> {
        let mut digest = Sha256::new();
        digest.update(self.size.to_be_bytes());
        for start in [0, self.size.saturating_sub(ENDS)] {
            self.file.seek(SeekFrom::Start(start))?;
            let mut end = Vec::new();
            (&self.file).take(ENDS).read_to_end(&mut end)?;
            digest.update(&end);
        }
        let offset = self.offset;
        self.file.seek(SeekFrom::Start(offset + u64::try_from(self.filled).unwrap_or_default()))?;
        Ok(digest.finalize().to_vec())
    }
}

/// Fills the buffer from `filled` on; gives how much of it is filled. Less than all of it only at the end of the file.
fn fill(file: &mut File, buffer: &mut [u8], mut filled: usize) -> io::Result<usize> {
    while filled < buffer.len() {
        match file.read(&mut buffer[filled..]) {
            Ok(0) => break,
            Ok(read) => filled += read,
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            Err(error) => return Err(error),
        }
    }
    Ok(filled)
}

/// The length of the first line with its end; at the end of the file the last line needs none.
fn line_of(bytes: &[u8], at_end: bool) -> Option<usize> {
    memchr(b'\n', bytes).map(|end| end + 1).or((at_end && !bytes.is_empty()).then_some(bytes.len()))
}

fn without_end(line: &[u8]) -> &[u8] {
    let line = line.strip_suffix(b"\n").unwrap_or(line);
    line.strip_suffix(b"\r").unwrap_or(line)
}

/// One row of COPY's text format. Writing to a vector cannot fail.
fn put(entry: &Entry, rows: &mut Vec<u8>) {
    let Entry { postcode, council, latitude, longitude } = entry;
    rows.extend_from_slice(postcode.as_str().as_bytes());
    rows.push(b'\t');
    rows.extend_from_slice(council.gss_code.as_bytes());
    let _ = writeln!(rows, "\t{latitude:.2}\t{longitude:.2}");
}

#[cfg(test)]
mod tests;
