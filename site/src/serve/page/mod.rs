//! Writes the page: the form, and beside it what becomes of the contact.

mod form;
mod requests;
mod results;
mod summary;

use wireform::contact::AsRead;
use wireform_interpret::{Call, Interpreter};

use super::draft::Draft;
use super::fields;
use super::notes::Notes;
use super::submitted::Submitted;
use super::tried::{self, Tried, is_chosen};
use crate::anchor;
use crate::layout::{Element, Html, Link, Page, element};

/// A provider of the page.
pub(super) struct Provider<'p> {
    pub(super) interpreter: &'p Interpreter<'p>,
    pub(super) calls: Vec<Call<'p>>,
    pub(super) tried: Vec<Tried<'p>>,
    /// The contact as the provider has it, or why it cannot be read.
    pub(super) read: Option<Result<AsRead, String>>,
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
        let read = match is_chosen {
            true => tried::as_read(submitted, &calls),
            false => None,
        };
        let tried = match is_chosen {
            true => {
                let read = read.as_ref().and_then(|it| it.as_ref().ok());
                tried::tried(&calls, &draft.contact, read, submitted)
            }
            false => Vec::new(),
        };
        providers.push(Provider {
            interpreter,
            calls,
            tried,
            read,
            is_chosen,
        });
    }
    let all = || providers.iter().flat_map(|it| &it.tried);
    let mut notes = Notes::collect(&draft, all());
    for provider in &providers {
        if let Some(read) = &provider.read {
            notes.add_read(provider.schema(), read);
        }
    }
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
            Link {
                text: "Reference",
                target: "reference/",
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

/// Starts a link to a place on the page of a schema in the reference. It opens beside the form, which it would replace.
fn reference(schema: &str, anchor: &str) -> Element {
    let page = anchor::provider(schema);
    element("a")
        .attr("href", &format!("reference/{page}#{anchor}"))
        .attr("target", "_blank")
        .attr("rel", "noopener")
}

/// Starts an element whose content the script replaces.
fn live(name: &'static str, id: &str) -> Element {
    element(name).id(id).flag("data-live")
}
