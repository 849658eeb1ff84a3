//! The first page: the providers, and all their operations and fields.

use wireform_codegen::plan::{Field, Operation, Plan};

use super::{Body, heading};
use crate::anchor;
use crate::layout::{Html, element, prose};

/// Returns the first page.
pub(super) fn page(plans: &[Plan]) -> Body {
    let cards = plans.iter().map(|plan| {
        let file = anchor::provider(&plan.schema);
        let name = element("a").attr("href", &file).text(&plan.provider);
        let mut card = element("li").add(element("h3").add(name));
        if let Some(description) = &plan.description {
            card = card.add(element("p").add(prose(description)));
        }
        let links = plan.operations.iter().map(|it| {
            element("li").add(
                element("a")
                    .attr("href", &format!("{file}#{}", anchor::operation(&it.name)))
                    .add(element("code").text(&it.name)),
            )
        });
        card.add(element("ul").class("chips").all(links))
    });
    let mut body = Html::from(element("ul").class("cards").all(cards));
    let id = "all-fields";
    let mut all = element("section")
        .id(id)
        .add(heading("h2", id, Html::text("All fields")));
    for plan in plans {
        all = all.add(element("h3").text(&plan.provider));
        let rows = plan.operations.iter().map(|it| fields(plan, it));
        all = all.add(element("dl").class("facts").all(rows));
    }
    body.add(all);
    let lead = "How to send a contact to each provider: every field with what it accepts, what an update does to the rest, the \
                responses with what to do, and the exact bytes.";
    let contents = element("ul")
        .all(plans.iter().map(|it| {
            let link = element("a").attr("href", &anchor::provider(&it.schema));
            element("li").add(link.text(&it.provider))
        }))
        .add(
            element("li").add(
                element("a")
                    .attr("href", &format!("#{id}"))
                    .text("All fields"),
            ),
        );
    Body {
        title: "Contacts at providers".to_owned(),
        lead: Html::text(lead),
        contents: contents.into(),
        body,
    }
}

/// Returns the links to the fields of an operation.
fn fields(plan: &Plan, operation: &Operation) -> Html {
    let file = anchor::provider(&plan.schema);
    let link = element("a")
        .attr(
            "href",
            &format!("{file}#{}", anchor::operation(&operation.name)),
        )
        .add(element("code").text(&operation.name));
    let links = operation.fields.iter().map(|it: &Field| {
        let target = format!("{file}#{}", anchor::field(&operation.name, &it.name));
        element("li").add(
            element("a")
                .attr("href", &target)
                .add(element("code").text(&it.name)),
        )
    });
    let mut html = Html::from(element("dt").add(link));
    html.add(element("dd").add(element("ul").class("chips").all(links)));
    html
}
