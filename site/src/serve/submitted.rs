//! What a browser sends: the names and values of the form.

use std::fmt;

/// The names and values of a form. `Debug` shows only their number, because the values are personal data.
#[derive(Clone, Default)]
pub(super) struct Submitted {
    pairs: Vec<(String, String)>,
    start: Start,
}

/// Where the contact comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) enum Start {
    /// From the form.
    #[default]
    Form,
    /// From the contact that the page shows at first.
    Sample,
    /// From no data.
    Empty,
}

/// The side that a person changed last. The other side follows it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Edited {
    /// The inputs of the form.
    Form,
    /// The JSON.
    Json,
}

impl fmt::Debug for Submitted {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "Submitted({} values, {:?})",
            self.pairs.len(),
            self.start
        )
    }
}

impl Submitted {
    /// Reads a form as HTML sends it. Every input is a form; bytes that are not UTF-8 become replacement characters.
    pub(super) fn read(body: &[u8]) -> Submitted {
        let pairs = form_urlencoded::parse(body);
        Submitted {
            pairs: pairs
                .map(|(name, value)| (name.into(), lines(&value)))
                .collect(),
            start: Start::Form,
        }
    }

    /// Returns the form of a person who has not typed yet.
    pub(super) fn sample() -> Submitted {
        Submitted {
            pairs: Vec::new(),
            start: Start::Sample,
        }
    }

    /// Returns the form of a person who wants to begin without data.
    pub(super) fn empty() -> Submitted {
        Submitted {
            pairs: Vec::new(),
            start: Start::Empty,
        }
    }

    /// Returns where the contact comes from.
    pub(super) fn start(&self) -> Start {
        self.start
    }

    /// Returns the side that was changed last.
    pub(super) fn edited(&self) -> Edited {
        match self.value("edited") {
            Some("json") => Edited::Json,
            Some(_) | None => Edited::Form,
        }
    }

    /// Returns the value of a name. If there are several, the last one counts.
    pub(super) fn value(&self, name: &str) -> Option<&str> {
        let mut pairs = self.pairs.iter().rev();
        pairs
            .find(|(it, _)| it == name)
            .map(|(_, value)| value.as_str())
    }

    /// Returns the value of a name if there is one with a character.
    pub(super) fn filled(&self, name: &str) -> Option<&str> {
        self.value(name).filter(|value| !value.is_empty())
    }

    /// Returns whether one of the values of a name is this one.
    pub(super) fn has(&self, name: &str, value: &str) -> bool {
        self.pairs
            .iter()
            .any(|(it, given)| it == name && given == value)
    }
}

/// Returns a text with the line ends that browsers change back.
fn lines(text: &str) -> String {
    text.replace("\r\n", "\n")
}

#[cfg(test)]
mod tests {
    use super::{Edited, Submitted};

    #[test]
    fn reads_names_and_values() {
        let form = Submitted::read(b"a=1&a=2&b=%C3%A4+%3C&c=x%0D%0Ay&edited=json&&=&%FF=%FF");
        assert_eq!(form.value("a"), Some("2"));
        assert!(form.has("a", "1") && form.has("a", "2"));
        assert_eq!(form.value("b"), Some("ä <"));
        assert_eq!(form.value("c"), Some("x\ny"));
        assert_eq!(form.edited(), Edited::Json);
        assert_eq!(format!("{form:?}"), "Submitted(7 values, Form)");
    }
}
