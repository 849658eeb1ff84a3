//! The cases of an operation, and how a response is recognized. The first case that matches counts.
//!
//! Generated code has the cases as constants. The interpreter makes them from a plan.

use super::document::{Document, LineRules, Markup, Namespaces, Node, TreePlaces};
use super::incoming::Incoming;
use super::place::{Places, Step, WrongStep};
use super::{Session, State, UnexpectedReason};
use crate::pattern::Pattern;

/// A case.
#[derive(Clone, Copy, Debug)]
pub struct Case<'t> {
    /// Its name in the schema.
    pub name: &'t str,
    /// The first and the last status of each range. An empty list allows every status.
    pub statuses: &'t [(u16, u16)],
    /// Tests of headers.
    pub headers: &'t [(&'t str, PlaceTest<'t>)],
    /// Tests of places in the body.
    pub body: &'t [(Places<'t>, PlaceTest<'t>)],
    /// The codes, of which the response has one. An empty list allows every code.
    pub with_codes: &'t [&'t str],
    /// The formats of the body. If there is none, the body is not read.
    pub formats: &'t [ReadFormat<'t>],
    /// The namespaces of names in XML.
    pub namespaces: Namespaces<'t>,
    /// The state of the call.
    pub state: State,
    /// Whether and when to send the request again.
    pub retry: RetryRule<'t>,
    /// What happens to the session.
    pub session: Session,
    /// The place of the code.
    pub code: Option<TextSource<'t>>,
    /// What some codes change. If there are any, a code that cannot be read makes the response unexpected.
    pub known_codes: &'t [KnownCode<'t>],
    /// The place of the message.
    pub message: Option<TextSource<'t>>,
    /// What is reported about single fields.
    pub reports: Option<Reports<'t>>,
}

/// A format of a body.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ReadFormat<'t> {
    /// JSON.
    Json,
    /// A single JSON value without parts.
    Scalar,
    /// XML.
    Xml,
    /// XML with a value that is a tree. All cases of an operation have the same. Its places are those of JSON.
    Tree(TreePlaces<'t>),
    /// Lines, each with a name and a value. All cases of an operation have the same rules.
    Lines(LineRules<'t>),
    /// Text of any content.
    Text,
    /// No body, or a blank one.
    Empty,
}

/// A test of a header, or of the values at a place.
#[derive(Clone, Copy, Debug)]
pub enum PlaceTest<'t> {
    /// There is a value, or there is none.
    Present(bool),
    /// At least one value passes.
    Any(ValueTest<'t>),
    /// There is a value, and every value passes.
    Every(ValueTest<'t>),
}

/// The conditions of a value, which all have to hold.
#[derive(Clone, Copy, Debug, Default)]
pub struct ValueTest<'t> {
    /// The value is one of these. An empty list allows every value.
    pub one_of: &'t [&'t str],
    /// The value is none of these.
    pub none_of: &'t [&'t str],
    /// The value is a whole number of at least this.
    pub minimum: Option<i64>,
    /// The value is a whole number of at most this.
    pub maximum: Option<i64>,
    /// The value matches this pattern.
    pub matches: Option<&'t Pattern>,
}

/// Whether and when to send a request again.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RetryRule<'t> {
    /// Never.
    Never,
    /// At once.
    Safe,
    /// Later.
    Later,
    /// After the time in this header.
    After(&'t str),
    /// After the time at these places in the body.
    AfterField(Places<'t>),
}

/// The places of a text.
#[derive(Clone, Copy, Debug)]
pub struct TextSource<'t> {
    /// The places. The first one with a text counts.
    pub places: &'t [TextPlace<'t>],
    /// The text begins behind this separator.
    pub after: Option<&'t str>,
    /// The text ends before this separator.
    pub before: Option<&'t str>,
}

/// A place of a text.
#[derive(Clone, Copy, Debug)]
pub enum TextPlace<'t> {
    /// A header.
    Header(&'t str),
    /// Places in the body.
    Body(Places<'t>),
}

/// What a code changes.
#[derive(Clone, Copy, Debug)]
pub struct KnownCode<'t> {
    /// The code.
    pub code: &'t str,
    /// The state, if it is not that of the case.
    pub state: Option<State>,
    /// Whether and when to send again, if it is not that of the case.
    pub retry: Option<RetryRule<'t>>,
    /// What happens to the session, if it is not that of the case.
    pub session: Option<Session>,
}

