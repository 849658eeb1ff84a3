//! A plan as text: indented, in the order of the plan, every decision spelled out.
//!
//! In: a plan. Out: text for people, for `wireform dump --stage plan` and for comparing; the same plan gives the
//! same text, and two plans that differ give different ones.

mod data;
mod example;
mod operation;
mod rule;
mod wire;

use super::{Auth, ContextKind, Credential, Plan, Template, TemplatePart, Type};
use crate::plan::{AuthId, CredentialId, EnumId};

/// The text of a plan.
#[must_use]
pub fn dump(plan: &Plan) -> String {
    let mut out = Out::default();
    out.text("schema", &plan.schema);
    out.text("module", &plan.module);
    out.text("provider", &plan.provider);
    out.optional("description", plan.description.as_deref());
    out.optional("url", plan.url.as_deref());
    out.section("pages", &plan.pages, |out, page| {
        out.group(&page.name, |out| {
            out.text("url", &page.url);
            out.optional("title", page.title.as_deref());
            out.optional("retrieved", page.retrieved.as_deref());
        });
    });
    out.section("credentials", &plan.credentials, credential);
    out.section("auth", &plan.auths, |out, item| auth(out, item, plan));
    out.section("endpoints", &plan.endpoints, |out, endpoint| {
        out.group(&endpoint.name, |out| {
            out.optional("description", endpoint.description.as_deref());
            out.text(
                "rust",
                &format!("{}, {}", endpoint.rust_server, endpoint.rust_credentials),
            );
            out.section("servers", &endpoint.servers, |out, server| {
                out.text(&server.name, &format!("{} ({})", server.url, server.rust));
            });
            out.list("auth", &auth_names(plan, &endpoint.auths));
        });
    });
    out.section("contexts", &plan.contexts, |out, context| {
        out.group(&context.name, |out| {
            out.text("rust", &context.rust);
            out.optional("description", context.description.as_deref());
            out.text("kind", &context_kind(plan, &context.kind));
            if let Some(pattern) = &context.pattern {
                data::pattern(out, "pattern", pattern, None);
            }
        });
    });
    out.section("enums", &plan.enums, data::enumeration);
    out.section("objects", &plan.objects, |out, item| {
        data::object(out, item, plan)
    });
    out.section("operations", &plan.operations, |out, item| {
        operation::operation(out, item, plan);
    });
    out.section("notes", &plan.notes, |out, note| {
        out.text(&note.place, &note.reason)
    });
    out.text
}

fn credential(out: &mut Out, credential: &Credential) {
    out.group(&credential.name, |out| {
        out.text("rust", &credential.rust);
        out.optional("description", credential.description.as_deref());
        match &credential.integer {
            Some(facets) => data::facets(out, &Type::Integer(facets.clone())),
            None => data::facets(out, &Type::String(credential.text.clone())),
        }
        out.text("secret", yes(credential.secret));
        out.optional("default", credential.default.as_deref());
    });
}

fn auth(out: &mut Out, auth: &Auth, plan: &Plan) {
    out.group(&auth.name, |out| {
        out.text("rust", &auth.rust);
        out.optional("description", auth.description.as_deref());
        if let Some((user, password)) = auth.basic {
            let name = |index| format!("${}", credential_name(plan, index));
            out.list("basic", &[name(user), name(password)]);
        }
        out.section("headers", &auth.headers, |out, (name, value)| {
            out.text(name, &template(plan, value));
        });
        out.section("params", &auth.params, |out, (name, value)| {
            out.text(name, &template(plan, value));
        });
        out.flag("document", auth.document);
        let credentials: Vec<_> = auth
            .credentials
            .iter()
            .map(|index| credential_name(plan, *index).to_owned())
            .collect();
        out.list("credentials", &credentials);
    });
}

