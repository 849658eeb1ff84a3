//! Limits the size of a document, so that resolving it takes bounded time.

use std::collections::BTreeMap;

use super::diagnostics::TypeDiagnostic;
use super::resolver::{FieldDraft, Resolver};
use crate::plan::{ObjectId, TextFacets, Type};
use crate::source::{Diagnostics, Span};
use crate::syntax::{Map, Node, Schema};

/// The maximum number of entries of one map.
const MAX_ENTRIES: usize = 5000;

/// Reports the maps that are too large. Returns whether there is none.
pub(super) fn check(schema: &Schema, diagnostics: &mut Diagnostics) -> bool {
    let mut found = ExcessEntries(Vec::new());
    found.check_map(&schema.pages);
    found.check_map(&schema.credentials);
    found.check_map(&schema.auth);
    found.check_map(&schema.endpoints);
    found.check_map(&schema.contexts);
    found.check_fields(&schema.types);
    found.check_map(&schema.operations);
    for (_, operation) in &schema.operations {
        found.check_fields(&operation.params);
        found.check_fields(&operation.fields);
        found.check_map(&operation.rules);
        found.check_map(&operation.responses);
        found.check_map(&operation.examples);
        for (_, response) in &operation.responses {
            found.check_fields(&response.fields);
            found.check_map(&response.codes);
            found.check_map(&response.examples);
            found.check_map(&response.matched.body);
        }
    }
    for (_, endpoint) in &schema.endpoints {
        found.check_map(&endpoint.servers);
    }
    let fits = found.0.is_empty();
    for span in found.0 {
        let found = TypeDiagnostic::TooManyEntries { limit: MAX_ENTRIES };
        diagnostics.push(found.at(span));
    }
    fits
}

/// The places of the first entries beyond the limit.
struct ExcessEntries(Vec<Span>);

impl ExcessEntries {
    fn check_map<T>(&mut self, map: &Map<T>) {
        self.0
            .extend(map.get(MAX_ENTRIES).map(|(name, _)| name.span));
    }

    fn check_fields(&mut self, map: &Map<Node>) {
        self.check_map(map);
        for (_, node) in map {
            self.check_node(node);
        }
    }

    fn check_node(&mut self, node: &Node) {
        self.check_map(&node.rules);
        if let Some(values) = &node.values {
            self.check_map(values);
        }
        if let Some(fields) = &node.fields {
            self.check_fields(fields);
        }
        if let Some(variants) = &node.variants {
            self.check_fields(variants);
        }
        if let Some(items) = &node.items {
            self.check_node(items);
        }
    }
}

/// The maximum number of paths to the fields of one operation or response and of the objects in them.
const MAX_PATHS: usize = 10_000;

impl Resolver<'_> {
    /// Reports the fields that contain too many paths, and poisons them. Objects that contain one another several times have
    /// exponentially many paths, and generated code has a constant for each.
    pub(super) fn limit_paths(&mut self, drafts: &mut [FieldDraft<'_>]) {
        let mut known = BTreeMap::new();
        let mut total: usize = 0;
        for draft in drafts {
            let count = self.paths_in(&draft.field.ty, &mut known);
            let with_field = total.saturating_add(count).saturating_add(1);
            if with_field <= MAX_PATHS {
                total = with_field;
                continue;
            }
            let found = TypeDiagnostic::TooManyPaths {
                name: draft.field.name.as_str().into(),
                limit: MAX_PATHS,
            };
            self.diagnostics.push(found.at(draft.span));
            draft.field.ty = Type::String(TextFacets::default());
            draft.poisoned = true;
        }
    }

    /// Returns the number of paths inside a type.
    fn paths_in(&self, ty: &Type, known: &mut BTreeMap<ObjectId, usize>) -> usize {
        let Some(object) = ty.object_within() else {
            return 0;
        };
        if let Some(count) = known.get(&object) {
            return *count;
        }
        let mut count: usize = 0;
        for draft in &self.objects[object].fields {
            let inside = self.paths_in(&draft.field.ty, known);
            count = count.saturating_add(inside).saturating_add(1);
        }
        known.insert(object, count);
        count
    }
}
