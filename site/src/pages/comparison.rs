//! The page that compares the providers.

use super::search::Index;
use super::{Body, heading, values};
use crate::anchor;
use crate::compare::{Cell, Common, Comparison, Datum, Relation, Subject};
use crate::layout::{Element, Html, element};

/// What the page of a comparison can link to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Surroundings {
    /// The other files of the site.
    Site,
    /// Nothing but the page.
    Nothing,
}

impl Surroundings {
    /// Returns a link to another file of the site, or its text alone.
    fn link(self, target: &str, text: &str) -> Html {
        match self {
            Surroundings::Site => element("a").attr("href", target).text(text).into(),
            Surroundings::Nothing => Html::text(text),
        }
    }
}

/// Returns the page of a comparison, and adds its data to the index.
pub(super) fn page(comparison: &Comparison, around: Surroundings, index: &mut Index) -> Body {
    let mut contents = element("ul")
        .add(element("li").add(element("a").attr("href", "#overview").text("Overview")));
    let mut body = overview(comparison, around);
    for datum in &comparison.data {
        let id = anchor::datum(datum.term.name);
        index.add(
            datum.term.name,
            "Comparison",
            &format!("{}#{id}", anchor::COMPARISON),
            datum.term.meaning,
        );
        let link = element("a")
            .attr("href", &format!("#{id}"))
            .add(element("code").text(datum.term.name));
        contents = contents.add(element("li").add(link));
        body.add(section(comparison, around, datum, &id));
    }
    let lead = "What each provider accepts for the same datum of a contact, how the sets of values relate, and what all of them accept.";
    Body {
        title: "Comparison".to_owned(),
        lead: Html::text(lead),
        contents: contents.into(),
        body,
    }
}

/// Returns the table of data and providers.
fn overview(comparison: &Comparison, around: Surroundings) -> Html {
    let mut head = element("tr").add(element("th").attr("scope", "col").text("Datum"));
    for subject in &comparison.subjects {
        let link = around.link(&anchor::provider(&subject.schema), &subject.provider);
        head = head.add(element("th").attr("scope", "col").add(link));
    }
    let rows = comparison.data.iter().map(|datum| {
        let id = anchor::datum(datum.term.name);
        let link = element("a")
            .attr("href", &format!("#{id}"))
            .add(element("code").text(datum.term.name));
        let reference = datum.cells.iter().position(Option::is_some);
        let cells = datum.cells.iter().enumerate();
        let cells = cells.map(|(number, cell)| match cell {
            None => element("td").class("quiet").text("–"),
            Some(cell) => {
                let required = match cell.is_required {
                    true => "required",
                    false => "optional",
                };
                let relation = reference.and_then(|it| datum.relation(number, it));
                let badge = match relation {
                    Some(relation) => relation_badge(&relation),
                    None => element("span").class("badge good").text("reference"),
                };
                element("td").text(required).add(element("br")).add(badge)
            }
        });
        element("tr")
            .add(element("th").attr("scope", "row").add(link))
            .all(cells)
    });
    let table = element("table")
        .class("matrix")
        .add(element("thead").add(head))
        .add(element("tbody").all(rows));
    let mut html = Html::from(
        element("section")
            .id("overview")
            .add(heading("h2", "overview", Html::text("Overview")))
            .add(scrolled("Overview", table)),
    );
    let text = "The relation is that to the first provider with the datum, which is the reference. Each datum below has the \
                relations of all providers.";
    let mut legend = element("p").text(text);
    if around == Surroundings::Site {
        legend = legend
            .text(" ")
            .add(download("comparison.csv", "CSV"))
            .text(" ")
            .add(download("comparison.json", "JSON"));
    }
    html.add(legend);
    for sentence in &comparison.left_out {
        html.add(element("p").class("quiet").text(&format!("{sentence}.")));
    }
    html
}

fn download(file: &str, name: &str) -> Element {
    element("a").attr("href", file).text(&format!("As {name}."))
}

/// Returns a table that can be scrolled with the keyboard, if the window is narrow.
fn scrolled(name: &str, table: Element) -> Html {
    element("div")
        .class("scroll")
        .attr("tabindex", "0")
        .attr("role", "region")
        .attr("aria-label", name)
        .add(table)
        .into()
}

fn relation_badge(relation: &Relation) -> Element {
    let class = match relation {
        Relation::Equal => "badge good",
        Relation::Wider(_) => "badge",
        Relation::Narrower(_) | Relation::Overlapping { .. } => "badge warn",
        Relation::Disjoint { .. } => "badge bad",
        Relation::NotComparable | Relation::Undecided(_) => "badge quiet",
    };
    element("span").class(class).text(relation.word())
}

fn section(comparison: &Comparison, around: Surroundings, datum: &Datum, id: &str) -> Html {
    let mut html = element("section").class("datum").id(id).add(heading(
        "h2",
        id,
        element("code").text(datum.term.name).into(),
    ));
    let mut meaning = element("p").text(datum.term.meaning);
    if let Some(name) = datum.term.element {
        meaning = meaning
            .text(" (RFC 5733: ")
            .add(element("code").text(name))
            .text(")");
    }
    html = html.add(meaning.text(".")).add(common(&datum.common));
    let groups = datum.groups();
    let group_of = |subject: usize| {
        let group = groups.iter().position(|it| it.contains(&subject));
        group.filter(|_| groups.len() > 1)
    };
    let head = TITLES.map(|it| element("th").attr("scope", "col").text(it));
    let rows = comparison.subjects.iter().zip(&datum.cells).enumerate();
    let rows = rows.filter_map(|(number, (subject, cell))| {
        Some(row(subject, around, cell.as_ref()?, group_of(number)))
    });
    let table = element("table")
        .class("stacked")
        .add(element("thead").add(element("tr").all(head)))
        .add(element("tbody").all(rows));
    html = html.add(table).add(relations(comparison, datum, &groups));
    let missing = comparison.subjects.iter().zip(&datum.cells);
    let missing: Vec<&str> = missing
        .filter(|(_, cell)| cell.is_none())
        .map(|(subject, _)| subject.provider.as_str())
        .collect();
    if !missing.is_empty() {
        let text = format!("Without this datum: {}.", missing.join(", "));
        html = html.add(element("p").class("quiet").text(&text));
    }
    html.into()
}

