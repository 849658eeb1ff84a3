//! Runs the steps of an authentication method that compute something at the moment of sending.

use wireform::__rt::{HttpBuilder, sign};
use wireform::{HttpRequest, Moment, RequestParts, SignError};
use wireform_codegen::plan::{
    Auth, AuthStep, BodyTree, CallPart, ComputedPlace, Digest, Escaping, Expression, LetId,
    Operation, Plan, QueryEscape, SignedParameters, Table,
};

use crate::call::Call;
use crate::credentials::Credentials;
use crate::encode::moments;

impl Call<'_> {
    /// Runs the steps of the credentials' authentication method on a request of any origin.
    ///
    /// # Errors
    ///
    /// Fails if the request cannot be signed, for example because there is no signer.
    pub fn sign(
        &self,
        parts: RequestParts,
        credentials: &Credentials,
        moment: &Moment,
    ) -> Result<HttpRequest, SignError> {
        let plan = self.interpreter.plan;
        let mut http = HttpBuilder::from(parts);
        if let Some(auth) = credentials.auth(plan) {
            remove_computed(&mut http, auth);
        }
        let operation = &self.operation.wire;
        run(plan, credentials, operation, &mut http, moment)?;
        Ok(http.finish())
    }
}

/// Removes the values that the steps of a method computed earlier.
pub(crate) fn remove_computed(http: &mut HttpBuilder, auth: &Auth) {
    let names = |place| -> Vec<&str> {
        let computed = auth.computed(Some(place));
        computed.map(|(_, name, _)| name).collect()
    };
    http.remove_computed(
        &names(ComputedPlace::Header),
        &names(ComputedPlace::Parameter),
        &names(ComputedPlace::Cookie),
    );
}

/// Returns how the form in a body is escaped; none if the body is not a form.
pub(crate) fn form_escape(operation: &Operation, body: &BodyTree) -> Option<sign::Escape> {
    match body {
        BodyTree::Form { .. } => Some(match operation.encoding.form {
            Escaping::Rfc3986 => sign::Escape::Rfc3986,
            Escaping::Whatwg => sign::Escape::Form,
        }),
        BodyTree::Empty
        | BodyTree::Json { .. }
        | BodyTree::Xml { .. }
        | BodyTree::Query(_)
        | BodyTree::Lines { .. }
        | BodyTree::Text { .. } => None,
    }
}

/// A computed value. It has no `Debug`, because it may be secret.
enum Computed {
    Text(String),
    Bytes(Vec<u8>),
}

impl Computed {
    fn bytes(&self) -> &[u8] {
        match self {
            Computed::Text(text) => text.as_bytes(),
            Computed::Bytes(bytes) => bytes,
        }
    }

    /// Returns the text. The resolver refuses bytes where a text is needed.
    fn text(&self) -> &str {
        match self {
            Computed::Text(text) => text,
            Computed::Bytes(_) => "",
        }
    }
}

/// Runs the steps.
pub(crate) fn run(
    plan: &Plan,
    credentials: &Credentials,
    operation: &str,
    http: &mut HttpBuilder,
    moment: &Moment,
) -> Result<(), SignError> {
    let Some(auth) = credentials.auth(plan) else {
        return Ok(());
    };
    let mut lets: Table<LetId, Computed> = Table::new();
    for step in &auth.steps {
        let evaluator = Evaluator {
            auth,
            credentials,
            operation,
            http,
            moment,
            lets: &lets,
        };
        match step {
            AuthStep::Basic { .. }
            | AuthStep::Header { .. }
            | AuthStep::Parameter { .. }
            | AuthStep::Document => {}
            AuthStep::Let(id) => {
                let value = evaluator.value(&auth.lets[*id].value)?;
                lets.push(value);
            }
            AuthStep::Computed { value, .. }
                if !credentials.has_all(value.optional_credentials(plan, auth)) => {}
            AuthStep::Computed { place, name, value } => {
                let secret = value.may_be_secret(plan, auth);
                let value = evaluator.value(value)?;
                let text = value.text();
                match place {
                    ComputedPlace::Header => http.computed_header(name, text, secret)?,
                    ComputedPlace::Parameter => http.computed_parameter(name, text, secret),
                    ComputedPlace::Cookie => http.computed_cookie(name, text, secret)?,
                }
            }
        }
    }
    Ok(())
}

/// What the values of a step are computed from.
struct Evaluator<'a> {
    auth: &'a Auth,
    credentials: &'a Credentials,
    operation: &'a str,
    http: &'a HttpBuilder,
    moment: &'a Moment,
    lets: &'a Table<LetId, Computed>,
}

