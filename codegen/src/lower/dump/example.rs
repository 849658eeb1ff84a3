//! Writes examples.

use super::out::Out;
use crate::plan::{Example, ExampleServer, Expectation, Fact, Operation, Plan, Value, Waiver};

pub(super) fn example(out: &mut Out, example: &Example, operation: &Operation, plan: &Plan) {
    out.group(&example.name, |out| {
        out.text("rust", &example.rust);
        out.optional("description", example.description.as_deref());
        out.section("values", &example.values, entry);
        out.section("context", &example.context, |out, (name, fact)| {
            out.quoted(name, &fact_text(fact));
        });
        if let Some(current) = &example.current {
            out.group("current", |out| {
                current.iter().for_each(|value| entry(out, value))
            });
        }
        out.section("credentials", &example.credentials, |out, (name, value)| {
            out.text(name, value);
        });
        let auth = example.auth.and_then(|index| plan.auths.get(index));
        out.optional("auth", auth.map(|auth| auth.name.as_str()));
        if example.now != 0 {
            out.text("now", &example.now.to_string());
        }
        if example.nonce != [0; 16] {
            let digits = example.nonce.iter().map(|byte| format!("{byte:02x}"));
            out.text("nonce", &digits.collect::<String>());
        }
        match &example.server {
            ExampleServer::Named(index) => {
                let endpoint = &plan.endpoints[operation.endpoint];
                out.text("server", &endpoint.servers[*index].name);
            }
            ExampleServer::Custom(url) => out.text("server", url),
        }
        out.text("binding", &operation.bindings[example.binding].name);
        let waive: Vec<String> = example
            .waive
            .iter()
            .map(|waiver| match waiver {
                Waiver::Facet(path, code) => format!("{path}:{code}"),
                Waiver::Rule(name) => format!("rule:{name}"),
            })
            .collect();
        out.list("waive", &waive);
        match &example.expect {
            Expectation::Request {
                method,
                url,
                headers,
                body,
            } => out.group("expect", |out| {
                out.optional("method", method.as_deref());
                out.optional("url", url.as_deref());
                out.section("headers", headers, |out, (name, value)| {
                    out.text(name, value)
                });
                out.optional("body", body.as_deref());
            }),
            Expectation::Violations(all) => out.list("violations", all),
        }
        if let Some(unchecked) = &example.unchecked {
            out.text("unchecked", &unchecked.join(", "));
        }
        out.optional("page", example.page.as_deref());
    });
}

pub(super) fn entry(out: &mut Out, (name, value): &(String, Value)) {
    out.quoted(name, &value_text(value));
}

fn value_text(value: &Value) -> String {
    match value {
        Value::Clear => "clear".to_owned(),
        Value::String(text) => format!("{text:?}"),
        Value::Integer(number) => number.to_string(),
        Value::Number(number) => number.to_string(),
        Value::Json(text) => format!("json {text}"),
        Value::Boolean(value) => value.to_string(),
        Value::List(items) => {
            let items: Vec<String> = items.iter().map(value_text).collect();
            format!("[{}]", items.join(", "))
        }
        Value::Object(entries) => {
            let entries: Vec<String> = entries
                .iter()
                .map(|(name, value)| format!("{name:?}: {}", value_text(value)))
                .collect();
            format!("{{{}}}", entries.join(", "))
        }
    }
}

fn fact_text(fact: &Fact) -> String {
    match fact {
        Fact::Unknown => "unknown".to_owned(),
        Fact::Set(values) => format!("{values:?}"),
        Fact::String(text) => format!("{text:?}"),
        Fact::Boolean(value) => value.to_string(),
    }
}
