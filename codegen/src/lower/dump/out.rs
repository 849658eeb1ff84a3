//! Writes the lines of a dump.

use std::sync::Arc;

use crate::lower::memo::Memo;
use crate::plan::{AuthId, CredentialId, Plan};

/// The text of the dump so far.
pub(super) struct Out {
    pub(super) memo: Arc<Memo>,
    pub(super) text: String,
    pub(super) depth: usize,
}

impl Out {
    pub(super) fn line(&mut self, line: &str) {
        for _ in 0..self.depth {
            self.text.push_str("  ");
        }
        self.text.push_str(line);
        self.text.push('\n');
    }

    /// Writes `key: value`.
    pub(super) fn text(&mut self, key: &str, value: &str) {
        let line = format!("{}: {}", plain(key), plain(value));
        self.line(&line);
    }

    /// Writes `key: value` with a value that is already quoted.
    pub(super) fn quoted(&mut self, key: &str, value: &str) {
        let line = format!("{}: {value}", plain(key));
        self.line(&line);
    }

    pub(super) fn optional(&mut self, key: &str, value: Option<&str>) {
        if let Some(value) = value {
            self.text(key, value);
        }
    }

    pub(super) fn number(&mut self, key: &str, value: Option<impl ToString>) {
        if let Some(value) = value {
            self.text(key, &value.to_string());
        }
    }

    /// Writes `key: true` if the value is true.
    pub(super) fn flag(&mut self, key: &str, value: bool) {
        if value {
            self.text(key, "true");
        }
    }

    /// Writes `key: [one, other]`, unless the list is empty.
    pub(super) fn list(&mut self, key: &str, values: &[String]) {
        if !values.is_empty() {
            let values: Vec<String> = values.iter().map(|value| plain(value)).collect();
            let line = format!("{}: [{}]", plain(key), values.join(", "));
            self.line(&line);
        }
    }

    /// Writes `key:` and the content of the group.
    pub(super) fn group(&mut self, key: &str, inside: impl FnOnce(&mut Self)) {
        let line = format!("{}:", plain(key));
        self.line(&line);
        self.depth += 1;
        inside(self);
        self.depth -= 1;
    }

    /// Writes `key:` and its items, unless the list is empty.
    pub(super) fn section<T>(&mut self, key: &str, items: &[T], each: impl Fn(&mut Self, &T)) {
        if !items.is_empty() {
            self.group(key, |out| items.iter().for_each(|item| each(out, item)));
        }
    }
}

/// Returns a text on one line, in quotes if it could be misread without them.
fn plain(text: &str) -> String {
    let needs_quotes = text.is_empty()
        || text.trim() != text
        || text.starts_with(['"', '\'', '[', '{', '#', '&', '*', '!', '|', '>', '%', '@', '`'])
        || text.contains(": ")
        || text.ends_with(':')
        || text.contains(" #")
        || text.chars().any(|c| c.is_control() || matches!(c, '\u{2028}' | '\u{2029}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}'));
    if needs_quotes {
        format!(
            "\"{}\"",
            text.escape_debug().to_string().replace("\\'", "'")
        )
    } else {
        text.to_owned()
    }
}

pub(super) fn credential_name(plan: &Plan, index: CredentialId) -> &str {
    &plan.credentials[index].name
}

pub(super) fn auth_names(plan: &Plan, indices: &[AuthId]) -> Vec<String> {
    indices
        .iter()
        .map(|index| plan.auths[*index].name.clone())
        .collect()
}

pub(super) fn bool_text(value: bool) -> &'static str {
    if value { "true" } else { "false" }
}
