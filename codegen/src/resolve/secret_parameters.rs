//! Collects the secrets that an operation sends as parameters, for the lint on secrets in a URL.

use super::current_operation::CurrentOperation;
use super::namespace::printable;
use super::resolver::Resolver;
use crate::draft::{BindingDeclaration, Declaration, Draft, Secret, SecretsDeclaration};
use crate::plan::{Auth, ComputedPlace, CredentialId, Location};

impl Resolver<'_> {
    /// Keeps the bindings of an operation with the secrets that it sends as parameters.
    pub(super) fn declare_secrets(&mut self, current: &CurrentOperation<'_>, plan: &Draft) {
        let auths = current.auths.iter().filter_map(|at| plan.auths.get(*at));
        let credentials = auths.flat_map(in_parameters).collect::<Vec<_>>();
        let credentials = credentials
            .into_iter()
            .filter_map(|at| plan.credentials.get(at));
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
        let bindings = current.syntax.bindings.iter();
        let bindings = bindings.map(|(name, binding)| BindingDeclaration {
            name: name.span,
            body: binding.body.clone(),
            is_noted: !binding.differs.is_empty(),
        });
        if !secrets.is_empty() {
            self.declarations
                .push(Declaration::Secrets(SecretsDeclaration {
                    bindings: bindings.collect(),
                    secrets,
                }));
        }
    }
}

/// Returns the credentials that a method sends as parameters.
fn in_parameters(auth: &Auth) -> Vec<CredentialId> {
    let plain = auth
        .parameters()
        .flat_map(|(_, template)| template.credentials());
    let computed = auth.computed(Some(ComputedPlace::Parameter));
    let computed = computed.flat_map(|(_, _, value)| value.shown_credentials(&auth.lets));
    plain.chain(computed).collect()
}
