//! Resolves the authentication methods and their templates.

use super::diagnostics::{HttpDiagnostic, NameDiagnostic, RustItem, SigningDiagnostic};
use super::identifiers::Role;
use super::namespace::rust_name;
use super::resolver::{Resolver, owned};
use crate::draft::{BracedName, Declaration};
use crate::plan::{Auth, AuthId, AuthStep, CredentialId, Id, Table, Template, TemplatePart};
use crate::source::{Span, closest};
use crate::syntax::{self, Scope, Text};

impl<'a> Resolver<'a> {
    /// Resolves the authentication methods of the schema.
    pub(super) fn resolve_auths(&mut self) -> Table<AuthId, Auth> {
        let schema = self.schema;
        let mut all = Table::new();
        for (name, auth) in &schema.auth {
            let ident = rust_name(name, auth.rust.as_ref(), Role::Type, &mut self.diagnostics);
            let rust = format!("{}Auth", ident.stem);
            let rust = self.derived(rust, &ident.rust);
            let item = RustItem::CredentialsOf(name.as_str().into());
            self.module
                .take(&rust, item, name.span, &mut self.diagnostics);
            self.keep_notes(&format!("auth.{}", name.value), &auth.differs);
            all.push(self.resolve_auth(name, rust, auth));
        }
        all
    }

    fn resolve_auth(&mut self, name: &Text, rust: String, auth: &'a syntax::Auth) -> Auth {
        let mut used = Vec::new();
        let nothing = auth.headers.is_empty()
            && auth.basic.is_empty()
            && auth.params.is_empty()
            && auth.document.is_empty()
            && auth.steps.is_empty();
        if nothing && !self.poison.covers(auth.span) {
            let diagnostic = HttpDiagnostic::NoAuthentication {
                name: name.as_str().into(),
            };
            self.report(diagnostic.at(name.span));
        }
        let pair: Vec<Option<CredentialId>> = auth
            .basic
            .iter()
            .map(|name| self.resolve_credential_reference(name, &mut used))
            .collect();
        let mut steps = Vec::new();
        for (name, credential) in auth.basic.iter().zip(&pair) {
            if credential.is_some_and(|id| self.is_optional(id)) {
                let found = SigningDiagnostic::OptionalInBasic {
                    name: name.trim_start_matches('$').into(),
                };
                self.report(found.at(name.span));
            }
        }
        // The syntax stage has reported any other number.
        if let [Some(user), Some(password)] = pair[..] {
            steps.push(AuthStep::Basic { user, password });
        }
        self.declare_braces(auth);
        let mut names = Vec::new();
        for (header, template) in &auth.headers {
            self.check_header_name(header);
            if names
                .iter()
                .any(|n: &String| n.eq_ignore_ascii_case(header))
            {
                let diagnostic = HttpDiagnostic::DuplicateHeader {
                    name: header.as_str().into(),
                };
                self.report(diagnostic.at(header.span));
            }
            if header.eq_ignore_ascii_case("authorization") && !auth.basic.is_empty() {
                self.report(HttpDiagnostic::HeaderOfBasic.at(header.span));
            }
            names.push(header.value.clone());
            steps.push(AuthStep::Header {
                name: header.value.clone(),
                value: self.resolve_template(template, &mut used, true),
            });
        }
        for (parameter, template) in &auth.params {
            steps.push(AuthStep::Parameter {
                name: parameter.value.clone(),
                value: self.resolve_template(template, &mut used, false),
            });
        }
        for credential in &auth.document {
            self.resolve_credential_reference(credential, &mut used);
        }
        if !auth.document.is_empty() {
            steps.push(AuthStep::Document);
        }
        let resolved = Auth {
            name: name.value.clone(),
            rust,
            description: owned(auth.description.as_ref()),
            steps,
            lets: Table::new(),
            credentials: used,
        };
        self.resolve_steps(auth, resolved)
    }

    /// Keeps the names in braces for the lints: a user may have meant credentials.
    fn declare_braces(&mut self, auth: &syntax::Auth) {
        if !auth.differs.is_empty() {
            return;
        }
        let computed = auth.steps.iter().flat_map(|step| {
            let values = step.headers.iter().chain(&step.params).chain(&step.cookies);
            values.filter_map(|(_, value)| match value {
                syntax::Computed::Template(text) => Some(text),
                syntax::Computed::List(_) | syntax::Computed::Function(_) => None,
            })
        });
        let plain = auth.headers.iter().chain(&auth.params);
        for text in plain.map(|(_, text)| text).chain(computed) {
            if let Some(name) = braced_name(text) {
                let (name, span) = (name.to_owned(), text.span);
                let braced = BracedName { name, span };
                self.declarations.push(Declaration::BracedName(braced));
            }
        }
    }

    /// Resolves a text that is one reference to a credential: `$name`.
    fn resolve_credential_reference(
        &mut self,
        text: &Text,
        used: &mut Vec<CredentialId>,
    ) -> Option<CredentialId> {
        let Some(name) = text.strip_prefix('$') else {
            let diagnostic = HttpDiagnostic::NotACredential {
                text: text.as_str().into(),
            };
            self.report(diagnostic.at(text.span));
            return None;
        };
        let index = self.find_credential(name, text.span)?;
        if !used.contains(&index) {
            used.push(index);
        }
        Some(index)
    }

