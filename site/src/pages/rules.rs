//! The rules of an operation.

use wireform_codegen::plan::{Operation, Rule};

use super::context::Context;
use super::evidence::Subject;
use super::search::Index;
use super::{evidence, sentences};
use crate::anchor;
use crate::layout::{Html, element, prose};
use crate::words::{condition, effects};

/// Returns the rules of an operation and of its objects; empty if there are none.
pub(super) fn list(context: &Context<'_>, operation: &Operation, index: &mut Index) -> Html {
    let plan = context.plan;
    let mut html = Html::new();
    for rule in &operation.rules {
        let when = condition(plan, &operation.fields, &rule.when);
        let effects = effects(plan, &operation.fields, &rule.effects);
        html.add(section(context, operation, index, rule, when, effects));
    }
    for object in plan.objects_of(operation) {
        let object = &plan.objects[object];
        for rule in &object.rules {
            let when = condition(plan, &object.fields, &rule.when);
            let effects = effects(plan, &object.fields, &rule.effects);
            html.add(section(context, operation, index, rule, when, effects));
        }
    }
    if html.is_empty() {
        return html;
    }
    let mut all = Html::from(element("h3").text("Rules"));
    all.add(html);
    all
}

fn section(
    context: &Context<'_>,
    operation: &Operation,
    index: &mut Index,
    rule: &Rule,
    when: Option<String>,
    effects: Vec<String>,
) -> Html {
    let id = context.id(&anchor::rule(&operation.name, &rule.name));
    let page = anchor::provider(&context.plan.schema);
    index.add(
        &rule.name,
        &format!("{} › {} › rule", context.plan.provider, operation.name),
        &format!("{page}#{id}"),
        &rule.says,
    );
    let link = element("a")
        .class("self")
        .attr("href", &format!("#{id}"))
        .add(element("code").text(&rule.name));
    let mut html = element("section")
        .class("rule")
        .id(&id)
        .add(element("h4").add(link))
        .add(element("p").add(prose(&rule.says)));
    if let Some(description) = &rule.description {
        html = html.add(element("p").add(prose(description)));
    }
    if let Some(when) = when {
        html = html.add(element("p").add(prose(&format!("Applies if {when}."))));
    }
    html = html.add(sentences(effects));
    if rule.about.is_request() {
        let text = "The rule judges what is sent; a clear counts as sent.";
        html = html.add(element("p").class("quiet").text(text));
    }
    if let Some(link) = rule.page.as_deref().and_then(|it| context.page_link(it)) {
        html = html.add(element("p").text("Documented at ").add(link).text("."));
    }
    let source = evidence::of(context, &operation.name, Subject::Rule, &rule.name);
    if !source.is_empty() {
        html = html.add(element("dl").class("facts").add(source));
    }
    let place = match rule.name.split_once('.') {
        Some((owner, name)) => format!("{owner}.rules.{name}"),
        None => format!("{}.rules.{}", operation.name, rule.name),
    };
    html.add(context.notes(&[format!("types.{place}"), place]))
        .into()
}
