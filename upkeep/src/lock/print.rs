//! Writes a lock as text.

use std::fmt;

use super::{Lock, LockedFact, LockedLine, Note};

impl fmt::Display for Lock {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "lock 1")?;
        for page in &self.pages {
            writeln!(f, "\npage {} {}", page.name, page.format)?;
            for line in &page.lines {
                write!(f, "{line}")?;
            }
        }
        if !self.sources.is_empty() {
            writeln!(f)?;
        }
        for source in &self.sources {
            let (who, kinds) = (source.who.name(), source.kinds.join(" "));
            writeln!(
                f,
                "source {who} {} {} {kinds}",
                source.operation, source.path
            )?;
        }
        Ok(())
    }
}

impl fmt::Display for LockedLine {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(
            f,
            "line {:016x} {:016x} {}",
            self.fingerprint, self.mask, self.place
        )?;
        if let Some(text) = &self.text {
            writeln!(f, "  text {text}")?;
        }
        for fact in &self.facts {
            writeln!(f, "  {fact}")?;
        }
        match &self.note {
            Note::Cited => Ok(()),
            Note::Waived(reason) => writeln!(f, "  waived {reason}"),
            Note::Unplaced => writeln!(f, "  unplaced"),
        }
    }
}

impl fmt::Display for LockedFact {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mark = if self.is_proposed { "?" } else { "" };
        let (support, kind) = (self.support.name(), self.kind.name());
        let (start, end) = (self.span.start, self.span.end);
        write!(
            f,
            "{support}{mark} {} {} {kind} {start}..{end}",
            self.operation, self.path
        )?;
        if self.value.is_empty() {
            return Ok(());
        }
        write!(f, " {}", self.value)
    }
}
