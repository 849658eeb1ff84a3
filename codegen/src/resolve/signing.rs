//! Resolves the steps that compute something at the moment of sending.

use super::diagnostics::{HttpDiagnostic, NameDiagnostic, SigningDiagnostic};
use super::placeholders;
use super::resolver::Resolver;
use crate::draft::{Declaration, LetDeclaration};
use crate::plan::{
    Auth, AuthStep, CallPart, ComputedPlace, CredentialId, Digest, Expression, Id, Let, LetId,
    MomentPart, NonceFormat, QueryEscape, SignedParameters, TimeFormat, parse_time,
};
use crate::source::{Span, closest};
use crate::syntax::{self, Computed, DigestName, Function, HmacKeys, Map, Text};

/// The values that the steps of one authentication method can name.
pub(super) struct SigningScope<'a> {
    /// The method as far as it is resolved: its steps, and the results of the steps so far.
    pub(super) auth: Auth,
    /// The names of all results, including those of later steps.
    names: Vec<&'a Text>,
    /// The names of results with a mistake, which was reported.
    broken: Vec<&'a str>,
    /// The results that a step has used.
    used: Vec<LetId>,
    /// Whether the value is the template of a header, a parameter or a cookie, which can be left out.
    is_template: bool,
    /// Whether unused results are no mistake: a step that uses them may be wrong, or a note explains them.
    is_broken: bool,
}

impl<'a> Resolver<'a> {
    /// Resolves the steps of an authentication method and adds them to it.
    pub(super) fn resolve_steps(&mut self, syntax: &'a syntax::Auth, auth: Auth) -> Auth {
        let steps = &syntax.steps;
        let names = steps.iter().flat_map(|step| &step.lets);
        let mut scope = SigningScope {
            auth,
            names: names.map(|(name, _)| name).collect(),
            is_template: false,
            broken: Vec::new(),
            used: Vec::new(),
            is_broken: self.poison.covers(syntax.span) || !syntax.differs.is_empty(),
        };
        for step in steps {
            for (name, value) in &step.lets {
                self.resolve_let(name, value, &mut scope);
            }
            let places = [
                (ComputedPlace::Header, &step.headers),
                (ComputedPlace::Parameter, &step.params),
                (ComputedPlace::Cookie, &step.cookies),
            ];
            for (place, values) in places {
                self.resolve_computed(place, values, &mut scope);
            }
        }
        let unused = scope
            .auth
            .lets
            .ids()
            .filter(|id| !scope.is_broken && !scope.used.contains(id));
        for id in unused {
            let name = &scope.auth.lets[id].name;
            if let Some(name) = scope.names.iter().find(|known| known.value == *name) {
                let declaration = LetDeclaration {
                    name: (*name).clone(),
                };
                self.declarations.push(Declaration::UnusedLet(declaration));
            }
        }
        scope.auth
    }

