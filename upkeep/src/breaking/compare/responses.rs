//! Responses: how each is recognized, what it means, and what it says.

use wireform_codegen::plan::{
    Operation, Outcome, Plan, Reading, Response, ResponseBody, ResponseCode, ResponseSource, Retry,
    Session, StatusRange, TextPlace, TextSource,
};

use super::written::list_words;
use super::{At, Cases, Comparison, Formats, Pair, Side};
use crate::breaking::rules;

impl<'p> Comparison<'p> {
    /// Compares the responses to an operation.
    pub(super) fn responses(&mut self, operations: Pair<&'p Operation>) {
        let responses = operations.map(|it| it.responses.as_slice());
        let place = |name: &str| format!("{}.responses.{name}", operations.old.name);
        for old in responses.old {
            match responses.new.iter().find(|it| it.name == old.name) {
                Some(new) => {
                    let cases = Cases {
                        operations,
                        responses: Pair { old, new },
                    };
                    self.response(cases, responses, &place(&old.name));
                }
                None => {
                    let finding = self.report(&rules::RESPONSE_REMOVED, place(&old.name));
                    finding.old = Some(old.outcome.word().to_owned());
                }
            }
        }
        for new in responses.new {
            if !responses.old.iter().any(|it| it.name == new.name) {
                let finding = self.report(&rules::RESPONSE_ADDED, place(&new.name));
                finding.new = Some(new.outcome.word().to_owned());
            }
        }
        self.reading(operations);
    }

    fn response(&mut self, cases: Cases<'p>, all: Pair<&'p [Response]>, place: &str) {
        let responses = cases.responses;
        let is = |body: fn(&ResponseBody) -> bool| {
            let has = |case: &Response| case.body.iter().any(body);
            has(responses.old) && has(responses.new)
        };
        let at = At {
            side: Side::Response(cases),
            place: place.to_owned(),
            steps: Pair {
                old: Vec::new(),
                new: Vec::new(),
            },
            formats: Formats {
                json: is(ResponseBody::has_members),
                xml: is(ResponseBody::has_elements),
                query: false,
                form: false,
                lines: false,
            },
            origin: None,
        };
        let outcomes = responses.map(|it| it.outcome);
        if !outcomes.is_same() {
            let change = outcomes.map(|it| it.word().to_owned());
            self.report_change(&rules::OUTCOME_CHANGED, &at, change);
            let types = outcomes.map(type_of);
            if !types.is_same() {
                self.report_change(&rules::RUST_NAME_CHANGED, &at, types.map(str::to_owned));
            }
        }
        self.rust_name(&at.place, responses.map(|it| it.rust.as_str()));
        self.after_response(responses, &at);
        let both = |name: &str| -> bool {
            let has = |all: &[Response]| all.iter().any(|it| it.name == name);
            has(all.old) && has(all.new)
        };
        let matches = Pair {
            old: recognized(responses.old, all.old, &both),
            new: recognized(responses.new, all.new, &both),
        };
        if !matches.is_same() {
            self.report_change(&rules::RESPONSE_MATCH_CHANGED, &at, matches);
        }
        let bodies = Pair {
            old: body_name(self.plans.old, &responses.old.body),
            new: body_name(self.plans.new, &responses.new.body),
        };
        if !bodies.is_same() {
            self.report_change(&rules::RESPONSE_BODY_CHANGED, &at, bodies);
        }
        self.response_fields(responses, &at);
        self.errors(responses, &at);
    }

