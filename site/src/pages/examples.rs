//! The examples of an operation: values, and the exact request or the violations.

use wireform_codegen::plan::{Example, Expectation, Fact, Operation, Response};
use wireform_interpret::example_request;

use super::context::Context;
use super::messages;
use crate::anchor;
use crate::answer;
use crate::layout::{Html, element, prose};

/// Returns the examples of an operation; empty if it has none.
pub(super) fn list(context: &Context<'_>, operation: &Operation) -> Html {
    let mut html = Html::new();
    if operation.examples.is_empty() {
        return html;
    }
    html.add(element("h3").text("Examples"));
    let Some(call) = context.interpreter.operation(&operation.name) else {
        return html;
    };
    for example in &operation.examples {
        let result = match &example.expect {
            Expectation::Request { .. } => {
                example_request(&call, example).map(|it| messages::request(&it))
            }
            Expectation::Violations(_) => None,
        };
        html.add(section(context, operation, example, result.as_deref()));
    }
    html
}

fn section(
    context: &Context<'_>,
    operation: &Operation,
    example: &Example,
    request: Option<&str>,
) -> Html {
    let id = context.id(&anchor::example(&operation.name, &example.name));
    let link = element("a")
        .class("self")
        .attr("href", &format!("#{id}"))
        .add(element("code").text(&example.name));
    let mut html = element("section")
        .class("example")
        .id(&id)
        .add(element("h4").add(link));
    if let Some(description) = &example.description {
        html = html.add(element("p").add(prose(description)));
    }
    let values = messages::values(context.plan, &operation.fields, &example.values);
    html = html.add(titled("Values", &values));
    if !example.context.is_empty() {
        let facts = example
            .context
            .iter()
            .map(|(name, fact)| format!("{name}: {}", said(fact)));
        html = html.add(titled("Facts", &facts.collect::<Vec<_>>().join("\n")));
    }
    match &example.expect {
        Expectation::Violations(violations) => {
            html = html.add(refused(context, operation, violations));
        }
        Expectation::Request { .. } => {
            if let Some(request) = request {
                html = html.add(titled("Request", request));
            }
        }
    }
    html.into()
}

/// Returns the violations of an example, each as a link to what it is about.
fn refused(context: &Context<'_>, operation: &Operation, violations: &[String]) -> Html {
    let items = violations.iter().map(|violation| {
        let rule = violation.strip_prefix("rule ");
        let rules = context.plan.rules_of(operation);
        let rule = rule.filter(|name| rules.iter().any(|rule| rule.name == *name));
        let path = violation.split_once(": ").map_or("", |(path, _)| path);
        let target = anchor::subject(context.plan, operation, path, rule);
        let link = element("a").attr("href", &format!("#{target}"));
        element("li").add(link.add(element("code").text(violation)))
    });
    element("figure")
        .class("message")
        .add(element("figcaption").text("Refused before anything is sent"))
        .add(element("ul").class("values").all(items))
        .into()
}

fn said(fact: &Fact) -> String {
    match fact {
        Fact::Unknown => "unknown".to_owned(),
        Fact::Set(values) => values.join(", "),
        Fact::String(value) => value.clone(),
        Fact::Boolean(value) => value.to_string(),
    }
}

/// Returns the examples of a response; empty if it has none.
pub(super) fn of_response(context: &Context<'_>, operation: &Operation, case: &Response) -> Html {
    let mut html = Html::new();
    let Some(call) = context.interpreter.operation(&operation.name) else {
        return html;
    };
    for example in &case.examples {
        let name = format!("{}/{}", case.name, example.name);
        let id = context.id(&anchor::example(&operation.name, &name));
        let mut one = element("div").class("example").id(&id);
        if let Some(description) = &example.description {
            one = one.add(element("p").add(prose(description)));
        }
        let response = answer::example(&call, case, example);
        html.add(one.add(titled("Response", response.trim_end())));
    }
    html
}

/// Returns a block of text with a title. Its lines are wrapped.
fn titled(title: &str, text: &str) -> Html {
    element("figure")
        .class("message")
        .add(element("figcaption").text(title))
        .add(element("pre").add(element("code").text(text)))
        .into()
}
