//! Plans with one changed constraint, which the comparison of the executors must notice.
//!
//! Input: a plan and one of its operations. Output: a mutant per facet, enum value, presence, clear, wire name, list,
//! constant, rule, authentication method and permission, each with the targets whose cases are likely to show it.
//! `required` has none: a generated type cannot lack a required field, because rustc checks it.

mod formats;
mod wire;

use wireform_codegen::plan::{
    About, AuthStep, BodyTree, Clear, Comparison, Condition, Effect, Expression, Field, FieldId,
    IntegerFacets, MapKeys, NumberFacets, ObjectId, ObjectUpdate, Plan, PlanParts, Presence, Range,
    Table, Tagging, TextFacets, Type,
};

use crate::generate::Target;

/// A plan with one change.
pub struct Mutant {
    /// A description of the change.
    pub what: String,
    /// The changed plan.
    pub plan: Plan,
    /// Constraints to break, because cases that break them show the change.
    pub targets: Vec<Target>,
    /// Whether a rule was changed. Such a change shows only if the rule applies.
    pub of_rule: bool,
}

/// Returns all mutants of one operation.
#[must_use]
pub fn mutants(plan: &Plan, operation: usize) -> Vec<Mutant> {
    let mut all = Mutants {
        plan,
        operation,
        mutants: Vec::new(),
    };
    all.fields();
    all.wire();
    all.rules();
    all.request();
    all.mutants
}

/// Returns the mutants of masks, of the syntax of lines and of trees.
#[must_use]
pub fn formats(plan: &Plan, operation: usize) -> Vec<Mutant> {
    let mut all = Mutants {
        plan,
        operation,
        mutants: Vec::new(),
    };
    all.formats();
    all.mutants
}

struct Mutants<'p> {
    plan: &'p Plan,
    operation: usize,
    mutants: Vec<Mutant>,
}

/// The owner of a field: the operation or an object.
#[derive(Clone, Copy)]
enum Owner {
    Operation,
    Object(ObjectId),
}