    /// Compares what a caller may do after a response.
    fn after_response(&mut self, responses: Pair<&'p Response>, at: &At<'p>) {
        let retries = responses.map(|it| &it.retry);
        if !retries.is_same() {
            let rule = match (retries.old, retries.new) {
                (
                    Retry::Never,
                    Retry::Safe | Retry::Later | Retry::After(_) | Retry::AfterField { .. },
                ) => &rules::RETRY_ALLOWED,
                (
                    Retry::Safe | Retry::Later | Retry::After(_) | Retry::AfterField { .. },
                    Retry::Never,
                ) => &rules::RETRY_FORBIDDEN,
                (
                    Retry::Never
                    | Retry::Safe
                    | Retry::Later
                    | Retry::After(_)
                    | Retry::AfterField { .. },
                    Retry::Never
                    | Retry::Safe
                    | Retry::Later
                    | Retry::After(_)
                    | Retry::AfterField { .. },
                ) => &rules::RETRY_TIMED_OTHERWISE,
            };
            self.report_change(rule, at, retries.map(retry_words));
        }
        let sessions = responses.map(|it| it.session);
        if !sessions.is_same() {
            let rule = match (sessions.old, sessions.new) {
                (Session::Keep, Session::Expired | Session::Closed) => &rules::SESSION_ENDED,
                (Session::Expired | Session::Closed, Session::Keep) => &rules::SESSION_KEPT,
                (
                    Session::Keep | Session::Expired | Session::Closed,
                    Session::Keep | Session::Expired | Session::Closed,
                ) => &rules::SESSION_ENDED_OTHERWISE,
            };
            self.report_change(rule, at, sessions.map(|it| it.word().to_owned()));
        }
        let messages = responses.map(|it| it.message.as_ref().map(text_place));
        if !messages.is_same() {
            self.report_at(&rules::MESSAGE_PLACE_CHANGED, at);
        }
        if !responses.map(|it| &it.violations).is_same() {
            self.report_at(&rules::REPORTS_CHANGED, at);
        }
    }

    fn response_fields(&mut self, responses: Pair<&'p Response>, at: &At<'p>) {
        // A response has each field with its place.
        let fields = responses.map(|it| {
            let fields = it.fields.iter();
            fields
                .map(|it| (&it.field, it.source.to_string()))
                .collect::<Vec<_>>()
        });
        let fields = fields.as_ref().map(Vec::as_slice);
        for (field, place) in fields.old {
            let field = *field;
            let Some(&(other, ref other_place)) =
                fields.new.iter().find(|it| it.0.name == field.name)
            else {
                let renamed = fields.new.iter().find(|(new, at)| {
                    at == place && !fields.old.iter().any(|(old, _)| old.name == new.name)
                });
                let names = Pair {
                    old: field.name.as_str(),
                    new: field.name.as_str(),
                };
                match renamed {
                    Some(&(new, _)) => {
                        let names = Pair {
                            old: field.name.clone(),
                            new: new.name.clone(),
                        };
                        let place = at.field(names.as_ref().map(String::as_str));
                        self.report_change(&rules::RESPONSE_FIELD_RENAMED, &place, names);
                        self.field(Pair { old: field, new }, &place);
                    }
                    None => _ = self.report_at(&rules::RESPONSE_FIELD_REMOVED, &at.field(names)),
                }
                continue;
            };
            let at = at.field(Pair {
                old: &field.name,
                new: &field.name,
            });
            if !responses.map(|it| is_spelled(it, &field.name)).is_same() {
                self.report_at(&rules::RESPONSE_SPELLING_CHANGED, &at);
            }
            if place != other_place {
                let change = Pair {
                    old: place.clone(),
                    new: other_place.clone(),
                };
                self.report_change(&rules::RESPONSE_FIELD_PLACED, &at, change);
            }
            let forms = responses.map(|it| list_forms(it, &field.name));
            let pairs = forms.old.into_iter().zip(forms.new);
            for (old, new) in pairs.filter(|(old, new)| old != new) {
                if !old.is_empty() && !new.is_empty() {
                    self.report_change(&rules::RESPONSE_FIELD_PLACED, &at, Pair { old, new });
                }
            }
            self.field(
                Pair {
                    old: field,
                    new: other,
                },
                &at,
            );
        }
        for (field, place) in fields.new {
            let field = *field;
            let is_known = fields.old.iter().any(|(old, at)| {
                let is_renamed =
                    at == place && !fields.new.iter().any(|(new, _)| new.name == old.name);
                old.name == field.name || is_renamed
            });
            if !is_known {
                let names = Pair {
                    old: field.name.as_str(),
                    new: field.name.as_str(),
                };
                self.report_at(&rules::RESPONSE_FIELD_ADDED, &at.field(names));
            }
        }
        self.settle();
    }

