//! Reads the lines of a stream, up to a length limit.
//!
//! A longer line is read and discarded, so that the records after it are still checked.

use std::io::{self, BufRead, Read as _};

/// The maximum length of a line in bytes. It bounds the memory of a run, because a value takes a multiple of its text.
pub(crate) const MAX_LINE: usize = 1 << 20;

/// The result of reading a line.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Line {
    /// The line is in the buffer, without its line end.
    Whole,
    /// The line exceeds the limit.
    TooLong,
}

/// Reads the next line into a buffer, and adds its length to the bytes read. Returns `None` at the end.
pub(crate) fn read_line(
    reader: &mut impl BufRead,
    buffer: &mut Vec<u8>,
    passed: &mut u64,
) -> io::Result<Option<Line>> {
    buffer.clear();
    let most = MAX_LINE as u64 + 1;
    let read = reader.by_ref().take(most).read_until(b'\n', buffer)?;
    *passed += read as u64;
    if read == 0 {
        return Ok(None);
    }
    if buffer.last() == Some(&b'\n') {
        buffer.pop();
        if buffer.last() == Some(&b'\r') {
            buffer.pop();
        }
        return Ok(Some(Line::Whole));
    }
    if buffer.len() <= MAX_LINE {
        return Ok(Some(Line::Whole));
    }
    buffer.clear();
    *passed += reader.skip_until(b'\n')? as u64;
    Ok(Some(Line::TooLong))
}

#[cfg(test)]
mod tests {
    use std::io::{BufReader, Read as _, repeat};

    use super::{Line, MAX_LINE, read_line};

    #[test]
    fn discards_lines_over_the_limit() {
        let long = repeat(b'x').take(64 << 20);
        let input = b"one\r\n\n".chain(long).chain(&b"\nlast"[..]);
        let mut reader = BufReader::new(input);
        let (mut buffer, mut passed) = (Vec::new(), 0);
        let mut seen = Vec::new();
        while let Some(line) =
            read_line(&mut reader, &mut buffer, &mut passed).expect("memory can be read")
        {
            seen.push((line, String::from_utf8_lossy(&buffer).into_owned()));
            assert!(buffer.capacity() <= 4 * MAX_LINE);
        }
        assert_eq!(
            seen,
            [
                (Line::Whole, "one".to_owned()),
                (Line::Whole, String::new()),
                (Line::TooLong, String::new()),
                (Line::Whole, "last".to_owned()),
            ]
        );
        assert_eq!(passed, 5 + 1 + (64 << 20) + 1 + 4);
    }
}
