//! The results: what each operation would do with the contact.

use wireform_codegen::plan::Update;

use super::requests::exchange;
use super::{Provider, id_of, live};
use crate::account::{self, Row};
use crate::anchor;
use crate::layout::{Element, Html, element};
use crate::serve::draft::Draft;
use crate::serve::tried::Tried;

/// Returns the identifier of the result of an operation.
pub(super) fn id_of_result(tried: &Tried<'_>) -> String {
    let (plan, operation) = (tried.call.plan(), tried.call.operation());
    id_of(&format!("result.{}.{}", plan.schema, operation.name))
}

/// Returns the results of all chosen providers.
pub(super) fn results(draft: &Draft, providers: &[Provider<'_>]) -> Html {
    let mut results = live("div", "results");
    if !draft.misread.is_empty() {
        results = results.add(
            element("p")
                .class("warn")
                .text("The JSON is not a contact yet. The results are those of the form."),
        );
    }
    let tried = providers.iter().flat_map(|it| &it.tried);
    results.all(tried.map(|it| result(draft, it))).into()
}

fn result(draft: &Draft, tried: &Tried<'_>) -> Element {
    let (plan, operation) = (tried.call.plan(), tried.call.operation());
    let id = id_of_result(tried);
    let heading = format!("{id}-heading");
    let (class, word) = tried.state();
    let mut result = element("article")
        .id(&id)
        .class("result")
        .attr("aria-labelledby", &heading)
        .add(
            element("h3")
                .id(&heading)
                .text(&plan.provider)
                .text(" ")
                .add(element("code").text(&operation.name))
                .text(" ")
                .add(element("span").class(class).text(word))
                .text(" ")
                .add(reference(tried)),
        );
    for (what, reason) in [
        ("withdrawn", &operation.withdrawn),
        ("deprecated", &operation.deprecated),
    ] {
        if let Some(reason) = reason {
            let text = format!("The operation is {what}: {}", reason.trim());
            result = result.add(element("p").class("warn").text(&text));
        }
    }
    if tried.is_unchanged {
        return result.add(exchange(tried, &id));
    }
    result
        .add(table(&account::rows(&draft.contact, &tried.verdict)))
        .add(lists(tried))
        .add(exchange(tried, &id))
}

/// Returns a link to the operation in the reference.
fn reference(tried: &Tried<'_>) -> Element {
    let (plan, operation) = (tried.call.plan(), tried.call.operation());
    let target = super::reference(&plan.schema, &anchor::operation(&operation.name));
    let label = format!("Reference of {} {}", plan.provider, operation.name);
    target
        .class("reference")
        .attr("aria-label", &label)
        .text("Reference")
}

fn table(rows: &[Row]) -> Html {
    if rows.iter().all(Row::is_empty) {
        return element("p")
            .class("quiet")
            .text("No datum of the contact is sent.")
            .into();
    }
    let heading = ["Datum", "Sent as", "Adjusted", "Refused"];
    let heading = heading.map(|text| element("th").attr("scope", "col").text(text));
    let unused = ["not used".to_owned()];
    let lines = rows.iter().map(|row| {
        let (sent, class) = match row.is_empty() {
            true => (&unused[..], "quiet"),
            false => (&row.sent[..], "sent"),
        };
        element("tr")
            .add(
                element("th")
                    .attr("scope", "row")
                    .text(row.datum.as_deref().unwrap_or("–")),
            )
            .add(cell(sent, class))
            .add(cell(&row.adjusted, "quiet"))
            .add(cell(&row.refused, "bad"))
    });
    element("div")
        .class("scroll")
        .attr("tabindex", "0")
        .attr("role", "group")
        .attr("aria-label", "What becomes of the data")
        .add(
            element("table")
                .add(element("thead").add(element("tr").all(heading)))
                .add(element("tbody").all(lines)),
        )
        .into()
}

fn cell(lines: &[String], class: &str) -> Element {
    let mut cell = element("td").class(class);
    for (number, line) in lines.iter().enumerate() {
        if number > 0 {
            cell = cell.add(element("br"));
        }
        cell = cell.text(line);
    }
    cell
}

/// Returns what is not about a datum.
fn lists(tried: &Tried<'_>) -> Html {
    let lists = account::lists(&tried.verdict);
    let would_delete = match tried.call.operation().update {
        Update::Unstated => "May delete",
        Update::Replace | Update::Patch | Update::None => "Would delete",
    };
    let not_given = match lists.unchecked.is_empty() {
        true => Vec::new(),
        false => tried.not_given.iter().map(|it| (*it).to_owned()).collect(),
    };
    let named = [
        ("Needs a value for", "warn", lists.to_supply),
        ("Because", "warn", lists.reasons),
        (would_delete, "bad", lists.would_delete),
        ("Supplied", "", lists.supplied),
        ("Removed", "", lists.removed),
        ("Not sent, may be removed", "", lists.may_be_removed),
        ("Rules not checked", "quiet", lists.unchecked),
        ("Facts not given", "quiet", not_given),
    ];
    let mut shown = Html::new();
    for (name, class, list) in named {
        if !list.is_empty() {
            shown.add(element("dt").text(name));
            shown.add(element("dd").class(class).text(&list.join(", ")));
        }
    }
    match shown.is_empty() {
        true => shown,
        false => element("dl").class("lists").add(shown).into(),
    }
}
