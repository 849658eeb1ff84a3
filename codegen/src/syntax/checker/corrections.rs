//! Corrects misspelled keys, so that one misspelled key is one diagnostic.
//!
//! Input: a key that does not exist, and the key that was likely meant. Output: a correction, if the value fits that key.
//! `syntax::build` reads the corrected tree, so the fields, types and facets below the key exist for all later stages.

use super::super::keys::{Id, Key, Shape};
use super::{Checker, Parent, fits};
use crate::source::Node;

impl Checker {
    /// Corrects a misspelled key, so that the names below it exist and nothing follows from the mistake. The key that was
    /// likely meant must be absent, and the value must fit it: as a map of names, or in every part. Returns whether the key
    /// was corrected.
    pub(super) fn correct(
        &mut self,
        name: &Node,
        node: &Node,
        meant: Option<&'static str>,
        entries: &[(Node, Node)],
        id: Id,
    ) -> bool {
        let Some(key) = meant.and_then(|meant| id.construct().key(meant)) else {
            return false;
        };
        let is_taken = |other: &Node| {
            let corrected = self.corrections.get(&other.span);
            other.span != name.span
                && (other.text() == Some(key.name) || corrected == Some(&key.name))
        };
        if entries.iter().any(|(other, _)| is_taken(other)) {
            return false;
        }
        let (span, example) = (name.span, key.example);
        let parent = Parent { span, example };
        let is_map = matches!(key.shape, Shape::Map(_) | Shape::Meanings | Shape::Keys(_));
        let fits = is_map && fits(node, &key.shape) || self.is_trial;
        if !fits && !is_correct(node, key, parent) {
            return false;
        }
        self.corrections.insert(span, key.name);
        self.check_key(node, key, id, parent);
        true
    }
}

/// Returns whether a node has no mistake as the value of a key, other than misspelled keys.
fn is_correct(node: &Node, key: &Key, parent: Parent) -> bool {
    // A trial in a trial would take exponential time.
    let mut trial = Checker {
        is_trial: true,
        ..Checker::default()
    };
    trial.shape(node, &key.shape, parent);
    trial.found.0.len() == trial.corrections.len() && trial.broken == 0
}

#[cfg(test)]
mod tests {
    use crate::source::{self, Diagnostics, Sources};
    use crate::syntax::parse;

    /// Every level of a document with misspelled keys is corrected, in time that does not double with each level.
    #[test]
    fn correct_nested_keys() {
        const DEPTH: usize = 24;
        let mut field = "{ typ: string }".to_owned();
        for _ in 1..DEPTH {
            field = format!("{{ feilds: {{ a: {field} }} }}");
        }
        let text = format!(
            "wireform: 1\nprovider: {{ name: Example }}\nendpoints: {{ api: {{}} }}\ntypes: {{ A: {field} }}\n\
             operations: {{ ping: {{ http: GET / }} }}\n"
        );
        let mut sources = Sources::new();
        let file = sources.add("nested.yaml", text);
        let mut diagnostics = Diagnostics::default();
        let root = source::parse(&sources, file, &mut diagnostics).unwrap();
        let document = parse(file, &root, &mut diagnostics);
        let codes: Vec<&str> = diagnostics.0.iter().map(|it| it.code).collect();
        assert_eq!(codes, ["WF0101"; DEPTH]);
        let mut node = &document.schema.types[0].1;
        while let Some(fields) = &node.fields {
            node = &fields[0].1;
        }
        assert!(node.ty.is_some(), "the innermost field has its type");
    }
}
