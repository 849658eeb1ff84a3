//! Writes the page: the form, and beside it what becomes of the contact.

mod form;
mod requests;
mod results;
mod summary;

use wireform_interpret::{Call, Interpreter};

use super::draft::Draft;
use super::fields;
use super::notes::Notes;
use super::submitted::Submitted;
use super::tried::{self, Tried, is_chosen};
use crate::layout::{Element, Html, Link, Page, element};

/// A provider of the page.
pub(super) struct Provider<'p> {
    pub(super) interpreter: &'p Interpreter<'p>,
    pub(super) calls: Vec<Call<'p>>,
    pub(super) tried: Vec<Tried<'p>>,
    pub(super) is_chosen: bool,
}

impl Provider<'_> {
    /// Returns the name of its schema.
    fn schema(&self) -> &str {
        &self.interpreter.plan().schema
    }

    /// Returns the provider's name.
    fn name(&self) -> &str {
        &self.interpreter.plan().provider
    }
}

/// Tries the contact of a form, and returns the page.
pub(super) fn write(interpreters: &[Interpreter<'_>], submitted: &Submitted) -> String {
    let draft = Draft::read(submitted);
    let mut providers = Vec::new();
    for interpreter in interpreters {
        let calls = fields::calls(interpreter);
        let is_chosen = is_chosen(submitted, &interpreter.plan().schema);
        let tried = match is_chosen {
            true => tried::tried(&calls, &draft.contact, submitted),
            false => Vec::new(),
        };
        providers.push(Provider {
            interpreter,
            calls,
            tried,
            is_chosen,
        });
    }
    let all = || providers.iter().flat_map(|it| &it.tried);
    let notes = Notes::collect(&draft, all());
    let body = element("div")
        .class("try")
        .add(form::form(&draft, &providers, &notes, submitted).add(summary::jump(&providers)))
        .add(
            element("section")
                .class("results")
                .attr("aria-label", "Results")
                .attr("tabindex", "0")
                .add(summary::summary(&providers, &notes))
                .add(results::results(&draft, &providers)),
        );
    let page = Page {
        title: "Try your contact",
        lead: Html::text(
            "Type a contact, and see what each provider would get. Nothing leaves this machine, and nothing is kept.",
        ),
        root: "",
        navigation: &[
            Link {
                text: "Results",
                target: "#summary",
            },
            Link {
                text: "Sample contact",
                target: "",
            },
            Link {
                text: "Empty form",
                target: "?empty",
            },
        ],
        current: "-",
        contents: Html::new(),
        body: body.into(),
        scripts: &["try.js"],
        tools: Html::new(),
    };
    page.write()
}

/// Returns a name as the identifier of an element.
fn id_of(name: &str) -> String {
    let plain = |c: char| c.is_ascii_alphanumeric() || "-_.".contains(c);
    let mut id = String::new();
    for c in name.chars() {
        match plain(c) {
            true => id.push(c),
            false => id.push_str(&format!("~{:x}~", u32::from(c))),
        }
    }
    id
}

/// Starts an element whose content the script replaces.
fn live(name: &'static str, id: &str) -> Element {
    element(name).id(id).flag("data-live")
}
