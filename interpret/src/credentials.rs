//! The credentials of the caller, checked for the places where they are written.
//!
//! Input: names and texts. Output: [`Credentials`] for one authentication method, complete and valid, so that encoding
//! cannot fail. No message shows their text.

use std::fmt;

use wireform::__rt::{
    AnyStep, AnyText, Check, Integer, NamedCheck, Path, Pattern, Step, Text, TextPlace,
};
use wireform::{Code, Violations, Waivers};
use wireform_codegen::plan::{
    self, Auth, AuthId, BindingId, BodyFormat, CredentialId, CredentialPlace, Plan, Table,
    Template, TemplatePart,
};

use crate::call::{Call, collect};
use crate::facets;

/// The credentials of one authentication method.
#[derive(Clone, Default)]
pub struct Credentials {
    /// The authentication method.
    auth: Option<AuthId>,
    /// The value of each credential of the plan.
    pub(crate) values: Table<CredentialId, Option<String>>,
}

impl fmt::Debug for Credentials {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Credentials(***)")
    }
}

impl Credentials {
    /// Returns the value of a credential.
    pub(crate) fn get(&self, credential: CredentialId) -> Option<&str> {
        self.values.get(credential)?.as_deref()
    }

    /// Returns the value of a credential, which can be secret.
    #[must_use]
    pub fn value(&self, credential: CredentialId) -> Option<&str> {
        self.get(credential)
    }

    /// Returns the authentication method; none if the operation takes no credentials.
    #[must_use]
    pub fn way(&self) -> Option<AuthId> {
        self.auth
    }

    /// Returns the authentication method.
    pub(crate) fn auth<'p>(&self, plan: &'p Plan) -> Option<&'p Auth> {
        plan.auths.get(self.auth?)
    }

    /// Returns whether optional credentials are given.
    pub(crate) fn has_all(&self, mut optional: impl Iterator<Item = CredentialId>) -> bool {
        optional.all(|credential| self.get(credential).is_some())
    }

    /// Returns the text of a template with its credentials, and whether one of them is secret.
    pub(crate) fn fill(&self, plan: &Plan, template: &Template) -> (String, bool) {
        let mut text = String::new();
        let mut secret = false;
        for part in &template.0 {
            match part {
                TemplatePart::Literal(literal) => text.push_str(literal),
                TemplatePart::Credential(index) => {
                    text.push_str(self.get(*index).unwrap_or_default());
                    secret |= plan.credentials[*index].secret;
                }
            }
        }
        (text, secret)
    }
}

