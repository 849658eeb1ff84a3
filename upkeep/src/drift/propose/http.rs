//! Writes the edit of the method and the path of an operation.

use super::{Edits, Proposer};
use crate::cite::Kind;
use crate::drift::finding::Change;
use crate::edit::write;

impl Proposer<'_> {
    pub(super) fn http(&self) -> Edits {
        let finding = self.finding;
        let Some((_, node)) = self.entry() else {
            return (Vec::new(), None);
        };
        let Some((method, path)) = node
            .text()
            .map(|text| text.split_once(' ').unwrap_or((text, "")))
        else {
            return (Vec::new(), None);
        };
        // Method and path are one value, so that both changes are one edit.
        let new = |kind: Kind| {
            let mut found = self.all.iter().filter(|other| {
                other.kind == kind
                    && other.operation == finding.operation
                    && other.change == Change::Changed
            });
            found.next().and_then(|other| other.new.clone())
        };
        let method = new(Kind::Method).map_or_else(|| method.to_owned(), |new| new.to_uppercase());
        let Some(path) =
            new(Kind::Path).map_or(Some(path.to_owned()), |new| with_parameters(path, &new))
        else {
            return (
                Vec::new(),
                Some("the parameters of the path changed".to_owned()),
            );
        };
        let text = format!("{method} {path}");
        (
            write::replace_scalar(self.schema, node, text.trim_end())
                .into_iter()
                .collect(),
            None,
        )
    }
}

/// Returns a new path with the parameters of the old one. None if it has not all of them.
fn with_parameters(old: &str, new: &str) -> Option<String> {
    let names: Vec<&str> = old
        .split('/')
        .filter_map(|part| part.strip_prefix('{')?.strip_suffix('}'))
        .collect();
    let mut left: Vec<&str> = names.clone();
    let mut parts = Vec::new();
    for part in new.trim_end_matches('/').split('/') {
        let bare = part.trim_matches(|c| matches!(c, '{' | '}' | ':' | '<' | '>'));
        let plain = |name: &str| name.replace(['_', '-'], "").to_lowercase();
        match left.iter().position(|name| plain(name) == plain(bare)) {
            Some(at) => parts.push(format!("{{{}}}", left.remove(at))),
            None if bare == part => parts.push(part.to_owned()),
            None => return None,
        }
    }
    left.is_empty().then(|| parts.join("/"))
}