fn template(plan: &Plan, template: &Template) -> String {
    template
        .0
        .iter()
        .map(|part| match part {
            TemplatePart::Literal(text) => text.replace('$', "$$"),
            TemplatePart::Credential(index) => format!("${}", credential_name(plan, *index)),
        })
        .collect()
}

fn credential_name(plan: &Plan, index: CredentialId) -> &str {
    plan.credentials
        .get(index)
        .map_or("?", |credential| &credential.name)
}

fn auth_names(plan: &Plan, indices: &[AuthId]) -> Vec<String> {
    indices
        .iter()
        .map(|index| {
            plan.auths
                .get(*index)
                .map_or("?", |auth| &auth.name)
                .to_owned()
        })
        .collect()
}

fn context_kind(plan: &Plan, kind: &ContextKind) -> String {
    let name = |index: &EnumId| {
        plan.enums
            .get(*index)
            .map_or("?", |item| item.rust.as_str())
            .to_owned()
    };
    match kind {
        ContextKind::SetOfString => "set of string".to_owned(),
        ContextKind::SetOfEnum(index) => format!("set of {}", name(index)),
        ContextKind::Enum(index) => name(index),
        ContextKind::Boolean => "boolean".to_owned(),
        ContextKind::String => "string".to_owned(),
    }
}

fn yes(value: bool) -> &'static str {
    if value { "true" } else { "false" }
}

/// The text so far, and how deep it is.
#[derive(Default)]
struct Out {
    text: String,
    depth: usize,
}

impl Out {
    fn line(&mut self, line: &str) {
        for _ in 0..self.depth {
            self.text.push_str("  ");
        }
        self.text.push_str(line);
        self.text.push('\n');
    }

    /// `key: value`.
    fn text(&mut self, key: &str, value: &str) {
        let line = format!("{}: {}", plain(key), plain(value));
        self.line(&line);
    }

    /// `key: value`, the value being quoted already where it needs to be.
    fn quoted(&mut self, key: &str, value: &str) {
        let line = format!("{}: {value}", plain(key));
        self.line(&line);
    }

    fn optional(&mut self, key: &str, value: Option<&str>) {
        if let Some(value) = value {
            self.text(key, value);
        }
    }

    fn number(&mut self, key: &str, value: Option<impl ToString>) {
        if let Some(value) = value {
            self.text(key, &value.to_string());
        }
    }

    /// `key: true`, or nothing.
    fn flag(&mut self, key: &str, value: bool) {
        if value {
            self.text(key, "true");
        }
    }

    /// `key: [one, other]`, or nothing.
    fn list(&mut self, key: &str, values: &[String]) {
        if !values.is_empty() {
            let values: Vec<String> = values.iter().map(|value| plain(value)).collect();
            let line = format!("{}: [{}]", plain(key), values.join(", "));
            self.line(&line);
        }
    }

    /// `key:` with what is written inside it.
    fn group(&mut self, key: &str, inside: impl FnOnce(&mut Self)) {
        let line = format!("{}:", plain(key));
        self.line(&line);
        self.depth += 1;
        inside(self);
        self.depth -= 1;
    }

    /// `key:` with all items in it, or nothing.
    fn section<T>(&mut self, key: &str, items: &[T], each: impl Fn(&mut Self, &T)) {
        if !items.is_empty() {
            self.group(key, |out| items.iter().for_each(|item| each(out, item)));
        }
    }
}

/// A text on one line: as it is, or in quotes where that could be misread.
fn plain(text: &str) -> String {
    let odd = text.is_empty()
        || text.trim() != text
        || text.starts_with(['"', '\'', '[', '{', '#', '&', '*', '!', '|', '>', '%', '@', '`'])
        || text.contains(": ")
        || text.ends_with(':')
        || text.contains(" #")
        || text.chars().any(|c| c.is_control() || matches!(c, '\u{2028}' | '\u{2029}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}'));
    if odd {
        format!(
            "\"{}\"",
            text.escape_debug().to_string().replace("\\'", "'")
        )
    } else {
        text.to_owned()
    }
}