    fn resolve_let(&mut self, name: &'a Text, value: &Computed, scope: &mut SigningScope<'a>) {
        let is_name = name.starts_with(|c: char| c.is_ascii_lowercase())
            && name
                .bytes()
                .all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'_');
        if !is_name {
            let name_text = name.as_str().into();
            self.report(SigningDiagnostic::ResultName { name: name_text }.at(name.span));
        }
        let mut credentials = self.schema.credentials.iter();
        let is_taken = credentials.any(|(known, _)| known.value == name.value)
            || scope.auth.lets.iter().any(|known| known.name == name.value)
            || ["call", "auth"].contains(&name.as_str());
        if is_taken {
            let name_text = name.as_str().into();
            self.report(SigningDiagnostic::ResultTwice { name: name_text }.at(name.span));
            return;
        }
        match self.resolve_computed_value(value, scope) {
            Some(value) => {
                let name = name.value.clone();
                let id = scope.auth.lets.push(Let { name, value });
                scope.auth.steps.push(AuthStep::Let(id));
            }
            None => {
                scope.broken.push(name);
                scope.is_broken = true;
            }
        }
    }

    fn resolve_computed(
        &mut self,
        place: ComputedPlace,
        values: &Map<Computed>,
        scope: &mut SigningScope<'a>,
    ) {
        for (name, value) in values {
            match place {
                ComputedPlace::Header | ComputedPlace::Cookie => self.check_header_name(name),
                ComputedPlace::Parameter => {}
            }
            if is_set(&scope.auth, place, name) {
                let name_text = name.as_str().into();
                self.report(HttpDiagnostic::DuplicateHeader { name: name_text }.at(name.span));
            }
            scope.is_template = match value {
                Computed::Template(_) => true,
                Computed::List(_) | Computed::Function(_) => false,
            };
            let value = self.resolve_computed_value(value, scope);
            scope.is_template = false;
            let Some(value) = value else {
                scope.is_broken = true;
                continue;
            };
            if !value.is_text(&scope.auth.lets) {
                let place = name.as_str().into();
                self.report(SigningDiagnostic::BytesAsText { place }.at(name.span));
                continue;
            }
            if place == ComputedPlace::Cookie && !literals_fit_cookie(&value) {
                let place = name.as_str().into();
                self.report(SigningDiagnostic::LiteralInCookie { place }.at(name.span));
                continue;
            }
            let name = name.value.clone();
            scope
                .auth
                .steps
                .push(AuthStep::Computed { place, name, value });
        }
    }

    fn resolve_computed_values(
        &mut self,
        values: &[Computed],
        scope: &mut SigningScope<'a>,
    ) -> Option<Vec<Expression>> {
        let values: Vec<_> = values
            .iter()
            .map(|value| self.resolve_computed_value(value, scope))
            .collect();
        values.into_iter().collect()
    }

    fn boxed(&mut self, value: &Computed, scope: &mut SigningScope<'a>) -> Option<Box<Expression>> {
        self.resolve_computed_value(value, scope).map(Box::new)
    }

    /// Resolves a computed value. Returns none if it has a mistake, which was reported.
    fn resolve_computed_value(
        &mut self,
        value: &Computed,
        scope: &mut SigningScope<'a>,
    ) -> Option<Expression> {
        match value {
            Computed::Template(text) => self.resolve_placeholders(text, scope),
            Computed::List(values) => Some(Expression::Join {
                separator: String::new(),
                of: self.resolve_computed_values(values, scope)?,
            }),
            Computed::Function(function) => self.resolve_function(function, scope),
        }
    }

    fn resolve_function(
        &mut self,
        function: &Function,
        scope: &mut SigningScope<'a>,
    ) -> Option<Expression> {
        Some(match function {
            Function::Join { separator, of } => Expression::Join {
                separator: separator.value.clone(),
                of: self.resolve_computed_values(of, scope)?,
            },
            Function::Lines(of) => Expression::Join {
                separator: "\n".to_owned(),
                of: self.resolve_computed_values(of, scope)?,
            },
            Function::Percent(of) => Expression::Percent(self.boxed(of, scope)?),
            Function::Query {
                parameters,
                sort,
                escape,
            } => Expression::Query {
                parameters: match parameters.as_str() {
                    "$call.query" => SignedParameters::Query,
                    _ => SignedParameters::All,
                },
                is_sorted: sort.as_ref().is_some_and(|sort| sort.as_str() == "bytes"),
                escape: match escape.as_ref().map(|escape| escape.as_str()) {
                    Some("form") => QueryEscape::Form,
                    _ => QueryEscape::Rfc3986,
                },
            },
            Function::HeaderNames { names, separator } => Expression::HeaderNames {
                names: lower(names),
                separator: separator
                    .as_ref()
                    .map_or_else(|| ";".to_owned(), |separator| separator.value.clone()),
            },
            Function::HeaderLines { names, trim } => Expression::HeaderLines {
                names: lower(names),
                is_collapsed: trim
                    .as_ref()
                    .is_some_and(|trim| trim.as_str() == "collapse"),
            },
            Function::CanonicalPath(_) => Expression::CanonicalPath,
            Function::Hex(of) => Expression::Hex(self.boxed(of, scope)?),
            Function::Base64(of) => Expression::Base64(self.boxed(of, scope)?),
            Function::Digest(name, of) => Expression::Digest(digest(*name), self.boxed(of, scope)?),
            Function::Hmac {
                digest: name,
                keys,
                of,
            } => {
                let key = self.resolve_key(*name, keys, scope);
                let of = self.boxed(of, scope);
                Expression::Hmac {
                    digest: digest(*name),
                    key: Box::new(key?),
                    of: of?,
                }
            }
            Function::Now(format) => Expression::Now(TimeFormat::named(format)?),
            Function::Nonce(format) => Expression::Nonce(NonceFormat::named(format)?),
            Function::Signer { algorithm, key, of } => {
                let of = self.boxed(of, scope);
                let key = match key {
                    None => None,
                    Some(text) => {
                        let value = self.resolve_placeholders(text, scope)?;
                        if !value.is_text(&scope.auth.lets) {
                            let place = "key".into();
                            self.report(SigningDiagnostic::BytesAsText { place }.at(text.span));
                        }
                        Some(Box::new(value))
                    }
                };
                Expression::Signer {
                    algorithm: algorithm.value.clone(),
                    key,
                    of: of?,
                }
            }
        })
    }

    fn resolve_key(
        &mut self,
        name: DigestName,
        keys: &HmacKeys,
        scope: &mut SigningScope<'a>,
    ) -> Option<Expression> {
        match keys {
            HmacKeys::One(key) => self.resolve_computed_value(key, scope),
            HmacKeys::Chain(chain) => {
                let chain = self.resolve_computed_values(chain, scope)?;
                chain.into_iter().reduce(|key, of| Expression::Hmac {
                    digest: digest(name),
                    key: Box::new(key),
                    of: Box::new(of),
                })
            }
        }
    }

    /// Resolves a template with placeholders.
    fn resolve_placeholders(
        &mut self,
        text: &Text,
        scope: &mut SigningScope<'a>,
    ) -> Option<Expression> {
        let mut parts = Vec::new();
        let mut literal = String::new();
        let mut rest = text.as_str();
        let mut is_complete = true;
        while let Some(at) = rest.find('$') {
            literal.push_str(&rest[..at]);
            rest = &rest[at + 1..];
            if let Some(after) = rest.strip_prefix('$') {
                literal.push('$');
                rest = after;
                continue;
            }
            let (name, after) = placeholder(rest);
            if name.is_empty() {
                self.report(HttpDiagnostic::DollarWithoutName.at(text.span));
                return None;
            }
            rest = after;
            if !literal.is_empty() {
                parts.push(Expression::Literal(std::mem::take(&mut literal)));
            }
            match self.resolve_placeholder(name, text.span, scope) {
                Some(part) => parts.push(part),
                None => is_complete = false,
            }
        }
        literal.push_str(rest);
        if !literal.is_empty() || parts.is_empty() {
            parts.push(Expression::Literal(literal));
        }
        is_complete.then(|| match parts.len() {
            1 => parts.swap_remove(0),
            _ => Expression::Join {
                separator: String::new(),
                of: parts,
            },
        })
    }

    fn resolve_placeholder(
        &mut self,
        name: &str,
        span: Span,
        scope: &mut SigningScope<'a>,
    ) -> Option<Expression> {
        if let Some(part) = name.strip_prefix("call.") {
            match placeholders::moment(name) {
                Some(MomentPart::Now(format)) => return Some(Expression::Now(format)),
                Some(MomentPart::Nonce(format)) => return Some(Expression::Nonce(format)),
                Some(MomentPart::Text(_)) | None => {}
            }
            let mut parts = CallPart::ALL.into_iter();
            let found = parts.find(|(known, _)| *known == part);
            if found.is_none() {
                let diagnostic = match part {
                    "params" => SigningDiagnostic::ParametersAsText,
                    _ => SigningDiagnostic::UnknownCallPart {
                        name: format!("$call.{part}").as_str().into(),
                        known: "`$call.method`, `$call.url`, `$call.path`, `$call.query`, `$call.body`, `$call.operation`, `$call.now` and `$call.nonce`",
                    },
                };
                self.report(diagnostic.at(span));
            }
            return found.map(|(_, part)| Expression::Call(part));
        }
        if let Some(credential) = name.strip_prefix("auth.") {
            let known = || {
                self.schema
                    .credentials
                    .iter()
                    .map(|(known, _)| known.as_str())
            };
            let Some(index) = known().position(|known| known == credential) else {
                let scopes = [syntax::Scope::Section("credentials")];
                let known: Vec<&str> = known().collect();
                self.report_unknown(credential, &scopes, known, |name, hint| {
                    NameDiagnostic::UnknownCredential { name, hint }.at(span)
                });
                return None;
            };
            return Some(self.resolve_used_credential(index, span, scope));
        }
        if let Some(id) = scope.auth.lets.find(|known| known.name == name) {
            scope.used.push(id);
            return Some(Expression::Let(id));
        }
        let mut credentials = self.schema.credentials.iter();
        if let Some(index) = credentials.position(|(known, _)| known.value == name) {
            return Some(self.resolve_used_credential(index, span, scope));
        }
        if scope.names.iter().any(|known| known.value == name) {
            if !self.poison.covers(span) && !scope.broken.contains(&name) {
                let name = name.into();
                self.report(SigningDiagnostic::LaterResult { name }.at(span));
            }
            return None;
        }
        let credentials = self
            .schema
            .credentials
            .iter()
            .map(|(name, _)| name.as_str());
        let lets = scope.names.iter().map(|name| name.as_str());
        let similar = closest(name, credentials.chain(lets));
        let diagnostic = SigningDiagnostic::UnknownResult {
            name: name.into(),
            similar: similar.map(|similar| format!("${similar}").as_str().into()),
        };
        self.report(diagnostic.at(span));
        None
    }
}