    /// Returns the position of a credential, or reports that it is unknown.
    fn find_credential(&mut self, name: &str, span: Span) -> Option<CredentialId> {
        let schema = self.schema;
        let known = || schema.credentials.iter().map(|(known, _)| known.as_str());
        let find = |name: &str| known().position(|known| known == name);
        let index = find(name).or_else(|| {
            self.report_unknown(
                name,
                &[Scope::Section("credentials")],
                known(),
                |name, hint| NameDiagnostic::UnknownCredential { name, hint }.at(span),
            );
            // The most similar name stands in, so that stubs of the credentials have its field.
            closest(name, known()).and_then(find)
        });
        index.map(CredentialId::from_index)
    }

    /// Returns whether a credential is optional.
    pub(super) fn is_optional(&self, credential: CredentialId) -> bool {
        let credential = self.schema.credentials.get(credential.index());
        let optional = credential.and_then(|(_, credential)| credential.optional.as_ref());
        optional.is_some_and(|optional| optional.value)
    }

    /// Resolves a text with references to credentials.
    fn resolve_template(
        &mut self,
        text: &Text,
        used: &mut Vec<CredentialId>,
        header: bool,
    ) -> Template {
        let mut parts = Vec::new();
        let mut literal = String::new();
        let mut rest = text.as_str();
        while let Some(at) = rest.find('$') {
            literal.push_str(&rest[..at]);
            rest = &rest[at + 1..];
            if let Some(after) = rest.strip_prefix('$') {
                literal.push('$');
                rest = after;
                continue;
            }
            let Some((length, index)) = self.resolve_template_name(rest, text.span) else {
                return Template(Vec::new());
            };
            if !literal.is_empty() {
                parts.push(TemplatePart::Literal(std::mem::take(&mut literal)));
            }
            if !used.contains(&index) {
                used.push(index);
            }
            parts.push(TemplatePart::Credential(index));
            rest = &rest[length..];
        }
        literal.push_str(rest);
        if header && !literal_fits_header(&parts, &literal) {
            self.report(HttpDiagnostic::HeaderValue.at(text.span));
        }
        if !literal.is_empty() {
            parts.push(TemplatePart::Literal(literal));
        }
        Template(parts)
    }

    /// Resolves the credential at the beginning of a text. Returns the length of its name and its position.
    fn resolve_template_name(&mut self, text: &str, span: Span) -> Option<(usize, CredentialId)> {
        let word = text
            .find(|c: char| !(c.is_alphanumeric() || c == '_'))
            .unwrap_or(text.len());
        // The longest name that matches wins, so that names can contain spaces.
        let longest = self
            .schema
            .credentials
            .iter()
            .enumerate()
            .filter(|(_, (name, _))| {
                name.len() >= word && !name.is_empty() && text.starts_with(name.as_str())
            })
            .max_by_key(|(_, (name, _))| name.len())
            .map(|(index, (name, _))| (name.len(), CredentialId::from_index(index)));
        if longest.is_some() {
            return longest;
        }
        if word == 0 {
            self.report(HttpDiagnostic::DollarWithoutName.at(span));
            return None;
        }
        let index = self.find_credential(&text[..word], span)?;
        Some((word, index))
    }

    /// Returns the position of an authentication method, or reports that it is unknown.
    pub(super) fn find_auth(&mut self, name: &Text) -> Option<AuthId> {
        let schema = self.schema;
        let known = || schema.auth.iter().map(|(known, _)| known.as_str());
        let find = |name: &str| known().position(|known| known == name);
        let index = find(name).or_else(|| {
            let span = name.span;
            self.report_unknown(name, &[Scope::Section("auth")], known(), |name, hint| {
                NameDiagnostic::UnknownAuth { name, hint }.at(span)
            });
            closest(name, known()).and_then(find)
        });
        index.map(AuthId::from_index)
    }
}

/// Returns the first name in braces that no dollar precedes.
fn braced_name(text: &str) -> Option<&str> {
    let mut pieces = text.split('{');
    let mut before = pieces.next()?;
    for piece in pieces {
        let name = piece.split_once('}').map(|(name, _)| name);
        let is_name = |name: &&str| {
            !name.is_empty()
                && name
                    .chars()
                    .all(|c| c.is_alphanumeric() || "_-".contains(c))
        };
        match name.filter(is_name) {
            Some(name) if !before.ends_with('$') => return Some(name),
            Some(_) | None => before = piece,
        }
    }
    None
}

/// Returns whether the constant parts of a value are allowed in a header.
fn literal_fits_header(parts: &[TemplatePart], last: &str) -> bool {
    let inside = |text: &str| {
        text.bytes()
            .all(|b| b == b'\t' || (b' '..=b'~').contains(&b))
    };
    parts.iter().all(|part| match part {
        TemplatePart::Literal(text) => inside(text),
        TemplatePart::Credential(_) => true,
    }) && inside(last)
}
