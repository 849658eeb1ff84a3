//! Lines of a stream, one at a time, none of them longer than a limit.
//!
//! A longer line is read to its end and thrown away, so that the records behind it are still looked at.

use std::io::{self, BufRead};

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
    let mut too_long = false;
    let mut any = false;
    loop {
        let chunk = match reader.fill_buf() {
            Ok(chunk) => chunk,
            Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
            Err(error) => return Err(error),
        };
        if chunk.is_empty() {
            break;
        }
        any = true;
        let end = chunk.iter().position(|&byte| byte == b'\n');
        let part = &chunk[..end.unwrap_or(chunk.len())];
        if too_long || buffer.len() + part.len() > MAX_LINE {
            too_long = true;
            buffer.clear();
        } else {
            buffer.extend_from_slice(part);
        }
        let used = part.len() + usize::from(end.is_some());
        reader.consume(used);
        *passed += used as u64;
        if end.is_some() {
            break;
        }
    }
    if !any {
        return Ok(None);
    }
    if buffer.last() == Some(&b'\r') {
        buffer.pop();
    }
    Ok(Some(if too_long { Line::TooLong } else { Line::Whole }))
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
            assert!(buffer.capacity() <= 2 * MAX_LINE);
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
