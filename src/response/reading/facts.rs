//! What every case has: state, retry and session, and the code, the message and the reports of the provider.

use std::fmt;

use super::case::{Case, ItemReports, Reports, RetryRule, TextPlace, TextSource};
use super::document::{Kind, Markup, Node};
use super::incoming::Incoming;
use super::place::Places;
use super::retry_after;
use super::{Reported, Retry, Session, State, UnexpectedReason};
use crate::emitted::Masked;

/// What every case has.
#[derive(Clone, PartialEq, Eq)]
pub struct Facts {
    state: State,
    retry: Retry,
    session: Session,
    code: Option<String>,
    message: Option<String>,
    violations: Vec<Reported>,
}

/// The fields of a request as a provider names them in a report, each with its logical path, which it may also use.
pub type ReportedNames<'t> = &'t [(&'t str, &'t str)];

/// The most reports that are read from one response.
const MOST_REPORTS: usize = 10_000;

/// The most bytes in the names, codes and messages of these reports. A tree repeats the names around its texts, so that its
/// reports can be much larger than the body.
const MOST_REPORT_BYTES: usize = 4 << 20;

impl Facts {
    /// Reads the facts of a case that matches.
    ///
    /// # Errors
    /// Fails if the reports are nested too deeply, or if the case depends on the code and the code cannot be read.
    pub fn read(
        case: &Case<'_>,
        incoming: &Incoming<'_, '_>,
        root: Option<(&Node<'_>, Markup)>,
        names: ReportedNames<'_>,
    ) -> Result<Self, UnexpectedReason> {
        let code = case.read_code(incoming, root)?;
        let (state, retry, session) = case.effects_of(code.as_deref());
        let mut violations = Vec::new();
        if let (Some(reports), Some((root, markup))) = (case.reports, root) {
            let mut reader = ReportReader {
                markup,
                names,
                found: Vec::new(),
                bytes_left: MOST_REPORT_BYTES,
            };
            match reports {
                Reports::Each(reports) => reader.each(root, &reports.items, &reports)?,
                Reports::Tree(places) => reader.trees(root, &places)?,
            }
            violations = reader.found;
        }
        let message = case.message.and_then(|it| it.read(incoming, root));
        // A text at the place of the reports is the message itself.
        violations.retain(|it| {
            it.path().is_some()
                || it.wire().is_some()
                || it.code().is_some()
                || it.message() != message.as_deref()
        });
        Ok(Facts {
            state,
            retry: match retry {
                RetryRule::Never => Retry::Never,
                RetryRule::Safe => Retry::Safe,
                RetryRule::Later => Retry::Later(None),
                RetryRule::After(header) => {
                    let header = incoming.parts().header(header);
                    Retry::Later(header.and_then(retry_after::wait))
                }
                RetryRule::AfterField(places) => {
                    let places = &[TextPlace::Body(places)];
                    let source = TextSource {
                        places,
                        after: None,
                        before: None,
                    };
                    let text = source.read(incoming, root);
                    Retry::Later(text.and_then(|text| retry_after::wait(text.as_bytes())))
                }
            },
            session,
            message,
            code,
            violations,
        })
    }

    /// Returns the state of the call.
    pub const fn state(&self) -> State {
        self.state
    }

    /// Returns whether and when to send the request again.
    pub const fn retry(&self) -> Retry {
        self.retry
    }

    /// Returns what happens to the session.
    pub const fn session(&self) -> Session {
        self.session
    }

    /// Returns the provider's code.
    pub fn code(&self) -> Option<&str> {
        self.code.as_deref()
    }

    /// Returns the provider's message.
    pub fn message(&self) -> Option<&str> {
        self.message.as_deref()
    }

    /// Returns the reports about single fields.
    pub fn violations(&self) -> &[Reported] {
        &self.violations
    }
}

impl fmt::Debug for Facts {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Facts")
            .field("state", &self.state)
            .field("retry", &self.retry)
            .field("session", &self.session)
            .field("code", &self.code.as_ref().map(|_| Masked))
            .field("message", &self.message.as_ref().map(|_| Masked))
            .field("violations", &self.violations)
            .finish()
    }
}

/// Reads reports, until there are too many of them or they are too large.
struct ReportReader<'n> {
    markup: Markup,
    names: ReportedNames<'n>,
    found: Vec<Reported>,
    bytes_left: usize,
}

