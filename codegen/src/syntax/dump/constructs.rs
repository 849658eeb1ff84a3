//! The constructs, key by key, except types and fields.

use super::super::{
    Alternative, Auth, Binding, Body, Case, Condition, Context, ContextKind, Credential, Effect,
    Endpoint, Envelope, Example, Expect, Map, Operation, Outcome, Page, Provider, Response,
    ResponseBody, ResponseTest, Rule, Schema, Test, Update,
};
use super::node;
use super::yaml::{Keys, Yaml, map, plain, scalar, scalars, some_list, text, value, word};

/// The document.
pub(super) fn schema(schema: &Schema) -> Yaml {
    Keys::default()
        .put("wireform", plain(1))
        .put("provider", provider(&schema.provider))
        .put(
            "case",
            schema.case.as_ref().map(|case| word(case_name(case.value))),
        )
        .map("pages", &schema.pages, page)
        .map("credentials", &schema.credentials, credential)
        .map("auth", &schema.auth, auth)
        .map("endpoints", &schema.endpoints, endpoint)
        .map("contexts", &schema.contexts, context)
        .map("types", &schema.types, node::node)
        .map("operations", &schema.operations, operation)
        .texts("differs", &schema.differs)
        .done()
}

fn provider(provider: &Provider) -> Yaml {
    Keys::default()
        .put("name", text(&provider.name))
        .text("description", provider.description.as_ref())
        .text("url", provider.url.as_ref())
        .text("rust", provider.rust.as_ref())
        .texts("differs", &provider.differs)
        .done()
}

pub(super) fn case_name(case: Case) -> &'static str {
    match case {
        Case::None => "none",
        Case::Camel => "camel",
        Case::Snake => "snake",
        Case::Pascal => "pascal",
        Case::Kebab => "kebab",
        Case::Screaming => "screaming",
    }
}

fn page(page: &Page) -> Yaml {
    Keys::default()
        .put("url", text(&page.url))
        .text("title", page.title.as_ref())
        .text("retrieved", page.retrieved.as_ref())
        .texts("differs", &page.differs)
        .done()
}

fn credential(credential: &Credential) -> Yaml {
    Keys::default()
        .text("type", credential.ty.as_ref())
        .put(
            "secret",
            credential.secret.as_ref().map(|secret| plain(secret.value)),
        )
        .text("description", credential.description.as_ref())
        .put(
            "default",
            credential.default.as_ref().map(|default| scalar(default)),
        )
        .append(node::facets(&credential.facets))
        .text("rust", credential.rust.as_ref())
        .texts("differs", &credential.differs)
        .done()
}

fn auth(auth: &Auth) -> Yaml {
    Keys::default()
        .text("description", auth.description.as_ref())
        .map("headers", &auth.headers, text)
        .texts("basic", &auth.basic)
        .map("params", &auth.params, text)
        .texts("document", &auth.document)
        .text("rust", auth.rust.as_ref())
        .texts("differs", &auth.differs)
        .done()
}

fn endpoint(endpoint: &Endpoint) -> Yaml {
    Keys::default()
        .text("description", endpoint.description.as_ref())
        .map("servers", &endpoint.servers, text)
        .texts("auth", &endpoint.auth)
        .text("rust", endpoint.rust.as_ref())
        .texts("differs", &endpoint.differs)
        .done()
}

fn context(context: &Context) -> Yaml {
    let keys = Keys::default().text("description", context.description.as_ref());
    let keys = match &context.kind {
        ContextKind::SetOfString => keys.put("set_of", word("string")),
        ContextKind::SetOfEnum(values) => keys.put(
            "set_of",
            Keys::default()
                .put("enum", map(values, node::enum_value))
                .done(),
        ),
        ContextKind::Enum(values) => keys.put("enum", map(values, node::enum_value)),
        ContextKind::Boolean => keys.put("type", word("boolean")),
        ContextKind::String => keys.put("type", word("string")),
    };
    keys.text("pattern", context.pattern.as_ref())
        .put(
            "dialect",
            context
                .dialect
                .as_ref()
                .map(|given| node::dialect(given.value)),
        )
        .text("rust", context.rust.as_ref())
        .texts("differs", &context.differs)
        .done()
}

