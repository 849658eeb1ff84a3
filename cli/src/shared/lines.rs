//! Lines of a stream, one at a time, none of them longer than a limit.
//!
//! A longer line is read to its end and thrown away, so that the records behind it are still looked at.

use std::io::{self, BufRead, Read as _};

/// The most bytes of a line. Values take several times the room of their text, so this bounds the memory of a run.
pub(crate) const MAX_LINE: usize = 1 << 20;

/// What a line was.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Line {
    /// In the buffer, without its line end.
    Whole,
    /// Longer than the limit.
    TooLong,
}

/// Reads the next line into a buffer and counts the bytes that went by; `None` at the end.
pub(crate) fn next(
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

    use super::{Line, MAX_LINE, next};

    #[test]
    fn lines_come_one_by_one_and_long_ones_are_refused() {
        let long = repeat(b'x').take(64 << 20);
        let input = b"one\r\n\n".chain(long).chain(&b"\nlast"[..]);
        let mut reader = BufReader::new(input);
        let (mut buffer, mut passed) = (Vec::new(), 0);
        let mut seen = Vec::new();
        while let Some(line) =
            next(&mut reader, &mut buffer, &mut passed).expect("memory can be read")
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
