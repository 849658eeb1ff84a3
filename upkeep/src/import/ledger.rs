//! Records what the import did with each keyword of the file, so that nothing is dropped in silence.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

use super::tree::At;

/// What a note says about the draft.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum NoteKind {
    /// The draft assumes something that the file does not state.
    Assumed,
    /// The draft expresses the construct, but not with exactly the same meaning.
    Inexact,
    /// The draft has no counterpart of the construct.
    Lost,
}

impl fmt::Display for NoteKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            NoteKind::Assumed => "assumed",
            NoteKind::Inexact => "inexact",
            NoteKind::Lost => "lost",
        })
    }
}

/// A remark about one construct of the imported file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Note {
    /// The JSON Pointer of the construct.
    pub pointer: String,
    /// What it says about the draft.
    pub kind: NoteKind,
    /// What the draft does instead, and why.
    pub text: String,
}

impl fmt::Display for Note {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "#{}: {}: {}", self.pointer, self.kind, self.text)
    }
}

/// The part of a message from which a schema is reached.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum Area {
    /// The body of a request.
    Body,
    /// A parameter of a request.
    Parameter,
    /// A response.
    Response,
}

/// How often a keyword occurs under request bodies, and what became of it.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Count {
    /// The draft has its meaning.
    pub expressed: usize,
    /// The draft has another meaning in some cases.
    pub inexact: usize,
    /// The draft does not have it.
    pub lost: usize,
}

/// The keywords that were read, and the notes about them.
#[derive(Debug, Default)]
pub(crate) struct Ledger {
    /// The keyword at each pointer under a request body.
    read: BTreeMap<String, String>,
    notes: Vec<Note>,
    noted: BTreeSet<(String, String)>,
    /// The pointers of the constructs without a counterpart.
    lost: BTreeSet<String>,
}

impl Ledger {
    /// Records that a keyword was read.
    pub(crate) fn read(&mut self, at: &At<'_>, keyword: &str, area: Area) {
        if area == Area::Body {
            self.read.insert(at.pointer.clone(), keyword.to_owned());
        }
    }

    /// Adds a note, once.
    pub(crate) fn note(&mut self, kind: NoteKind, pointer: &str, text: impl Into<String>) {
        let text = text.into();
        if self.noted.insert((pointer.to_owned(), text.clone())) {
            let pointer = pointer.to_owned();
            if kind == NoteKind::Lost {
                self.lost.insert(pointer.clone());
            }
            self.notes.push(Note {
                pointer,
                kind,
                text,
            });
        }
    }

    /// Notes that the draft has no counterpart of a construct.
    pub(crate) fn lost(&mut self, pointer: &str, text: impl Into<String>) {
        self.note(NoteKind::Lost, pointer, text);
    }

    /// Notes that the draft has no counterpart of a construct, unless a note says so already.
    pub(crate) fn lost_once(&mut self, pointer: &str, text: &str) {
        if !self.lost.contains(pointer) {
            self.lost(pointer, text);
        }
    }

    /// Notes that the draft leaves out a construct, instead of a note that states only the reason.
    pub(crate) fn left_out(&mut self, pointer: &str, what: &str, reason: &str) {
        if self
            .noted
            .contains(&(pointer.to_owned(), reason.to_owned()))
        {
            self.notes
                .retain(|note| note.pointer != pointer || note.text != reason);
        }
        self.lost(pointer, format!("the draft leaves out {what}: {reason}"));
    }

    /// Notes that the draft expresses a construct, but not exactly.
    pub(crate) fn inexact(&mut self, pointer: &str, text: impl Into<String>) {
        self.note(NoteKind::Inexact, pointer, text);
    }

    /// Notes that the draft assumes something.
    pub(crate) fn assumed(&mut self, pointer: &str, text: impl Into<String>) {
        self.note(NoteKind::Assumed, pointer, text);
    }

    /// Returns the notes in the order of their pointers, and the counts by keyword.
    pub(crate) fn finish(mut self) -> (Vec<Note>, BTreeMap<String, Count>) {
        self.notes
            .sort_by(|a, b| (&a.pointer, a.kind, &a.text).cmp(&(&b.pointer, b.kind, &b.text)));
        let mut worst: BTreeMap<&str, NoteKind> = BTreeMap::new();
        for note in &self.notes {
            let kind = worst.entry(&note.pointer).or_insert(note.kind);
            *kind = note.kind.max(*kind);
        }
        let mut counts: BTreeMap<String, Count> = BTreeMap::new();
        for (pointer, keyword) in &self.read {
            let count = counts.entry(keyword.clone()).or_default();
            match worst.get(pointer.as_str()) {
                _ if is_within_lost(pointer, &worst) => count.lost += 1,
                Some(NoteKind::Inexact) => count.inexact += 1,
                Some(NoteKind::Lost | NoteKind::Assumed) | None => count.expressed += 1,
            }
        }
        (self.notes, counts)
    }
}

/// Returns whether the draft has no counterpart of a construct, or of one around it.
fn is_within_lost(pointer: &str, worst: &BTreeMap<&str, NoteKind>) -> bool {
    let ends = pointer.match_indices('/').map(|(end, _)| end).skip(1);
    let mut around = ends.map(|end| &pointer[..end]).chain([pointer]);
    around.any(|pointer| worst.get(pointer) == Some(&NoteKind::Lost))
}
