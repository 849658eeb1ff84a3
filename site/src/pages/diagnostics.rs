//! The page of the compiler's diagnostics, with an anchor for each code.

use wireform_codegen::all_codes;
use wireform_codegen::source::Severity;

use super::search::Index;
use super::{Body, heading, markdown};
use crate::anchor;
use crate::layout::{Html, element};

/// Returns the page of the diagnostics, and adds them to the index.
pub(super) fn page(index: &mut Index) -> Body {
    let mut body = Html::new();
    let mut contents = element("ul");
    for code in all_codes() {
        let title = format!("{}: {}", code.code, code.title);
        index.add(
            &title,
            "Diagnostic",
            &format!("{}#{}", anchor::DIAGNOSTICS, code.code),
            "",
        );
        let level = match code.severity {
            Severity::Error => element("span").class("badge bad").text("error"),
            Severity::Warning => element("span").class("badge warn").text("warning"),
        };
        body.add(
            element("section")
                .class("diagnostic")
                .id(code.code)
                .add(heading("h2", code.code, Html::text(&title)))
                .add(element("p").class("level").add(level))
                .add(markdown::elements(&code.explanation())),
        );
        let link = element("a")
            .attr("href", &format!("#{}", code.code))
            .text(code.code);
        contents = contents.add(element("li").add(link));
    }
    let lead = "What each error and each warning of the compiler means, and how to fix it.";
    Body {
        title: "Diagnostics".to_owned(),
        lead: Html::text(lead),
        contents: contents.into(),
        body,
    }
}
