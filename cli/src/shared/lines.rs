//! Reads the lines of a stream in batches, up to a length limit.
//!
//! A longer line is read and discarded, so that the records after it are still checked.

use std::io::{self, Read};

/// The maximum length of a line in bytes. It bounds the memory of a run, because a value takes a multiple of its text.
pub(crate) const MAX_LINE: usize = 1 << 20;

/// The number of bytes that are read at once.
const CHUNK: usize = 256 << 10;

/// Lines that were read together.
pub(crate) struct Batch {
    bytes: Vec<u8>,
    /// Whether it stands for one line that exceeds the limit.
    is_too_long: bool,
    /// The number of bytes of the stream up to its end.
    pub(crate) passed: u64,
}

/// A line of a batch.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Line<'b> {
    /// Its bytes, without the line end.
    Whole(&'b [u8]),
    /// The line exceeds the limit.
    TooLong,
}

impl Line<'_> {
    /// Returns whether it has nothing but white space.
    pub(crate) fn is_blank(&self) -> bool {
        match self {
            Line::Whole(bytes) => {
                bytes.first().is_none_or(u8::is_ascii_whitespace) && bytes.trim_ascii().is_empty()
            }
            Line::TooLong => false,
        }
    }
}

impl Batch {
    /// Returns the lines.
    pub(crate) fn lines(&self) -> impl Iterator<Item = Line<'_>> {
        let mut rest = self.bytes.as_slice();
        let mut too_long = self.is_too_long;
        std::iter::from_fn(move || {
            if std::mem::take(&mut too_long) {
                return Some(Line::TooLong);
            }
            if rest.is_empty() {
                return None;
            }
            let end = memchr::memchr(b'\n', rest);
            let (line, behind) = match end {
                Some(end) => (&rest[..end], &rest[end + 1..]),
                None => (rest, &[][..]),
            };
            rest = behind;
            if line.len() > MAX_LINE {
                return Some(Line::TooLong);
            }
            Some(Line::Whole(match end {
                Some(_) => line.strip_suffix(b"\r").unwrap_or(line),
                None => line,
            }))
        })
    }
}

/// The batches of a stream.
pub(crate) struct Batches<R> {
    reader: R,
    /// The beginning of a line whose end was not read.
    begun: Vec<u8>,
    passed: u64,
}

impl<R: Read> Batches<R> {
    pub(crate) fn new(reader: R) -> Self {
        Self {
            reader,
            begun: Vec::new(),
            passed: 0,
        }
    }

    /// Reads the next lines: as many as one read completes. Returns `None` at the end.
    pub(crate) fn read(&mut self) -> io::Result<Option<Batch>> {
        let mut bytes = std::mem::take(&mut self.begun);
        loop {
            let before = bytes.len();
            if !self.read_chunk(&mut bytes)? {
                return Ok((!bytes.is_empty()).then(|| self.batch(bytes, false)));
            }
            if let Some(end) = memchr::memrchr(b'\n', &bytes[before..]) {
                self.begun = bytes.split_off(before + end + 1);
                return Ok(Some(self.batch(bytes, false)));
            }
            if bytes.len() > MAX_LINE {
                self.discard(bytes)?;
                return Ok(Some(self.batch(Vec::new(), true)));
            }
        }
    }

    fn batch(&self, bytes: Vec<u8>, is_too_long: bool) -> Batch {
        Batch {
            bytes,
            is_too_long,
            passed: self.passed - self.begun.len() as u64,
        }
    }

    /// Appends what one read returns. Returns whether there is anything.
    fn read_chunk(&mut self, bytes: &mut Vec<u8>) -> io::Result<bool> {
        let before = bytes.len();
        bytes.resize(before + CHUNK, 0);
        let read = loop {
            match self.reader.read(&mut bytes[before..]) {
                Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                read => break read,
            }
        };
        bytes.truncate(before + *read.as_ref().unwrap_or(&0));
        let read = read?;
        self.passed += read as u64;
        Ok(read > 0)
    }

    /// Discards the rest of a line.
    fn discard(&mut self, mut bytes: Vec<u8>) -> io::Result<()> {
        loop {
            bytes.clear();
            if !self.read_chunk(&mut bytes)? {
                return Ok(());
            }
            if let Some(end) = memchr::memchr(b'\n', &bytes) {
                self.begun = bytes.split_off(end + 1);
                return Ok(());
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use std::io::{Read as _, repeat};

    use super::{Batches, Line, MAX_LINE};

    #[test]
    fn discards_lines_over_the_limit() {
        let long = repeat(b'x').take(64 << 20);
        let input = b"one\r\n\n".chain(long).chain(&b"\nlast"[..]);
        let mut batches = Batches::new(input);
        let (mut seen, mut passed) = (Vec::new(), 0);
        while let Some(batch) = batches.read().expect("memory can be read") {
            assert!(batch.bytes.capacity() <= 4 * MAX_LINE);
            seen.extend(batch.lines().map(|line| match line {
                Line::Whole(bytes) => String::from_utf8_lossy(bytes).into_owned(),
                Line::TooLong => "too long".to_owned(),
            }));
            passed = batch.passed;
        }
        assert_eq!(seen, ["one", "", "too long", "last"]);
        assert_eq!(passed, 5 + 1 + (64 << 20) + 1 + 4);
    }

    /// The lines are the same, wherever the reads end.
    #[test]
    fn batches_do_not_depend_on_the_reads() {
        let text = b"a\n\n bc \r\nd\r\n\ne";
        for size in 1..=text.len() {
            let parts = text.chunks(size).fold(
                Box::new(std::io::empty()) as Box<dyn std::io::Read>,
                |all, part| Box::new(all.chain(part)),
            );
            let mut batches = Batches::new(parts);
            let mut seen = Vec::new();
            while let Some(batch) = batches.read().expect("memory can be read") {
                for line in batch.lines() {
                    let Line::Whole(line) = line else {
                        panic!("no line is long");
                    };
                    seen.push(line.to_vec());
                }
            }
            assert_eq!(seen, [&b"a"[..], b"", b" bc ", b"d", b"", b"e"], "{size}");
        }
    }
}
