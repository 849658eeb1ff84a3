//! Says a pattern in words.

use wireform_codegen::pattern::Outline;
use wireform_codegen::pattern::automaton::describe_set;

use super::node::times;

/// Returns a pattern in words, as one sentence.
pub(super) fn words(outline: &Outline) -> String {
    let words = said(outline, false);
    let mut letters = words.chars();
    let first = letters.next().map(|it| it.to_uppercase().to_string());
    format!("{}{}.", first.unwrap_or_default(), letters.as_str())
}

/// Returns a part in words. A part inside of another has parentheses if it consists of several words with their own order.
fn said(outline: &Outline, is_inside: bool) -> String {
    let grouped = |words: String| match is_inside {
        true => format!("({words})"),
        false => words,
    };
    match outline {
        Outline::Nothing => "nothing".to_owned(),
        Outline::Never => "no text".to_owned(),
        Outline::Text(text) => format!("“{text}”"),
        Outline::Character(ranges) => describe_set(ranges),
        Outline::Place(words) => format!("the {words}"),
        Outline::Sequence(parts) => {
            let parts: Vec<String> = parts.iter().map(|part| said(part, true)).collect();
            grouped(parts.join(", then "))
        }
        Outline::Choice(parts) => {
            let can_be_empty = parts.contains(&Outline::Nothing);
            let parts: Vec<String> = parts
                .iter()
                .filter(|part| **part != Outline::Nothing)
                .map(|part| said(part, true))
                .collect();
            let words = match &parts[..] {
                [one] => one.clone(),
                parts => format!("either {}", parts.join(" or ")),
            };
            grouped(match can_be_empty {
                true => format!("optionally {words}"),
                false => words,
            })
        }
        Outline::Repeat { part, least, most } => match (least, most) {
            (0, Some(1)) => grouped(format!("optionally {}", said(part, true))),
            (1, Some(1)) => said(part, is_inside),
            (0, None) => grouped(format!("any number of times {}", said(part, true))),
            (0, Some(most)) => grouped(format!("up to {most} times {}", said(part, true))),
            _ => grouped(format!("{} {}", times(*least, *most), said(part, true))),
        },
        Outline::Around {
            is_ahead,
            is_negated,
            part,
        } => {
            let not = if *is_negated { "not " } else { "" };
            let place = if *is_ahead { "before" } else { "behind" };
            grouped(format!("a place {not}{place} {}", said(part, true)))
        }
    }
}
