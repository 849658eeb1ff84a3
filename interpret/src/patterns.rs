//! Patterns of a plan, compiled once for an interpreter.
//!
//! Input: a plan. Output: the runtime's matchers, by expression. Every pattern of the plan is included, so that a
//! look-up cannot fail. The tables are the same as in emitted code.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::sync::Arc;

use wireform::__rt::{Classes, Pattern, Run, Small, Table};
use wireform_codegen::lower::{Classes as PlanClasses, Lowered, Matcher, Memo, Table as PlanTable};
use wireform_codegen::plan::{
    self, Condition, Credential, Extent, Field, MapKeys, NamedCheck, Test, TextFacets, Type,
};

/// All patterns of a plan.
pub(crate) struct Patterns<'p> {
    /// The patterns, by the greatest length of the field, then by expression.
    compiled: BTreeMap<Option<u64>, BTreeMap<&'p str, Pattern>>,
    /// Stands for a pattern that is not in the plan. It matches nothing.
    foreign: Pattern,
}

impl<'p> Patterns<'p> {
    pub(crate) fn of(lowered: &Lowered<'p>) -> Self {
        let plan = lowered.plan;
        let mut patterns = Self {
            compiled: BTreeMap::new(),
            foreign: Pattern::owned("", matcher(&Matcher::nothing())),
        };
        for Credential { text, .. } in &plan.credentials {
            patterns.text(lowered, text);
        }
        for pattern in plan
            .contexts
            .iter()
            .filter_map(|fact| fact.pattern.as_ref())
        {
            patterns.whole_value(lowered, pattern);
        }
        for object in &plan.objects {
            patterns.fields(lowered, &object.fields);
            object
                .rules
                .iter()
                .for_each(|rule| patterns.rule(lowered, rule));
        }
        for operation in &plan.operations {
            patterns.fields(lowered, &operation.fields);
            for response in &operation.responses {
                let headers = response.matched.headers.iter().map(|(_, test)| test);
                let body = response.matched.body.iter().map(|test| &test.test);
                for test in headers.chain(body).filter_map(|test| test.value()) {
                    if let Some(pattern) = &test.matches {
                        patterns.whole_value(lowered, pattern);
                    }
                }
            }
            operation
                .rules
                .iter()
                .for_each(|rule| patterns.rule(lowered, rule));
        }
        patterns
    }

    fn rule(&mut self, lowered: &Lowered<'p>, rule: &'p plan::Rule) {
        self.condition(lowered, &rule.when);
        for effect in &rule.effects {
            for pattern in effect.patterns() {
                self.whole_value(lowered, pattern);
            }
        }
    }

    /// Compiles a single pattern, for code that has no interpreter.
    pub(crate) fn alone(pattern: &plan::Pattern) -> Pattern {
        pattern_of(pattern, None)
    }

    /// Returns the matcher of a pattern of a rule or a fact.
    pub(crate) fn whole(&self, pattern: &plan::Pattern) -> &Pattern {
        self.find(&pattern.expression, None)
    }

    /// Returns the matcher of a pattern among the facets of a text.
    pub(crate) fn facet(&self, pattern: &plan::Pattern, facets: &TextFacets) -> &Pattern {
        self.find(&pattern.expression, facets.max_length)
    }

    /// Returns the matcher of a named check.
    pub(crate) fn check(&self, check: &NamedCheck, facets: &TextFacets) -> &Pattern {
        self.find(&check.regex, facets.max_length)
    }

    fn find(&self, all: &str, longest: Option<u64>) -> &Pattern {
        self.compiled
            .get(&longest)
            .and_then(|found| found.get(all))
            .unwrap_or(&self.foreign)
    }

    fn whole_value(&mut self, lowered: &Lowered<'p>, pattern: &'p plan::Pattern) {
        let (source, all) = (&pattern.source, &pattern.expression);
        self.add(source, pattern.extent, all, None, || {
            lowered.matcher(pattern, None)
        });
    }