impl Mutants<'_> {
    fn add(&mut self, what: String, targets: Vec<Target>, change: impl FnOnce(&mut PlanParts)) {
        let mut plan = self.plan.clone();
        change(plan.parts_mut());
        if &plan != self.plan {
            let of_rule = what.starts_with("rule ");
            self.mutants.push(Mutant {
                what,
                plan,
                targets,
                of_rule,
            });
        }
    }

    fn fields(&mut self) {
        let plan = self.plan;
        let mut seen = Vec::new();
        self.fields_of(
            Owner::Operation,
            &plan.operations[self.operation].fields,
            "",
            &mut seen,
        );
    }

    fn fields_of(
        &mut self,
        owner: Owner,
        fields: &Table<FieldId, Field>,
        prefix: &str,
        seen: &mut Vec<ObjectId>,
    ) {
        for (index, field) in fields.iter_ids() {
            if field.constant.is_some() {
                continue;
            }
            let path = format!("{prefix}{}", field.name);
            self.field(owner, index, field, &path);
            if let Some(object) = field.ty.object_within()
                && !seen.contains(&object)
            {
                seen.push(object);
                self.union(object, &path);
                let plan = self.plan;
                let fields = &plan.objects[object].fields;
                self.fields_of(Owner::Object(object), fields, &format!("{path}."), seen);
            }
        }
    }

    /// Changes how the variants of a union are told apart.
    fn union(&mut self, object: ObjectId, path: &str) {
        let plan = self.plan;
        if plan.objects[object].is_by_kind() {
            self.add(format!("{path}: named variant"), Vec::new(), |plan| {
                plan.objects[object].tagging = Some(Tagging::External);
            });
        }
        let Some(tag) = plan.objects[object].tag() else {
            return;
        };
        for (what, tagging) in [
            ("no tag", Tagging::External),
            ("other tag", Tagging::Member(format!("{tag}_"))),
        ] {
            self.add(format!("{path}: {what}"), Vec::new(), |plan| {
                plan.objects[object].tagging = Some(tagging.clone());
            });
        }
    }

    fn field(&mut self, owner: Owner, index: FieldId, field: &Field, path: &str) {
        let operation = self.operation;
        let target = |code| {
            vec![Target {
                path: path.to_owned(),
                code,
            }]
        };
        let mut change = |what: &str, targets: Vec<Target>, change: &dyn Fn(&mut Field)| {
            self.add(format!("{path}: {what}"), targets, |plan| {
                let fields = match owner {
                    Owner::Operation => &mut plan.operations[operation].fields,
                    Owner::Object(object) => &mut plan.objects[object].fields,
                };
                change(&mut fields[index]);
            });
        };
        if let Presence::Clearable(_) = field.presence {
            change("no longer clearable", target("clear_token"), &|field| {
                field.presence = Presence::Optional
            });
        }
        if let Presence::Clearable(clear) = field.presence {
            let other = match clear {
                Clear::Null => Clear::Empty,
                Clear::Empty | Clear::EmptyList => Clear::Null,
                Clear::AllItems(count) => Clear::AllItems(count + 1),
            };
            change("cleared otherwise", Vec::new(), &|field| {
                field.presence = Presence::Clearable(other)
            });
        }
        if !field.permissions.is_empty() {
            change("no permission", Vec::new(), &|field| {
                field.permissions.clear()
            });
            change("permission without exception", Vec::new(), &|field| {
                field
                    .permissions
                    .iter_mut()
                    .for_each(|permission| permission.unless.clear());
            });
        }
        if let Type::List(_) = field.ty {
            change("minItems", target("min_items"), &|field| {
                list(field).min_items = None
            });
            change("maxItems", target("max_items"), &|field| {
                list(field).max_items = None
            });
            change("maxItems + 1", target("max_items"), &|field| {
                let most = &mut list(field).max_items;
                *most = most.map(|most| most + 1);
            });
            change("separator", target("separator"), &|field| {
                if let Type::List(list) = &mut field.ty
                    && let Some(join) = &mut list.join
                {
                    *join = "\u{1}".to_owned();
                }
            });
            change("uniqueItems", target("unique_items"), &|field| {
                list(field).unique_items = false
            });
            change("unique_by", target("unique_items"), &|field| {
                list(field).unique_by.clear()
            });
        }
        if let Type::Map(_) = field.ty {
            change("minItems", target("min_items"), &|field| {
                map(field).min_items = None
            });
            change("maxItems", target("max_items"), &|field| {
                map(field).max_items = None
            });
            change("keys", target("key"), &|field| {
                map(field).keys = MapKeys::Text(TextFacets::default())
            });
        }
        change("minLength", target("min_length"), &|field| {
            on_text(field, |text| text.min_length = None)
        });
        change("minLength - 1", target("min_length"), &|field| {
            on_text(field, |text| {
                text.min_length = text.min_length.map(|least| least.saturating_sub(1))
            });
        });
        change("maxLength", target("max_length"), &|field| {
            on_text(field, |text| text.max_length = None)
        });
        change("maxLength + 1", target("max_length"), &|field| {
            on_text(field, |text| {
                text.max_length = text.max_length.map(|most| most + 1)
            });
        });
        change("pattern", target("pattern"), &|field| {
            on_text(field, |text| text.patterns.clear())
        });
        change("normalize", Vec::new(), &|field| {
            on_text(field, |text| text.normal.clear())
        });
        change("format", target("format"), &|field| {
            on_text(field, |text| text.formats.clear())
        });
        change("one of several formats", Vec::new(), &|field| {
            on_text(field, |text| {
                for group in text.formats.iter_mut().filter(|group| group.len() > 1) {
                    group.pop();
                }
            });
        });
        for nth in 0..3 {
            change(&format!("check {nth}"), target("check"), &|field| {
                on_text(field, |text| {
                    if nth < text.checks.len() {
                        text.checks.remove(nth);
                    }
                });
            });
        }
        change("minimum", target("minimum"), &|field| {
            if let Type::Integer(facets) = &mut field.ty {
                facets.minimum = None;
            }
        });
        change("maximum", target("maximum"), &|field| {
            if let Type::Integer(facets) = &mut field.ty {
                facets.maximum = None;
            }
        });
        change("multiple of", target("multiple_of"), &|field| {
            if let Type::Integer(facets) = &mut field.ty {
                facets.multiple_of = None;
            }
        });
        change("minimum of a number", target("minimum"), &|field| {
            on_number(field, |facets| facets.minimum = None);
        });
        change("maximum of a number", target("maximum"), &|field| {
            on_number(field, |facets| facets.maximum = None);
        });
        change("divisor of a number", target("multiple_of"), &|field| {
            on_number(field, |facets| facets.multiple_of = None);
        });
        let inner = match &field.ty {
            Type::List(list) => &list.item,
            other => other,
        };
        if let Type::Enum(values) = inner {
            let values = *values;
            for nth in 0..self.plan.enums[values].values.len() {
                self.add(
                    format!("{path}: enum value {nth}"),
                    target("enum"),
                    |plan| {
                        plan.enums[values].values.remove(nth);
                    },
                );
            }
        }
    }

    fn rules(&mut self) {
        let operation = self.operation;
        for (object, declared) in self.plan.objects.iter_ids() {
            if declared.update.is_patch() {
                let what = format!("rule of {}, whose members are not kept", declared.name);
                self.add(what, Vec::new(), |plan| {
                    plan.objects[object].update = ObjectUpdate::Replace;
                });
            }
        }
        for nth in 0..self.plan.operations[operation].rules.len() {
            let name = self.plan.operations[operation].rules[nth].name.clone();
            self.add(format!("rule {name} lost"), Vec::new(), |plan| {
                plan.operations[operation].rules.remove(nth);
            });
            self.add(format!("rule {name} negated"), Vec::new(), |plan| {
                let rule = &mut plan.operations[operation].rules[nth];
                let when = std::mem::replace(&mut rule.when, Condition::All(Vec::new()));
                rule.when = Condition::Not(Box::new(when));
            });
            self.add(format!("rule {name} always"), Vec::new(), |plan| {
                plan.operations[operation].rules[nth].when = Condition::All(Vec::new());
            });
            if self.plan.operations[operation].rules[nth]
                .about
                .is_request()
            {
                self.add(
                    format!("rule {name} about the result"),
                    Vec::new(),
                    |plan| {
                        plan.operations[operation].rules[nth].about = About::Result;
                    },
                );
            }
            self.add(format!("rule {name} says otherwise"), Vec::new(), |plan| {
                plan.operations[operation].rules[nth].says.push('!');
            });
            self.add(
                format!("rule {name} with fewer fields"),
                Vec::new(),
                |plan| {
                    for effect in &mut plan.operations[operation].rules[nth].effects {
                        match effect {
                            Effect::Required(fields)
                            | Effect::Forbidden(fields)
                            | Effect::AllOrNone(fields)
                            | Effect::Unchanged(fields)
                                if fields.len() > 1 =>
                            {
                                fields.pop();
                            }
                            Effect::AtLeastOne(alternatives)
                            | Effect::ExactlyOne(alternatives)
                            | Effect::AtMostOne(alternatives) => {
                                alternatives.pop();
                            }
                            Effect::EachItem(_, effects) => effects.clear(),
                            Effect::Within(_, Range::Integer(facets)) => {
                                *facets = IntegerFacets::default();
                            }
                            Effect::Within(_, Range::Number(facets)) => {
                                *facets = NumberFacets::default();
                            }
                            Effect::Count(_, minimum, _) => *minimum = 0,
                            Effect::Compare(_, how, _) => *how = other_comparison(*how),
                            _ => {}
                        }
                    }
                },
            );
        }
    }

    fn request(&mut self) {
        let operation = self.operation;
        self.add("method".into(), Vec::new(), |plan| {
            plan.operations[operation].method = "PATCH".into()
        });
        self.add("path".into(), Vec::new(), |plan| {
            plan.operations[operation]
                .path
                .push(wireform_codegen::plan::PathPart::Literal("/x".into()));
        });
        self.add("content type".into(), Vec::new(), |plan| {
            for binding in &mut plan.operations[operation].bindings {
                match &mut binding.body {
                    BodyTree::Json { content_type, .. }
                    | BodyTree::Xml { content_type, .. }
                    | BodyTree::Form { content_type, .. }
                    | BodyTree::Lines { content_type, .. }
                    | BodyTree::Text { content_type, .. } => content_type.push_str("; x=y"),
                    BodyTree::Empty | BodyTree::Query(_) => {}
                }
            }
        });
        // Cases use the methods in turn, so that a change of each method shows.
        for way in self.plan.operations[operation].auths.clone() {
            let name = &self.plan.auths[way].name;
            self.add(format!("headers of {name}"), Vec::new(), |plan| {
                for step in &mut plan.auths[way].steps {
                    if let AuthStep::Header { name, .. } = step {
                        name.push_str("-X");
                    }
                }
            });
            self.add(format!("parameters of {name}"), Vec::new(), |plan| {
                for step in &mut plan.auths[way].steps {
                    if let AuthStep::Parameter { name, .. } = step {
                        name.push_str("-x");
                    }
                }
            });
            self.add(format!("computed values of {name}"), Vec::new(), |plan| {
                for step in &mut plan.auths[way].steps {
                    if let AuthStep::Computed { name, .. } = step {
                        name.push_str("-x");
                    }
                }
            });
            for result in self.plan.auths[way].lets.ids() {
                let named = &self.plan.auths[way].lets[result].name;
                self.add(format!("result {named} of {name}"), Vec::new(), |plan| {
                    let result = &mut plan.auths[way].lets[result];
                    result.value = Expression::Literal("mutated".to_owned());
                });
            }
            self.add(format!("user and password of {name}"), Vec::new(), |plan| {
                let is_basic = |step: &AuthStep| matches!(step, AuthStep::Basic { .. });
                plan.auths[way].steps.retain(|step| !is_basic(step));
            });
        }
    }
}

