//! The tests that recognize a case.

use std::fmt;

use super::facets::Pattern;
use super::response_place::BodyPlaces;

/// The tests of a case. All of them have to hold.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct ResponseMatch {
    /// The statuses, of which it has one. An empty list allows every status.
    pub statuses: Vec<StatusRange>,
    /// Tests of headers, by name.
    pub headers: Vec<(String, PlaceTest)>,
    /// Tests of places in the body.
    pub body: Vec<BodyTest>,
    /// The codes, of which it has one. An empty list allows every code, and a response without one.
    pub codes: Vec<String>,
}

impl ResponseMatch {
    /// Returns the number of tests of headers, places in the body, and the code.
    #[must_use]
    pub fn count_tests(&self) -> usize {
        self.headers.len() + self.body.len() + usize::from(!self.codes.is_empty())
    }
}

/// A range of HTTP statuses: one status, or a class such as `2xx`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct StatusRange {
    /// The first status.
    pub first: u16,
    /// The last status.
    pub last: u16,
}

impl StatusRange {
    /// Returns whether the range has a status.
    #[must_use]
    pub fn contains(self, status: u16) -> bool {
        (self.first..=self.last).contains(&status)
    }
}

impl fmt::Display for StatusRange {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.first == self.last {
            true => write!(f, "{}", self.first),
            false => write!(f, "{}xx", self.first / 100),
        }
    }
}

/// A test of a place in the body.
#[derive(Debug, Clone, PartialEq)]
pub struct BodyTest {
    /// The place.
    pub at: BodyPlaces,
    /// The test.
    pub test: PlaceTest,
}

/// A test of a header, or of the values at a place.
#[derive(Debug, Clone, PartialEq)]
pub enum PlaceTest {
    /// There is a value, or there is none. A JSON null is no value.
    Present(bool),
    /// At least one value passes the test.
    Any(ValueTest),
    /// There is a value, and every value passes the test.
    Every(ValueTest),
}

impl PlaceTest {
    /// Returns the test of single values.
    #[must_use]
    pub fn value(&self) -> Option<&ValueTest> {
        match self {
            PlaceTest::Present(_) => None,
            PlaceTest::Any(test) | PlaceTest::Every(test) => Some(test),
        }
    }
}

impl fmt::Display for PlaceTest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            PlaceTest::Present(true) => f.write_str("present"),
            PlaceTest::Present(false) => f.write_str("absent"),
            PlaceTest::Any(test) => write!(f, "any item {test}"),
            PlaceTest::Every(test) => test.fmt(f),
        }
    }
}

/// The conditions of one value, which all have to hold. A value is compared by its text: that of a string, the spelling of a
/// number, `true` or `false`, or the text of an element.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct ValueTest {
    /// The value is one of these texts. An empty list allows every text.
    pub one_of: Vec<String>,
    /// The value is none of these texts.
    pub none_of: Vec<String>,
    /// The value is a whole number of at least this.
    pub minimum: Option<i64>,
    /// The value is a whole number of at most this.
    pub maximum: Option<i64>,
    /// The whole value matches this pattern.
    pub matches: Option<Pattern>,
}

impl fmt::Display for ValueTest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut parts = Vec::new();
        if !self.one_of.is_empty() {
            parts.push(format!("one of {}", self.one_of.join(", ")));
        }
        if !self.none_of.is_empty() {
            parts.push(format!("none of {}", self.none_of.join(", ")));
        }
        parts.extend(self.minimum.map(|bound| format!("at least {bound}")));
        parts.extend(self.maximum.map(|bound| format!("at most {bound}")));
        let pattern = self.matches.as_ref();
        parts.extend(pattern.map(|pattern| format!("matches {}", pattern.source)));
        f.write_str(&parts.join(", "))
    }
}
