//! The page of a provider.

use wireform_codegen::plan::{Operation, Plan};

use super::context::Context;
use super::evidence::{self, Evidence};
use super::search::Index;
use super::{Body, fact, heading, operation};
use crate::accepted::Describer;
use crate::anchor;
use crate::layout::{Html, element, prose};

/// Returns the page of a provider, and adds what it describes to the index.
pub(super) fn page(
    plan: &Plan,
    evidence: &Evidence,
    describer: &Describer,
    index: &mut Index,
) -> Body {
    let context = Context::new(plan, evidence, describer);
    // Reserved by the frame of the page.
    context.id("main");
    let glance = context.id("at-a-glance");
    index.add(
        &plan.provider,
        "Provider",
        &anchor::provider(&plan.schema),
        "",
    );
    let mut body = Html::new();
    body.add(at_a_glance(&context, &glance));
    let mut contents = element("ul").add(entry(&glance, Html::text("At a glance"), Html::new()));
    for it in &plan.operations {
        let section = operation::section(&context, it, index);
        contents = contents.add(entry(
            &section.id,
            element("code").text(&it.name).into(),
            section.contents,
        ));
        body.add(section.html);
    }
    let others = context.other_notes();
    if !others.is_empty() {
        let id = context.id("differences");
        let items = others.iter().map(|(place, reason)| {
            element("li")
                .add(element("code").text(place))
                .text(": ")
                .add(prose(reason))
        });
        body.add(
            element("section")
                .id(&id)
                .add(heading(
                    "h2",
                    &id,
                    Html::text("What the pages say otherwise"),
                ))
                .add(element("ul").all(items)),
        );
        contents = contents.add(entry(
            &id,
            Html::text("What the pages say otherwise"),
            Html::new(),
        ));
    }
    Body {
        title: plan.provider.clone(),
        lead: prose(plan.description.as_deref().unwrap_or_default()),
        contents: contents.into(),
        body,
    }
}

/// Returns an entry of the contents.
fn entry(id: &str, title: Html, inner: Html) -> Html {
    let link = element("a").attr("href", &format!("#{id}")).add(title);
    element("li").add(link).add(inner).into()
}

fn at_a_glance(context: &Context<'_>, id: &str) -> Html {
    let plan = context.plan;
    let mut facts = element("dl").class("facts");
    facts = facts.add(fact("Schema", element("code").text(&plan.schema)));
    if let Some(url) = &plan.url {
        facts = facts.add(fact("Site", context.link(url, url)));
    }
    let operations = plan.operations.iter().map(|it| {
        element("li").add(
            element("a")
                .attr("href", &format!("#{}", anchor::operation(&it.name)))
                .add(element("code").text(&it.name)),
        )
    });
    facts = facts.add(fact(
        "Operations",
        element("ul").class("plain").all(operations),
    ));
    facts = facts.add(servers(plan));
    let auths = plan.auths.iter().map(|it| {
        let item = element("li").add(element("code").text(&it.name));
        match &it.description {
            Some(description) => item.text(": ").add(prose(description)),
            None => item,
        }
    });
    if !plan.auths.is_empty() {
        facts = facts.add(fact(
            "Authentication",
            element("ul").class("plain").all(auths),
        ));
    }
    let credentials = plan.credentials.iter().map(|it| {
        let mut item = element("li").add(element("code").text(&it.name));
        if it.secret {
            item = item
                .text(" ")
                .add(element("span").class("badge").text("secret"));
        }
        match &it.description {
            Some(description) => item.text(": ").add(prose(description)),
            None => item,
        }
    });
    if !plan.credentials.is_empty() {
        facts = facts.add(fact(
            "Credentials",
            element("ul").class("plain").all(credentials),
        ));
    }
    let known = plan.contexts.iter().map(|it| {
        let item = element("li").add(element("code").text(&it.name));
        match &it.description {
            Some(description) => item.text(": ").add(prose(description)),
            None => item,
        }
    });
    if !plan.contexts.is_empty() {
        facts = facts.add(fact(
            "Facts that rules need",
            element("ul").class("plain").all(known),
        ));
    }
    let pages = plan.pages.iter().filter_map(|it| {
        let item = element("li").add(context.page_link(&it.name)?);
        let item = match &it.retrieved {
            Some(day) => item.text(&format!(", read on {day}")),
            None => item,
        };
        Some(item.text(&evidence::lines(context.evidence, &it.name)))
    });
    if !plan.pages.is_empty() {
        facts = facts.add(fact(
            "Documentation",
            element("ul").class("plain").all(pages),
        ));
    }
    element("section")
        .id(id)
        .add(heading("h2", id, Html::text("At a glance")))
        .add(facts)
        .add(context.notes(&["provider".to_owned(), "schema".to_owned()]))
        .into()
}

fn servers(plan: &Plan) -> Html {
    let mut items = Vec::new();
    for endpoint in &plan.endpoints {
        for server in &endpoint.servers {
            items.push(
                element("li")
                    .add(element("code").text(&server.url))
                    .text(" endpoint ")
                    .add(element("code").text(&endpoint.name))
                    .text(", server ")
                    .add(element("code").text(&server.name)),
            );
        }
        if endpoint.servers.is_empty() {
            items.push(
                element("li")
                    .text("endpoint ")
                    .add(element("code").text(&endpoint.name))
                    .text(": the caller gives the URL"),
            );
        }
    }
    fact("Servers", element("ul").class("plain").all(items))
}

/// Returns the method and the path of an operation.
pub(super) fn request_line(operation: &Operation) -> String {
    use wireform_codegen::plan::PathPart;
    let mut line = format!("{} ", operation.method);
    for part in &operation.path {
        match part {
            PathPart::Literal(text) => line.push_str(text),
            PathPart::Field(field) | PathPart::Segments(field) => {
                line.push('{');
                line.push_str(&operation.fields[*field].name);
                line.push('}');
            }
        }
    }
    line.trim_end().to_owned()
}
