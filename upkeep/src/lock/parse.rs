//! Reads a lock from text.

use std::fmt;
use std::str::FromStr;

use super::{Lock, LockedFact, LockedLine, LockedPage, Note, Source, Who};
use crate::cite::{Kind, Support};

/// A mistake in a lock.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LockError {
    /// The number of the line, from 1.
    pub line: usize,
    /// What the line must be.
    pub expected: &'static str,
}

impl fmt::Display for LockError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "line {}: expected {}", self.line, self.expected)
    }
}

impl std::error::Error for LockError {}

impl FromStr for Lock {
    type Err = LockError;

    fn from_str(text: &str) -> Result<Self, LockError> {
        let mut lock = Lock::default();
        let mut lines = text.lines().enumerate();
        if lines.next().map(|(_, line)| line.trim_end()) != Some("lock 1") {
            return Err(LockError {
                line: 1,
                expected: "`lock 1`",
            });
        }
        for (number, line) in lines {
            let line = line.trim_end();
            if !line.is_empty() && !line.starts_with('#') {
                read_line(&mut lock, line).map_err(|expected| LockError {
                    line: number + 1,
                    expected,
                })?;
            }
        }
        Ok(lock)
    }
}

fn read_line(lock: &mut Lock, line: &str) -> Result<(), &'static str> {
    if let Some(inner) = line.strip_prefix("  ") {
        let last = lock.pages.last_mut().and_then(|page| page.lines.last_mut());
        return read_inner(last.ok_or("`line` before what belongs to it")?, inner);
    }
    let (word, rest) = line.split_once(' ').unwrap_or((line, ""));
    match word {
        "page" => {
            // A name may have spaces, a format has none.
            let (name, format) = rest.rsplit_once(' ').ok_or("`page NAME FORMAT`")?;
            lock.pages.push(LockedPage {
                name: name.to_owned(),
                format: format.to_owned(),
                lines: Vec::new(),
            });
        }
        "line" => {
            let expected = "`line FINGERPRINT MASK PLACE` in a page";
            let mut words = rest.splitn(3, ' ');
            let mut number = || u64::from_str_radix(words.next()?, 16).ok();
            let (fingerprint, mask) = (number().ok_or(expected)?, number().ok_or(expected)?);
            let page = lock.pages.last_mut().ok_or(expected)?;
            page.lines.push(LockedLine {
                fingerprint,
                mask,
                place: words.next().ok_or(expected)?.to_owned(),
                text: None,
                facts: Vec::new(),
                note: Note::Cited,
            });
        }
        "source" => {
            let expected = "`source client|specification|other|unknown OPERATION PATH KIND…`";
            let mut words = rest.split(' ');
            let who = words.next().ok_or(expected)?;
            let who = Who::ALL
                .into_iter()
                .find(|known| known.name() == who)
                .ok_or(expected)?;
            let (operation, path) = (words.next().ok_or(expected)?, words.next().ok_or(expected)?);
            lock.sources.push(Source {
                who,
                operation: operation.to_owned(),
                path: path.to_owned(),
                kinds: words.map(str::to_owned).collect(),
            });
        }
        _ => return Err("`page`, `line` or `source`"),
    }
    Ok(())
}

fn read_inner(line: &mut LockedLine, inner: &str) -> Result<(), &'static str> {
    let (word, rest) = inner.split_once(' ').unwrap_or((inner, ""));
    match word {
        "text" => line.text = Some(rest.to_owned()),
        "waived" => line.note = Note::Waived(rest.to_owned()),
        "unplaced" => line.note = Note::Unplaced,
        support => {
            let expected = "`stated|sample|prose|derived OPERATION PATH KIND START..END VALUE`, `waived REASON` or `unplaced`";
            line.facts.push(read_fact(support, rest).ok_or(expected)?);
        }
    }
    Ok(())
}

fn read_fact(support: &str, rest: &str) -> Option<LockedFact> {
    let mut words = rest.splitn(5, ' ');
    let (operation, path) = (words.next()?, words.next()?);
    let kind = Kind::from_name(words.next()?)?;
    let (start, end) = words.next()?.split_once("..")?;
    Some(LockedFact {
        support: Support::from_name(support.trim_end_matches('?'))?,
        is_proposed: support.ends_with('?'),
        operation: operation.to_owned(),
        path: path.to_owned(),
        kind,
        span: start.parse().ok()?..end.parse().ok()?,
        value: words.next().unwrap_or_default().to_owned(),
    })
}

#[cfg(test)]
mod tests {
    use crate::lock::{Lock, LockedPage};

    #[test]
    fn name_of_a_page_with_spaces() {
        let page = LockedPage {
            name: "my  own page".to_owned(),
            format: "text".to_owned(),
            lines: Vec::new(),
        };
        let lock = Lock {
            pages: vec![page],
            ..Lock::default()
        };
        assert_eq!(lock.to_string().parse(), Ok(lock));
    }
}