/// What a response reports about single fields.
#[derive(Clone, Copy, Debug)]
pub enum Reports<'t> {
    /// One report for each item.
    Each(ItemReports<'t>),
    /// One report for each text in a tree.
    Tree(Places<'t>),
}

/// Reports of which each is an item.
#[derive(Clone, Copy, Debug)]
pub struct ItemReports<'t> {
    /// The items.
    pub items: Places<'t>,
    /// The name of the field in an item.
    pub path: Places<'t>,
    /// The code in an item.
    pub code: Places<'t>,
    /// The message in an item.
    pub message: Places<'t>,
    /// The items below an item.
    pub nested: Places<'t>,
}

/// The first test of a case that a response fails. The numbers are those in the lists of the case.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FailedTest {
    /// The status is none of those of the case.
    Status,
    /// The test of a header.
    Header(usize),
    /// The test of a place in the body.
    Body(usize),
    /// The code is none of those of the case.
    Code,
}

/// Returns the first test of each case that a response fails. A case whose body is not readable has `None`.
pub fn failed_tests(incoming: &Incoming<'_, '_>, cases: &[Case<'_>]) -> Vec<Option<FailedTest>> {
    let failed = cases.iter().map(|case| match case.failed_test(incoming) {
        // `select` found no case, so a case with these values has another code.
        Ok(None) => Some(FailedTest::Code),
        Ok(Some(test)) => Some(test),
        Err(_) => None,
    });
    failed.collect()
}

/// The body of a response, if the case reads it.
pub(crate) type ReadBody<'i, 'r> = Option<(&'i Document<'r>, Markup)>;

/// Finds the first case that matches. Returns its number and the body, if the case reads it.
///
/// # Errors
/// Fails if no case matches, or if the body that the case reads is not well formed. It also fails if a case before it could
/// not read the body, and the case that matches is a success that does not look at the body: nobody knows which case the
/// whole body would have matched. It fails as well if the code of a case that it looks at cannot be read, and the case depends
/// on the code.
pub fn select<'i, 'r>(
    incoming: &'i Incoming<'_, 'r>,
    cases: &[Case<'_>],
) -> Result<(usize, ReadBody<'i, 'r>), UnexpectedReason> {
    let mut reason = UnexpectedReason::NoCase;
    for (number, case) in cases.iter().enumerate() {
        match case.failed_test(incoming) {
            Ok(None) => {
                let document = incoming.document(case)?;
                let root = document.map(|(document, markup)| (document.root(), markup));
                if !case.has_code(incoming, root)? {
                    continue;
                }
                let is_unread = document.is_none() && reason != UnexpectedReason::NoCase;
                return match is_unread && case.state.is_accepted() {
                    true => Err(reason),
                    false => Ok((number, document)),
                };
            }
            Ok(Some(_)) => {}
            Err(found) if reason == UnexpectedReason::NoCase => reason = found,
            Err(_) => {}
        }
    }
    Err(reason)
}

impl<'t> Case<'t> {
    /// Returns a case that every response matches, and that does not read the body.
    pub const fn new(name: &'t str, state: State) -> Self {
        Case {
            name,
            statuses: &[],
            headers: &[],
            body: &[],
            with_codes: &[],
            formats: &[],
            namespaces: &[],
            state,
            retry: RetryRule::Never,
            session: Session::Keep,
            code: None,
            known_codes: &[],
            message: None,
            reports: None,
        }
    }

    /// Calls a function with the places that the tests, the code, the message and a tree of reports describe.
    pub(super) fn each_place(&self, mut see: impl FnMut(&Places<'t>)) {
        self.body.iter().for_each(|(places, _)| see(places));
        let texts = self.code.iter().chain(&self.message);
        for place in texts.flat_map(|text| text.places) {
            match place {
                TextPlace::Header(_) => {}
                TextPlace::Body(places) => see(places),
            }
        }
        match &self.reports {
            Some(Reports::Tree(places)) => see(places),
            // The items are those of a field.
            Some(Reports::Each(_)) | None => {}
        }
    }

    /// Returns the first test that fails, apart from that of the code.
    ///
    /// # Errors
    /// Fails if the status and the headers match, but the body is not in a format of the case.
    pub(super) fn failed_test(
        &self,
        incoming: &Incoming<'_, '_>,
    ) -> Result<Option<FailedTest>, UnexpectedReason> {
        let status = incoming.parts().status();
        let has_status = |(first, last): &(u16, u16)| (*first..=*last).contains(&status);
        if !self.statuses.is_empty() && !self.statuses.iter().any(has_status) {
            return Ok(Some(FailedTest::Status));
        }
        let fails =
            |(name, test): &(&str, PlaceTest<'_>)| !test.passes(incoming.header_texts(name));
        if let Some(at) = self.headers.iter().position(fails) {
            return Ok(Some(FailedTest::Header(at)));
        }
        incoming.check_blank(self)?;
        // A case with tests needs a body that is well formed. Without tests, `select` reports the body.
        let document = match incoming.document(self) {
            Ok(document) => document,
            Err(_) if self.body.is_empty() && self.with_codes.is_empty() => return Ok(None),
            Err(reason) => return Err(reason),
        };
        if !self.body.is_empty() {
            let Some((document, markup)) = document else {
                return Ok(Some(FailedTest::Body(0)));
            };
            let root = document.root();
            let fails = |(places, test): &(Places<'_>, PlaceTest<'_>)| {
                // A value of the wrong kind passes no test, and neither does a repeated member.
                !places.find(root, markup).is_ok_and(|(nodes, _)| {
                    let values = nodes.as_slice().iter().filter(|node| !node.is_null());
                    test.passes(values.map(|node| node.text()))
                })
            };
            return Ok(self.body.iter().position(fails).map(FailedTest::Body));
        }
        Ok(None)
    }

    /// Returns whether the response has a code of the case, or the case matches with every code.
    ///
    /// # Errors
    /// Fails if the code cannot be read, and the case depends on it.
    fn has_code(
        &self,
        incoming: &Incoming<'_, '_>,
        root: Option<(&Node<'_>, Markup)>,
    ) -> Result<bool, UnexpectedReason> {
        if !self.with_codes.is_empty() {
            let codes = match self.code {
                Some(code) => code.find(incoming, root)?,
                None => Vec::new(),
            };
            let known = codes.iter().filter(|code| self.with_codes.contains(code));
            match known.count() {
                0 => return Ok(false),
                count if count < codes.len() => return Err(several_codes()),
                _ => {}
            }
        }
        if !self.known_codes.is_empty() {
            self.read_code(incoming, root)?;
        }
        Ok(true)
    }

    /// Returns the code.
    ///
    /// # Errors
    /// Fails if the case depends on the code, and the code cannot be read, or several codes mean different things.
    pub(super) fn read_code(
        &self,
        incoming: &Incoming<'_, '_>,
        root: Option<(&Node<'_>, Markup)>,
    ) -> Result<Option<String>, UnexpectedReason> {
        let Some(source) = self.code else {
            return Ok(None);
        };
        let codes = match source.find(incoming, root) {
            Ok(codes) => codes,
            Err(_) if self.with_codes.is_empty() && self.known_codes.is_empty() => return Ok(None),
            Err(reason) => return Err(reason),
        };
        let mut codes = codes.into_iter();
        let Some(first) = codes.next() else {
            return Ok(None);
        };
        let effects = self.effects_of(Some(first));
        match codes.all(|code| self.effects_of(Some(code)) == effects) {
            true => Ok(Some(first.to_owned())),
            false => Err(several_codes()),
        }
    }

    /// Returns the state, the retry and the session that the case has with a code.
    pub(super) fn effects_of(&self, code: Option<&str>) -> (State, RetryRule<'t>, Session) {
        let known = code.and_then(|code| self.known_codes.iter().find(|it| it.code == code));
        (
            known.and_then(|it| it.state).unwrap_or(self.state),
            known.and_then(|it| it.retry).unwrap_or(self.retry),
            known.and_then(|it| it.session).unwrap_or(self.session),
        )
    }
}

/// Returns the reason for a response with several codes, of which nobody knows which one counts.
fn several_codes() -> UnexpectedReason {
    UnexpectedReason::Repeated {
        place: "code".to_owned(),
    }
}

impl PlaceTest<'_> {
    /// Returns whether values pass. A value that is no text is `None`.
    fn passes<'v>(&self, mut values: impl Iterator<Item = Option<&'v str>>) -> bool {
        let passes =
            |value: Option<&str>, test: &ValueTest<'_>| value.is_some_and(|it| test.passes(it));
        match self {
            PlaceTest::Present(present) => values.next().is_some() == *present,
            PlaceTest::Any(test) => values.any(|value| passes(value, test)),
            PlaceTest::Every(test) => {
                let mut values = values.peekable();
                values.peek().is_some() && values.all(|value| passes(value, test))
            }
        }
    }
}

impl ValueTest<'_> {
    /// Allows every value.
    pub const ANY: Self = ValueTest {
        one_of: &[],
        none_of: &[],
        minimum: None,
        maximum: None,
        matches: None,
    };

    fn passes(&self, value: &str) -> bool {
        let number = || value.trim().parse::<i64>().ok();
        (self.one_of.is_empty() || self.one_of.contains(&value))
            && !self.none_of.contains(&value)
            && self
                .minimum
                .is_none_or(|bound| number().is_some_and(|it| it >= bound))
            && self
                .maximum
                .is_none_or(|bound| number().is_some_and(|it| it <= bound))
            && self.matches.is_none_or(|pattern| pattern.is_match(value))
    }
}

impl TextSource<'_> {
    /// Returns the first text that is not blank, without white space around it.
    pub(super) fn read(
        &self,
        incoming: &Incoming<'_, '_>,
        root: Option<(&Node<'_>, Markup)>,
    ) -> Option<String> {
        let texts = self.find(incoming, root).ok()?;
        texts.first().map(|text| (*text).to_owned())
    }

    /// Returns the texts at the first place with a text that is not blank. Of the items of a list, the first text counts.
    ///
    /// # Errors
    /// Fails if a member on the way to a place is repeated, or if a value there is not Unicode text. Nobody knows which text
    /// the provider means, so the places after it do not count.
    fn find<'n>(
        &self,
        incoming: &'n Incoming<'_, '_>,
        root: Option<(&'n Node<'_>, Markup)>,
    ) -> Result<Vec<&'n str>, UnexpectedReason> {
        for place in self.places {
            let mut texts: Vec<&'n str> = Vec::new();
            match place {
                TextPlace::Header(name) => {
                    for text in incoming.header_texts(name) {
                        texts.extend(self.cut(text.ok_or(UnexpectedReason::NotText)?));
                    }
                }
                TextPlace::Body(places) => {
                    let Some((root, markup)) = root else { continue };
                    let (nodes, place) = match places.find(root, markup) {
                        Ok(found) => found,
                        Err(WrongStep::Kind) => continue,
                        Err(WrongStep::Repeated) => return Err(several_codes()),
                    };
                    for node in nodes.as_slice() {
                        node.kind()?;
                        texts.extend(node.text().and_then(|text| self.cut(text)));
                        if !texts.is_empty() && place.contains(&Step::Items) {
                            break;
                        }
                    }
                }
            }
            if !texts.is_empty() {
                return Ok(texts);
            }
        }
        Ok(Vec::new())
    }

    /// Returns the part between the separators. Returns `None` if it is blank.
    fn cut<'s>(&self, text: &'s str) -> Option<&'s str> {
        let text = match self.after.and_then(|separator| text.split_once(separator)) {
            Some((_, rest)) => rest,
            None => text,
        };
        let text = match self.before.and_then(|separator| text.split_once(separator)) {
            Some((part, _)) => part,
            None => text,
        };
        let text = text.trim();
        (!text.is_empty()).then_some(text)
    }
}