impl Evaluator<'_> {
    fn value(&self, value: &Expression) -> Result<Computed, SignError> {
        let http = self.http;
        Ok(Computed::Text(match value {
            Expression::Literal(text) => text.clone(),
            Expression::Credential(id) => self.credentials.get(*id).unwrap_or_default().to_owned(),
            Expression::Let(id) => match &self.lets[*id] {
                Computed::Text(text) => text.clone(),
                Computed::Bytes(bytes) => return Ok(Computed::Bytes(bytes.clone())),
            },
            Expression::Call(part) => match part {
                CallPart::Method => http.call_method().to_owned(),
                CallPart::Url => http.call_url(),
                CallPart::Path => http.call_path(),
                CallPart::Query => http.call_query().to_owned(),
                CallPart::Operation => self.operation.to_owned(),
                CallPart::Body => return Ok(Computed::Bytes(http.call_body().to_vec())),
            },
            Expression::Join { separator, of } => return self.joined(value, separator, of),
            Expression::Percent(of) => sign::percent(self.value(of)?.bytes()),
            Expression::Query {
                parameters,
                is_sorted,
                escape,
            } => {
                let parameters = match parameters {
                    SignedParameters::Query => sign::Parameters::Query,
                    SignedParameters::All => sign::Parameters::All,
                };
                let escape = match escape {
                    QueryEscape::Rfc3986 => sign::Escape::Rfc3986,
                    QueryEscape::Form => sign::Escape::Form,
                };
                http.canonical_query(parameters, *is_sorted, escape)
            }
            Expression::HeaderNames { names, separator } => {
                http.header_names(&borrowed(names), separator)
            }
            Expression::HeaderLines {
                names,
                is_collapsed,
            } => http.header_lines(&borrowed(names), *is_collapsed),
            Expression::CanonicalPath => http.canonical_path(),
            Expression::Hex(of) => sign::hex(self.value(of)?.bytes()),
            Expression::Base64(of) => sign::base64(self.value(of)?.bytes()),
            Expression::Digest(digest, of) => {
                return Ok(Computed::Bytes(hashed(*digest, self.value(of)?.bytes())));
            }
            Expression::Hmac { digest, key, of } => {
                let (key, of) = (self.value(key)?, self.value(of)?);
                return Ok(Computed::Bytes(authenticated(
                    *digest,
                    key.bytes(),
                    of.bytes(),
                )));
            }
            Expression::Now(format) => moments::time(self.moment, *format),
            Expression::Nonce(format) => moments::nonce(self.moment, *format),
            Expression::Signer { algorithm, key, of } => {
                let key = match key {
                    Some(key) => Some(self.value(key)?),
                    None => None,
                };
                let key = key.as_ref().map(Computed::text);
                let of = self.value(of)?;
                return Ok(Computed::Bytes(self.moment.sign(
                    algorithm,
                    key,
                    of.bytes(),
                )?));
            }
        }))
    }

    fn joined(
        &self,
        value: &Expression,
        separator: &str,
        of: &[Expression],
    ) -> Result<Computed, SignError> {
        let parts = of.iter().map(|part| self.value(part));
        let parts = parts.collect::<Result<Vec<_>, _>>()?;
        Ok(if value.is_text(&self.auth.lets) {
            let parts: Vec<&str> = parts.iter().map(Computed::text).collect();
            Computed::Text(sign::join(separator, &parts))
        } else {
            let parts: Vec<&[u8]> = parts.iter().map(Computed::bytes).collect();
            Computed::Bytes(sign::join_bytes(separator, &parts))
        })
    }
}

fn borrowed(names: &[String]) -> Vec<&str> {
    names.iter().map(String::as_str).collect()
}

fn hashed(digest: Digest, data: &[u8]) -> Vec<u8> {
    match digest {
        Digest::Md5 => sign::md5(data),
        Digest::Sha1 => sign::sha1(data),
        Digest::Sha256 => sign::sha256(data),
        Digest::Sha512 => sign::sha512(data),
    }
}

fn authenticated(digest: Digest, key: &[u8], data: &[u8]) -> Vec<u8> {
    match digest {
        Digest::Md5 => sign::hmac_md5(key, data),
        Digest::Sha1 => sign::hmac_sha1(key, data),
        Digest::Sha256 => sign::hmac_sha256(key, data),
        Digest::Sha512 => sign::hmac_sha512(key, data),
    }
}
