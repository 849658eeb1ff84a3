//! The parts of a drawing, with their sizes.

use wireform_codegen::pattern::Outline;
use wireform_codegen::pattern::automaton::describe_set;

/// The width of a character.
const CHARACTER: u32 = 8;
/// The height of a line of text.
pub(super) const LINE: u32 = 18;
/// The space inside a box, at each side.
pub(super) const PAD: u32 = 10;
/// The radius of a curve.
pub(super) const RADIUS: u32 = 10;
/// The space between two parts, in both directions.
pub(super) const GAP: u32 = 12;
/// The most characters of a line in a box of words.
const WIDEST: usize = 30;
/// The number of alternatives from which texts share one box.
const MANY: usize = 7;

/// The kind of a box.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// A text that stands there.
    Text,
    /// Words about the characters.
    Words,
    /// Words about a place.
    Place,
}

/// A part of a drawing.
#[derive(Debug, Clone)]
pub(super) enum Node {
    /// A line.
    Skip,
    /// Lines of text in a box.
    Box(Kind, Vec<String>),
    /// Parts side by side.
    Sequence(Vec<Node>),
    /// Parts above each other.
    Choice(Vec<Node>),
    /// A part with a way back, and how often it is taken.
    Loop(Box<Node>, String),
    /// A part in a frame with a title.
    Frame(Box<Node>, &'static str),
}

/// The size of a part. The line that enters and leaves it is between `up` and `down`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Size {
    pub(super) width: u32,
    pub(super) up: u32,
    pub(super) down: u32,
}

impl Node {
    /// Returns the drawing of a pattern.
    pub(super) fn of(outline: &Outline) -> Node {
        match outline {
            Outline::Nothing => Node::Skip,
            Outline::Never => Node::words(Kind::Words, "no text"),
            Outline::Text(text) => Node::Box(Kind::Text, vec![shown(text)]),
            Outline::Character(ranges) => Node::words(Kind::Words, &describe_set(ranges)),
            Outline::Place(words) => Node::words(Kind::Place, words),
            Outline::Sequence(parts) => Node::Sequence(parts.iter().map(Node::of).collect()),
            Outline::Choice(parts) => choice(parts),
            Outline::Repeat { part, least, most } => repeat(Node::of(part), *least, *most),
            Outline::Around {
                is_ahead,
                is_negated,
                part,
            } => {
                let title = match (is_ahead, is_negated) {
                    (true, false) => "what follows is",
                    (true, true) => "what follows is not",
                    (false, false) => "what precedes is",
                    (false, true) => "what precedes is not",
                };
                Node::Frame(Box::new(Node::of(part)), title)
            }
        }
    }

    fn words(kind: Kind, words: &str) -> Node {
        Node::Box(kind, wrapped(words.split(' '), " ", WIDEST))
    }

    /// Returns the number of its parts.
    pub(super) fn count(&self) -> usize {
        match self {
            Node::Skip => 0,
            Node::Box(..) => 1,
            Node::Sequence(parts) | Node::Choice(parts) => parts.iter().map(Node::count).sum(),
            Node::Loop(part, _) | Node::Frame(part, _) => part.count(),
        }
    }

    /// Returns its size.
    pub(super) fn size(&self) -> Size {
        match self {
            Node::Skip => Size {
                width: 2 * GAP,
                up: 0,
                down: 0,
            },
            Node::Box(_, lines) => {
                let height = u32::try_from(lines.len()).unwrap_or(u32::MAX / LINE) * LINE + PAD;
                let width = lines.iter().map(|line| text_width(line)).max();
                Size {
                    width: width.unwrap_or(0) + 2 * PAD,
                    up: height / 2,
                    down: height - height / 2,
                }
            }
            Node::Sequence(parts) => {
                let sizes: Vec<Size> = parts.iter().map(Node::size).collect();
                let gaps = GAP * u32::try_from(sizes.len().saturating_sub(1)).unwrap_or(0);
                Size {
                    width: sizes.iter().map(|it| it.width).sum::<u32>() + gaps,
                    up: sizes.iter().map(|it| it.up).max().unwrap_or(0),
                    down: sizes.iter().map(|it| it.down).max().unwrap_or(0),
                }
            }
            Node::Choice(parts) => {
                let sizes: Vec<Size> = parts.iter().map(Node::size).collect();
                let rows = rows(&sizes);
                let last = rows.last().zip(sizes.last());
                Size {
                    width: sizes.iter().map(|it| it.width).max().unwrap_or(0) + 4 * RADIUS,
                    up: sizes.first().map_or(0, |it| it.up),
                    down: last.map_or(0, |(row, size)| row + size.down),
                }
            }
            Node::Loop(part, label) => {
                let size = part.size();
                Size {
                    width: size.width.max(text_width(label)) + 4 * RADIUS,
                    up: size.up,
                    down: back(size) + LINE + 2,
                }
            }
            Node::Frame(part, title) => {
                let size = part.size();
                Size {
                    width: size.width.max(text_width(title)) + 2 * PAD,
                    up: size.up + LINE + PAD,
                    down: size.down + PAD,
                }
            }
        }
    }
}

