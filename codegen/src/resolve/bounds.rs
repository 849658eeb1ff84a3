//! Bounds on what one document may hold, so that resolving it never takes long.

use super::codes;
use crate::source::{Diagnostic, Diagnostics, Span};
use crate::syntax::{Map, Node, Schema};

/// The most entries of one map.
const MOST: usize = 5000;

/// Says which maps are too large; whether there is none.
pub(super) fn check(schema: &Schema, diagnostics: &mut Diagnostics) -> bool {
    let mut found = Found(Vec::new());
    found.map(&schema.pages);
    found.map(&schema.credentials);
    found.map(&schema.auth);
    found.map(&schema.endpoints);
    found.map(&schema.contexts);
    found.fields(&schema.types);
    found.map(&schema.operations);
    for (_, operation) in &schema.operations {
        found.fields(&operation.params);
        found.fields(&operation.fields);
        found.map(&operation.rules);
        found.map(&operation.responses);
        found.map(&operation.examples);
        for (_, response) in &operation.responses {
            found.fields(&response.fields);
        }
    }
    for (_, endpoint) in &schema.endpoints {
        found.map(&endpoint.servers);
    }
    let fits = found.0.is_empty();
    for span in found.0 {
        diagnostics.push(
            Diagnostic::error(
                codes::TOO_MANY_ENTRIES,
                span,
                format!("this map has more than {MOST} entries; this one is too many"),
            )
            .help("put what belongs together into objects, types and schemas of their own"),
        );
    }
    fits
}

/// The first entries that are too many.
struct Found(Vec<Span>);

impl Found {
    fn map<T>(&mut self, map: &Map<T>) {
        self.0.extend(map.get(MOST).map(|(name, _)| name.span));
    }

    fn fields(&mut self, map: &Map<Node>) {
        self.map(map);
        for (_, node) in map {
            self.node(node);
        }
    }

    fn node(&mut self, node: &Node) {
        if let Some(values) = &node.values {
            self.map(values);
        }
        if let Some(fields) = &node.fields {
            self.fields(fields);
        }
        if let Some(items) = &node.items {
            self.node(items);
        }
    }
}
