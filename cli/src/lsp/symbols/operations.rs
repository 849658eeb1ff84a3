//! Finds the names in operations: fields, parameters, rules, cases, and what examples give.

use wireform_codegen::source::Node;

use super::{Finder, find, texts};
use crate::lsp::names::entries;

impl<'t> Finder<'t> {
    pub(super) fn operation(&mut self, operation: &'t Node) {
        let members = self.members_of_operation(operation);
        for (key, section) in [
            ("page", "pages"),
            ("endpoint", "endpoints"),
            ("auth", "auth"),
            ("from", "operations"),
            ("include", "types"),
        ] {
            self.names(operation.get(key), section);
        }
        if let Some(http) = operation.get("http") {
            self.path_parameters(http, &members);
        }
        for (key, value) in ["params", "fields"]
            .into_iter()
            .flat_map(|key| operation.get(key).map_or(&[][..], entries))
        {
            let name = key.text().unwrap_or("");
            let declared = Self::first(&members, name).map_or(key, |(first, _)| first);
            self.declare(key, declared);
            self.value_type(value, 0);
        }
        for key in ["optional", "required"] {
            if let Some(names) = operation.get(key) {
                self.paths(names, &members);
            }
        }
        for name in operation.get("without").into_iter().flat_map(texts) {
            self.without(operation, name, &members);
        }
        if let Some(rules) = operation.get("rules") {
            self.restated(operation, "rules");
            self.rules_of_operation(rules, &members);
        }
        self.written(operation, &members);
        for (key, binding) in operation.get("bindings").map_or(&[][..], entries) {
            self.declare(key, key);
            self.written(binding, &members);
        }
        if let Some(reads) = operation.get("reads") {
            self.names(reads.get("operation"), "operations");
            if let Some(names) = reads.get("from_caller") {
                self.paths(names, &members);
            }
        }
        self.restated(operation, "responses");
        for (_, response) in operation.get("responses").map_or(&[][..], entries) {
            self.response(operation, response);
        }
        for (key, example) in operation.get("examples").map_or(&[][..], entries) {
            self.declare(key, key);
            self.example(operation, example, &members);
        }
    }

