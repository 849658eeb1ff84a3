//! A response that is being read. Its body is checked at most once in each format.

use std::cell::OnceCell;

use super::case::{Case, ReadFormat};
use super::document::{Document, Kind, LineRules, Markup, TreePlaces, checked_text};
use super::{ResponseParts, UnexpectedReason};

/// A response that is being read.
#[derive(Debug)]
pub struct Incoming<'p, 'r> {
    parts: &'p ResponseParts<'r>,
    text: OnceCell<Result<&'r str, UnexpectedReason>>,
    json: OnceCell<Result<Document<'r>, UnexpectedReason>>,
    xml: OnceCell<Result<Document<'r>, UnexpectedReason>>,
    tree: OnceCell<Result<Document<'r>, UnexpectedReason>>,
    lines: OnceCell<Result<Document<'r>, UnexpectedReason>>,
}

impl<'p, 'r> Incoming<'p, 'r> {
    /// Begins to read a response.
    pub const fn new(parts: &'p ResponseParts<'r>) -> Self {
        Incoming {
            parts,
            text: OnceCell::new(),
            json: OnceCell::new(),
            xml: OnceCell::new(),
            tree: OnceCell::new(),
            lines: OnceCell::new(),
        }
    }

    /// Returns the parts of the response.
    pub const fn parts(&self) -> &'p ResponseParts<'r> {
        self.parts
    }

    /// Returns the values of a header. A value that is not UTF-8 is `None`.
    pub(super) fn header_texts(&self, name: &str) -> impl Iterator<Item = Option<&'r str>> {
        let headers = self.parts.headers();
        headers
            .filter(move |(it, _)| it.eq_ignore_ascii_case(name))
            .map(|(_, value)| std::str::from_utf8(value).ok().map(str::trim))
    }

    /// Returns the value of the last cookie of a name that the response sets (RFC 6265 § 5.2).
    pub(super) fn cookie(&self, name: &str) -> Option<&'r str> {
        let cookies = self.header_texts("Set-Cookie").flatten();
        let pairs = cookies.filter_map(|text| {
            let (pair, _) = text.split_once(';').unwrap_or((text, ""));
            pair.split_once('=')
        });
        pairs
            .filter(|(found, _)| found.trim() == name)
            .map(|(_, value)| value.trim())
            .last()
    }

    /// Returns the body as text.
    ///
    /// # Errors
    /// Fails if the body is too large or is not UTF-8.
    pub fn text(&self) -> Result<&'r str, UnexpectedReason> {
        self.text.get_or_init(|| checked_text(self.parts)).clone()
    }

    /// Checks that the body is blank if the case has no other format.
    pub(super) fn check_blank(&self, case: &Case<'_>) -> Result<(), UnexpectedReason> {
        match case.formats {
            [ReadFormat::Empty] if !self.is_blank() => Err(UnexpectedReason::NotEmpty),
            [] | [..] => Ok(()),
        }
    }

    fn is_blank(&self) -> bool {
        self.parts.body().iter().all(u8::is_ascii_whitespace)
    }

    /// Returns the body in the format that the case reads. Returns `None` if the case does not read it, or if it is blank
    /// and the case allows that.
    ///
    /// # Errors
    /// Fails if the body is in no format of the case.
    pub fn document(
        &self,
        case: &Case<'_>,
    ) -> Result<Option<(&Document<'r>, Markup)>, UnexpectedReason> {
        let has = |format: ReadFormat<'_>| case.formats.contains(&format);
        if case.formats.is_empty() || (has(ReadFormat::Empty) && self.is_blank()) {
            return Ok(None);
        }
        if let Some(rules) = line_rules(case) {
            return self.lines(rules).map(Some);
        }
        let reads_json = has(ReadFormat::Json) || has(ReadFormat::Scalar);
        let is_xml = || Ok(self.text()?.trim_start().starts_with('<'));
        if let Some(tree) = tree_places(case)
            && (!reads_json || is_xml()?)
        {
            return self.tree(case, tree).map(Some);
        }
        let markup = match (reads_json, has(ReadFormat::Xml)) {
            (true, true) if is_xml()? => Markup::Xml,
            (true, _) => Markup::Json,
            (false, true) => Markup::Xml,
            (false, false) => {
                self.text()?;
                return Ok(None);
            }
        };
        if self.is_blank() {
            return Err(UnexpectedReason::Empty);
        }
        let cell = match markup {
            Markup::Json => &self.json,
            Markup::Xml => &self.xml,
        };
        let document =
            cell.get_or_init(|| Document::parse_in(self.text()?, markup, case.namespaces));
        let document = document.as_ref().map_err(Clone::clone)?;
        if markup == Markup::Json && !has(ReadFormat::Json) {
            match document.root().kind()? {
                Kind::List | Kind::Object => return Err(UnexpectedReason::NotScalar),
                Kind::Null
                | Kind::String
                | Kind::Number
                | Kind::Boolean
                | Kind::Element
                | Kind::Attribute
                | Kind::Unshaped => {}
            }
        }
        Ok(Some((document, markup)))
    }

    /// Returns the value in the body that is a tree.
    fn tree(
        &self,
        case: &Case<'_>,
        tree: &TreePlaces<'_>,
    ) -> Result<(&Document<'r>, Markup), UnexpectedReason> {
        if self.is_blank() {
            return Err(UnexpectedReason::Empty);
        }
        let read = || Document::parse_tree(self.text()?, case.namespaces, tree);
        let document = self.tree.get_or_init(read).as_ref();
        Ok((document.map_err(Clone::clone)?, Markup::Json))
    }

    /// Returns the body as lines.
    fn lines(&self, rules: &LineRules<'_>) -> Result<(&Document<'r>, Markup), UnexpectedReason> {
        if self.is_blank() {
            return Err(UnexpectedReason::Empty);
        }
        let read = || Document::parse_lines(self.text()?, rules);
        let document = self.lines.get_or_init(read).as_ref();
        Ok((document.map_err(Clone::clone)?, Markup::Xml))
    }
}

/// Returns how a case reads lines, if it does.
fn line_rules<'t>(case: &Case<'t>) -> Option<&'t LineRules<'t>> {
    case.formats.iter().find_map(|format| match format {
        ReadFormat::Lines(rules) => Some(rules),
        ReadFormat::Json
        | ReadFormat::Scalar
        | ReadFormat::Xml
        | ReadFormat::Tree(_)
        | ReadFormat::Text
        | ReadFormat::Empty => None,
    })
}

/// Returns where a case has a value that is a tree, if it has one.
fn tree_places<'t>(case: &Case<'t>) -> Option<&'t TreePlaces<'t>> {
    case.formats.iter().find_map(|format| match format {
        ReadFormat::Tree(tree) => Some(tree),
        ReadFormat::Json
        | ReadFormat::Scalar
        | ReadFormat::Xml
        | ReadFormat::Lines(_)
        | ReadFormat::Text
        | ReadFormat::Empty => None,
    })
}
