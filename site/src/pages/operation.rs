//! The part of a provider's page about one operation.

use wireform_codegen::plan::{BodyTree, Operation, ParameterValue, Source, Update};

use super::context::Context;
use super::evidence::Subject;
use super::search::Index;
use super::{evidence, examples, fields, heading, provider, responses, rules};
use crate::anchor;
use crate::layout::{Html, element, prose};
use crate::words::{code, codes, update};

/// The part of a page about one operation.
pub(super) struct Section {
    pub(super) id: String,
    pub(super) contents: Html,
    pub(super) html: Html,
}

/// Returns the part about an operation, and adds it to the index.
pub(super) fn section(context: &Context<'_>, operation: &Operation, index: &mut Index) -> Section {
    let id = context.id(&anchor::operation(&operation.name));
    let page = anchor::provider(&context.plan.schema);
    index.add(
        &operation.name,
        &context.plan.provider,
        &format!("{page}#{id}"),
        operation.description.as_deref().unwrap_or_default(),
    );
    let name = element("code").text(&operation.name);
    let mut html = element("section")
        .class("operation")
        .id(&id)
        .add(heading("h2", &id, name.into()))
        .add(
            element("p")
                .class("http")
                .add(element("code").text(&provider::request_line(operation))),
        );
    html = html.add(semantics(operation));
    if let Some(description) = &operation.description {
        html = html.add(element("p").add(prose(description)));
    }
    html = html
        .add(remarks(context, operation))
        .add(source(context, operation))
        .add(context.notes(std::slice::from_ref(&operation.name)));
    let mut contents = element("ul");
    let mut reference = element("div").class("reference");
    let fields = fields::list(context, operation, index);
    contents = contents.all(fields.contents);
    reference = reference.add(element("h3").text("Fields")).add(fields.html);
    reference = reference.add(rules::list(context, operation, index));
    reference = reference.add(responses::list(context, operation, index));
    let samples = examples::list(context, operation);
    let html = match samples.is_empty() {
        true => html.add(reference),
        false => html.add(
            element("div")
                .class("split")
                .add(reference)
                .add(element("div").class("samples").add(samples)),
        ),
    };
    Section {
        id,
        contents: contents.into(),
        html: html.into(),
    }
}

/// Returns what happens to data that a request leaves out.
fn semantics(operation: &Operation) -> Html {
    let Some((title, text)) = update(operation.update) else {
        return Html::new();
    };
    let class = match operation.update {
        Update::Replace | Update::Unstated => "note semantics deletes",
        Update::Patch | Update::None => "note semantics",
    };
    element("div")
        .class(class)
        .add(element("p").class("note-title").text(title))
        .add(element("p").text(text))
        .into()
}

/// Returns where the statements about the operation itself come from.
fn source(context: &Context<'_>, operation: &Operation) -> Html {
    let source = evidence::of(context, &operation.name, Subject::Request, "-");
    match source.is_empty() {
        true => source,
        false => element("dl").class("facts").add(source).into(),
    }
}

fn remarks(context: &Context<'_>, operation: &Operation) -> Html {
    let plan = context.plan;
    let mut items: Vec<Html> = Vec::new();
    if let Some(since) = &operation.withdrawn {
        items.push(prose(&format!(
            "The provider no longer accepts this operation: {since}"
        )));
    }
    if let Some(reason) = &operation.deprecated {
        items.push(prose(&format!("Deprecated: {reason}")));
    }
    for permission in &operation.permissions {
        let unless = match permission.unless.is_empty() {
            true => String::new(),
            false => format!(
                ", unless the value is {}",
                codes(permission.unless.iter().map(String::as_str), "or")
            ),
        };
        items.push(prose(&format!(
            "Needs the permission {}{unless}.",
            code(&permission.name)
        )));
    }
    let ways = operation
        .auths
        .iter()
        .map(|it| plan.auths[*it].name.as_str());
    if !operation.auths.is_empty() {
        items.push(prose(&format!("Authentication: {}.", codes(ways, "or"))));
    }
    let bindings: Vec<String> = operation
        .bindings
        .iter()
        .filter_map(|it| {
            let format = it.body.format()?;
            let how = match it.body.content_type() {
                Some(content) => format!("{} ({})", format.name(), code(content)),
                None => format.name().to_owned(),
            };
            Some(match operation.bindings.len() {
                1 => how,
                _ => format!("{}: {how}", code(&it.name)),
            })
        })
        .collect();
    if !bindings.is_empty() {
        items.push(prose(&format!("Format: {}.", bindings.join("; "))));
    }
    if let Some(mask) = &operation.mask {
        items.push(Html::text(&format!("Field mask: {mask}.")));
    }
    for text in operation
        .bindings
        .iter()
        .filter_map(|it| text(operation, &it.body))
    {
        items.push(prose(&format!("The body is the text {}.", code(&text))));
    }
    items.push(Html::text(match operation.is_idempotent {
        true => "Repeating the request changes nothing more.",
        false => "Do not repeat the request while it is unknown whether it was carried out.",
    }));
    if let Some(link) = operation
        .page
        .as_deref()
        .and_then(|it| context.page_link(it))
    {
        let mut source = Html::text("Documented at ");
        source.add(link);
        source.push_text(".");
        items.push(source);
    }
    let items = items.into_iter().map(|it| element("li").add(it));
    element("ul").class("remarks").all(items).into()
}

/// Returns the text of a body that is one, with `$` and the name of the field in the place of its value.
fn text(operation: &Operation, body: &BodyTree) -> Option<String> {
    let parts = match body {
        BodyTree::Text { parts, .. } => parts,
        BodyTree::Empty
        | BodyTree::Json { .. }
        | BodyTree::Xml { .. }
        | BodyTree::Query(_)
        | BodyTree::Form { .. }
        | BodyTree::Lines { .. } => return None,
    };
    let mut text = String::new();
    for part in parts {
        match &part.value {
            ParameterValue::Source(Source::Field(wire)) => {
                text.push('$');
                text.push_str(&operation.fields[wire.field].name);
            }
            ParameterValue::Source(Source::Constant {
                value: constant, ..
            }) => text.push_str(&constant.words()),
            ParameterValue::Source(Source::Credential(_))
            | ParameterValue::Nested(_)
            | ParameterValue::Document(_) => {}
        }
    }
    Some(text)
}
