//! What the parts of a provider's page share.

use std::cell::RefCell;
use std::collections::BTreeSet;

use wireform_codegen::plan::Plan;
use wireform_interpret::Interpreter;

use super::evidence::Evidence;
use super::sentences;
use crate::accepted::Describer;
use crate::layout::{Html, element};

/// The number of notes from which they are folded.
const FOLDED: usize = 3;

/// What the parts of a provider's page share.
pub(super) struct Context<'p> {
    pub(super) plan: &'p Plan,
    pub(super) interpreter: Interpreter<'p>,
    pub(super) describer: &'p Describer,
    pub(super) evidence: &'p Evidence,
    /// The places whose notes are on the page.
    noted: RefCell<BTreeSet<String>>,
    /// The anchors of the page.
    ids: RefCell<BTreeSet<String>>,
}

impl<'p> Context<'p> {
    pub(super) fn new(plan: &'p Plan, evidence: &'p Evidence, describer: &'p Describer) -> Self {
        Context {
            plan,
            interpreter: Interpreter::new(plan),
            describer,
            evidence,
            noted: RefCell::default(),
            ids: RefCell::default(),
        }
    }

    /// Returns an anchor that the page does not have yet: the given one, unless two names have the same.
    pub(super) fn id(&self, id: &str) -> String {
        let mut ids = self.ids.borrow_mut();
        let mut free = id.to_owned();
        let mut number = 2;
        while !ids.insert(free.clone()) {
            free = format!("{id}~{number}");
            number += 1;
        }
        free
    }

    /// Returns what the schema states differently from the page at some places; empty if it differs nowhere.
    pub(super) fn notes(&self, places: &[String]) -> Html {
        let notes = self
            .plan
            .notes
            .iter()
            .filter(|it| places.contains(&it.place));
        let reasons: Vec<String> = notes.map(|it| it.reason.clone()).collect();
        if reasons.is_empty() {
            return Html::new();
        }
        self.noted.borrow_mut().extend(places.iter().cloned());
        if reasons.len() > FOLDED {
            let title = format!("What the page says otherwise ({})", reasons.len());
            return element("details")
                .class("note differs")
                .add(element("summary").text(&title))
                .add(sentences(reasons))
                .into();
        }
        element("div")
            .class("note differs")
            .add(
                element("p")
                    .class("note-title")
                    .text("What the page says otherwise"),
            )
            .add(sentences(reasons))
            .into()
    }

    /// Returns the notes of all places that were not asked for, each with its place.
    pub(super) fn other_notes(&self) -> Vec<(String, String)> {
        let noted = self.noted.borrow();
        let others = self
            .plan
            .notes
            .iter()
            .filter(|it| !noted.contains(&it.place));
        others
            .map(|it| (it.place.clone(), it.reason.clone()))
            .collect()
    }

    /// Returns a link to a page of the provider's documentation.
    pub(super) fn page_link(&self, name: &str) -> Option<Html> {
        let page = self.plan.page(name)?;
        let title = page.title.as_deref().unwrap_or(&page.name);
        Some(self.link(&page.url, title))
    }

    /// Returns a link to another site, or its text alone if the address is not one of the Web.
    pub(super) fn link(&self, url: &str, text: &str) -> Html {
        if !(url.starts_with("https://") || url.starts_with("http://")) {
            return Html::text(text);
        }
        element("a")
            .attr("href", url)
            .attr("rel", "noreferrer")
            .text(text)
            .into()
    }
}
