//! Writes responses.

use super::names::Scope;
use super::types::short;
use super::{Wire, Writer, description};
use crate::import::api::{Operation, Response, ResponseBody};
use crate::import::ledger::Area;
use crate::import::schema::{Kind, Shape};
use crate::import::yaml::{Entry, Yaml};

impl Writer<'_> {
    /// Returns the responses of an operation. The one for all other statuses comes last.
    pub(super) fn responses(&mut self, operation: &Operation) -> Vec<Entry> {
        let mut scope = Scope::values();
        let (others, exact): (Vec<_>, Vec<_>) = operation
            .responses
            .iter()
            .partition(|response| response.status.is_none());
        let mut names: Vec<String> = Vec::new();
        let mut entries = Vec::new();
        for response in exact.into_iter().chain(others) {
            let name = scope.take(name_of(response.status.as_deref()), "response");
            let mut keys = self.response(response);
            // The response for all other statuses matches those of the other cases too, so it states the order.
            if response.status.is_none() && !names.is_empty() {
                let before = names.iter().map(Yaml::text).collect();
                keys.push(Entry::new("after", Yaml::List(before)));
            }
            names.push(name.clone());
            entries.push(Entry::cited(name, Yaml::Map(keys), &response.pointer));
        }
        entries
    }

    fn response(&mut self, response: &Response) -> Vec<Entry> {
        let mut entries = Vec::new();
        if let Some(text) = response
            .description
            .as_deref()
            .filter(|text| !text.trim().is_empty())
        {
            entries.push(description(text, &response.pointer));
        }
        if let Some(status) = &response.status {
            let matched = vec![Entry::new("status", Yaml::plain(status))];
            entries.push(Entry::new("match", Yaml::Map(matched)));
        }
        let outcome = match response.status.as_deref() {
            Some("202") => "accepted",
            Some(status) if status.starts_with('2') => "success",
            Some(status) if status.starts_with('4') => "failure",
            // A server error or an unnamed status does not say whether the request was carried out.
            Some(_) | None => "unknown",
        };
        entries.push(Entry::new("outcome", Yaml::text(outcome)));
        let mut scope = Scope::values();
        let mut fields = Vec::new();
        let (word, shape, wire) = match &response.body {
            ResponseBody::Unstated => (None, None, Wire::Json),
            ResponseBody::Empty => (Some("empty"), None, Wire::Json),
            ResponseBody::Text => (Some("text"), None, Wire::Json),
            ResponseBody::Json(shape) => (Some("json"), Some(shape), Wire::Json),
            ResponseBody::Xml(shape) => (Some("xml"), Some(shape), Wire::Xml),
        };
        let included = shape.and_then(|shape| self.included(shape, wire));
        if let (Some(shape), None) = (shape, &included) {
            fields = self.response_fields(shape, response, wire, &mut scope);
        }
        for (header, shape, pointer) in &response.headers {
            fields.extend(self.header(header, shape, pointer, &mut scope));
        }
        entries.extend(word.map(|word| Entry::new("body", Yaml::text(word))));
        entries.extend(included.map(|name| Entry::new("include", Yaml::text(name))));
        if !fields.is_empty() {
            entries.push(Entry::new("fields", Yaml::Map(fields)));
        }
        entries
    }

    /// Returns the name of the type that has all fields of a response.
    fn included(&mut self, shape: &Shape, wire: Wire) -> Option<String> {
        let target = shape.target.as_ref()?;
        if shape.implied_kind() != Some(Kind::Object) {
            return None;
        }
        let name = self.named(target, Area::Response, wire).ok()?;
        let has_fields = self.types.iter().any(|entry| {
            let Yaml::Map(entries) = &entry.value else {
                return false;
            };
            let fields = entries
                .iter()
                .find(|part| part.key == "fields")
                .map(|part| &part.value);
            entry.key == name && matches!(fields, Some(Yaml::Map(fields)) if !fields.is_empty())
        });
        has_fields.then_some(name)
    }

    fn response_fields(
        &mut self,
        shape: &Shape,
        response: &Response,
        wire: Wire,
        scope: &mut Scope,
    ) -> Vec<Entry> {
        let flat = shape.flat();
        if let Some(absent) = &flat.absent {
            self.ledger.lost(
                &response.pointer,
                format!("the draft has no field of the response: {}", absent.value),
            );
            return Vec::new();
        }
        match flat.implied_kind() {
            Some(Kind::Object) => {
                self.note_rules(&flat, "a response has no rules");
                let mut fields = self.members(&flat, Area::Response, wire, scope, &[]);
                fields.extend(self.free_properties(&flat, Area::Response, wire, scope));
                fields
            }
            Some(_) => {
                self.ledger.lost(
                    &response.pointer,
                    "the draft has no field of the response: its body is not an object",
                );
                Vec::new()
            }
            None => Vec::new(),
        }
    }

    fn header(
        &mut self,
        header: &str,
        shape: &Shape,
        pointer: &str,
        scope: &mut Scope,
    ) -> Option<Entry> {
        let kind = shape.implied_kind();
        if matches!(kind, Some(Kind::List | Kind::Object)) {
            self.ledger.lost(
                pointer,
                "a header with a list or an object has no counterpart",
            );
            return None;
        }
        let mut entries = match self.type_entries(shape, Area::Response, Wire::Parameters) {
            Ok(entries) => entries,
            Err((place, reason)) => {
                self.ledger
                    .lost(if place.is_empty() { pointer } else { &place }, reason);
                return None;
            }
        };
        entries.push(Entry::new("in", Yaml::text("header")));
        entries.push(Entry::new("wire", Yaml::text(header)));
        let name = scope.take(header, "header");
        Some(Entry::cited(name, short(entries), pointer))
    }
}

/// Returns the name of a response: what HTTP calls the status.
fn name_of(status: Option<&str>) -> &str {
    match status {
        None => "other",
        Some("200") => "ok",
        Some("201") => "created",
        Some("202") => "accepted",
        Some("204") => "no_content",
        Some("400") => "bad_request",
        Some("401") => "unauthorized",
        Some("403") => "forbidden",
        Some("404") => "not_found",
        Some("409") => "conflict",
        Some("422") => "unprocessable",
        Some("429") => "too_many_requests",
        Some("500") => "server_error",
        Some(status) => status,
    }
}