impl ReportReader<'_> {
    /// Reads the items at a place, and those below them.
    fn each(
        &mut self,
        node: &Node<'_>,
        items: &Places<'_>,
        reports: &ItemReports<'_>,
    ) -> Result<(), UnexpectedReason> {
        let Ok((nodes, _)) = items.find(node, self.markup) else {
            return Ok(());
        };
        for item in nodes.as_slice() {
            if self.is_full() {
                return Ok(());
            }
            // A node that is nested too deeply has no kind.
            item.kind()?;
            let markup = self.markup;
            let [path, code, message] = [&reports.path, &reports.code, &reports.message]
                .map(|places| first_text(item, places, markup));
            if path.is_some() || code.is_some() || message.is_some() {
                self.push(path, code, message);
            }
            if !reports.nested.of(self.markup).is_empty() {
                self.each(item, &reports.nested, reports)?;
            }
        }
        Ok(())
    }

    fn trees(&mut self, root: &Node<'_>, places: &Places<'_>) -> Result<(), UnexpectedReason> {
        let Ok((nodes, _)) = places.find(root, self.markup) else {
            return Ok(());
        };
        for node in nodes.as_slice() {
            self.tree(node, &mut String::new())?;
        }
        Ok(())
    }

    /// Reads the texts of a tree. `path` has the names around the node, and is the same afterwards.
    fn tree(&mut self, node: &Node<'_>, path: &mut String) -> Result<(), UnexpectedReason> {
        if self.is_full() {
            return Ok(());
        }
        match node.kind()? {
            Kind::List => {
                for item in node.items().unwrap_or_default() {
                    self.tree(item, path)?;
                }
            }
            Kind::Object | Kind::Element if !node.members().is_empty() => {
                for (name, member) in node.members() {
                    let length = path.len();
                    if length > 0 {
                        path.push('.');
                    }
                    path.push_str(name);
                    self.tree(member, path)?;
                    path.truncate(length);
                }
            }
            Kind::Null
            | Kind::Object
            | Kind::Element
            | Kind::String
            | Kind::Number
            | Kind::Boolean
            | Kind::Attribute
            | Kind::Unshaped => {
                if let Some(text) = node.text().map(str::trim).filter(|it| !it.is_empty()) {
                    let path = (!path.is_empty()).then_some(path.as_str());
                    self.push(path, None, Some(text));
                }
            }
        }
        Ok(())
    }

    const fn is_full(&self) -> bool {
        self.found.len() >= MOST_REPORTS || self.bytes_left == 0
    }

    fn push(&mut self, wire: Option<&str>, code: Option<&str>, message: Option<&str>) {
        let size = [wire, code, message]
            .into_iter()
            .flatten()
            .map(str::len)
            .sum();
        let Some(left) = self.bytes_left.checked_sub(size) else {
            self.bytes_left = 0;
            return;
        };
        self.bytes_left = left;
        let mut reported = Reported::new();
        if let Some(wire) = wire {
            if let Some(path) = logical_path(wire, self.names) {
                reported = reported.with_path(path);
            }
            reported = reported.with_wire(wire);
        }
        if let Some(code) = code {
            reported = reported.with_code(code);
        }
        if let Some(message) = message {
            reported = reported.with_message(message);
        }
        self.found.push(reported);
    }
}

/// Returns the first text at a place, unless it is blank.
fn first_text<'n>(node: &'n Node<'_>, places: &Places<'_>, markup: Markup) -> Option<&'n str> {
    let (nodes, _) = places.find(node, markup).ok()?;
    let mut nodes = nodes.as_slice().iter().copied();
    let text = nodes.find_map(Node::text)?.trim();
    (!text.is_empty()).then_some(text)
}

/// Returns the logical path of a field as a provider names it: `voice`, `/contact/voice`, `lines[2]` or `lines.2`. The indices
/// of the provider count from 0 and are kept.
fn logical_path(wire: &str, names: ReportedNames<'_>) -> Option<String> {
    let (mut key, mut indices) = (String::new(), Vec::new());
    for step in wire
        .split(['.', '/', '[', ']'])
        .filter(|step| !step.is_empty())
    {
        if step.bytes().all(|byte| byte.is_ascii_digit()) {
            key.push_str("[]");
            indices.push(step);
        } else {
            if !key.is_empty() {
                key.push('.');
            }
            key.push_str(step);
        }
    }
    // The names on the wire come before the logical ones, and exact names before those without their lists.
    let logical = || names.iter().map(|(_, logical)| (logical, logical));
    let all = || {
        names
            .iter()
            .map(|(name, logical)| (name, logical))
            .chain(logical())
    };
    let plain = key.replace("[]", "");
    let exact = all().find(|(name, _)| **name == key);
    let found = exact.or_else(|| all().find(|(name, _)| name.replace("[]", "") == plain));
    let (_, logical) = found?;
    let mut path = String::new();
    let mut indices = indices.into_iter();
    for (at, part) in logical.split("[]").enumerate() {
        if at > 0
            && let Some(index) = indices.next()
        {
            path.push_str(&format!("[{index}]"));
        }
        path.push_str(part);
    }
    // A list that the schema describes by its name only, and the provider names an item of it.
    if let Some(index) = indices.next().filter(|_| !logical.contains("[]")) {
        path.push_str(&format!("[{index}]"));
    }
    Some(path)
}