impl Call<'_> {
    /// Returns the authentication methods that the operation takes. The first is the default.
    #[must_use]
    pub fn auths(&self) -> Vec<&plan::Auth> {
        let plan = self.plan();
        self.operation
            .auths
            .iter()
            .map(|at| &plan.auths[*at])
            .collect()
    }

    /// Checks credentials, given by name, for an authentication method. If `way` is `None`, chooses the first method for which
    /// they suffice. The defaults of the schema apply. Credentials that the method does not need are ignored.
    ///
    /// # Errors
    ///
    /// Returns a violation for each credential that is missing or that its place cannot carry.
    pub fn credentials(
        &self,
        way: Option<AuthId>,
        given: &[(String, String)],
    ) -> Result<Credentials, Violations> {
        self.checked_credentials(way, given, &|_, _| true)
    }

    /// Checks credentials for [`Call::encode_body`]: only those that the body of the binding contains.
    ///
    /// # Errors
    ///
    /// Returns a violation for each credential that is missing or that its place cannot carry.
    pub fn body_credentials(
        &self,
        binding: BindingId,
        way: Option<AuthId>,
        given: &[(String, String)],
    ) -> Result<Credentials, Violations> {
        let binding = &self.operation.bindings[binding];
        self.checked_credentials(way, given, &|auth, credential| {
            binding.body.credentials().contains(&credential)
                || binding.body.format().is_some_and(BodyFormat::is_form)
                    && auth.parameters().any(|(_, text)| uses(text, credential))
        })
    }

    /// Checks the credentials of an authentication method for which `asked` returns true.
    pub(crate) fn checked_credentials(
        &self,
        way: Option<AuthId>,
        given: &[(String, String)],
        asked: &dyn Fn(&Auth, CredentialId) -> bool,
    ) -> Result<Credentials, Violations> {
        let (credentials, violations) = collect(&Waivers::NONE, |check| {
            self.collect_credentials(way, given, asked, check)
        });
        if violations.is_empty() {
            Ok(credentials)
        } else {
            Err(violations)
        }
    }

    fn collect_credentials(
        &self,
        way: Option<AuthId>,
        given: &[(String, String)],
        asked: &dyn Fn(&Auth, CredentialId) -> bool,
        check: &mut Check<'_>,
    ) -> Credentials {
        let plan = self.plan();
        let value = |at: CredentialId| -> Option<String> {
            let credential = &plan.credentials[at];
            // If a credential is given several times, the last one applies, as with options on a command line.
            let given = given
                .iter()
                .rev()
                .find(|(name, _)| *name == credential.name);
            given
                .map(|(_, value)| value.clone())
                .or_else(|| credential.default.clone())
        };
        let suffices = |at: &&AuthId| {
            let auth = &plan.auths[**at];
            let mut needed = auth.credentials.iter().filter(|at| asked(auth, **at));
            needed.all(|&at| plan.credentials[at].is_optional || value(at).is_some())
        };
        let ways = &self.operation.auths;
        let chosen = way.or_else(|| ways.iter().find(suffices).or(ways.first()).copied());
        let mut credentials = Credentials {
            auth: chosen,
            values: plan.credentials.map(|_| None),
        };
        let Some(id) = chosen else {
            return credentials;
        };
        let auth = &plan.auths[id];
        for &at in auth.credentials.iter().filter(|at| asked(auth, **at)) {
            let step = Step::new(&plan.credentials[at].name, "");
            let path = Path::step(AnyStep::Borrowed(&step));
            match value(at) {
                Some(value) => {
                    self.check_credential((id, at), &path, &value, check);
                    // Texts such as `+5` and `05` are integers, but no JSON numbers.
                    let number = plan.credentials[at].integer.as_ref();
                    let number = number.and_then(|_| value.parse::<i64>().ok());
                    let written = number.map_or(value, |number| number.to_string());
                    credentials.values[at] = Some(written);
                }
                None if plan.credentials[at].is_optional => {}
                None => check.required(&path),
            }
        }
        credentials
    }

    fn check_credential(
        &self,
        (id, at): (AuthId, CredentialId),
        path: &Path<'_>,
        value: &str,
        check: &mut Check<'_>,
    ) {
        let plan = self.plan();
        let credential = &plan.credentials[at];
        if let Some(facets) = &credential.integer {
            match value.parse() {
                Ok(number) => check.integer(
                    path,
                    number,
                    &Integer {
                        minimum: facets.minimum,
                        maximum: facets.maximum,
                        multiple_of: facets.multiple_of,
                    },
                ),
                Err(_) => check.input(path, Code::Type, "a whole number"),
            }
            return;
        }
        let places = plan.credential_places(id, at);
        let mut places = places.into_iter().map(text_place);
        let patterns = &self.interpreter.patterns;
        let whole: Vec<&Pattern> = credential
            .text
            .patterns
            .iter()
            .map(|pattern| patterns.facet(pattern, &credential.text))
            .collect();
        let checks: Vec<NamedCheck<'_>> = facets::named(patterns, &credential.text);
        let formats = facets::formats(&credential.text);
        let formats: Vec<_> = formats.iter().map(Vec::as_slice).collect();
        check.text(
            path,
            value,
            AnyText::Borrowed(&Text {
                min_length: credential.text.min_length,
                max_length: credential.text.max_length,
                unit: facets::unit_of(credential.text.unit),
                patterns: &whole,
                formats: &formats,
                checks: &checks,
                place: places.next().unwrap_or_default(),
                xml: plan.auths[id].is_in_document(),
                ..Text::ANY
            }),
        );
        for place in places {
            let facets = Text { place, ..Text::ANY };
            check.text(path, value, AnyText::Borrowed(&facets));
        }
    }
}

/// Returns the place for which a text is checked.
fn text_place(place: CredentialPlace) -> TextPlace {
    match place {
        CredentialPlace::BasicUser => TextPlace::BasicUser,
        CredentialPlace::BasicPassword => TextPlace::BasicPassword,
        CredentialPlace::Header => TextPlace::HeaderValue,
        CredentialPlace::Cookie => TextPlace::CookieValue,
        CredentialPlace::Line => TextPlace::Line,
    }
}

/// Returns whether a template contains a credential.
fn uses(template: &Template, credential: CredentialId) -> bool {
    template.credentials().any(|used| used == credential)
}