    fn errors(&mut self, responses: Pair<&'p Response>, at: &At<'p>) {
        let places = responses.map(|it| it.code.as_ref().map(text_place));
        match (places.old, places.new) {
            (Some(old), Some(new)) if old != new => {
                self.report_change(&rules::ERROR_PLACE_CHANGED, at, Pair { old, new });
            }
            (Some(old), None) => {
                self.report_at(&rules::ERROR_PLACE_REMOVED, at).old = Some(old);
            }
            (None, Some(new)) => {
                self.report_at(&rules::ERROR_PLACE_ADDED, at).new = Some(new);
            }
            (Some(_), Some(_)) | (None, None) => {}
        }
        self.codes(responses, at);
    }

    /// Compares the documented codes, which are the variants of an enum.
    fn codes(&mut self, responses: Pair<&'p Response>, at: &At<'p>) {
        let codes = responses.map(|it| it.codes.as_slice());
        match (codes.old.is_empty(), codes.new.is_empty()) {
            (true, false) => _ = self.report_at(&rules::ERROR_CODES_DOCUMENTED, at),
            (false, true) => _ = self.report_at(&rules::ERROR_CODES_UNDOCUMENTED, at),
            (true, true) | (false, false) => {}
        }
        for old in codes.old {
            let Some(new) = codes.new.iter().find(|new| new.code == old.code) else {
                self.report_at(&rules::ERROR_CODE_REMOVED, at).old = Some(old.code.clone());
                continue;
            };
            let both = Pair { old, new };
            let meanings = both.map(|it| format!("{}: {}", it.code, meaning(it)));
            if !meanings.is_same() {
                self.report_change(&rules::ERROR_CODE_REDEFINED, at, meanings);
            }
            let place = format!("{}.{}", at.place, old.code);
            self.rust_name(&place, both.map(|it| it.rust.as_str()));
        }
        for new in codes.new {
            if !codes.old.iter().any(|old| old.code == new.code) {
                self.report_at(&rules::ERROR_CODE_ADDED, at).new = Some(new.code.clone());
            }
        }
    }

    /// Compares how a contact is read from a response.
    fn reading(&mut self, operations: Pair<&'p Operation>) {
        let place = operations.old.name.as_str();
        let readings = operations.map(|it| it.reading.as_ref());
        match (readings.old, readings.new) {
            (None, Some(_)) => _ = self.report(&rules::CONTACT_READ, place),
            (Some(_), None) => _ = self.report(&rules::CONTACT_NOT_READ, place),
            (Some(old), Some(new)) if reads(old) != reads(new) => {
                self.report(&rules::CONTACT_READ_OTHERWISE, place);
            }
            (Some(_), Some(_)) | (None, None) => {}
        }
    }
}

/// Returns whether a response spells the values of a field in a way of its own.
fn is_spelled(response: &Response, name: &str) -> bool {
    let mut fields = response.fields.iter();
    fields.any(|it| it.field.name == name && it.is_spelled())
}

/// Returns how JSON and XML write the list of a field; an empty text if a format has no list of this field.
fn list_forms(response: &Response, name: &str) -> [String; 2] {
    let mut fields = response.fields.iter();
    let source = fields.find(|it| it.field.name == name).map(|it| &it.source);
    match source {
        Some(ResponseSource::Body { json, xml }) => {
            let json = json.as_ref();
            let xml = xml.as_ref();
            [
                json.map_or_else(String::new, |it| list_words(it.list.as_ref(), &it.inner)),
                xml.map_or_else(String::new, |it| list_words(it.list.as_ref(), &it.inner)),
            ]
        }
        Some(ResponseSource::Header(_) | ResponseSource::Cookie(_) | ResponseSource::Text)
        | None => [String::new(), String::new()],
    }
}

