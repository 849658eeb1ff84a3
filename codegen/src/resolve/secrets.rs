//! The secrets that an operation sends as parameters.
//!
//! In: an operation and its ways to authenticate. Out: what the lint on secrets in a URL says of its bindings.

use super::operation::Current;
use super::space::printable;
use super::state::Resolver;
use crate::lint::{self, Secret};
use crate::plan::{self, Location, TemplatePart};

impl Resolver<'_> {
    /// Warns of a secret that travels in the query of the default binding.
    pub(super) fn check_secrets(&mut self, current: &Current<'_>, plan: &plan::Plan) {
        let auths = current.auths.iter().filter_map(|at| plan.auths.get(*at));
        let parts = auths
            .flat_map(|auth| &auth.params)
            .flat_map(|(_, template)| &template.0);
        let credentials = parts.filter_map(|part| match part {
            TemplatePart::Credential(at) => plan.credentials.get(*at),
            TemplatePart::Literal(_) => None,
        });
        let credentials = credentials.filter(|it| it.secret).map(|it| Secret {
            what: format!("the credential `{}`", printable(&it.name)),
            is_credential: true,
        });
        let fields = current.drafts.iter().map(|draft| &draft.field);
        let fields = fields.filter(|field| field.secret && field.location == Location::Body);
        let fields = fields.map(|field| Secret {
            what: format!("the secret field `{}`", printable(&field.name)),
            is_credential: false,
        });
        let secrets: Vec<Secret> = credentials.chain(fields).collect();
        lint::in_query(&current.syntax.bindings, &secrets, &mut self.diagnostics);
    }
}