fn common(common: &Common) -> Html {
    match common {
        Common::NotComparable => Html::new(),
        Common::Undecided(why) => {
            let text = format!("Whether all accept a common value is undecided: {why}.");
            element("p").class("quiet").text(&text).into()
        }
        Common::Nothing => element("div")
            .class("note differs")
            .add(
                element("p")
                    .class("note-title")
                    .text("No value is accepted by all"),
            )
            .into(),
        Common::Values { words, samples } => element("div")
            .class("note semantics")
            .add(element("p").class("note-title").text("Accepted by all"))
            .add(element("p").text(&format!("{}.", words.join("; "))))
            .add(values::chips(samples.iter().map(String::as_str)))
            .into(),
    }
}

/// The columns of the fields of a datum.
const TITLES: [&str; 5] = ["Provider", "On the wire", "Required", "Bounds", "Accepts"];

/// Returns how the groups of fields with equal values relate: a row and a column for each.
fn relations(comparison: &Comparison, datum: &Datum, groups: &[Vec<usize>]) -> Html {
    if let [group] = groups {
        return match group.len() {
            1 => Html::new(),
            _ => element("p").text("All accept the same values.").into(),
        };
    }
    let letters = (0..groups.len()).map(letter);
    let head = letters.map(|it| element("th").attr("scope", "col").add(badge(&it)));
    let head = element("tr")
        .add(element("td").class("quiet").text("Group"))
        .all(head);
    let rows = groups.iter().enumerate().map(|(number, own)| {
        let names: Vec<&str> = own
            .iter()
            .map(|it| comparison.subjects[*it].provider.as_str())
            .collect();
        let name = element("th")
            .attr("scope", "row")
            .add(badge(&letter(number)))
            .text(" ")
            .text(&names.join(", "));
        let relations = groups.iter().map(|other| {
            let (own, other) = (own.first().copied(), other.first().copied());
            own.zip(other)
                .and_then(|(own, other)| datum.relation(own, other))
        });
        element("tr").add(name).all(relations.map(relation_cell))
    });
    let table = element("table")
        .class("matrix pairs")
        .add(element("thead").add(head))
        .add(element("tbody").all(rows));
    let name = format!("How the groups of {} relate", datum.term.name);
    let mut html = Html::from(element("h3").text("How they relate"));
    let text = "Providers of a group accept the same values. A row says how its group relates to that of each column, and shows a \
                value that only the group of the row accepts.";
    html.add(element("p").class("quiet").text(text));
    html.add(scrolled(&name, table));
    html
}

/// Returns a relation, with a value that only the first side accepts. A group has no relation to itself.
fn relation_cell(relation: Option<Relation>) -> Element {
    let Some(relation) = relation else {
        return element("td").class("quiet").text("–");
    };
    let mut cell = element("td").add(relation_badge(&relation));
    if let Some(text) = relation.only_here() {
        cell = cell.add(element("br")).add(values::sample(text));
    }
    if let Relation::Undecided(why) = &relation {
        cell = cell.add(element("br")).text(why);
    }
    cell
}

/// Returns the letter of a group: A to Z, then AA.
fn letter(number: usize) -> String {
    let last = u8::try_from(number % 26).unwrap_or_default();
    let last = char::from(b'A' + last);
    match number / 26 {
        0 => last.to_string(),
        before => format!("{}{last}", letter(before - 1)),
    }
}

fn badge(text: &str) -> Element {
    element("span").class("badge strong").text(text)
}

fn row(subject: &Subject, around: Surroundings, cell: &Cell, group: Option<usize>) -> Element {
    let target = format!(
        "{}#{}",
        anchor::provider(&subject.schema),
        anchor::field(&subject.operation, &cell.path)
    );
    let required = match cell.is_required {
        true => "yes",
        false => "no",
    };
    let words = match cell.convert.is_empty() {
        true => cell.language.join("; "),
        false => format!(
            "{} (converted by {})",
            cell.language.join("; "),
            cell.convert.join(", ")
        ),
    };
    let mut accepts = Html::new();
    if let Some(group) = group {
        accepts.add(badge(&letter(group)));
        accepts.push_text(" ");
    }
    accepts.push_text(words.trim());
    let cells = [
        around.link(&target, &subject.provider),
        element("code").text(&cell.wire).into(),
        Html::text(required),
        Html::text(&cell.bounds),
        accepts,
    ];
    let cells = cells.into_iter().zip(TITLES).enumerate();
    let cells = cells.map(|(number, (cell, title))| {
        let element = match number {
            0 => element("th").attr("scope", "row"),
            _ => element("td"),
        };
        element.attr("data-title", title).add(element_of(cell))
    });
    element("tr").all(cells)
}

/// Returns the content of a cell as one element, so that a narrow window can put its title beside it.
fn element_of(content: Html) -> Element {
    element("div").add(content)
}
