//! The address of a site that `wireform docs` wrote, to which messages link.

use wireform::Violation;
use wireform_codegen::plan::Plan;
use wireform_interpret::Call;
use wireform_site::anchor;
use wireform_upkeep::breaking::Place;

/// The address of a site.
#[derive(Debug, Clone)]
pub(crate) struct DocsUrl(String);

impl DocsUrl {
    /// Reads the address. A message never contains the text, because anything can be typed in its place.
    pub(crate) fn parse(text: &str) -> Result<DocsUrl, String> {
        let schemes = ["https://", "http://", "file:///"];
        let rest = schemes.iter().find_map(|it| text.strip_prefix(it));
        let is_plain = |it: char| it.is_ascii_alphanumeric() || "-._~/:%+".contains(it);
        match rest {
            Some(rest) if !rest.is_empty() && rest.chars().all(is_plain) => {
                Ok(DocsUrl(text.to_owned()))
            }
            Some(_) | None => Err(
                "give the address of a site, such as https://docs.example/wireform, without user, query and fragment"
                    .to_owned(),
            ),
        }
    }

    /// Returns the address of the field or rule that a violation is about.
    pub(crate) fn of_violation(&self, call: &Call<'_>, violation: &Violation) -> String {
        let (plan, operation) = (call.plan(), call.operation());
        anchor::violation(
            &self.0,
            plan,
            operation,
            &violation.path(),
            violation.rule(),
        )
    }

    /// Returns the address of a changed construct of some plans; none if no plan has its module.
    pub(crate) fn of_change(&self, plans: &[Plan], place: &Place) -> Option<String> {
        let plan = plans.iter().find(|it| it.module == place.provider)?;
        let (name, path) = place.path.split_once('.').unwrap_or((&place.path, ""));
        let mut operations = plan.operations.iter();
        let anchor = operations.find(|it| it.name == name).map(|operation| {
            let named = |part: &str| {
                let name = path.strip_prefix(part)?.split('.').next()?;
                Some(name.trim_end_matches("[]"))
            };
            let rule = named("rules.").filter(|name| {
                let mut rules = plan.rules_of(operation).into_iter();
                rules.any(|it| it.name == *name)
            });
            let case = named("responses.").filter(|name| {
                let mut cases = operation.responses.iter();
                cases.any(|it| it.name == *name)
            });
            match (rule, case) {
                (Some(rule), _) => anchor::rule(name, rule),
                (None, Some(case)) => anchor::response(name, case),
                (None, None) => anchor::subject(plan, operation, &path.replace("[]", ""), None),
            }
        });
        let page = anchor::provider(&plan.schema);
        let anchor = anchor.map(|it| format!("#{it}")).unwrap_or_default();
        Some(format!("{}/{page}{anchor}", self.0.trim_end_matches('/')))
    }

    /// Returns the address.
    pub(crate) fn as_str(&self) -> &str {
        &self.0
    }
}