fn operation(operation: &Operation) -> Yaml {
    Keys::default()
        .put("http", text(&operation.http))
        .text("description", operation.description.as_ref())
        .text("page", operation.page.as_ref())
        .text("endpoint", operation.endpoint.as_ref())
        .put(
            "auth",
            operation
                .auth
                .as_ref()
                .map(|auth| Yaml::List(auth.iter().map(text).collect())),
        )
        .put(
            "update",
            operation.update.as_ref().map(|update| {
                word(match update.value {
                    Update::Patch => "patch",
                    Update::Replace => "replace",
                    Update::Unstated => "unstated",
                    Update::None => "none",
                })
            }),
        )
        .put(
            "deprecated",
            operation.deprecated.as_ref().map(node::reason),
        )
        .text("withdrawn", operation.withdrawn.as_ref())
        .put("permission", node::permissions(&operation.permissions))
        .map("headers", &operation.headers, text)
        .put(
            "body",
            operation
                .body
                .as_ref()
                .map(|body| word(body_name(body.value))),
        )
        .text("content_type", operation.content_type.as_ref())
        .map("bindings", &operation.bindings, binding)
        .put(
            "case",
            operation
                .case
                .as_ref()
                .map(|case| word(case_name(case.value))),
        )
        .map("params", &operation.params, node::node)
        .texts("include", &operation.include)
        .texts("required", &operation.required)
        .map("fields", &operation.fields, node::node)
        .put(
            "envelope",
            operation.envelope.as_ref().map(|tree| envelope(tree)),
        )
        .map("rules", &operation.rules, rule)
        .map("responses", &operation.responses, response)
        .map("examples", &operation.examples, example)
        .text("rust", operation.rust.as_ref())
        .texts("differs", &operation.differs)
        .done()
}

fn body_name(body: Body) -> &'static str {
    match body {
        Body::None => "none",
        Body::Json => "json",
        Body::Xml => "xml",
        Body::Query => "query",
        Body::Form => "form",
    }
}

fn binding(binding: &Binding) -> Yaml {
    Keys::default()
        .put("body", word(body_name(binding.body.value)))
        .text("content_type", binding.content_type.as_ref())
        .text("description", binding.description.as_ref())
        .text("rust", binding.rust.as_ref())
        .texts("differs", &binding.differs)
        .done()
}

fn envelope(tree: &Map<Envelope>) -> Yaml {
    map(tree, |child| match child {
        Envelope::Scalar(inner) => scalar(inner),
        Envelope::Rest(_) => Yaml::Scalar(String::new()),
        Envelope::Map(children) => envelope(children),
    })
}

fn rule(rule: &Rule) -> Yaml {
    let mut keys = Keys::default().text("description", rule.description.as_ref());
    if !rule.when.is_empty() {
        keys = keys.put("when", conditions(&rule.when));
    }
    for effect in &rule.effects {
        let (key, value) = self::effect(effect);
        keys = keys.put(key, value);
    }
    keys.text("says", rule.says.as_ref())
        .text("page", rule.page.as_ref())
        .text("rust", rule.rust.as_ref())
        .texts("differs", &rule.differs)
        .done()
}

fn conditions(conditions: &[Condition]) -> Yaml {
    let mut keys = Keys::default();
    for condition in conditions {
        let alone = |condition: &Condition| self::conditions(std::slice::from_ref(condition));
        keys = match condition {
            Condition::Test(name, test) => keys.put(name, self::test(test)),
            Condition::All(inner) => keys.put("all", Yaml::List(inner.iter().map(alone).collect())),
            Condition::Any(inner) => keys.put("any", Yaml::List(inner.iter().map(alone).collect())),
            Condition::Not(inner) => keys.put("not", alone(inner)),
        };
    }
    keys.done()
}

fn test(test: &Test) -> Yaml {
    let keys = Keys::default();
    match test {
        Test::OneOf(values) => return scalars(values),
        Test::HasAny(values) => keys.put("has_any", scalars(values)),
        Test::HasAll(values) => keys.put("has_all", scalars(values)),
        Test::Present(present) => keys.put("present", plain(present)),
        Test::Matches(pattern) => keys.put("matches", text(pattern)),
        Test::Not(inner) => keys.put("not", self::test(inner)),
    }
    .done()
}

