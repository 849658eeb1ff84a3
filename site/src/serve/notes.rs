//! What all providers say about each input, in one place.
//!
//! Input: a draft and what became of it. Output: notes by input, and the notes that are about no input. Notes that several
//! providers share are one note.

use std::fmt;

use wireform::Code;
use wireform::contact::{AsRead, Change, Refusal};

use super::draft::{Draft, input_name};
use super::fields;
use super::tried::{Tried, fact_name, own_name, read_name};
use crate::account::{change, reason, sent_value, visible};
use crate::anchor;
use crate::message::MASK;

/// How much a note matters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Level {
    /// A provider refuses the value.
    Refused,
    /// A provider needs a value.
    Missing,
    /// A provider gets another spelling, or nothing.
    Adjusted,
}

/// A note about an input. Its debug form does not show what it says, because that may contain a value of the contact.
#[derive(Clone, PartialEq, Eq)]
pub(super) struct Note {
    /// The name of the input; none if the note is about no input.
    pub(super) input: Option<String>,
    /// How much it matters.
    pub(super) level: Level,
    /// What it says.
    pub(super) text: String,
    /// The providers that say it, without repetition.
    pub(super) said: Vec<Said>,
    /// Whether these are all providers, and many.
    pub(super) is_of_all: bool,
}

/// A provider that says something, and where its reference explains it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Said {
    /// The name of the provider.
    pub(super) provider: String,
    /// The name of its schema.
    pub(super) schema: String,
    /// The anchor on the page of the schema.
    pub(super) anchor: String,
}

impl Said {
    /// Returns what is said by the provider of an operation about a path of the request, or about a rule.
    fn about(tried: &Tried<'_>, path: Option<&str>, rule: Option<&str>) -> Said {
        let (plan, operation) = (tried.call.plan(), tried.call.operation());
        Said {
            provider: plan.provider.clone(),
            schema: plan.schema.clone(),
            anchor: anchor::subject(plan, operation, path.unwrap_or_default(), rule),
        }
    }
}

impl fmt::Debug for Note {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Note")
            .field("input", &self.input)
            .field("level", &self.level)
            .field("text", &MASK)
            .field("said", &self.said)
            .field("is_of_all", &self.is_of_all)
            .finish()
    }
}

/// All notes.
#[derive(Debug, Default)]
pub(super) struct Notes(Vec<Note>);

/// How many providers are named one by one, even if they are all.
const FEW: usize = 3;

