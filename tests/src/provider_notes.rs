//! `docs/providers.md`: what the providers' pages get wrong or leave open, from the schemas' `differs:` notes.

use std::fmt::Write as _;

use wireform_codegen::plan::Plan;

/// The whole document, in the order of the plans and of their notes.
#[must_use]
pub fn render(plans: &[Plan]) -> String {
    let mut text = String::from(
        "# The providers, and where their pages differ from what is meant\n\n\
         Written by a test from the `differs:` notes in `schemas/*.yaml`; change it there.\n\
         A schema transcribes what is meant. Where that is not what the page prints, or where no source says, the note\n\
         gives the reason.\n",
    );
    for plan in plans {
        let _ = writeln!(text, "\n## {}\n", plan.provider);
        if let Some(description) = &plan.description {
            let _ = writeln!(text, "{}\n", line(description));
        }
        for page in &plan.pages {
            let title = page.title.as_deref().unwrap_or(&page.name);
            let read = page
                .retrieved
                .as_deref()
                .map(|day| format!(", read on {day}"))
                .unwrap_or_default();
            let _ = writeln!(text, "- [{title}]({}){read}", page.url);
        }
        let _ = writeln!(
            text,
            "\n| operation | what it does | update |\n|---|---|---|"
        );
        for operation in &plan.operations {
            let _ = writeln!(
                text,
                "| `{}` | {} | {} |",
                operation.name,
                line(operation.description.as_deref().unwrap_or("")),
                format!("{:?}", operation.update).to_lowercase()
            );
        }
        let _ = writeln!(text, "\n| place | note |\n|---|---|");
        for note in &plan.notes {
            let _ = writeln!(text, "| `{}` | {} |", note.place, line(&note.reason));
        }
    }
    text
}

/// One line of a table: line ends become spaces, bars are escaped.
fn line(text: &str) -> String {
    text.split_whitespace()
        .collect::<Vec<_>>()
        .join(" ")
        .replace('|', "\\|")
}
