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
    /// A buffer that begins with the lines.
    buffer: Vec<u8>,
    /// The number of bytes of the lines.
    end: usize,
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
    /// Returns the lines and their ends. There is none if a line that exceeds the limit was discarded.
    pub(crate) fn bytes(&self) -> &[u8] {
        &self.buffer[..self.end]
    }

    /// Returns whether the batch stands for one line that was discarded because it exceeds the limit.
    pub(crate) const fn is_too_long(&self) -> bool {
        self.is_too_long
    }
}

/// Returns the first line of some lines, and the number of bytes up to the next one.
pub(crate) fn first_line(lines: &[u8]) -> (Line<'_>, usize) {
    let (line, length) = match memchr::memchr(b'\n', lines) {
        Some(end) => {
            let line = &lines[..end];
            (line.strip_suffix(b"\r").unwrap_or(line), end + 1)
        }
        None => (lines, lines.len()),
    };
    match line.len() > MAX_LINE {
        true => (Line::TooLong, length),
        false => (Line::Whole(line), length),
    }
}

/// The batches of a stream.
pub(crate) struct Batches<R> {
    reader: R,
    /// A buffer that begins with a line whose end was not read.
    begun: Vec<u8>,
    /// The number of bytes of that line.
    begun_end: usize,
    /// Buffers of batches that nobody needs anymore.
    spare: Vec<Vec<u8>>,
    passed: u64,
}

impl<R: Read> Batches<R> {
    pub(crate) fn new(reader: R) -> Self {
        Self {
            reader,
            begun: Vec::new(),
            begun_end: 0,
            spare: Vec::new(),
            passed: 0,
        }
    }

    /// Takes back a batch, whose memory is used again.
    pub(crate) fn recycle(&mut self, batch: Batch) {
        self.spare.push(batch.buffer);
    }

    /// Reads the next lines: as many as one read completes. Returns `None` at the end.
    pub(crate) fn read(&mut self) -> io::Result<Option<Batch>> {
        let mut buffer = std::mem::take(&mut self.begun);
        let mut end = std::mem::take(&mut self.begun_end);
        loop {
            let read = self.read_chunk(&mut buffer, end)?;
            if read == 0 {
                return Ok((end > 0).then(|| self.batch(buffer, end, false)));
            }
            let before = end;
            end += read;
            if let Some(last) = memchr::memrchr(b'\n', &buffer[before..end]) {
                let lines = before + last + 1;
                self.begin(&buffer[lines..end]);
                return Ok(Some(self.batch(buffer, lines, false)));
            }
            // A line of the maximum length can end with a carriage return.
            if end > MAX_LINE + 1 {
                self.discard(buffer)?;
                return Ok(Some(self.batch(Vec::new(), 0, true)));
            }
        }
    }

    fn batch(&self, buffer: Vec<u8>, end: usize, is_too_long: bool) -> Batch {
        Batch {
            buffer,
            end,
            is_too_long,
            passed: self.passed - self.begun_end as u64,
        }
    }

    /// Keeps the beginning of a line for the next batch.
    fn begin(&mut self, begun: &[u8]) {
        let mut buffer = self.spare.pop().unwrap_or_default();
        if buffer.len() < begun.len() {
            buffer.resize(begun.len(), 0);
        }
        buffer[..begun.len()].copy_from_slice(begun);
        self.begun = buffer;
        self.begun_end = begun.len();
    }

    /// Reads once, and puts what is read into a buffer from a position on. Returns the number of bytes.
    fn read_chunk(&mut self, buffer: &mut Vec<u8>, from: usize) -> io::Result<usize> {
        if buffer.len() < from + CHUNK {
            buffer.resize(from + CHUNK, 0);
        }
        let place = &mut buffer[from..from + CHUNK];
        let read = loop {
            match self.reader.read(place) {
                Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                read => break read?,
            }
        };
        self.passed += read as u64;
        Ok(read)
    }

    /// Discards the rest of a line.
    fn discard(&mut self, mut buffer: Vec<u8>) -> io::Result<()> {
        loop {
            let read = self.read_chunk(&mut buffer, 0)?;
            if read == 0 {
                return Ok(());
            }
            if let Some(end) = memchr::memchr(b'\n', &buffer[..read]) {
                self.begin(&buffer[end + 1..read]);
                return Ok(());
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use std::io::{Read as _, repeat};

    use super::{Batch, Batches, Line, MAX_LINE, first_line};

    /// Returns the lines of a batch as text.
    fn lines(batch: &Batch) -> Vec<String> {
        let mut lines = Vec::new();
        if batch.is_too_long() {
            lines.push("too long".to_owned());
        }
        let mut rest = batch.bytes();
        while !rest.is_empty() {
            let (line, length) = first_line(rest);
            lines.push(match line {
                Line::Whole(bytes) => String::from_utf8_lossy(bytes).into_owned(),
                Line::TooLong => "too long".to_owned(),
            });
            rest = &rest[length..];
        }
        lines
    }

    #[test]
    fn discards_lines_over_the_limit() {
        let long = repeat(b'x').take(64 << 20);
        let input = b"one\r\n\n".chain(long).chain(&b"\nlast"[..]);
        let mut batches = Batches::new(input);
        let (mut seen, mut passed) = (Vec::new(), 0);
        while let Some(batch) = batches.read().expect("memory can be read") {
            assert!(batch.buffer.capacity() <= 4 * MAX_LINE);
            seen.extend(lines(&batch));
            passed = batch.passed;
            batches.recycle(batch);
        }
        assert_eq!(seen, ["one", "", "too long", "last"]);
        assert_eq!(passed, 5 + 1 + (64 << 20) + 1 + 4);
    }

    /// Returns the lines of a stream that is read in parts.
    fn lines_of_parts(parts: &[&[u8]]) -> Vec<String> {
        let empty = Box::new(std::io::empty()) as Box<dyn std::io::Read + '_>;
        let reader = parts
            .iter()
            .fold(empty, |all, part| Box::new(all.chain(*part)));
        let mut batches = Batches::new(reader);
        let mut seen = Vec::new();
        while let Some(batch) = batches.read().expect("memory can be read") {
            seen.extend(lines(&batch));
            batches.recycle(batch);
        }
        seen
    }

    #[test]
    fn a_line_of_the_maximum_length_can_end_with_crlf() {
        let longest = "x".repeat(MAX_LINE);
        let parts = [longest.as_bytes(), b"\r", b"\nlast"];
        assert!(lines_of_parts(&parts) == [longest.as_str(), "last"]);
        let parts = [longest.as_bytes(), b"x\r", b"\nlast"];
        assert!(lines_of_parts(&parts) == ["too long", "last"]);
    }

    /// The lines are the same, wherever the reads end.
    #[test]
    fn batches_do_not_depend_on_the_reads() {
        let text = b"a\n\n bc \r\nd\r\n\ne";
        for size in 1..=text.len() {
            let parts: Vec<&[u8]> = text.chunks(size).collect();
            let seen = lines_of_parts(&parts);
            assert_eq!(seen, ["a", "", " bc ", "d", "", "e"], "{size}");
        }
    }
}
