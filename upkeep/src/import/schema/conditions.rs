//! Reads the keywords of schemas that hold under a condition: `if`, `not`, `dependentSchemas` and `contains`.

use super::reader::{Context, Reader};
use super::shape::{Cited, Conditional, Outcome, Shape};
use crate::import::tree::{At, Json};

impl<'d> Reader<'d> {
    /// Reads `if` with its `then` and `else`.
    pub(super) fn conditional(
        &mut self,
        (owner, at): (&At<'d>, &At<'d>),
        context: Context,
        shape: &mut Shape,
    ) {
        let branches = [owner.get("then"), owner.get("else")];
        let [then, otherwise] = &branches;
        if let Json::Boolean(holds) = at.json() {
            let chosen = if holds { then } else { otherwise };
            if let Some(chosen) = chosen {
                let part = self.schema(chosen, context.deeper());
                self.add(&part, shape);
            }
            return;
        }
        if branches.iter().all(Option::is_none) {
            // Without the other keywords, `if` has no effect.
            return;
        }
        let test = self.schema(at, context.deeper());
        let [then, otherwise] = branches.map(|branch| self.outcome(branch.as_ref(), context));
        let conditional = Conditional {
            test,
            then,
            otherwise,
        };
        shape.conditions.push(Cited::new(conditional, &at.pointer));
    }

    fn outcome(&mut self, at: Option<&At<'d>>, context: Context) -> Outcome {
        match at {
            None => Outcome::Anything,
            Some(at) => match at.json() {
                Json::Boolean(true) => Outcome::Anything,
                Json::Boolean(false) => Outcome::Nothing,
                _ => {
                    let shape = self.schema(at, context.deeper());
                    Outcome::Schema(Cited::new(shape, &at.pointer))
                }
            },
        }
    }

    /// Reads `not`.
    pub(super) fn excluded(&mut self, at: &At<'d>, context: Context, shape: &mut Shape) {
        match at.json() {
            Json::Boolean(false) => {}
            Json::Map if !at.entries().is_empty() => {
                let conditional = Conditional {
                    test: self.schema(at, context.deeper()),
                    then: Outcome::Nothing,
                    otherwise: Outcome::Anything,
                };
                shape.conditions.push(Cited::new(conditional, &at.pointer));
            }
            _ => self.ledger.lost(
                &at.pointer,
                "the schema accepts no value, which has no counterpart",
            ),
        }
    }

    /// Reads a schema that the value must satisfy if it has a property.
    pub(super) fn dependent_schema(
        &mut self,
        name: &str,
        at: &At<'d>,
        context: Context,
        shape: &mut Shape,
    ) {
        let test = Shape {
            required: vec![Cited::new(name.to_owned(), &at.pointer)],
            ..Shape::default()
        };
        let conditional = Conditional {
            test: test.into(),
            then: self.outcome(Some(at), context),
            otherwise: Outcome::Anything,
        };
        shape.conditions.push(Cited::new(conditional, &at.pointer));
    }
}
