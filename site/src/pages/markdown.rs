//! The Markdown of the explanations of diagnostics, as elements: paragraphs, lists, code and blocks of code.

use crate::layout::{Element, Html, element, prose};

/// Returns a text in Markdown as elements.
pub(super) fn elements(text: &str) -> Html {
    let mut html = Html::new();
    let mut lines = text.lines().peekable();
    while let Some(line) = lines.next() {
        if line.starts_with("```") {
            let block: Vec<&str> = lines
                .by_ref()
                .take_while(|it| !it.starts_with("```"))
                .collect();
            html.add(
                element("pre")
                    .attr("tabindex", "0")
                    .add(element("code").text(&block.join("\n"))),
            );
        } else if let Some(first) = line.strip_prefix("- ") {
            let mut items = vec![first.to_owned()];
            while let Some(next) = lines.next_if(|it| it.starts_with("- ") || it.starts_with("  "))
            {
                match next.strip_prefix("- ") {
                    Some(item) => items.push(item.to_owned()),
                    None => {
                        if let Some(item) = items.last_mut() {
                            item.push(' ');
                            item.push_str(next.trim());
                        }
                    }
                }
            }
            let items = items.iter().map(|it| element("li").add(inline(it)));
            html.add(element("ul").all(items));
        } else if !line.trim().is_empty() {
            let mut paragraph = line.to_owned();
            while let Some(next) = lines.next_if(|it| {
                !it.trim().is_empty() && !it.starts_with("```") && !it.starts_with("- ")
            }) {
                paragraph.push(' ');
                paragraph.push_str(next.trim());
            }
            html.add(paragraph_of(&paragraph));
        }
    }
    html
}

fn paragraph_of(text: &str) -> Element {
    element("p").add(inline(text))
}

/// Returns a line. Code in two backticks can contain one.
fn inline(text: &str) -> Html {
    let Some((before, (inside, after))) = text
        .split_once("``")
        .and_then(|(before, rest)| Some((before, rest.split_once("``")?)))
    else {
        return prose(text);
    };
    let mut html = prose(before);
    html.add(element("code").text(inside.trim()));
    html.add(inline(after));
    html
}
