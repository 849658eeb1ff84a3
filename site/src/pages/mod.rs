//! The pages of the site.
//!
//! Input: plans. Output: the files of the site, as texts. The same plans give the same files.

mod comparison;
mod context;
mod diagnostics;
mod evidence;
mod examples;
mod fields;
mod index;
mod markdown;
mod messages;
mod operation;
mod provider;
mod responses;
mod rules;
mod search;
mod values;

use std::collections::BTreeSet;
use std::fmt;

use wireform_codegen::plan::Plan;

use crate::compare::{Comparison, compare, left_out, operation_of};
use crate::layout::{Html, Link, Page, STYLE, STYLE_FILE, element};
use crate::{accepted::Describer, anchor};
use comparison::Surroundings;
pub use evidence::{By, Evidence, How, Lines, Origin, Subject};
use search::Index;

/// A file of the site.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct File {
    /// Its path below the root of the site.
    pub path: String,
    /// Its text.
    pub text: String,
}

/// Two schemas have the same name, so they would have the same page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SameName(pub String);

impl fmt::Display for SameName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "two schemas are called {}; rename one of the files",
            self.0
        )
    }
}

impl std::error::Error for SameName {}

/// The links at the top of each page.
pub const NAVIGATION: &[Link<'static>] = &[
    Link {
        text: "Providers",
        target: "index.html",
    },
    Link {
        text: "Comparison",
        target: anchor::COMPARISON,
    },
    Link {
        text: "Diagnostics",
        target: anchor::DIAGNOSTICS,
    },
];

/// The link to the page to try a contact, above the root of a site that is served.
const TRY: Link<'static> = Link {
    text: "Try your contact",
    target: "../",
};

/// What a site has besides the schemas.
#[derive(Debug, Clone, Default)]
pub struct Extras {
    /// Where the statements of the schemas come from.
    pub evidence: Vec<Evidence>,
    /// Whether the page to try a contact is served above the root of the site.
    pub is_served: bool,
}

/// Returns the files of a site about some providers.
///
/// # Errors
/// Returns a name that two schemas have.
pub fn site(plans: &[Plan], extras: &Extras) -> Result<Vec<File>, SameName> {
    check_names(plans)?;
    Ok(files(plans, extras))
}

/// Checks that each schema has a page of its own.
pub(crate) fn check_names(plans: &[Plan]) -> Result<(), SameName> {
    let mut names = BTreeSet::new();
    for plan in plans {
        if !names.insert(anchor::provider(&plan.schema)) {
            return Err(SameName(plan.schema.clone()));
        }
    }
    Ok(())
}

/// Returns the files of a site about providers whose schemas have different names.
pub(crate) fn files(plans: &[Plan], extras: &Extras) -> Vec<File> {
    let describer = Describer::default();
    let mut index = Index::default();
    let chosen = plans
        .iter()
        .filter_map(|plan| Some((plan, operation_of(plan)?)));
    let mut comparison = compare(&chosen.collect::<Vec<_>>());
    let without = plans.iter().filter(|plan| operation_of(plan).is_none());
    comparison.left_out = without.map(left_out).collect();
    let mut navigation = NAVIGATION.to_vec();
    if extras.is_served {
        navigation.push(TRY);
    }
    let file = |path: &str, body: &Body, root: &str| file(path, body, root, &navigation);
    let mut pages: Vec<File> = Vec::new();
    for plan in plans {
        let evidence = evidence::evidence_of(&extras.evidence, plan);
        let page = provider::page(plan, &evidence, &describer, &mut index);
        pages.push(file(&anchor::provider(&plan.schema), &page, "../"));
    }
    let page = comparison::page(&comparison, Surroundings::Site, &mut index);
    pages.push(file(anchor::COMPARISON, &page, ""));
    let page = diagnostics::page(&mut index);
    pages.push(file(anchor::DIAGNOSTICS, &page, ""));
    pages.push(file("index.html", &index::page(plans), ""));
    for (path, text) in [
        (STYLE_FILE, STYLE.to_owned()),
        (search::SCRIPT_FILE, search::SCRIPT.to_owned()),
        (search::INDEX_FILE, index.script()),
        ("comparison.csv", comparison.csv()),
        ("comparison.json", comparison.json()),
    ] {
        pages.push(File {
            path: path.to_owned(),
            text,
        });
    }
    pages
}

/// Returns a comparison as one page that needs no other file and has no link to one.
#[must_use]
pub fn comparison_page(comparison: &Comparison) -> String {
    let body = comparison::page(comparison, Surroundings::Nothing, &mut Index::default());
    let page = Page {
        title: &body.title,
        lead: body.lead,
        root: "",
        navigation: &[],
        current: anchor::COMPARISON,
        contents: body.contents,
        body: body.body,
        scripts: &[],
        tools: Html::new(),
    };
    page.write_alone()
}

/// A page before it has its frame.
struct Body {
    title: String,
    lead: Html,
    contents: Html,
    body: Html,
}

fn file(path: &str, body: &Body, root: &str, navigation: &[Link<'_>]) -> File {
    let page = Page {
        title: &body.title,
        lead: body.lead.clone(),
        root,
        navigation,
        current: path,
        contents: body.contents.clone(),
        body: body.body.clone(),
        scripts: &[search::SCRIPT_FILE],
        tools: search::tools(root),
    };
    File {
        path: path.to_owned(),
        text: page.write(),
    }
}

/// Returns a heading that is a link to itself.
fn heading(level: &'static str, id: &str, title: Html) -> Html {
    let link = element("a")
        .class("self")
        .attr("href", &format!("#{id}"))
        .add(title);
    element(level).add(link).into()
}

/// Returns sentences as a list. One sentence is no list.
fn sentences(sentences: impl IntoIterator<Item = String>) -> Html {
    let sentences: Vec<String> = sentences.into_iter().collect();
    if let [one] = &sentences[..] {
        return element("p").add(crate::layout::prose(one)).into();
    }
    let items = sentences
        .iter()
        .map(|it| element("li").add(crate::layout::prose(it)));
    element("ul").all(items).into()
}

/// Returns a term and its description, for a list of facts.
fn fact(term: &str, description: impl Into<Html>) -> Html {
    let mut html = Html::new();
    html.add(element("dt").text(term));
    html.add(element("dd").add(description));
    html
}
