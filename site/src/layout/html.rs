//! HTML that is well formed, because it is built from elements and texts.

/// A part of a page: elements and escaped texts.
///
/// ```
/// use wireform_site::layout::{Html, element};
///
/// let mut html = Html::new();
/// html.add(element("p").class("note").text("a < b"));
/// assert_eq!(html.as_str(), r#"<p class="note">a &lt; b</p>"#);
/// ```
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Html(String);

/// An element while it is built. It becomes [`Html`] when it is added to something.
#[derive(Debug, Clone)]
#[must_use]
pub struct Element {
    name: &'static str,
    attributes: String,
    inside: Html,
}

/// The elements without an end tag that the pages use.
const VOID: &[&str] = &["br", "hr", "input", "link", "meta", "wbr"];

/// Starts an element.
pub fn element(name: &'static str) -> Element {
    Element {
        name,
        attributes: String::new(),
        inside: Html::new(),
    }
}

impl Html {
    /// Returns an empty part.
    #[must_use]
    pub fn new() -> Html {
        Html::default()
    }

    /// Returns a text, escaped.
    #[must_use]
    pub fn text(text: &str) -> Html {
        let mut html = Html::new();
        html.push_text(text);
        html
    }

    /// Adds an element or another part.
    pub fn add(&mut self, part: impl Into<Html>) {
        self.0.push_str(&part.into().0);
    }

    /// Adds a text, escaped.
    pub fn push_text(&mut self, text: &str) {
        escape(text, &mut self.0);
    }

    /// Returns the markup.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Returns the stylesheet, in which nothing is escaped.
    pub(super) fn stylesheet() -> Html {
        Html(super::STYLE.to_owned())
    }

    /// Returns whether the part contains nothing.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

impl Element {
    /// Adds an attribute.
    pub fn attr(mut self, name: &str, value: &str) -> Element {
        self.attributes.push(' ');
        self.attributes.push_str(name);
        self.attributes.push_str("=\"");
        escape(value, &mut self.attributes);
        self.attributes.push('"');
        self
    }

    /// Adds an attribute without a value.
    pub fn flag(mut self, name: &str) -> Element {
        self.attributes.push(' ');
        self.attributes.push_str(name);
        self
    }

    /// Adds the attribute `class`.
    pub fn class(self, class: &str) -> Element {
        self.attr("class", class)
    }

    /// Adds the attribute `id`.
    pub fn id(self, id: &str) -> Element {
        self.attr("id", id)
    }

    /// Adds a text inside the element, escaped.
    pub fn text(mut self, text: &str) -> Element {
        self.inside.push_text(text);
        self
    }

    /// Adds another element or part inside the element.
    #[expect(clippy::should_implement_trait, reason = "nothing is summed up")]
    pub fn add(mut self, part: impl Into<Html>) -> Element {
        self.inside.add(part);
        self
    }

    /// Adds several elements or parts inside the element.
    pub fn all<P: Into<Html>>(mut self, parts: impl IntoIterator<Item = P>) -> Element {
        for part in parts {
            self.inside.add(part);
        }
        self
    }
}

impl From<Element> for Html {
    fn from(element: Element) -> Html {
        let Element {
            name,
            attributes,
            inside,
        } = element;
        if VOID.contains(&name) {
            return Html(format!("<{name}{attributes}>"));
        }
        Html(format!("<{name}{attributes}>{}</{name}>", inside.0))
    }
}

/// Returns a text of a schema, in which backticks mark names and values.
///
/// ```
/// use wireform_site::layout::prose;
///
/// assert_eq!(prose("At most `5`.").as_str(), "At most <code>5</code>.");
/// ```
#[must_use]
pub fn prose(text: &str) -> Html {
    let mut html = Html::new();
    // A backtick without another one behind it is a text.
    let mut rest = text;
    while let Some((before, (inside, after))) = rest
        .split_once('`')
        .and_then(|(before, rest)| Some((before, rest.split_once('`')?)))
    {
        html.push_text(before);
        html.add(element("code").text(inside));
        rest = after;
    }
    html.push_text(rest);
    html
}

/// Returns a value as code. Characters that cannot be seen are written as their numbers, and the middle of a long value is
/// left out.
#[must_use]
pub fn value(text: &str) -> Html {
    if text.is_empty() {
        return element("span").class("quiet").text("(empty)").into();
    }
    let letters: Vec<char> = text.chars().collect();
    let shown = |letters: &[char]| letters.iter().copied().map(visible).collect::<String>();
    if letters.len() <= LONGEST {
        return element("code").class("value").text(&shown(&letters)).into();
    }
    let (head, tail) = (&letters[..LONGEST / 2], &letters[letters.len() - 8..]);
    element("span")
        .add(
            element("code")
                .class("value")
                .text(&format!("{} … {}", shown(head), shown(tail))),
        )
        .text(&format!(" ({} characters)", letters.len()))
        .into()
}

/// The most characters of a value that are shown.
const LONGEST: usize = 64;

/// Returns a character, or its number if it cannot be seen.
fn visible(character: char) -> String {
    let is_hidden = character.is_control()
        || (character.is_whitespace() && character != ' ')
        || ('\u{200b}'..='\u{200f}').contains(&character)
        || ('\u{2028}'..='\u{202e}').contains(&character)
        || ('\u{2060}'..='\u{206f}').contains(&character)
        || ('\u{e000}'..='\u{f8ff}').contains(&character)
        || is_noncharacter(character)
        || character == '\u{ad}'
        || character == '\u{feff}';
    match is_hidden {
        true => format!("<U+{:04X}>", u32::from(character)),
        false => character.to_string(),
    }
}

/// Returns whether a code point stands for no character, and cannot be in a document.
fn is_noncharacter(character: char) -> bool {
    let point = u32::from(character);
    (0xfdd0..=0xfdef).contains(&point) || point & 0xfffe == 0xfffe
}

/// Writes a text so that it can stand between tags and in a quoted attribute.
fn escape(text: &str, out: &mut String) {
    for character in text.chars() {
        match character {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            // HTML has no notation for other control characters.
            other if is_noncharacter(other) => out.push(char::REPLACEMENT_CHARACTER),
            control if control.is_control() && !"\n\t".contains(control) => {
                out.push(char::REPLACEMENT_CHARACTER);
            }
            other => out.push(other),
        }
    }
}