/// Returns how far each alternative is below the first.
pub(super) fn rows(sizes: &[Size]) -> Vec<u32> {
    let mut rows: Vec<u32> = Vec::new();
    for (at, size) in sizes.iter().enumerate() {
        let row = match at.checked_sub(1) {
            None => 0,
            Some(before) => {
                let end = rows[before] + sizes[before].down;
                (end + GAP + size.up).max(rows[before] + 2 * RADIUS)
            }
        };
        rows.push(row);
    }
    rows
}

/// Returns how far the way back of a loop is below its part.
pub(super) fn back(size: Size) -> u32 {
    (size.down + GAP).max(2 * RADIUS)
}

/// Returns the width of a text.
pub(super) fn text_width(text: &str) -> u32 {
    let cells = text.chars().map(|it| if it < '\u{1100}' { 1 } else { 2 });
    cells.sum::<u32>() * CHARACTER
}

fn choice(parts: &[Outline]) -> Node {
    let texts: Vec<String> = parts.iter().filter_map(one_text).collect();
    if texts.len() == parts.len() && texts.len() >= MANY {
        let texts = texts.iter().map(String::as_str);
        return Node::Box(Kind::Text, wrapped(texts, " | ", 2 * WIDEST));
    }
    Node::Choice(parts.iter().map(Node::of).collect())
}

/// Returns the text that a part is, if it is one.
fn one_text(part: &Outline) -> Option<String> {
    match part {
        Outline::Text(text) => Some(shown(text)),
        Outline::Nothing
        | Outline::Never
        | Outline::Character(_)
        | Outline::Sequence(_)
        | Outline::Choice(_)
        | Outline::Repeat { .. }
        | Outline::Place(_)
        | Outline::Around { .. } => None,
    }
}

fn repeat(part: Node, least: u32, most: Option<u32>) -> Node {
    let again = match (least.max(1), most) {
        (_, Some(0)) => return Node::Skip,
        (1, Some(1)) => part,
        (least, most) => Node::Loop(Box::new(part), times(least, most)),
    };
    match least {
        0 => Node::Choice(vec![Node::Skip, again]),
        _ => again,
    }
}

/// Returns how often a part is there.
pub(super) fn times(least: u32, most: Option<u32>) -> String {
    match most {
        None => format!("{least} or more times"),
        Some(1) => "once".to_owned(),
        Some(most) if most == least => format!("{most} times"),
        Some(most) => format!("{least} to {most} times"),
    }
}

/// Returns a text in which every character can be seen.
fn shown(text: &str) -> String {
    let mut out = String::new();
    for character in text.chars() {
        match character {
            ' ' => out.push('␣'),
            hidden if hidden.is_control() || hidden.is_whitespace() => {
                out.push_str(&format!("U+{:04X}", u32::from(hidden)));
            }
            other => out.push(other),
        }
    }
    out
}

/// Returns words as lines of a limited width.
fn wrapped<'w>(words: impl Iterator<Item = &'w str>, between: &str, widest: usize) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for word in words {
        match lines.last_mut() {
            Some(line) if line.chars().count() + word.chars().count() < widest => {
                line.push_str(between);
                line.push_str(word);
            }
            Some(_) | None => lines.push(word.to_owned()),
        }
    }
    lines
}
