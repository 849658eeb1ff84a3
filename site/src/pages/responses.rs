//! The responses of an operation: what each means, and what to do.

use wireform_codegen::plan::{Operation, Outcome, Response};

use super::context::Context;
use super::evidence::Subject;
use super::search::Index;
use super::{evidence, examples, fact, sentences, values};
use crate::anchor;
use crate::layout::{Html, element, prose};
use crate::words::{advice, code, outcome, recognized, text_source, type_name};

/// Returns the responses of an operation; empty if the schema describes none.
pub(super) fn list(context: &Context<'_>, operation: &Operation, index: &mut Index) -> Html {
    if operation.responses.is_empty() {
        return Html::new();
    }
    let mut html = Html::from(element("h3").text("Responses"));
    let text = "The first case that fits counts. A response that fits none leaves it unknown whether the request was carried out.";
    html.add(element("p").class("quiet").text(text));
    for case in &operation.responses {
        html.add(section(context, operation, case, index));
    }
    html
}

/// Returns the badge of an outcome.
fn badge(of: Outcome) -> Html {
    let class = match of {
        Outcome::Success | Outcome::Accepted => "badge good",
        Outcome::Failure => "badge bad",
        Outcome::Unknown => "badge warn",
    };
    element("span").class(class).text(outcome(of)).into()
}

fn section(
    context: &Context<'_>,
    operation: &Operation,
    case: &Response,
    index: &mut Index,
) -> Html {
    let id = context.id(&anchor::response(&operation.name, &case.name));
    let page = anchor::provider(&context.plan.schema);
    let description = case.description.as_deref().unwrap_or_default();
    index.add(
        &case.name,
        &format!("{} › {} › response", context.plan.provider, operation.name),
        &format!("{page}#{id}"),
        description,
    );
    let link = element("a")
        .class("self")
        .attr("href", &format!("#{id}"))
        .add(element("code").text(&case.name));
    let mut html = element("section")
        .class("response")
        .id(&id)
        .add(element("h4").add(link).text(" ").add(badge(case.outcome)));
    if !description.is_empty() {
        html = html.add(element("p").add(prose(description)));
    }
    let steps = advice(
        case.outcome,
        &case.retry,
        case.session,
        operation.is_idempotent,
    );
    let mut facts = element("dl")
        .class("facts")
        .add(fact("What to do", sentences(steps)))
        .add(fact("Recognized by", prose(&recognized(&case.matched))));
    if let Some(source) = &case.code {
        facts = facts.add(fact("Code at", prose(&text_source(source))));
    }
    if let Some(source) = &case.message {
        facts = facts.add(fact("Message at", prose(&text_source(source))));
    }
    if case.violations.is_some() {
        let text = "The response names the fields that the provider refused.";
        facts = facts.add(fact("Reports", Html::text(text)));
    }
    facts = facts.add(evidence::of(
        context,
        &operation.name,
        Subject::Response,
        &case.name,
    ));
    html = html.add(facts).add(codes(case)).add(fields(context, case));
    let place = format!("{}.responses.{}", operation.name, case.name);
    html = html.add(context.notes(&[place]));
    html.add(examples::of_response(context, operation, case))
        .into()
}

/// Returns the documented codes of a case.
fn codes(case: &Response) -> Html {
    if case.codes.is_empty() {
        return Html::new();
    }
    let rows = case.codes.iter().map(|it| {
        let mut item = element("li").add(element("code").class("value").text(&it.code));
        if let Some(description) = &it.description {
            item = item.text(" ").add(prose(description));
        }
        if it.overrides() {
            let retry = it.retry.as_ref().unwrap_or(&case.retry);
            let steps = advice(
                it.outcome.unwrap_or(case.outcome),
                retry,
                it.session.unwrap_or(case.session),
                false,
            );
            item = item.add(
                element("span")
                    .class("quiet")
                    .add(prose(&format!(" {}", steps.join(" ")))),
            );
        }
        item
    });
    let list = element("ul").class("values").all(rows);
    let summary = element("summary").text(&format!("Documented codes ({})", case.codes.len()));
    element("details").add(summary).add(list).into()
}

/// Returns the fields that are read from a case.
fn fields(context: &Context<'_>, case: &Response) -> Html {
    if case.fields.is_empty() {
        return Html::new();
    }
    let rows = case.fields.iter().map(|it| {
        let mut item = element("li")
            .add(element("code").text(&it.field.name))
            .text(" ")
            .add(
                element("span")
                    .class("type")
                    .text(&type_name(context.plan, &it.field.ty)),
            );
        let place = it.source.to_string();
        if !place.is_empty() && place != it.field.name {
            item = item.add(prose(&format!(", at {}", code(&place))));
        }
        if let Some(description) = &it.field.description {
            item = item.text(". ").add(prose(description));
        }
        item.add(members(context, &it.field))
    });
    let list = element("ul").class("read").all(rows);
    let summary = element("summary").text(&format!("Fields that are read ({})", case.fields.len()));
    element("details").add(summary).add(list).into()
}

/// Returns the names of the members of an object that is read.
fn members(context: &Context<'_>, field: &wireform_codegen::plan::Field) -> Html {
    let Some(object) = field.ty.object_within() else {
        return Html::new();
    };
    let members = context.plan.objects[object].fields.iter();
    element("div")
        .add(values::chips(members.map(|it| it.name.as_str())))
        .into()
}
