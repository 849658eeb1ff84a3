//! Renders `docs/providers.md`, the list of what the providers' pages state wrongly or leave open, from the `differs:`
//! notes of the schemas.

use std::fmt::Write as _;

use wireform_codegen::plan::Plan;

/// Returns the whole document, in the order of the plans and of their notes.
#[must_use]
pub fn render(plans: &[Plan]) -> String {
    let mut text = String::from(
        "# The providers, and where their pages differ from what is meant\n\n\
         A test writes this page from the `differs:` notes in `schemas/*.yaml`. Change the notes there.\n\
         A schema transcribes what is meant. A note gives the reason where the page states something else, or where no\n\
         source states the fact.\n",
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

/// Returns the text as one line of a table: line ends become spaces, bars are escaped.
fn line(text: &str) -> String {
    text.split_whitespace()
        .collect::<Vec<_>>()
        .join(" ")
        .replace('|', "\\|")
}
