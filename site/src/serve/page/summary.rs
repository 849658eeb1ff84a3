//! The summary: how many providers take the contact, and what keeps the others from it.

use super::form::{note, who};
use super::results::id_of_result;
use super::{Provider, id_of, live};
use crate::layout::{Element, Html, element};
use crate::serve::fields;
use crate::serve::notes::{Note, Notes};
use crate::serve::tried::{Tried, own_name};

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
            .class(match tried.len() {
                0 => "quiet",
                all if accepted == all => "good",
                _ if accepted > 0 => "warn",
                _ => "bad",
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
    let own = providers.iter().flat_map(|provider| {
        let own = fields::own_fields(&provider.calls);
        own.into_iter()
            .map(|it| own_name(provider.schema(), &it.path))
    });
    let own: Vec<String> = own.collect();
    let obstacles: Vec<&Note> = notes.obstacles().collect();
    if !obstacles.is_empty() {
        let more = obstacles.len().saturating_sub(MOST);
        let mut list = element("ul").class("obstacles");
        list = list.all(obstacles.iter().take(MOST).map(|it| obstacle(it, &own)));
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

/// Returns a link to the results, which is in sight while a narrow window shows the form.
pub(super) fn jump(providers: &[Provider<'_>]) -> Element {
    let tried = || providers.iter().flat_map(|it| &it.tried);
    let accepted = tried().filter(|it| it.is_accepted()).count();
    let text = format!("Results: {accepted} of {} take it", tried().count());
    let link = element("a").attr("href", "#summary").text(&text);
    live("p", "jump").class("jump").add(link)
}

/// Returns the link to the result of an operation, with what became of the contact. `is_alone` if the provider has no other
/// operation here.
fn state(tried: &Tried<'_>, is_alone: bool) -> Element {
    let (class, word) = tried.state();
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

/// Returns a note with a link to its input. An object has the inputs of its members, so the link leads to the first of them.
fn obstacle(found: &Note, own: &[String]) -> Element {
    let Some(input) = &found.input else {
        return note(found);
    };
    let within = format!("{input}.");
    let is_own = input.starts_with("set.");
    let target = match own
        .iter()
        .find(|it| *it == input || it.starts_with(&within))
    {
        None if is_own => None,
        None => Some(input),
        found => found,
    };
    let label = match input.strip_prefix("datum.").and_then(fields::datum_of) {
        Some(datum) => datum.label,
        None => input
            .rsplit_once('.')
            .map_or(input.as_str(), |(_, name)| name),
    };
    let item = match target {
        Some(target) => element("li").add(
            element("a")
                .attr("href", &format!("#{}", id_of(target)))
                .text(label),
        ),
        None => element("li").text(label),
    };
    let item = item.text(": ").text(&found.text);
    match found.said.is_empty() {
        true => item,
        false => item.text(" ").add(who(found)),
    }
}
