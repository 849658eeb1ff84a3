//! A plan with compiled patterns and computed places, which all calls share.

use std::sync::Arc;

use wireform_codegen::lower::{ObjectPlaces, Places, lower};
use wireform_codegen::plan::{ObjectId, Plan, Table};

use crate::call::Call;
use crate::patterns::Patterns;

/// Validates and encodes requests of one plan.
pub struct Interpreter<'p> {
    pub(crate) plan: &'p Plan,
    pub(crate) patterns: Patterns<'p>,
    pub(crate) objects: Table<ObjectId, ObjectPlaces<'p>>,
    operations: Vec<Places<'p>>,
}

impl<'p> Interpreter<'p> {
    /// Compiles the patterns of a plan and computes the places of its fields.
    #[must_use]
    pub fn new(plan: &'p Plan) -> Self {
        let lowered = lower(plan, &Arc::default());
        let operations = plan.operations.iter();
        Self {
            plan,
            patterns: Patterns::of(&lowered),
            objects: plan
                .objects
                .ids()
                .map(|it| lowered.object_places(it))
                .collect(),
            operations: operations.map(|it| lowered.places(it)).collect(),
        }
    }

    /// Returns the plan.
    #[must_use]
    pub fn plan(&self) -> &'p Plan {
        self.plan
    }

    /// Returns the operation of this name in the schema.
    #[must_use]
    pub fn operation(&self, name: &str) -> Option<Call<'_>> {
        let at = self
            .plan
            .operations
            .iter()
            .position(|operation| operation.name == name)?;
        self.at(at)
    }

    /// Returns all operations, in the order of the plan.
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
