//! Plans with one constraint changed: what the comparison of the executors must notice.
//!
//! In: a plan and one of its operations. Out: a mutant per facet, enum value, presence, wire name, constant, rule and
//! permission, each with the targets whose directed cases are likely to show it. `required` has none: a generated type
//! cannot lack a required field, so that rustc is the check.

use wireform_codegen::plan::{
    Binding, Condition, Content, Effect, Field, Literal, Plan, Presence, Source, Type, WireNode,
};

use crate::generate::Target;

/// A plan with one change.
pub struct Mutant {
    /// What was changed, for people.
    pub what: String,
    /// The changed plan.
    pub plan: Plan,
    /// Constraints to break on purpose, because that is where the change shows.
    pub targets: Vec<Target>,
    /// Whether a rule was changed, so that it shows only where the facts let the rule apply.
    pub of_rule: bool,
}

/// All mutants of one operation.
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

struct Mutants<'p> {
    plan: &'p Plan,
    operation: usize,
    mutants: Vec<Mutant>,
}

/// Where a field stands: in the operation, or in an object.
#[derive(Clone, Copy)]
enum Owner {
    Operation,
    Object(usize),
}

impl Mutants<'_> {
    fn add(&mut self, what: String, targets: Vec<Target>, change: impl FnOnce(&mut Plan)) {
        let mut plan = self.plan.clone();
        change(&mut plan);
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

    fn fields_of(&mut self, owner: Owner, fields: &[Field], prefix: &str, seen: &mut Vec<usize>) {
        for (index, field) in fields.iter().enumerate() {
            if field.constant.is_some() {
                continue;
            }
            let path = format!("{prefix}{}", field.name);
            self.field(owner, index, field, &path);
            let inner = match &field.ty {
                Type::List(list) => &list.item,
                other => other,
            };
            if let Type::Object(object) = inner
                && !seen.contains(object)
            {
                seen.push(*object);
                let plan = self.plan;
                let fields = &plan.objects[*object].fields;
                self.fields_of(Owner::Object(*object), fields, &format!("{path}."), seen);
            }
        }
    }

    fn field(&mut self, owner: Owner, index: usize, field: &Field, path: &str) {
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
            change("uniqueItems", target("unique_items"), &|field| {
                list(field).unique_items = false
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
        change("format", target("format"), &|field| {
            on_text(field, |text| text.formats.clear())
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

    fn wire(&mut self) {
        let operation = self.operation;
        let bindings = &self.plan.operations[operation].bindings;
        for (binding, b) in bindings.iter().enumerate() {
            let mut paths = Vec::new();
            node_paths(&b.nodes, &mut Vec::new(), &mut paths);
            for path in paths {
                let on = |change: fn(&mut WireNode)| {
                    let path = path.clone();
                    move |plan: &mut Plan| {
                        change(node_at(
                            &mut plan.operations[operation].bindings[binding],
                            &path,
                        ))
                    }
                };
                let what = format!("{}: node {path:?}", b.name);
                self.add(
                    format!("{what} renamed"),
                    Vec::new(),
                    on(|node| node.name.push('X')),
                );
                self.add(
                    format!("{what} without attributes"),
                    Vec::new(),
                    on(|node| node.attributes.clear()),
                );
                self.add(
                    format!("{what} with another constant"),
                    Vec::new(),
                    on(|node| {
                        if let Content::Leaf(leaf) = &mut node.content
                            && let Source::Constant(literal) = &mut leaf.source
                        {
                            *literal = Literal::String("changed".into());
                        }
                    }),
                );
                self.add(
                    format!("{what} without spellings"),
                    Vec::new(),
                    on(|node| {
                        if let Content::Leaf(leaf) = &mut node.content {
                            leaf.values.clear();
                        }
                    }),
                );
            }
        }
        let objects: Vec<usize> = (0..self.plan.objects.len())
            .filter(|o| self.plan.objects[*o].in_request)
            .collect();
        let used = self.objects_of_operation();
        for object in objects.into_iter().filter(|object| used.contains(object)) {
            for nth in 0..self.plan.objects[object].json.len() {
                self.add(
                    format!("object {object}: member {nth} renamed"),
                    Vec::new(),
                    |plan| {
                        plan.objects[object].json[nth].name.push('X');
                        if let Some(node) = plan.objects[object].xml.get_mut(nth) {
                            node.name.push('X');
                        }
                    },
                );
            }
        }
    }

    fn objects_of_operation(&self) -> Vec<usize> {
        fn walk(plan: &Plan, ty: &Type, found: &mut Vec<usize>) {
            match ty {
                Type::Object(object) if !found.contains(object) => {
                    found.push(*object);
                    plan.objects[*object]
                        .fields
                        .iter()
                        .for_each(|field| walk(plan, &field.ty, found));
                }
                Type::List(list) => walk(plan, &list.item, found),
                _ => {}
            }
        }
        let mut found = Vec::new();
        for field in &self.plan.operations[self.operation].fields {
            walk(self.plan, &field.ty, &mut found);
        }
        found
    }

    fn rules(&mut self) {
        let operation = self.operation;
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
                            Effect::AtLeastOne(alternatives) | Effect::ExactlyOne(alternatives) => {
                                alternatives.pop();
                            }
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
                if let Some(content_type) = &mut binding.content_type {
                    content_type.push_str("; x=y");
                }
            }
        });
        self.add("headers of an auth".into(), Vec::new(), |plan| {
            for way in plan.operations[operation].auths.clone() {
                let auth = &mut plan.auths[way];
                for (header, _) in &mut auth.headers {
                    header.push_str("-X");
                }
                for (parameter, _) in &mut auth.params {
                    parameter.push_str("-x");
                }
            }
        });
    }
}

fn list(field: &mut Field) -> &mut wireform_codegen::plan::ListFacets {
    match &mut field.ty {
        Type::List(list) => &mut list.facets,
        _ => unreachable!("only called for lists"),
    }
}

fn on_text(field: &mut Field, change: impl FnOnce(&mut wireform_codegen::plan::TextFacets)) {
    let ty = match &mut field.ty {
        Type::List(list) => &mut list.item,
        other => other,
    };
    if let Type::String(facets) = ty {
        change(facets);
    }
}

/// The ways to all nodes of a tree.
fn node_paths(nodes: &[WireNode], here: &mut Vec<usize>, found: &mut Vec<Vec<usize>>) {
    for (index, node) in nodes.iter().enumerate() {
        here.push(index);
        found.push(here.clone());
        if let Content::Group { children, .. } = &node.content {
            node_paths(children, here, found);
        }
        here.pop();
    }
}

fn node_at<'b>(binding: &'b mut Binding, path: &[usize]) -> &'b mut WireNode {
    let mut node = &mut binding.nodes[path[0]];
    for index in &path[1..] {
        node = match &mut node.content {
            Content::Group { children, .. } => &mut children[*index],
            Content::Leaf(_) => unreachable!("the path was made by walking the same tree"),
        };
    }
    node
}