/// Returns the places of a text in a response, and what is around it there.
fn text_place(source: &TextSource) -> String {
    let places = source.places.iter().map(|place| match place {
        TextPlace::Header(name) => format!("header {name}"),
        TextPlace::Body(place) => place.to_string(),
    });
    let mut text = places.collect::<Vec<_>>().join(", ");
    for (word, separator) in [("after", &source.after), ("before", &source.before)] {
        if let Some(separator) = separator {
            text.push_str(&format!(" {word} `{separator}`"));
        }
    }
    text
}

/// Returns what a code says: its description, and what it says about the call where the case says something else.
fn meaning(code: &ResponseCode) -> String {
    let outcome = code.outcome.map(|it| it.word().to_owned());
    let retry = code.retry.as_ref().map(retry_words);
    let session = code.session.map(|it| it.word().to_owned());
    let parts = [code.description.clone(), outcome, retry, session];
    parts.into_iter().flatten().collect::<Vec<_>>().join(", ")
}

/// Returns the Rust type whose variant a response with this outcome is.
fn type_of(outcome: Outcome) -> &'static str {
    match outcome {
        Outcome::Success | Outcome::Accepted => "Response",
        Outcome::Failure | Outcome::Unknown => "Refusal",
    }
}

fn retry_words(retry: &Retry) -> String {
    match retry {
        Retry::Never => "never".to_owned(),
        Retry::Safe => "safe".to_owned(),
        Retry::Later => "later".to_owned(),
        Retry::After(header) => format!("after {header}"),
        Retry::AfterField { name, places } => format!("after the field {name} at {places}"),
    }
}

/// Returns the places that a contact's data are read from.
fn reads(reading: &Reading) -> Vec<String> {
    let data = reading
        .data
        .iter()
        .map(|it| format!("{} from {}", it.means, it.at));
    data.collect()
}

/// Returns the conditions that a response is recognized by, and the responses that take precedence, of those that `both`
/// versions have.
fn recognized(response: &Response, all: &[Response], both: &impl Fn(&str) -> bool) -> String {
    let matched = &response.matched;
    let statuses: Vec<String> = matched.statuses.iter().map(ToString::to_string).collect();
    let mut parts = vec![format!("status {}", statuses.join(", "))];
    let headers = matched.headers.iter();
    parts.extend(headers.map(|(name, test)| format!("header {name}: {test}")));
    let tests = matched.body.iter();
    parts.extend(tests.map(|test| format!("{} {}", test.at, test.test)));
    if !matched.codes.is_empty() {
        parts.push(format!("code {}", matched.codes.join(", ")));
    }
    let before = all.iter().take_while(|it| it.name != response.name);
    let before: Vec<&str> = before
        .filter(|it| overlaps(it, response) && both(&it.name))
        .map(|it| it.name.as_str())
        .collect();
    if !before.is_empty() {
        parts.push(format!("not {}", before.join(", ")));
    }
    parts.join("; ")
}

/// Returns whether two responses can have the same status.
fn overlaps(one: &Response, other: &Response) -> bool {
    let (one, other) = (&one.matched.statuses, &other.matched.statuses);
    let meet = |a: &StatusRange, b: &StatusRange| a.first <= b.last && b.first <= a.last;
    one.is_empty() || other.is_empty() || one.iter().any(|a| other.iter().any(|b| meet(a, b)))
}

/// Returns the formats of a body in words, with all that says how it is read.
fn body_name(plan: &Plan, bodies: &[ResponseBody]) -> String {
    if bodies.is_empty() {
        return "unstated".to_owned();
    }
    let words = bodies.iter().map(|body| match (body.lines(), body.tree()) {
        (Some(lines), _) => format!("lines ({lines})"),
        (None, Some(tree)) => format!("{} ({})", body.word(), plan.trees[tree]),
        (None, None) => body.word().to_owned(),
    });
    let words: Vec<String> = words.collect();
    words.join(", ")
}