fn other_comparison(how: Comparison) -> Comparison {
    match how {
        Comparison::Same => Comparison::Different,
        Comparison::Different => Comparison::Same,
        Comparison::Less => Comparison::LessOrEqual,
        Comparison::LessOrEqual => Comparison::Less,
        Comparison::Greater => Comparison::GreaterOrEqual,
        Comparison::GreaterOrEqual => Comparison::Greater,
    }
}

fn list(field: &mut Field) -> &mut wireform_codegen::plan::ListFacets {
    match &mut field.ty {
        Type::List(list) => &mut list.facets,
        _ => unreachable!("only called for lists"),
    }
}

fn map(field: &mut Field) -> &mut wireform_codegen::plan::MapType {
    match &mut field.ty {
        Type::Map(map) => map,
        _ => unreachable!("only called for maps"),
    }
}

fn on_number(field: &mut Field, change: impl FnOnce(&mut wireform_codegen::plan::NumberFacets)) {
    let ty = match &mut field.ty {
        Type::List(list) => &mut list.item,
        other => other,
    };
    if let Type::Number(facets) = ty {
        change(facets);
    }
}

fn on_text(field: &mut Field, change: impl FnOnce(&mut wireform_codegen::plan::TextFacets)) {
    let ty = match &mut field.ty {
        Type::List(list) => &mut list.item,
        Type::Map(map) => &mut map.item,
        other => other,
    };
    if let Type::String(facets) = ty {
        change(facets);
    }
}