impl Notes {
    /// Collects the notes about a draft.
    pub(super) fn collect<'t>(draft: &Draft, tried: impl Iterator<Item = &'t Tried<'t>>) -> Notes {
        let mut notes = Notes::default();
        for (name, message) in &draft.wrong {
            let datum = fields::datum_of(name).map(input_name);
            notes.add(datum, Level::Refused, visible(message), None);
        }
        let mut providers: Vec<&str> = Vec::new();
        for tried in tried {
            let provider = tried.call.plan().provider.as_str();
            if !providers.contains(&provider) {
                providers.push(provider);
            }
            if tried.is_unchanged {
                continue;
            }
            for refusal in tried.verdict.refusals() {
                notes.add_refusal(tried, refusal);
            }
            notes.add_adjustments(tried);
            let schema = &tried.call.plan().schema;
            for (fact, message) in &tried.wrong_facts {
                let input = Some(fact_name(schema, fact));
                let said = Said::about(tried, None, None);
                notes.add(input, Level::Refused, visible(message), Some(said));
            }
        }
        for note in &mut notes.0 {
            let count = note.said.len();
            note.is_of_all = count == providers.len() && count > FEW;
        }
        notes.0.sort_by_key(|note| note.level);
        notes
    }

    /// Returns the notes about an input, the most important first.
    pub(super) fn about(&self, input: &str) -> impl Iterator<Item = &Note> {
        let notes = self.0.iter();
        notes.filter(move |note| note.input.as_deref() == Some(input))
    }

    /// Returns the notes that keep a provider from accepting the contact.
    pub(super) fn obstacles(&self) -> impl Iterator<Item = &Note> {
        self.0.iter().filter(|note| note.level != Level::Adjusted)
    }

    /// Adds the note of a refusal. Deletions are in the results of their provider, because no input is wrong.
    fn add_refusal(&mut self, tried: &Tried<'_>, refusal: &Refusal) {
        if refusal.is_deletion() {
            return;
        }
        let schema = &tried.call.plan().schema;
        if refusal.is_to_supply() {
            for path in refusal.supply() {
                let text = refusal.message().to_owned();
                let input = Some(own_name(schema, path));
                let said = Said::about(tried, Some(path), refusal.rule());
                self.add(input, Level::Missing, visible(&text), Some(said));
            }
            return;
        }
        let provider = &tried.call.plan().provider;
        // Beside its input, the name of a field says nothing.
        let text = match (refusal.datum(), refusal.path()) {
            (None, Some(_)) => refusal.message().to_owned(),
            (Some(_), _) | (None, None) => reason(refusal),
        };
        let text = without_provider(refusal, &text, provider);
        let input = match (refusal.datum(), refusal.path()) {
            _ if is_of_many(tried, refusal) => None,
            (Some(datum), _) => fields::datum_of(datum).map(input_name),
            (None, Some(path)) => Some(own_name(schema, path)),
            (None, None) => None,
        };
        let text = match refusal.datum().and_then(line) {
            Some(line) => format!("line {line}: {text}"),
            None => text,
        };
        let said = Said::about(tried, refusal.path(), refusal.rule());
        self.add(input, Level::Refused, visible(&text), Some(said));
    }

    fn add_adjustments(&mut self, tried: &Tried<'_>) {
        for adjustment in tried.verdict.adjustments() {
            let Some(datum) = fields::datum_of(adjustment.datum()) else {
                continue;
            };
            let mut sent = tried.verdict.sent().iter();
            let sent = sent.find(|it| Some(it.path()) == adjustment.path() && !it.is_clear());
            let how = change(adjustment);
            let text = match sent.filter(|_| adjustment.change() != Change::LeftOut) {
                Some(sent) => format!("sent as {}, {how}", sent_value(sent)),
                None => how,
            };
            let input = Some(input_name(datum));
            let said = Said::about(tried, adjustment.path(), None);
            self.add(input, Level::Adjusted, visible(&text), Some(said));
        }
    }

    /// Adds what was read from a response with the contact as the provider has it.
    pub(super) fn add_read(&mut self, schema: &str, read: &Result<AsRead, String>) {
        let input = Some(read_name(schema));
        match read {
            Err(message) => self.add(input, Level::Refused, visible(message), None),
            Ok(read) => {
                let data = read.contact().data();
                let names: Vec<&str> = data.iter().map(|(name, _)| &**name).collect();
                let text = match names.is_empty() {
                    true => "no datum was read".to_owned(),
                    false => format!("read: {}", names.join(", ")),
                };
                self.add(input.clone(), Level::Adjusted, text, None);
                for unread in read.unread() {
                    let text = visible(&format!("not read: {unread}"));
                    self.add(input.clone(), Level::Adjusted, text, None);
                }
            }
        }
    }

    fn add(&mut self, input: Option<String>, level: Level, text: String, said: Option<Said>) {
        let mut same = self.0.iter_mut();
        let same = same.find(|it| it.input == input && it.level == level && it.text == text);
        match same {
            Some(note) => {
                let is_new = |it: &Said| !note.said.iter().any(|old| old.provider == it.provider);
                note.said.extend(said.filter(is_new));
            }
            None => self.0.push(Note {
                input,
                level,
                text,
                said: said.into_iter().collect(),
                is_of_all: false,
            }),
        }
    }
}

/// Returns whether a rule refuses that is not about one field. The refusal names one of its fields, and the input of another can
/// be the wrong one.
fn is_of_many(tried: &Tried<'_>, refusal: &Refusal) -> bool {
    let Some(name) = refusal.rule() else {
        return false;
    };
    let rules = tried.call.plan().rules_of(tried.call.operation());
    rules.iter().any(|it| it.name == name && it.path.is_none())
}

/// Returns a sentence without the provider that refuses, because a note names it. The text of a schema stays.
fn without_provider(refusal: &Refusal, text: &str, provider: &str) -> String {
    let says = match refusal.code().violation() {
        Some(Code::Required) => "is required",
        Some(Code::Pattern) => " not accepted",
        Some(_) | None => return text.to_owned(),
    };
    text.replacen(&format!("{says} by {provider}"), says, 1)
}

/// Returns the number of the line that a path of the record ends with, from 1.
fn line(path: &str) -> Option<usize> {
    let (_, number) = path.split_once('[')?;
    let number: usize = number.trim_end_matches(']').parse().ok()?;
    number.checked_add(1)
}