    /// Records the parameters in a path: `GET /contacts/{id}`.
    fn path_parameters(&mut self, http: &'t Node, members: &[&'t (Node, Node)]) {
        let text = http.text().unwrap_or("");
        for (at, _) in text.match_indices('{') {
            let name = text[at + 1..].split('}').next().unwrap_or("");
            self.path_from(http, name, at + 1, members);
        }
    }

    /// Records the fields and credentials that an operation or a binding places in a body.
    fn written(&mut self, node: &'t Node, members: &[&'t (Node, Node)]) {
        for key in ["envelope", "template"] {
            if let Some(placed) = node.get(key) {
                self.envelope(placed, members);
            }
        }
    }

    fn rules_of_operation(&mut self, rules: &'t Node, members: &[&'t (Node, Node)]) {
        for (_, rule) in entries(rules) {
            self.rule(rule, members);
        }
    }

    /// Records the names of a section of an operation. A name that the operation in `from` has is declared there.
    fn restated(&mut self, operation: &'t Node, section: &str) {
        for (key, _) in operation.get(section).map_or(&[][..], entries) {
            let name = key.text().unwrap_or("");
            let declared = self.inherited(operation, section, name).unwrap_or(key);
            self.declare(key, declared);
        }
    }

    /// Returns the key of a section under a name, of the first operation that has it.
    fn inherited(&self, operation: &'t Node, section: &str, name: &str) -> Option<&'t Node> {
        let mut first = None;
        let mut next = Some(operation);
        for _ in 0..super::DEEPEST {
            let Some(operation) = next else { break };
            let entries = operation.get(section).map_or(&[][..], entries);
            first = find(entries, name).map(|(key, _)| key).or(first);
            next = self.parent(operation);
        }
        first
    }

    fn without(&mut self, operation: &'t Node, name: &'t Node, members: &[&'t (Node, Node)]) {
        let Some(text) = name.text() else { return };
        if Self::first(members, text).is_some() {
            self.path(name, members);
            return;
        }
        let sections = ["rules", "responses"].into_iter();
        let mut keys = sections.filter_map(|section| self.inherited(operation, section, text));
        if let Some(key) = keys.next() {
            self.part(name, text, key);
        }
    }

    fn response(&mut self, operation: &'t Node, response: &'t Node) {
        self.names(response.get("page"), "pages");
        self.names(response.get("include"), "types");
        self.names(response.get("tree"), "trees");
        self.fields(response.get("fields"), 0);
        for case in response.get("after").into_iter().flat_map(texts) {
            let name = case.text().unwrap_or("");
            if let Some(key) = self.inherited(operation, "responses", name) {
                self.part(case, name, key);
            }
        }
        let mut members = self.included(response);
        members.extend(response.get("fields").map_or(&[][..], entries));
        let matched = response.get("match").and_then(|it| it.get("fields"));
        for (field, _) in matched.map_or(&[][..], entries) {
            self.path(field, &members);
        }
        for key in ["code", "message"] {
            let Some(place) = response.get(key) else {
                continue;
            };
            let field = if place.text().is_some() {
                Some(place)
            } else {
                place.get("field")
            };
            for field in field.into_iter().flat_map(texts) {
                self.path(field, &members);
            }
        }
        if let Some(reported) = response.get("violations")
            && let Some(each) = reported.get("each")
        {
            let items = self.path(each, &members);
            for key in ["path", "code", "message", "nested"] {
                if let Some(member) = reported.get(key) {
                    self.path(member, &items);
                }
            }
        }
        for (_, example) in response.get("examples").map_or(&[][..], entries) {
            if let Some(values) = example.get("values") {
                self.values(values, &members);
            }
        }
    }

    fn example(&mut self, operation: &'t Node, example: &'t Node, members: &[&'t (Node, Node)]) {
        self.names(example.get("page"), "pages");
        self.names(example.get("auth"), "auth");
        self.names(example.get("context_unknown"), "contexts");
        for key in ["values", "current"] {
            if let Some(values) = example.get(key) {
                self.values(values, members);
            }
        }
        for (key, section) in [("context", "contexts"), ("credentials", "credentials")] {
            for (name, _) in example.get(key).map_or(&[][..], entries) {
                self.name(name, section);
            }
        }
        if let Some(binding) = example.get("binding") {
            let name = binding.text().unwrap_or("");
            if let Some(key) = self.inherited(operation, "bindings", name) {
                self.part(binding, name, key);
            }
        }
        for key in ["violations", "waive", "unchecked"] {
            for label in example.get(key).into_iter().flat_map(texts) {
                self.label(operation, label, key == "unchecked", members);
            }
        }
    }

    /// Records what a violation is about: `rule NAME`, or the path in `owner.name: max_length`.
    fn label(
        &mut self,
        operation: &'t Node,
        label: &'t Node,
        is_rule: bool,
        members: &[&'t (Node, Node)],
    ) {
        let text = label.text().unwrap_or("");
        let rule = text.strip_prefix("rule ").or(is_rule.then_some(text));
        let Some(rule) = rule else {
            let path = text.split(':').next().unwrap_or("");
            self.path_from(label, path, 0, members);
            return;
        };
        let at = text.len() - rule.len();
        if let Some(key) = self.inherited(operation, "rules", rule) {
            self.part_from(label, rule, at, key);
            return;
        }
        let Some((ty, rule)) = rule.split_once('.') else {
            return;
        };
        let Some((key, ty_node)) = find(self.section("types"), ty) else {
            return;
        };
        self.part_from(label, ty, at, key);
        let rules = ty_node.get("rules").map_or(&[][..], entries);
        if let Some((key, _)) = find(rules, rule) {
            self.part_from(label, rule, at + ty.len() + 1, key);
        }
    }
}
