//! The summary: how many providers take the contact, and what keeps the others from it.

use super::form::note;
use super::results::id_of_result;
use super::{Provider, id_of, live};
use crate::layout::{Element, Html, element};
use crate::serve::fields;
use crate::serve::notes::{Note, Notes};
use crate::serve::tried::Tried;

/// The most obstacles that the summary lists.
const MOST: usize = 30;

/// Returns the summary.
pub(super) fn summary(providers: &[Provider<'_>], notes: &Notes) -> Html {
    let tried: Vec<&Tried<'_>> = providers.iter().flat_map(|it| &it.tried).collect();
    let accepted = tried.iter().filter(|it| it.is_accepted()).count();
    let says = match tried.len() {
        0 => "No provider is chosen.".to_owned(),
        all => format!("{accepted} of {all} operations take the contact."),
    };
    let mut summary = live("div", "summary").class("summary").add(
        element("p")
            .id("says")
            .class(if accepted == tried.len() {
                "good"
            } else {
                "bad"
            })
            .attr("role", "status")
            .text(&says),
    );
    let states = providers.iter().flat_map(|provider| {
        let tried = provider.tried.iter();
        tried.map(|it| state(it, provider.tried.len() == 1))
    });
    if !tried.is_empty() {
        summary = summary.add(element("ul").class("states").all(states));
    }
    let obstacles: Vec<&Note> = notes.obstacles().collect();
    if !obstacles.is_empty() {
        let more = obstacles.len().saturating_sub(MOST);
        let mut list = element("ul").class("obstacles");
        list = list.all(obstacles.iter().take(MOST).map(|it| obstacle(it)));
        if more > 0 {
            list = list.add(
                element("li")
                    .class("quiet")
                    .text(&format!("and {more} more")),
            );
        }
        summary = summary.add(element("h2").text("What to change")).add(list);
    }
    summary.into()
}

/// Returns the link to the result of an operation, with what became of the contact. `is_alone` if the provider has no other
/// operation here.
fn state(tried: &Tried<'_>, is_alone: bool) -> Element {
    let (class, word) = match tried.is_accepted() {
        true => ("badge good", "taken"),
        false => ("badge bad", "not taken"),
    };
    let mut link = element("a")
        .attr("href", &format!("#{}", id_of_result(tried)))
        .text(&tried.call.plan().provider);
    if !is_alone {
        link = link
            .text(" ")
            .add(element("code").text(&tried.call.operation().name));
    }
    element("li")
        .add(element("span").class(class).text(word))
        .text(" ")
        .add(link)
}

/// Returns a note with a link to its input.
fn obstacle(found: &Note) -> Element {
    let Some(input) = &found.input else {
        return note(found);
    };
    let label = match input.strip_prefix("datum.").and_then(fields::datum_of) {
        Some(datum) => datum.label,
        None => input
            .rsplit_once('.')
            .map_or(input.as_str(), |(_, name)| name),
    };
    let link = element("a")
        .attr("href", &format!("#{}", id_of(input)))
        .text(label);
    let item = element("li").add(link).text(": ").text(&found.text);
    match found.providers.is_empty() {
        true => item,
        false => item
            .text(" ")
            .add(element("span").class("who").text(&found.who())),
    }
}
