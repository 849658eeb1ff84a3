//! What `fit` says about a contact, as rows and lists for people.
//!
//! Input: a contact and the verdict on it. Output: a row for each datum, and what is not about a datum. The texts contain
//! values, but no secret and no control character.

use std::fmt;

use wireform::Code;
use wireform::contact::{Adjustment, Change, Contact, Refusal, Removal, Sent, Verdict};

use crate::message::MASK;

/// What becomes of one datum. Its debug form does not show what is sent.
#[derive(Clone, PartialEq, Eq)]
pub struct Row {
    /// The datum; none for refusals that are about no datum.
    pub datum: Option<String>,
    /// The fields in which it is sent, with their values.
    pub sent: Vec<String>,
    /// How it is adjusted.
    pub adjusted: Vec<String>,
    /// Why it is refused.
    pub refused: Vec<String>,
}

impl Row {
    /// Returns whether nothing becomes of the datum.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.sent.is_empty() && self.adjusted.is_empty() && self.refused.is_empty()
    }
}

impl fmt::Debug for Row {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Row")
            .field("datum", &self.datum)
            .field("sent", &MASK)
            .field("adjusted", &self.adjusted)
            .field("refused", &self.refused)
            .finish()
    }
}

/// What a verdict says beside the rows of data. Each list has paths of fields or names of rules.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Lists {
    /// The fields that the caller supplied.
    pub supplied: Vec<String>,
    /// The fields that the operation removes.
    pub removed: Vec<String>,
    /// The fields that are not sent, which may remove them.
    pub may_be_removed: Vec<String>,
    /// The fields for whose deletion the caller has to agree.
    pub would_delete: Vec<String>,
    /// The rules that were not checked.
    pub unchecked: Vec<String>,
    /// The fields that the caller has to supply.
    pub to_supply: Vec<String>,
    /// For rules that want something supplied: the fields, and what the rule says.
    pub reasons: Vec<String>,
}

/// Returns the rows of a verdict: the data of the contact in their order, with those that only a refusal, an adjustment or a
/// sent value is about.
#[must_use]
pub fn rows(contact: &Contact, verdict: &Verdict) -> Vec<Row> {
    let mut rows: Vec<Row> = data(contact, verdict)
        .into_iter()
        .map(|datum| Row {
            sent: sent(verdict, &datum),
            adjusted: adjusted(verdict, &datum),
            refused: refusals(verdict, Some(&datum)),
            datum: Some(datum),
        })
        .collect();
    account_for_names(&mut rows);
    let refused = refusals(verdict, None);
    if !refused.is_empty() {
        rows.push(Row {
            datum: None,
            sent: Vec::new(),
            adjusted: Vec::new(),
            refused,
        });
    }
    rows
}

/// States where the whole name and its parts are sent if no field has them: one in the other.
fn account_for_names(rows: &mut [Row]) {
    let is_sent = |name: &str| {
        let mut rows = rows.iter();
        rows.any(|row| row.datum.as_deref() == Some(name) && !row.sent.is_empty())
    };
    let has_whole = is_sent("name");
    let has_parts = is_sent("given_name") && is_sent("family_name");
    for row in rows.iter_mut().filter(|row| row.is_empty()) {
        let within = match row.datum.as_deref() {
            Some("given_name" | "family_name") if has_whole => "part of name",
            Some("name") if has_parts => "given_name and family_name",
            _ => continue,
        };
        row.sent.push(within.to_owned());
    }
}

/// Returns what a verdict says beside the rows.
#[must_use]
pub fn lists(verdict: &Verdict) -> Lists {
    let without_datum = |wanted: fn(&Sent) -> bool| -> Vec<String> {
        let sent = verdict.sent().iter().filter(|it| it.datum().is_none());
        let paths = sent.filter(|it| wanted(it)).map(|it| it.path().to_owned());
        paths.collect()
    };
    let asks = verdict.refusals().iter().filter(|it| it.is_to_supply());
    let rules = asks.filter(|it| it.code().violation() == Some(Code::Rule));
    Lists {
        supplied: without_datum(|it| !it.is_clear()),
        removed: without_datum(|it| it.is_clear() && it.removal() != Some(Removal::Unstated)),
        may_be_removed: without_datum(|it| it.removal() == Some(Removal::Unstated)),
        would_delete: verdict.would_delete(),
        unchecked: verdict.unchecked().to_vec(),
        to_supply: verdict.to_supply().into_iter().map(str::to_owned).collect(),
        reasons: rules
            .map(|it| format!("{}: {}", it.supply().join(", "), visible(it.message())))
            .collect(),
    }
}

/// Returns the message of a refusal, with the field if it is not about a datum.
#[must_use]
pub fn reason(refusal: &Refusal) -> String {
    match (refusal.datum(), refusal.path()) {
        (None, Some(path)) => format!("field {path}: {}", refusal.message()),
        _ => refusal.message().to_owned(),
    }
}

/// Returns the value of a field of a fitted contact, or [`MASK`] for a secret.
#[must_use]
pub fn sent_value(sent: &Sent) -> &str {
    if sent.is_secret() { MASK } else { sent.value() }
}

