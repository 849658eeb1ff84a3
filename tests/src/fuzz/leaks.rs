//! Checks that no value is shown: puts recognisable texts into the input and searches everything that is shown.

use std::fmt::Debug;

use wireform::{HttpRequest, Violations};
use wireform_codegen::plan::Location;
use wireform_interpret::{Call, Credentials, Input, Value, Values};

/// A text that the mutator puts into values and that occurs nowhere else.
const MARKER: &str = "M4RK3R";

/// The text of every secret credential.
pub(super) const SECRET: &str = "S3CR3T-pass-0123";

/// The text of every credential that is not secret.
pub(super) const PUBLIC: &str = "PUBL1C-name-0123";

/// Returns whether an input has the marker in a value and nowhere else.
pub(super) struct Marked {
    looked_for: bool,
    secret: bool,
}

impl Marked {
    pub(super) fn of<'i>(inputs: impl IntoIterator<Item = Option<&'i Input>>) -> Self {
        let mut keys = 0;
        let mut marked = 0;
        let mut secrets = 0;
        for input in inputs.into_iter().flatten() {
            walk(input, &mut |text, is_key| {
                keys += usize::from(is_key && text.contains(MARKER));
                marked += usize::from(!is_key && text.contains(MARKER));
                secrets += usize::from(text.contains("S3CR3T"));
            });
        }
        // Messages may name keys, because a program writes them.
        Self {
            looked_for: keys == 0 && marked > 0,
            secret: secrets == 0,
        }
    }

    /// Checks that `Debug` does not show a value.
    pub(super) fn check(&self, what: &str, thing: &impl Debug) {
        if self.looked_for {
            let shown = format!("{thing:?}{thing:#?}");
            assert!(!shown.contains(MARKER), "{what} show a value");
        }
    }

    pub(super) fn check_violations(&self, violations: &Violations) {
        for violation in violations.iter() {
            assert!(!violation.message().is_empty());
            assert!(
                !violation.message().contains(['\n', '\r']),
                "a message is one line"
            );
            if self.looked_for {
                let shown = format!(
                    "{violation} {violation:?} {} {}",
                    violation.label(),
                    violation.wire_path()
                );
                assert!(
                    !shown.contains(MARKER),
                    "a violation shows a value: {}",
                    violation.code()
                );
            }
        }
        if self.looked_for {
            let json = serde_json::to_string(violations).expect("JSON");
            assert!(
                !format!("{violations} {violations:?} {json}").contains(MARKER),
                "violations show a value"
            );
        }
    }

    /// Checks that `Debug` shows nothing of a contact, and that nothing shown to people has a credential.
    pub(super) fn check_request(
        &self,
        call: &Call<'_>,
        values: &Values,
        request: &HttpRequest,
        credentials: &Credentials,
    ) {
        // The path identifies the resource, and paths are logged.
        let in_path = call.operation().fields.iter_ids().any(|(at, field)| {
            field.location != Location::Body
                && field.ty.list().is_none()
                && matches!(values.get(at), Some(Value::Text(text)) if text.contains(MARKER))
        });
        if self.looked_for && !in_path {
            assert!(
                !format!("{request:?}{request:#?}").contains(MARKER),
                "Debug of a request shows a value"
            );
        }
        if self.secret {
            let body = String::from_utf8_lossy(&request.masked_body()).into_owned();
            let shown = format!(
                "{request:?} {credentials:?} {} {body}",
                request.masked_url()
            );
            assert!(!shown.contains(SECRET), "a credential shows");
        }
    }
}

fn walk(input: &Input, see: &mut impl FnMut(&str, bool)) {
    match input {
        Input::Plain(text) | Input::Text(text) => see(text, false),
        Input::List(items) => items.iter().for_each(|item| walk(item, see)),
        Input::Map(entries) => {
            for (key, value) in entries {
                see(key, true);
                walk(value, see);
            }
        }
        Input::Null
        | Input::Blank
        | Input::Integer(_)
        | Input::Number(_)
        | Input::Rounded
        | Input::Boolean(_)
        | Input::Broken => {}
    }
}
