//! Checks the signature of a request as a provider does: computes it again and compares.

use std::time::{Duration, SystemTime};

use wireform::__rt::HttpBuilder;
use wireform::__rt::sign::Escape;
use wireform::{Moment, RequestParts};
use wireform_codegen::plan::{Auth, ComputedPlace, CredentialId, Escaping, Expression, Need};

use crate::call::Call;
use crate::credentials::Credentials;
use crate::decode_request::{decoded_pair, raw_pairs};
use crate::recover::{Recovered, recover};
use crate::sign::{self, form_escape};

/// The result of checking the signature of a request.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Verdict {
    /// The authentication method computes nothing.
    Unsigned,
    /// Every computed value is what the steps compute.
    Right,
    /// These computed values are missing, each as `header X-Signature`.
    Missing(Vec<String>),
    /// These computed values are different, each as `header X-Signature`.
    Wrong(Vec<String>),
    /// The signature cannot be checked, for this reason.
    Unchecked(String),
}

impl Call<'_> {
    /// Checks the computed values of a request. `credentials` are those that were decoded from it, and `known` those that the
    /// caller holds, by name.
    ///
    /// The URL is the one that the client has sent the request to.
    #[must_use]
    pub fn verify(
        &self,
        parts: &RequestParts,
        credentials: &Credentials,
        known: &[(String, String)],
    ) -> Verdict {
        let plan = self.plan();
        let Some(auth) = credentials.auth(plan).filter(|auth| auth.is_signed()) else {
            return Verdict::Unsigned;
        };
        if auth.needs(Need::Signer) {
            let reason = "only the holder of the signer's key can check it";
            return Verdict::Unchecked(reason.to_owned());
        }
        let form = self.form_of(parts);
        let sent = |place, name: &str| sent(parts, form.is_some(), place, name);
        let is_missing = |(place, name, value): &(ComputedPlace, &str, &Expression)| {
            // A client keeps cookies by itself, and does not send a secure one to a server without TLS.
            let is_demanded = match place {
                ComputedPlace::Header | ComputedPlace::Parameter => true,
                ComputedPlace::Cookie => false,
            };
            is_demanded
                && sent(*place, name).is_none()
                && value.optional_credentials(plan, auth).next().is_none()
        };
        let missing = auth.computed(None).filter(is_missing);
        let missing: Vec<String> = missing.map(|(place, name, _)| label(place, name)).collect();
        if !missing.is_empty() {
            return Verdict::Missing(missing);
        }
        let credentials = match completed(self, auth, credentials, known) {
            Ok(credentials) => credentials,
            Err(missing) => {
                let names = missing.join(", ");
                return Verdict::Unchecked(format!("the value of {names} is not known"));
            }
        };
        let Some(recovered) = recover(plan, auth, sent) else {
            return Verdict::Wrong(vec!["the form of the signature".to_owned()]);
        };
        let moment = match moment(auth, &recovered) {
            Ok(moment) => moment,
            Err(what) => {
                return Verdict::Unchecked(format!("the request does not show the {what}"));
            }
        };
        let mut http = HttpBuilder::from(with_signed_headers(parts, &recovered));
        match self.operation.encoding.query {
            Escaping::Rfc3986 => {}
            Escaping::Whatwg => http.form_query(),
        }
        http.form_body(form);
        sign::remove_computed(&mut http, auth);
        let operation = &self.operation.wire;
        if let Err(error) = sign::run(plan, &credentials, operation, &mut http, &moment) {
            return Verdict::Unchecked(error.to_string());
        }
        let request = http.finish();
        let again = RequestParts {
            method: request.method().to_owned(),
            url: request.url().to_owned(),
            headers: request
                .headers()
                .map(|header| (header.name().to_owned(), header.value().to_owned()))
                .collect(),
            body: request.body().to_vec(),
        };
        let differs = |(place, name, _): &(ComputedPlace, &str, &Expression)| {
            self::sent(&again, form.is_some(), *place, name) != sent(*place, name)
        };
        let wrong = auth.computed(None).filter(differs);
        let wrong: Vec<String> = wrong.map(|(place, name, _)| label(place, name)).collect();
        if wrong.is_empty() {
            Verdict::Right
        } else {
            Verdict::Wrong(wrong)
        }
    }

    /// Returns how the form in the body of a request is escaped; none if the body is not a form. If no binding has the content
    /// type of the request, the content type decides.
    pub(crate) fn form_of(&self, parts: &RequestParts) -> Option<Escape> {
        let mut headers = parts.headers.iter();
        let sent = headers.find(|(name, _)| name.eq_ignore_ascii_case("content-type"));
        let mut bindings = self.operation.bindings.iter();
        let binding = bindings.find(|binding| {
            let known = binding.body.content_type();
            known.is_some() && known == sent.map(|(_, value)| value.as_str())
        });
        match binding {
            Some(binding) => form_escape(self.operation, &binding.body),
            None => has_form(parts).then_some(Escape::Form),
        }
    }
}

