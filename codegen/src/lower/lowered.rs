//! A plan with the values that its executors need.

use std::sync::Arc;

use crate::lower::memo::Memo;
use crate::lower::places::{self, ObjectPlaces, Places};
use crate::pattern::Matcher;
use crate::pattern::language::Escapes;
use crate::plan::{NamedCheck, ObjectId, Operation, Pattern, Plan, TextFacets};

/// A plan with the values that its executors need.
///
/// ```
/// use std::sync::Arc;
/// use wireform_codegen::lower::{Writing, lower};
/// use wireform_codegen::plan::{Format, TextFacets};
///
/// # let mut sources = wireform_codegen::source::Sources::new();
/// # sources.add("minimal.yaml", "wireform: 1\nprovider: { name: Example }\nendpoints: { api: { servers: { production: 'https://example.com' } } }\noperations:\n  ping:\n    http: GET /ping\n    update: none\n");
/// # let (plans, _) = wireform_codegen::plan_sources(&sources);
/// # let plan = &plans[0];
/// let lowered = lower(plan, &Arc::default());
/// let facets = TextFacets {
///     formats: vec![vec![Format::E164]],
///     ..TextFacets::default()
/// };
/// assert!(!lowered.escapes(&facets).needs(Writing::Json));
/// assert!(lowered.escapes(&facets).needs(Writing::Form), "a form writes the plus sign as %2B");
/// assert!(lowered.escapes(&TextFacets::default()).needs(Writing::Json));
/// ```
#[derive(Debug, Clone)]
pub struct Lowered<'p> {
    /// The plan.
    pub plan: &'p Plan,
    pub(super) memo: Arc<Memo>,
}

/// Lowers a plan. Plans with the same memo share equal values.
#[must_use]
pub fn lower<'p>(plan: &'p Plan, memo: &Arc<Memo>) -> Lowered<'p> {
    Lowered {
        plan,
        memo: Arc::clone(memo),
    }
}

impl<'p> Lowered<'p> {
    /// Lowers another plan with the same memo.
    #[must_use]
    pub fn with<'q>(&self, plan: &'q Plan) -> Lowered<'q> {
        lower(plan, &self.memo)
    }

    /// Returns the matcher of a pattern, for values of at most `longest` characters.
    #[must_use]
    pub fn matcher(&self, pattern: &Pattern, longest: Option<u64>) -> Arc<Matcher> {
        self.memo.matcher(pattern, longest)
    }

    /// Returns the matcher of a named check, for values of at most `longest` characters.
    #[must_use]
    pub fn check_matcher(&self, check: &NamedCheck, longest: Option<u64>) -> Arc<Matcher> {
        self.memo.check_matcher(check, longest)
    }

    /// Returns the formats that must escape a character of some value that these facets allow.
    #[must_use]
    pub fn escapes(&self, facets: &TextFacets) -> Escapes {
        self.memo.escapes(facets)
    }

    /// Returns the place of each field of an operation.
    #[must_use]
    pub fn places<'o>(&self, operation: &'o Operation) -> Places<'o> {
        places::of_operation(operation)
    }

    /// Returns the place of each member of an object.
    #[must_use]
    pub fn object_places(&self, object: ObjectId) -> ObjectPlaces<'p> {
        ObjectPlaces::of(&self.plan.objects[object])
    }
}