impl<'a> Resolver<'a> {
    /// Returns a credential, and notes that the method needs it.
    fn resolve_used_credential(
        &mut self,
        index: usize,
        span: Span,
        scope: &mut SigningScope<'a>,
    ) -> Expression {
        let credential = CredentialId::from_index(index);
        if !scope.auth.credentials.contains(&credential) {
            scope.auth.credentials.push(credential);
        }
        if !scope.is_template && self.is_optional(credential) {
            let name = self.schema.credentials[index].0.as_str().into();
            self.report(SigningDiagnostic::OptionalInFunction { name }.at(span));
        }
        Expression::Credential(credential)
    }
}

/// Returns the name after a dollar, and the text behind it. Only names with a root, such as `call.url`, have a dot.
fn placeholder(text: &str) -> (&str, &str) {
    if let Some(inside) = text.strip_prefix('{') {
        return inside.split_once('}').unwrap_or(("", text));
    }
    let is_word = |c: char| c.is_ascii_alphanumeric() || c == '_';
    let word = |text: &str| text.find(|c| !is_word(c)).unwrap_or(text.len());
    let root = word(text);
    let end = match (&text[..root], text[root..].strip_prefix('.')) {
        ("call" | "auth", Some(after)) => root + 1 + word(after),
        _ => root,
    };
    text.split_at(end)
}

