//! The page that compares the providers.

use super::search::Index;
use super::{Body, heading, values};
use crate::anchor;
use crate::compare::{Cell, Common, Comparison, Datum, Relation, Subject};
use crate::layout::{Element, Html, element, value};

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
        let cells = datum.cells.iter().map(|cell| match cell {
            None => element("td").class("quiet").text("–"),
            Some(cell) => {
                let required = if cell.is_required {
                    "required"
                } else {
                    "optional"
                };
                element("td")
                    .text(required)
                    .add(element("br"))
                    .add(relation_badge(&cell.relation))
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
    let text = "The relation is that to the first provider with the datum, which is the reference.";
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
        Relation::Reference | Relation::Equal => "badge good",
        Relation::Wider(_) => "badge",
        Relation::Narrower(_) | Relation::Overlapping { .. } => "badge warn",
        Relation::Disjoint { .. } => "badge bad",
        Relation::NoText | Relation::Undecided(_) => "badge quiet",
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
    let titles = [
        "Provider",
        "On the wire",
        "Required",
        "Bounds",
        "Accepts",
        "Relation",
    ];
    let head = titles.map(|it| element("th").attr("scope", "col").text(it));
    let rows = comparison.subjects.iter().zip(&datum.cells);
    let rows =
        rows.filter_map(|(subject, cell)| Some(row(subject, around, cell.as_ref()?, &titles)));
    let table = element("table")
        .class("stacked")
        .add(element("thead").add(element("tr").all(head)))
        .add(element("tbody").all(rows));
    html = html.add(table);
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
        Common::NoText => Html::new(),
        Common::Undecided(why) => {
            let text = format!("Whether all accept a common text is undecided: {why}.");
            element("p").class("quiet").text(&text).into()
        }
        Common::Nothing => element("div")
            .class("note differs")
            .add(
                element("p")
                    .class("note-title")
                    .text("No text is accepted by all"),
            )
            .into(),
        Common::Texts { words, samples } => element("div")
            .class("note semantics")
            .add(element("p").class("note-title").text("Accepted by all"))
            .add(element("p").text(&format!("{}.", words.join("; "))))
            .add(values::chips(samples.iter().map(String::as_str)))
            .into(),
    }
}

fn row(subject: &Subject, around: Surroundings, cell: &Cell, titles: &[&str; 6]) -> Element {
    let target = format!(
        "{}#{}",
        anchor::provider(&subject.schema),
        anchor::field(&subject.operation, &cell.path)
    );
    let provider = around.link(&target, &subject.provider);
    let required = if cell.is_required { "yes" } else { "no" };
    let accepts = match cell.convert.is_empty() {
        true => cell.language.join("; "),
        false => format!(
            "{} (converted by {})",
            cell.language.join("; "),
            cell.convert.join(", ")
        ),
    };
    let mut relation = Html::from(relation_badge(&cell.relation));
    for (what, text) in [
        (" only here ", cell.relation.only_here()),
        (" only at the reference ", cell.relation.only_there()),
    ] {
        if let Some(text) = text {
            relation.push_text(what);
            relation.add(value(text));
        }
    }
    if let Relation::Undecided(why) = &cell.relation {
        relation.push_text(&format!(" {why}"));
    }
    let cells = [
        provider,
        element("code").text(&cell.wire).into(),
        Html::text(required),
        Html::text(&cell.bounds),
        Html::text(accepts.trim()),
        relation,
    ];
    let cells = cells.into_iter().zip(titles).enumerate();
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