fn effect(effect: &Effect) -> (&'static str, Option<Yaml>) {
    match effect {
        Effect::Required(fields) => ("required", some_list(fields, text)),
        Effect::Forbidden(fields) => ("forbidden", some_list(fields, text)),
        Effect::AtLeastOne(fields) => ("at_least_one", some_list(fields, alternative)),
        Effect::ExactlyOne(fields) => ("exactly_one", some_list(fields, alternative)),
        Effect::AtMostOne(fields) => ("at_most_one", some_list(fields, alternative)),
        Effect::AllOrNone(fields) => ("all_or_none", some_list(fields, text)),
        Effect::Matches(patterns) => ("matches", Some(map(patterns, text))),
        Effect::LimitedTo(values) => ("limited_to", Some(map(values, |values| scalars(values)))),
        Effect::Unchanged(fields) => ("unchanged", some_list(fields, text)),
        Effect::UnchangedExcept(fields) => ("unchanged_except", some_list(fields, text)),
        Effect::Refuse(reason) => ("refuse", Some(text(reason))),
    }
}

fn alternative(alternative: &Alternative) -> Yaml {
    match alternative {
        Alternative::Field(field) => text(field),
        Alternative::All(fields) => Keys::default().texts("all", fields).done(),
    }
}

fn response(response: &Response) -> Yaml {
    let status = match response.status.as_slice() {
        [only] => Some(text(only)),
        several => some_list(several, text),
    };
    let matched = Keys::default()
        .put("status", status)
        .map("headers", &response.headers, text)
        .map("body", &response.match_body, |test| match test {
            ResponseTest::OneOf(values) => scalars(values),
            ResponseTest::Present(present) => Keys::default().put("present", plain(present)).done(),
            ResponseTest::Matches(pattern) => Keys::default().put("matches", text(pattern)).done(),
        })
        .done();
    let errors = Keys::default()
        .text("at", response.errors_at.as_ref())
        .map("values", &response.errors, node::enum_value)
        .done();
    let some = |yaml: Yaml| match yaml {
        Yaml::Map(entries) if entries.is_empty() => None,
        yaml => Some(yaml),
    };
    Keys::default()
        .text("description", response.description.as_ref())
        .put("match", some(matched))
        .put(
            "outcome",
            response.outcome.as_ref().map(|outcome| {
                word(match outcome.value {
                    Outcome::Success => "success",
                    Outcome::Accepted => "accepted",
                    Outcome::Failure => "failure",
                })
            }),
        )
        .put(
            "body",
            response.body.as_ref().map(|body| {
                word(match body.value {
                    ResponseBody::Json => "json",
                    ResponseBody::Xml => "xml",
                    ResponseBody::Empty => "empty",
                    ResponseBody::Text => "text",
                    ResponseBody::Scalar => "scalar",
                })
            }),
        )
        .texts("include", &response.include)
        .map("fields", &response.fields, node::node)
        .put("errors", some(errors))
        .text("page", response.page.as_ref())
        .text("rust", response.rust.as_ref())
        .texts("differs", &response.differs)
        .done()
}

fn example(example: &Example) -> Yaml {
    let list = |items: &Vec<super::super::Text>| Yaml::List(items.iter().map(text).collect());
    Keys::default()
        .text("description", example.description.as_ref())
        .map("values", &example.values, |inner| value(inner))
        .map("context", &example.context, |inner| value(inner))
        .texts("context_unknown", &example.context_unknown)
        .put(
            "current",
            example
                .current
                .as_ref()
                .map(|current| map(current, |inner| value(inner))),
        )
        .map("credentials", &example.credentials, |inner| scalar(inner))
        .text("auth", example.auth.as_ref())
        .text("server", example.server.as_ref())
        .text("binding", example.binding.as_ref())
        .texts("waive", &example.waive)
        .put("expect", example.expect.as_ref().map(expect))
        .put("violations", example.violations.as_ref().map(list))
        .put("unchecked", example.unchecked.as_ref().map(list))
        .text("page", example.page.as_ref())
        .text("rust", example.rust.as_ref())
        .texts("differs", &example.differs)
        .done()
}

fn expect(expect: &Expect) -> Yaml {
    Keys::default()
        .text("method", expect.method.as_ref())
        .text("url", expect.url.as_ref())
        .map("headers", &expect.headers, text)
        .text("body", expect.body.as_ref())
        .done()
}