/// Returns whether a cookie can carry the constant texts of a value (RFC 6265 § 4.1.1).
fn literals_fit_cookie(value: &Expression) -> bool {
    let is_octet = |byte: u8| byte.is_ascii_graphic() && !b"\",;\\".contains(&byte);
    match value {
        Expression::Literal(text) => text.bytes().all(is_octet),
        Expression::Join { separator, of } => {
            (of.len() < 2 || separator.bytes().all(is_octet)) && of.iter().all(literals_fit_cookie)
        }
        // What is computed is checked when the request is signed.
        Expression::Credential(_)
        | Expression::Let(_)
        | Expression::Call(_)
        | Expression::Percent(_)
        | Expression::Query { .. }
        | Expression::HeaderNames { .. }
        | Expression::HeaderLines { .. }
        | Expression::CanonicalPath
        | Expression::Hex(_)
        | Expression::Base64(_)
        | Expression::Digest(..)
        | Expression::Hmac { .. }
        | Expression::Now(_)
        | Expression::Nonce(_)
        | Expression::Signer { .. } => true,
    }
}

/// Returns whether a method already sets a header, parameter or cookie of this name.
fn is_set(auth: &Auth, place: ComputedPlace, name: &str) -> bool {
    let is_name = |known: &str| known.eq_ignore_ascii_case(name);
    let is_plain = match place {
        ComputedPlace::Header => {
            auth.headers().any(|(known, _)| is_name(known))
                || auth.basic().is_some() && is_name("authorization")
                // The cookies of earlier steps are in this header.
                || is_name("cookie") && auth.computed(Some(ComputedPlace::Cookie)).next().is_some()
        }
        ComputedPlace::Parameter => auth.parameters().any(|(known, _)| known == name),
        ComputedPlace::Cookie => false,
    };
    is_plain
        || auth
            .computed(Some(place))
            .any(|(_, known, _)| is_name(known))
}

/// Returns the first parameter that a method adds after a step has read the body.
pub(super) fn parameter_after_body(auth: &Auth) -> Option<&str> {
    let mut has_read = false;
    for step in &auth.steps {
        match step {
            AuthStep::Let(id) => has_read |= reads_body(&auth.lets[*id].value),
            AuthStep::Computed { place, name, value } => {
                has_read |= reads_body(value);
                match place {
                    ComputedPlace::Parameter if has_read => return Some(name),
                    ComputedPlace::Parameter | ComputedPlace::Header | ComputedPlace::Cookie => {}
                }
            }
            AuthStep::Basic { .. }
            | AuthStep::Header { .. }
            | AuthStep::Parameter { .. }
            | AuthStep::Document => {}
        }
    }
    None
}

fn reads_body(value: &Expression) -> bool {
    let mut found = false;
    value.each(&mut |part| found |= *part == Expression::Call(CallPart::Body));
    found
}

fn lower(names: &[Text]) -> Vec<String> {
    names.iter().map(|name| name.to_ascii_lowercase()).collect()
}

const fn digest(name: DigestName) -> Digest {
    match name {
        DigestName::Md5 => Digest::Md5,
        DigestName::Sha1 => Digest::Sha1,
        DigestName::Sha256 => Digest::Sha256,
        DigestName::Sha512 => Digest::Sha512,
    }
}

/// Reads the time of an example: seconds since 1970, or a time of RFC 3339 in UTC.
pub(super) fn example_time(text: &str) -> Option<u64> {
    let millis =
        parse_time(TimeFormat::Unix, text).or_else(|| parse_time(TimeFormat::Rfc3339, text));
    millis.map(|millis| millis / 1000)
}
