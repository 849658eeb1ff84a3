//! Writes a plan as text: indented, in the order of the plan, with every decision.
//!
//! Input: a lowered plan. Output: text for people, for `wireform dump --stage plan` and for comparisons. The same plan
//! gives the same text, and two plans that differ give different texts.

mod data;
mod example;
mod operation;
mod out;
mod read_back;
mod response;
mod rule;
mod wire;

use std::sync::Arc;

use self::out::{Out, auth_names, bool_text, credential_name};
use crate::lower::lowered::Lowered;
use crate::plan::{
    Auth, ContextKind, Credential, EnumId, Plan, Template, TemplatePart, Type, computed_step,
};

/// Returns the text of a plan.
#[must_use]
pub fn dump(lowered: &Lowered<'_>) -> String {
    let plan = lowered.plan;
    let mut out = Out {
        memo: Arc::clone(&lowered.memo),
        text: String::new(),
        depth: 0,
    };
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
    out.section("namespaces", &plan.namespaces, |out, namespace| {
        let declared = if namespace.at_root {
            ", at the root"
        } else {
            ""
        };
        let prefix = namespace.prefix.as_deref().unwrap_or("default");
        out.text(prefix, &format!("{}{declared}", namespace.uri));
    });
    out.section("trees", &plan.trees, data::tree);
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
        data::object(out, item, plan, &|out| {
            out.section("rules", &item.rules, |out, one| {
                rule::rule(out, one, &item.fields, plan)
            });
        })
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
        out.text("secret", bool_text(credential.secret));
        out.optional("default", credential.default.as_deref());
        out.flag("optional", credential.is_optional);
        if let Some(from) = &credential.from {
            out.text("from", &format!("{}.{}", from.operation, from.field));
            let lifetime = from.lifetime.map(|it| it.to_string());
            out.optional("lifetime", lifetime.as_deref());
        }
    });
}

fn auth(out: &mut Out, auth: &Auth, plan: &Plan) {
    out.group(&auth.name, |out| {
        out.text("rust", &auth.rust);
        out.optional("description", auth.description.as_deref());
        if let Some((user, password)) = auth.basic() {
            let name = |index| format!("${}", credential_name(plan, index));
            out.list("basic", &[name(user), name(password)]);
        }
        let headers: Vec<_> = auth.headers().collect();
        out.section("headers", &headers, |out, (name, value)| {
            out.text(name, &template(plan, value));
        });
        let parameters: Vec<_> = auth.parameters().collect();
        out.section("params", &parameters, |out, (name, value)| {
            out.text(name, &template(plan, value));
        });
        out.flag("document", auth.is_in_document());
        let steps = auth.steps.iter().filter(|step| step.reads_body());
        let steps: Vec<_> = steps
            .filter_map(|step| computed_step(plan, auth, step))
            .collect();
        out.section("steps", &steps, |out, (name, value)| out.text(name, value));
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

fn context_kind(plan: &Plan, kind: &ContextKind) -> String {
    let name = |index: &EnumId| plan.enums[*index].rust.clone();
    match kind {
        ContextKind::SetOfString => "set of string".to_owned(),
        ContextKind::SetOfEnum(index) => format!("set of {}", name(index)),
        ContextKind::Enum(index) => name(index),
        ContextKind::Boolean => "boolean".to_owned(),
        ContextKind::String => "string".to_owned(),
    }
}
