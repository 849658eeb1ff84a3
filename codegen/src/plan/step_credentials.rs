//! Which credentials the steps of an authentication method need, and which of their values may be secret.

use super::auth::{Auth, Template};
use super::ids::CredentialId;
use super::provider::Plan;
use super::signing::{CallPart, Expression};

impl Template {
    /// Returns the optional credentials without which what contains the text is left out.
    pub fn optional_credentials<'t>(
        &'t self,
        plan: &'t Plan,
    ) -> impl Iterator<Item = CredentialId> + 't {
        self.credentials()
            .filter(|id| plan.credentials[*id].is_optional)
    }
}

impl Expression {
    /// Returns whether the value, or a value that it is computed from, may be secret. Then it is masked in the request.
    #[must_use]
    pub fn may_be_secret(&self, plan: &Plan, auth: &Auth) -> bool {
        match self {
            Expression::Credential(id) => plan.credentials[*id].secret,
            Expression::Let(id) => auth.lets[*id].value.may_be_secret(plan, auth),
            Expression::Call(part) => match part {
                CallPart::Url | CallPart::Path | CallPart::Query | CallPart::Body => true,
                CallPart::Method | CallPart::Operation => false,
            },
            Expression::Query { .. }
            | Expression::HeaderLines { .. }
            | Expression::CanonicalPath
            | Expression::Signer { .. } => true,
            Expression::Literal(_)
            | Expression::HeaderNames { .. }
            | Expression::Now(_)
            | Expression::Nonce(_) => false,
            Expression::Join { .. }
            | Expression::Percent(_)
            | Expression::Hex(_)
            | Expression::Base64(_)
            | Expression::Digest(..)
            | Expression::Hmac { .. } => {
                let mut parts = self.parts().into_iter();
                parts.any(|part| part.may_be_secret(plan, auth))
            }
        }
    }

    /// Returns the optional credentials without which the value is left out.
    pub fn optional_credentials<'e>(
        &'e self,
        plan: &'e Plan,
        auth: &'e Auth,
    ) -> impl Iterator<Item = CredentialId> + 'e {
        let shown = self.shown_credentials(&auth.lets).into_iter();
        shown.filter(|id| plan.credentials[*id].is_optional)
    }
}