/// Returns whether a contact is refused. Values to supply are not a property of the contact.
#[must_use]
pub fn is_refused(verdict: &Verdict) -> bool {
    !verdict.refusals().iter().all(Refusal::is_to_supply)
}

/// Returns how an adjustment changes a datum.
#[must_use]
pub fn change(adjustment: &Adjustment) -> String {
    match adjustment.change() {
        Change::LeftOut => "left out".to_owned(),
        change if adjustment.is_reversible() => change.as_str().to_owned(),
        change => format!("{} (one way)", change.as_str()),
    }
}

/// Writes the invisible characters of a text as code points, except line feeds.
#[must_use]
pub fn visible(text: &str) -> String {
    let lines: Vec<_> = text.split('\n').map(wireform::__rt::visible).collect();
    lines.join("\n")
}

/// Returns the value of a field with invisible characters, and spaces at the ends, written as code points.
fn sent_visibly(sent: &Sent) -> String {
    let value = sent_value(sent);
    let inner = value.trim_matches(' ');
    let before = value.len() - value.trim_start_matches(' ').len();
    let after = value.len() - before - inner.len();
    let spaces = |count| "<U+0020>".repeat(count);
    format!(
        "{}{}{}",
        spaces(before),
        wireform::__rt::visible(inner),
        spaces(after)
    )
}

/// Returns the data of the contact in their order, with those that only a refusal, an adjustment or a sent value is about.
/// For example, an empty line between two lines of the street is sent, but is not a datum of the contact.
fn data(contact: &Contact, verdict: &Verdict) -> Vec<String> {
    let mut data: Vec<String> = contact
        .data()
        .into_iter()
        .map(|(it, _)| it.into_owned())
        .collect();
    let adjusted = verdict.adjustments().iter().map(Adjustment::datum);
    let refused = verdict
        .refusals()
        .iter()
        .filter(|it| is_of_record(it))
        .filter_map(Refusal::datum);
    let sent = verdict.sent().iter();
    let sent = sent.filter(|it| it.is_clear() || it.datum().is_some_and(|it| it.contains('[')));
    let sent = sent.filter_map(Sent::datum);
    for datum in adjusted.chain(refused).chain(sent) {
        if data.iter().any(|it| it == datum) {
            continue;
        }
        // The whole street follows its lines, and a line follows the lines before it.
        let (root, number) = line(datum);
        let before = |it: &String| {
            let (of, other) = line(it);
            !root.is_empty() && of == root && other < number
        };
        match data.iter().rposition(before) {
            Some(at) => data.insert(at + 1, datum.to_owned()),
            None => data.push(datum.to_owned()),
        }
    }
    data
}

/// Returns the datum and the number of a line. The whole datum has the greatest number.
fn line(datum: &str) -> (&str, usize) {
    let Some((root, number)) = datum.split_once('[') else {
        return (datum, usize::MAX);
    };
    let number = number.trim_end_matches(']').parse();
    (root, number.unwrap_or(usize::MAX))
}

/// Returns the fields that a datum is sent in, with their values.
fn sent(verdict: &Verdict, datum: &str) -> Vec<String> {
    let into = |path: &str| {
        let mut adjustments = verdict.adjustments().iter();
        adjustments.any(|it| it.datum() == datum && it.path() == Some(path))
    };
    verdict
        .sent()
        .iter()
        .filter(|it| match it.datum() {
            Some(held) => held == datum || into(it.path()),
            None => false,
        })
        .map(|it| match it.removal() {
            Some(Removal::Unstated) => format!("{}: (not sent, may be removed)", it.path()),
            Some(_) => format!("{}: (removed)", it.path()),
            None if sent_value(it).is_empty() => format!("{}: (empty)", it.path()),
            None => format!("{}: {}", it.path(), sent_visibly(it)),
        })
        .collect()
}

fn adjusted(verdict: &Verdict, datum: &str) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for adjustment in verdict
        .adjustments()
        .iter()
        .filter(|it| it.datum() == datum)
    {
        let line = change(adjustment);
        if !lines.contains(&line) {
            lines.push(line);
        }
    }
    lines
}

/// Returns the refusals about a datum, or for `None` those that are not about a datum.
fn refusals(verdict: &Verdict, datum: Option<&str>) -> Vec<String> {
    let refusals = verdict.refusals().iter();
    refusals
        .filter(|it| it.datum() == datum && is_of_record(it))
        .map(|it| visible(&reason(it)))
        .collect()
}

/// Returns whether a refusal is in the table. Values to supply and deletions are in a list below it.
fn is_of_record(refusal: &Refusal) -> bool {
    !refusal.is_to_supply() && !refusal.is_deletion()
}

#[cfg(test)]
mod tests {
    use super::Row;

    #[test]
    fn the_debug_form_of_a_row_shows_no_value() {
        let row = Row {
            datum: Some("name".to_owned()),
            sent: vec!["name: Jane Doe".to_owned()],
            adjusted: Vec::new(),
            refused: Vec::new(),
        };
        let shown = format!("{row:?}");
        assert!(shown.contains("name") && !shown.contains("Jane"), "{shown}");
    }
}