fn label(place: ComputedPlace, name: &str) -> String {
    let place = match place {
        ComputedPlace::Header => "header",
        ComputedPlace::Parameter => "parameter",
        ComputedPlace::Cookie => "cookie",
    };
    format!("{place} {name}")
}

/// Adds the known credentials. Returns the names of those that are missing.
fn completed(
    call: &Call<'_>,
    auth: &Auth,
    credentials: &Credentials,
    known: &[(String, String)],
) -> Result<Credentials, Vec<String>> {
    let plan = call.plan();
    let mut complete = credentials.clone();
    let mut missing = Vec::new();
    for &id in &auth.credentials {
        let credential = &plan.credentials[id];
        let named = known
            .iter()
            .rev()
            .find(|(name, _)| *name == credential.name);
        let value = credentials.get(id).map(str::to_owned);
        let value = value.or_else(|| named.map(|(_, value)| value.clone()));
        match value.or_else(|| credential.default.clone()) {
            Some(value) => complete.set(id, value),
            None if credential.is_optional => {}
            None => missing.push(credential.name.clone()),
        }
    }
    if missing.is_empty() {
        Ok(complete)
    } else {
        Err(missing)
    }
}

/// Returns the moment of sending, or what of it the request does not show.
fn moment(auth: &Auth, recovered: &Recovered) -> Result<Moment, &'static str> {
    if auth.needs(Need::Time) && recovered.time.is_none() {
        return Err("time");
    }
    if auth.needs(Need::Nonce) && recovered.nonce.is_none() {
        return Err("nonce");
    }
    let time = Duration::from_millis(recovered.time.unwrap_or_default());
    let time = SystemTime::UNIX_EPOCH.checked_add(time).ok_or("time")?;
    Ok(Moment::new(time, recovered.nonce.unwrap_or_default()))
}

/// Returns the text of a header, parameter or cookie of a request.
pub(crate) fn sent(
    parts: &RequestParts,
    is_form: bool,
    place: ComputedPlace,
    name: &str,
) -> Option<String> {
    let header = |name: &str| {
        let mut headers = parts.headers.iter();
        headers
            .find(|(known, _)| known.eq_ignore_ascii_case(name))
            .map(|(_, value)| value.as_str())
    };
    match place {
        ComputedPlace::Header => header(name).map(str::to_owned),
        ComputedPlace::Parameter => {
            let query = parts.url.split_once('?').map_or("", |(_, query)| query);
            let form = if is_form { &parts.body[..] } else { &[] };
            let pairs = raw_pairs(query.as_bytes()).chain(raw_pairs(form));
            let mut pairs = pairs.filter_map(decoded_pair);
            pairs
                .find(|(known, _)| known == name)
                .map(|(_, value)| value)
        }
        ComputedPlace::Cookie => {
            let mut cookies = header("cookie")?
                .split(';')
                .filter_map(|pair| pair.trim().split_once('='));
            cookies
                .find(|(known, _)| *known == name)
                .map(|(_, value)| value.to_owned())
        }
    }
}

fn has_form(parts: &RequestParts) -> bool {
    parts.headers.iter().any(|(name, value)| {
        name.eq_ignore_ascii_case("content-type")
            && value
                .to_ascii_lowercase()
                .starts_with("application/x-www-form-urlencoded")
    })
}

/// Returns a request with only the headers that it lists as signed, because a client adds more. A request that lists none keeps
/// all.
fn with_signed_headers(parts: &RequestParts, recovered: &Recovered) -> RequestParts {
    let is_kept = |(name, _): &&(String, String)| {
        recovered.headers.as_ref().is_none_or(|signed| {
            signed.contains(&name.to_ascii_lowercase()) || name.eq_ignore_ascii_case("cookie")
        })
    };
    RequestParts {
        headers: parts.headers.iter().filter(is_kept).cloned().collect(),
        ..parts.clone()
    }
}

impl Credentials {
    fn set(&mut self, id: CredentialId, value: String) {
        self.values[id] = Some(value);
    }
}
