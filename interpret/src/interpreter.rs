//! A plan made ready for walking: patterns compiled, places worked out, once for all calls.

use wireform_codegen::plan::{ObjectId, Plan, Table};

use crate::call::Call;
use crate::patterns::Patterns;
use crate::places::{self, ObjectPlaces, Places};

/// Walks the operations of one plan.
pub struct Interpreter<'p> {
    pub(crate) plan: &'p Plan,
    pub(crate) patterns: Patterns<'p>,
    pub(crate) objects: Table<ObjectId, ObjectPlaces<'p>>,
    operations: Vec<Places<'p>>,
}

impl<'p> Interpreter<'p> {
    /// Makes a plan ready.
    #[must_use]
    pub fn new(plan: &'p Plan) -> Self {
        Self {
            plan,
            patterns: Patterns::of(plan),
            objects: places::of_objects(plan),
            operations: plan.operations.iter().map(places::of_operation).collect(),
        }
    }

    /// The plan.
    #[must_use]
    pub fn plan(&self) -> &'p Plan {
        self.plan
    }

    /// One operation by its name in the schema.
    #[must_use]
    pub fn operation(&self, name: &str) -> Option<Call<'_>> {
        let at = self
            .plan
            .operations
            .iter()
            .position(|operation| operation.name == name)?;
        self.at(at)
    }

    /// All operations, in the order of the plan.
    pub fn operations(&self) -> impl Iterator<Item = Call<'_>> {
        (0..self.plan.operations.len()).filter_map(|at| self.at(at))
    }

    fn at(&self, at: usize) -> Option<Call<'_>> {
        Some(Call {
            interpreter: self,
            operation: self.plan.operations.get(at)?,
            places: self.operations.get(at)?,
        })
    }
}
