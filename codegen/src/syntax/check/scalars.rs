//! Scalars: each is read as its key asks for, strictly.

use super::super::codes;
use super::super::keys::{Shape, one_of};
use super::super::scalars;
use super::{Checker, Place, found, one_line};
use crate::source::{Kind, Node, Scalar, Style, closest, quoted};

impl Checker {
    /// Checks a scalar against a shape of scalars.
    pub(super) fn scalar(&mut self, node: &Node, shape: &Shape, place: Place) {
        let Kind::Scalar(scalar) = &node.kind else {
            self.poison.declare_names_in(node);
            let what = shape.describe();
            let message = format!("{what} is expected here, and this is {}", found(node));
            let quote = looks_unquoted(node);
            let diagnostic = self.error(codes::EXPECTED_TEXT, node.span, message);
            let is_membership = place.example.starts_with("has");
            diagnostic.help.push(if is_membership && matches!(node.kind, Kind::Map(_)) {
                "a list or set is compared with plain values; rules do not look into the objects of a list".to_owned()
            } else if quote {
                "for YAML braces make a map: quote the text".to_owned()
            } else {
                format!("for example `{}`", place.example)
            });
            return;
        };
        let absent = scalar.style == Style::Plain && scalar.text.is_empty();
        if absent {
            let message = format!("nothing stands here, and {} is expected", shape.describe());
            let diagnostic = self.error(codes::EMPTY_TEXT, one_line(node, place), message);
            diagnostic.help.push(match shape {
                Shape::Scalar => "write `''` for the empty text".to_owned(),
                _ => format!("for example `{}`", place.example),
            });
            return;
        }
        let text = scalar.text.as_str();
        let example = || format!("for example `{}`", place.example);
        match shape {
            Shape::Bool => self.boolean(node, scalar),
            Shape::Integer | Shape::Count => self.number(node, scalar, shape),
            Shape::Word(words) => self.word(node, scalar, words),
            Shape::Reason if scalar.as_bool() == Some(true) => {}
            Shape::Reason if scalar.as_bool() == Some(false) => {
                let message = "a reason is expected here, or `true`";
                let help = "remove the key".to_owned();
                self.refuse(codes::VALUE_SHAPE, node, message, help);
            }
            Shape::Text | Shape::Reason if text.trim_matches([' ', '\t']).is_empty() => {
                self.refuse(codes::EMPTY_TEXT, node, "the text is empty", example());
            }
            Shape::Separator if text.is_empty() => {
                let message =
                    "the text between the items is empty, so that nobody could tell them apart";
                self.refuse(codes::EMPTY_TEXT, node, message, example());
            }
            Shape::Date if !scalars::is_date(text) => {
                let message = format!("{} is not a date", quoted(text));
                let help = "write year, month and day: `2026-11-21`".to_owned();
                self.refuse(codes::NOT_A_DATE, node, message, help);
            }
            Shape::Version if text != "1" || scalar.style == Style::Quoted => {
                let message = format!("there is no version {} of the language", quoted(text));
                self.refuse(codes::LANGUAGE_VERSION, node, message, example());
            }
            Shape::Status if !scalars::is_status(text) => {
                let message = format!("{} is not an HTTP status", quoted(text));
                let help = "a status is a number from 100 to 599, or a class such as `2xx`";
                self.refuse(codes::BAD_STATUS, node, message, help.to_owned());
            }
            Shape::Path if text.split('.').any(|part| part.trim().is_empty()) => {
                let message = format!("{} is not a dotted path", quoted(text));
                self.refuse(codes::BAD_PATH, node, message, example());
            }
            _ => {}
        }
    }

    fn refuse(
        &mut self,
        code: &'static str,
        node: &Node,
        message: impl Into<String>,
        help: String,
    ) {
        self.error(code, node.span, message).help.push(help);
    }

    fn boolean(&mut self, node: &Node, scalar: &Scalar) {
        if scalar.as_bool().is_some() {
            return;
        }
        let message = format!("{} is not a boolean", quoted(&scalar.text));
        let meant = match scalar.text.to_ascii_lowercase().as_str() {
            "true" | "yes" | "on" | "y" | "1" => Some(true),
            "false" | "no" | "off" | "n" | "0" => Some(false),
            _ => None,
        };
        let help = match meant {
            Some(meant) => format!("write `{meant}`, without quotes"),
            None => "write `true` or `false`".to_owned(),
        };
        self.error(codes::NOT_A_BOOLEAN, node.span, message)
            .help
            .push(help);
    }

    fn number(&mut self, node: &Node, scalar: &Scalar, shape: &Shape) {
        let good = match shape {
            Shape::Count => scalars::count(scalar).is_some(),
            _ => scalars::integer(scalar).is_some(),
        };
        if good {
            return;
        }
        let message = format!("{} is not {}", quoted(&scalar.text), shape.describe());
        let plain = Scalar {
            text: scalar.text.clone(),
            style: Style::Plain,
        };
        let help = if scalar.style == Style::Quoted && scalars::integer(&plain).is_some() {
            "remove the quotes"
        } else if shape_of_number(&scalar.text) {
            "numbers have 64 bits: up to 9223372036854775807"
        } else {
            "write decimal digits without a leading zero, for example `255`"
        };
        self.error(codes::NOT_A_NUMBER, node.span, message)
            .help
            .push(help.to_owned());
    }

    fn word(&mut self, node: &Node, scalar: &Scalar, words: &[&'static str]) {
        let text = scalar.text.as_str();
        if words.contains(&text) {
            return;
        }
        let message = format!("{} is not possible here", quoted(text));
        let mut help = vec![format!("possible is {}", one_of(words))];
        if let Some(meant) = closest(text, words.iter().copied()) {
            help.insert(0, format!("did you mean `{meant}`?"));
        }
        self.error(codes::NOT_ONE_OF, node.span, message).help = help;
    }

    /// `clear` distinguishes the empty text, null and the empty list.
    pub(super) fn clear(&mut self, node: &Node) {
        if scalars::clear(node).is_some() {
            return;
        }
        let message = format!(
            "a clear is `''`, `null` or `[]`, and this is {}",
            found(node)
        );
        self.error(codes::BAD_CLEAR, node.span, message)
            .help
            .push("remove the key if the provider documents no way to clear the field".to_owned());
    }
}

/// `{name}` without quotes: a map with one key and no value.
fn looks_unquoted(node: &Node) -> bool {
    match &node.kind {
        Kind::Map(entries) => matches!(
            entries.as_slice(),
            [(_, value)] if value.scalar().is_some_and(|scalar| scalar.style == Style::Plain && scalar.text.is_empty())
        ),
        _ => false,
    }
}

/// Whether a text is a number but for its size.
fn shape_of_number(text: &str) -> bool {
    text.len() > 18 && text.bytes().all(|byte| byte.is_ascii_digit())
}
