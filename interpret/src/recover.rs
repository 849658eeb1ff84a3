//! Reads computed values backwards: what a request shows of the credentials and the moment that it was signed with.

use wireform_codegen::plan::{
    Auth, ComputedPlace, CredentialId, Expression, NonceFormat, Plan, TimeFormat, parse_nonce,
    parse_time,
};

/// What a signed request shows.
#[derive(Default)]
pub(crate) struct Recovered {
    /// The credentials that are sent as they are.
    pub(crate) credentials: Vec<(CredentialId, String)>,
    /// The time in milliseconds since 1970, from the most precise format.
    pub(crate) time: Option<u64>,
    pub(crate) nonce: Option<[u8; 16]>,
    /// The names of the signed headers, in lower case, if the request lists them.
    pub(crate) headers: Option<Vec<String>>,
}

/// A part of a computed text.
enum Piece<'p> {
    Literal(&'p str),
    Credential(CredentialId),
    Now(TimeFormat),
    Nonce(NonceFormat),
    HeaderNames(&'p str),
    /// A part that cannot be read backwards, such as a digest.
    Other,
}

/// Reads the computed values of a request. `sent` returns the text at a place. Returns none if a text is missing or does not
/// have the form of its value.
pub(crate) fn recover(
    plan: &Plan,
    auth: &Auth,
    sent: impl Fn(ComputedPlace, &str) -> Option<String>,
) -> Option<Recovered> {
    let mut recovered = Recovered::default();
    for (place, name, value) in auth.computed(None) {
        let mut pieces = Vec::new();
        flatten(auth, value, &mut pieces);
        match sent(place, name) {
            Some(text) => recovered.read(&pieces, &text)?,
            None if value.optional_credentials(plan, auth).next().is_some() => {}
            None => return None,
        }
    }
    Some(recovered)
}

fn flatten<'p>(auth: &'p Auth, value: &'p Expression, pieces: &mut Vec<Piece<'p>>) {
    match value {
        Expression::Literal(text) => pieces.push(Piece::Literal(text)),
        Expression::Credential(id) => pieces.push(Piece::Credential(*id)),
        Expression::Let(id) => flatten(auth, &auth.lets[*id].value, pieces),
        Expression::Join { separator, of } => {
            for (index, part) in of.iter().enumerate() {
                if index > 0 && !separator.is_empty() {
                    pieces.push(Piece::Literal(separator));
                }
                flatten(auth, part, pieces);
            }
        }
        Expression::HeaderNames { separator, .. } => pieces.push(Piece::HeaderNames(separator)),
        Expression::Now(format) => pieces.push(Piece::Now(*format)),
        Expression::Nonce(format) => pieces.push(Piece::Nonce(*format)),
        Expression::Call(_)
        | Expression::Percent(_)
        | Expression::Query { .. }
        | Expression::HeaderLines { .. }
        | Expression::CanonicalPath
        | Expression::Hex(_)
        | Expression::Base64(_)
        | Expression::Digest(..)
        | Expression::Hmac { .. }
        | Expression::Signer { .. } => pieces.push(Piece::Other),
    }
}

impl Recovered {
    fn read(&mut self, pieces: &[Piece<'_>], text: &str) -> Option<()> {
        let mut rest = text;
        for (index, piece) in pieces.iter().enumerate() {
            if let Piece::Literal(literal) = piece {
                rest = rest.strip_prefix(literal)?;
                continue;
            }
            let end = match pieces.get(index + 1) {
                Some(Piece::Literal(literal)) => rest.find(literal)?,
                Some(_) | None => rest.len(),
            };
            let (part, after) = rest.split_at(end);
            rest = after;
            match piece {
                Piece::Literal(_) | Piece::Other => {}
                Piece::Credential(id) => self.credentials.push((*id, part.to_owned())),
                Piece::Now(format) => {
                    let time = parse_time(*format, part)?;
                    // A day alone says less than another format.
                    match format {
                        TimeFormat::BasicDate => self.time = self.time.or(Some(time)),
                        TimeFormat::Unix
                        | TimeFormat::UnixMs
                        | TimeFormat::Rfc3339
                        | TimeFormat::Basic
                        | TimeFormat::Http => self.time = Some(time),
                    }
                }
                Piece::Nonce(NonceFormat::Uuid | NonceFormat::Hex) => {
                    self.nonce = Some(parse_nonce(part)?);
                }
                Piece::HeaderNames(separator) => {
                    let names = part.split(separator).map(str::to_ascii_lowercase);
                    self.headers = Some(names.collect());
                }
            }
        }
        rest.is_empty().then_some(())
    }
}