    fn add(
        &mut self,
        source: &str,
        extent: Extent,
        all: &'p str,
        longest: Option<u64>,
        choose: impl FnOnce() -> Arc<Matcher>,
    ) {
        self.compiled
            .entry(longest)
            .or_default()
            .entry(all)
            .or_insert_with(|| owned(source, extent, &choose()));
    }

    fn fields(&mut self, lowered: &Lowered<'p>, fields: &'p [Field]) {
        for field in fields {
            self.ty(lowered, &field.ty);
        }
    }

    fn ty(&mut self, lowered: &Lowered<'p>, ty: &'p Type) {
        // The members of objects are added with the objects of the plan.
        if let Some(facets) = ty.text() {
            self.text(lowered, facets);
        }
        match ty.map().map(|map| &map.keys) {
            Some(MapKeys::Text(facets)) => self.text(lowered, facets),
            Some(MapKeys::Enum(_)) | None => {}
        }
        if let Some(item) = ty.inside() {
            self.ty(lowered, item);
        }
    }

    fn text(&mut self, lowered: &Lowered<'p>, facets: &'p TextFacets) {
        let longest = facets.max_length;
        for pattern in &facets.patterns {
            let (source, all) = (&pattern.source, &pattern.expression);
            self.add(source, pattern.extent, all, longest, || {
                lowered.matcher(pattern, longest)
            });
        }
        for check in &facets.checks {
            let all = &check.regex;
            self.add(&check.source, Extent::Whole, all, longest, || {
                lowered.check_matcher(check, longest)
            });
        }
    }

    fn condition(&mut self, lowered: &Lowered<'p>, condition: &'p Condition) {
        match condition {
            Condition::All(parts) | Condition::Any(parts) => {
                for part in parts {
                    self.condition(lowered, part);
                }
            }
            Condition::Not(part) => self.condition(lowered, part),
            Condition::Items(.., inner) => self.condition(lowered, inner),
            Condition::Compare(..) => {}
            Condition::Context(_, test) | Condition::Field(_, test) => {
                if let Test::Matches(pattern) = test {
                    self.whole_value(lowered, pattern);
                }
            }
        }
    }
}

/// Returns the runtime's matcher of a pattern, for a field that takes at most `longest` characters.
#[must_use]
pub fn pattern_of(pattern: &plan::Pattern, longest: Option<u64>) -> Pattern {
    let chosen = Memo::new().matcher(pattern, longest);
    owned(&pattern.source, pattern.extent, &chosen)
}

fn owned(source: &str, extent: Extent, chosen: &Matcher) -> Pattern {
    let pattern = Pattern::owned(source, matcher(chosen));
    match extent {
        Extent::Whole => pattern,
        Extent::Search => pattern.searched(),
    }
}

/// Converts the compiler's matcher to the runtime's.
fn matcher(chosen: &Matcher) -> wireform::__rt::Matcher {
    match chosen {
        Matcher::Length { min, max } => wireform::__rt::Matcher::Length {
            min: *min,
            max: *max,
        },
        Matcher::Run { classes, min, max } => wireform::__rt::Matcher::Run(Run {
            classes: self::classes(classes),
            min: *min,
            max: *max,
        }),
        Matcher::Small(small) => wireform::__rt::Matcher::Small(self::small(small)),
        Matcher::Table(exact) => wireform::__rt::Matcher::Table(table(exact)),
        Matcher::Bounded {
            small,
            exact_to,
            exact,
        } => wireform::__rt::Matcher::Bounded {
            small: self::small(small),
            exact_to: *exact_to,
            exact: table(exact),
        },
    }
}

fn small(table: &PlanTable) -> Small {
    let small = table.small();
    Small {
        classes: classes(&small.classes),
        next: Cow::Owned(small.cells),
        start: small.start,
        accept_from: small.accept_from,
    }
}

fn table(table: &PlanTable) -> Table {
    Table {
        classes: classes(&table.classes),
        next: Cow::Owned(table.wide_cells()),
        start: table.start,
        accept_from: table.accept_from,
    }
}

fn classes(classes: &PlanClasses) -> Classes {
    Classes {
        map: Cow::Owned(std::array::from_fn(|byte| classes.map[byte])),
        wide: Cow::Owned(classes.wide.clone()),
    }
}
