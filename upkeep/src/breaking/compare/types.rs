//! Types of values: kinds, enums, lists, objects, and the sets of values that they accept.

use wireform_codegen::plan::{
    AnyFormat, Decimal, EnumId, EnumType, IntegerFacets, List, ListFacets, MapKeys, MapType,
    NormalStep, NumberFacets, ObjectId, Primitive, Structure, TextFacets, Type,
};
use wireform_interpret::Input;

use super::values::{
    Change, Items, integers, items, language, numbers, patterns, text_facets, texts,
};
use super::words;
use super::{At, Comparison, Pair, Side, Version};
use crate::breaking::finding::{Proof, Witness};
use crate::breaking::probe::list_of;
use crate::breaking::rules::{self, Rule};

/// The rules for a change of the accepted values: fewer, more, other, undecided.
struct ValueRules {
    narrowed: &'static Rule,
    widened: &'static Rule,
    incomparable: &'static Rule,
    undecided: &'static Rule,
}

const REQUEST_VALUES: ValueRules = ValueRules {
    narrowed: &rules::VALUES_NARROWED,
    widened: &rules::VALUES_WIDENED,
    incomparable: &rules::VALUES_INCOMPARABLE,
    undecided: &rules::VALUES_UNDECIDED,
};

const RESPONSE_VALUES: ValueRules = ValueRules {
    narrowed: &rules::RESPONSE_VALUES_NARROWED,
    widened: &rules::RESPONSE_VALUES_WIDENED,
    incomparable: &rules::RESPONSE_VALUES_INCOMPARABLE,
    undecided: &rules::RESPONSE_VALUES_UNDECIDED,
};

const REQUEST_ITEMS: ValueRules = ValueRules {
    narrowed: &rules::ITEMS_NARROWED,
    widened: &rules::ITEMS_WIDENED,
    incomparable: &rules::ITEMS_INCOMPARABLE,
    undecided: &rules::VALUES_UNDECIDED,
};

const RESPONSE_ITEMS: ValueRules = ValueRules {
    narrowed: &rules::RESPONSE_ITEMS_NARROWED,
    widened: &rules::RESPONSE_ITEMS_WIDENED,
    incomparable: &rules::RESPONSE_ITEMS_INCOMPARABLE,
    undecided: &rules::RESPONSE_VALUES_UNDECIDED,
};

/// The kind of a value without parts, on the wire.
#[derive(PartialEq, Eq)]
enum Kind {
    Text,
    Integer,
    Number,
    Any,
    Element,
    Boolean,
}

fn kind(primitive: Primitive<'_>) -> Kind {
    match primitive {
        Primitive::Text(_) | Primitive::Enum(_) | Primitive::Date | Primitive::Timestamp => {
            Kind::Text
        }
        Primitive::Integer(_) => Kind::Integer,
        Primitive::Number(_) => Kind::Number,
        Primitive::Any(AnyFormat::Json) => Kind::Any,
        Primitive::Any(AnyFormat::Xml) => Kind::Element,
        Primitive::Boolean => Kind::Boolean,
    }
}

impl<'p> Comparison<'p> {
    /// Compares the types of a value.
    pub(super) fn types(&mut self, types: Pair<&'p Type>, at: &At<'p>, takes_empty: bool) {
        match (types.old.structure(), types.new.structure()) {
            (Structure::Primitive(old), Structure::Primitive(new)) if kind(old) == kind(new) => {
                self.primitives(Pair { old, new }, at, takes_empty);
            }
            (Structure::Object(old), Structure::Object(new)) => self.objects(Pair { old, new }, at),
            (Structure::List(old), Structure::List(new)) => self.lists(Pair { old, new }, at),
            (Structure::Map(old), Structure::Map(new)) => self.maps(Pair { old, new }, at),
            (
                Structure::Primitive(_)
                | Structure::Object(_)
                | Structure::List(_)
                | Structure::Map(_),
                _,
            ) => {
                let described = types.map(words::ty);
                let rule = at.by_side(&rules::TYPE_CHANGED, &rules::RESPONSE_TYPE_CHANGED);
                self.report_change(rule, at, described);
            }
        }
    }

    /// Adds a finding with the construct before and after the change.
    pub(super) fn report_change(&mut self, rule: &'static Rule, at: &At<'p>, change: Pair<String>) {
        let finding = self.report_at(rule, at);
        (finding.old, finding.new) = (Some(change.old), Some(change.new));
    }

    /// Compares values without parts that are of one kind on the wire.
    fn primitives(&mut self, primitives: Pair<Primitive<'p>>, at: &At<'p>, takes_empty: bool) {
        match (primitives.old, primitives.new) {
            (Primitive::Integer(old), Primitive::Integer(new)) => {
                self.integer_bounds(Pair { old, new }, at);
            }
            (Primitive::Number(old), Primitive::Number(new)) => {
                self.number_facets(Pair { old, new }, at);
            }
            (Primitive::Enum(old), Primitive::Enum(new)) => self.enums(Pair { old, new }, at),
            (
                Primitive::Text(_)
                | Primitive::Integer(_)
                | Primitive::Number(_)
                | Primitive::Any(_)
                | Primitive::Boolean
                | Primitive::Date
                | Primitive::Timestamp
                | Primitive::Enum(_),
                _,
            ) => self.written_texts(primitives, at, takes_empty),
        }
    }

    /// Compares the texts on the wire of values of two types.
    fn written_texts(&mut self, primitives: Pair<Primitive<'p>>, at: &At<'p>, takes_empty: bool) {
        if primitives.is_same() {
            return;
        }
        let described = words::primitives(primitives);
        let Pair { old, new } = primitives;
        if std::mem::discriminant(&old) != std::mem::discriminant(&new) {
            match at.side {
                Side::Request(_) => {
                    self.report_change(&rules::RUST_TYPE_CHANGED, at, described.clone());
                }
                Side::Response(_) => {}
            }
        }
        let forms = primitives.map(normal_steps);
        let bare = primitives.map(without_form);
        let (old, new) = match forms.is_same() {
            true => (old, new),
            false => {
                match at.side {
                    Side::Request(_) => {
                        let described = described.clone();
                        self.report_change(&rules::NORMAL_FORM_CHANGED, at, described);
                    }
                    Side::Response(_) => {}
                }
                let old = bare.old.as_ref().map_or(old, Primitive::Text);
                (old, bare.new.as_ref().map_or(new, Primitive::Text))
            }
        };
        if old == new {
            return;
        }
        let plans = self.plans;
        let languages = (language(plans.old, old), language(plans.new, new));
        let change = match languages {
            (Some(Ok(mut old)), Some(Ok(mut new))) => {
                if !takes_empty {
                    old.window.min = old.window.min.max(1);
                    new.window.min = new.window.min.max(1);
                }
                texts(&old, &new)
            }
            (Some(Err(limit)), _) | (_, Some(Err(limit))) => Change::Undecided(limit.to_string()),
            (None, _) | (_, None) => return,
        };
        let change = match change {
            Change::Undecided(limit) => {
                patterns(old, new, takes_empty).unwrap_or(Change::Undecided(limit))
            }
            decided => decided,
        };
        let input = |values: Vec<String>| values.into_iter().map(Input::Text).collect();
        self.report_values(change, input, described, at, Kinds::Values);
    }

    fn integer_bounds(&mut self, facets: Pair<&'p IntegerFacets>, at: &At<'p>) {
        if facets.is_same() {
            return;
        }
        let described = words::primitives(facets.map(Primitive::Integer));
        let input = |values: Vec<i64>| values.into_iter().map(Input::Integer).collect();
        let change = integers(facets.old, facets.new);
        self.report_values(change, input, described, at, Kinds::Values);
    }

    fn number_facets(&mut self, facets: Pair<&'p NumberFacets>, at: &At<'p>) {
        if facets.is_same() {
            return;
        }
        let described = words::primitives(facets.map(Primitive::Number));
        let input = |values: Vec<Decimal>| {
            let numbers = values
                .into_iter()
                .map(|value| Input::Number(value.to_string()));
            numbers.collect()
        };
        let change = numbers(facets.old, facets.new);
        self.report_values(change, input, described, at, Kinds::Values);
    }

    fn lists(&mut self, lists: Pair<&'p List>, at: &At<'p>) {
        let facets = lists.map(|list| &list.facets);
        if !facets.is_same() {
            let plans = self.plans;
            let change = items(facets.old, facets.new);
            // The version that accepts the list has its items.
            let make = |version: Version, shown: Vec<Items>| -> Vec<Input> {
                let made = shown.into_iter().filter_map(|(count, alike)| {
                    list_of(plans.of(version), &lists.of(version).item, count, &alike)
                });
                made.collect()
            };
            let change = match change {
                Change::Equal => Change::Equal,
                Change::Narrowed(old) => Change::Narrowed(make(Version::Old, old)),
                Change::Widened(new) => Change::Widened(make(Version::New, new)),
                Change::Incomparable(old, new) => {
                    Change::Incomparable(make(Version::Old, old), make(Version::New, new))
                }
                Change::Undecided(limit) => Change::Undecided(limit),
            };
            let described = words::bounds(lists);
            self.report_values(change, |values| values, described, at, Kinds::Items);
        }
        let joins = lists.map(|list| list.join.clone());
        match at.side {
            // The document of a request has the form of each list.
            Side::Request(_) => {}
            Side::Response(_) => {
                if !joins.is_same() {
                    let described = joins.map(|join| match join {
                        Some(separator) => format!("one text, separated by {separator:?}"),
                        None => "separate items".to_owned(),
                    });
                    self.report_change(&rules::RESPONSE_TYPE_CHANGED, at, described);
                }
            }
        }
        self.types(lists.map(|list| &list.item), &at.item(), true);
    }

    /// Compares maps: the number of entries, the keys, and the values.
    fn maps(&mut self, maps: Pair<&'p MapType>, at: &At<'p>) {
        let bounds = maps.map(|map| ListFacets {
            min_items: map.min_items,
            max_items: map.max_items,
            unique_items: false,
            unique_by: Vec::new(),
        });
        if !bounds.is_same() {
            // No witness: it would need as many valid keys.
            let none = |_: Vec<Items>| Vec::new();
            let change = match items(&bounds.old, &bounds.new) {
                Change::Equal => Change::Equal,
                Change::Narrowed(old) => Change::Narrowed(none(old)),
                Change::Widened(new) => Change::Widened(none(new)),
                Change::Incomparable(old, new) => Change::Incomparable(none(old), none(new)),
                Change::Undecided(limit) => Change::Undecided(limit),
            };
            self.report_values(change, |values| values, words::maps(maps), at, Kinds::Items);
        }
        match (&maps.old.keys, &maps.new.keys) {
            (MapKeys::Text(old), MapKeys::Text(new)) => {
                if old != new {
                    let limit = "the keys of a map are not compared".to_owned();
                    let change = Change::Undecided::<Input>(limit);
                    self.report_values(change, |it| it, words::maps(maps), at, Kinds::Values);
                }
            }
            (MapKeys::Enum(old), MapKeys::Enum(new)) => {
                let (old, new) = (*old, *new);
                self.enums(Pair { old, new }, at);
            }
            (MapKeys::Text(_), MapKeys::Enum(_)) | (MapKeys::Enum(_), MapKeys::Text(_)) => {
                let rule = at.by_side(&rules::TYPE_CHANGED, &rules::RESPONSE_TYPE_CHANGED);
                self.report_change(rule, at, words::maps(maps));
            }
        }
        self.types(maps.map(|map| &map.item), &at.item(), true);
    }

    /// Reports a change of the accepted values, with a witness.
    fn report_values<V>(
        &mut self,
        change: Change<V>,
        input: impl Fn(Vec<V>) -> Vec<Input>,
        described: Pair<String>,
        at: &At<'p>,
        kinds: Kinds,
    ) {
        let table = match (at.side, kinds) {
            (Side::Request(_), Kinds::Values) => REQUEST_VALUES,
            (Side::Response(_), Kinds::Values) => RESPONSE_VALUES,
            (Side::Request(_), Kinds::Items) => REQUEST_ITEMS,
            (Side::Response(_), Kinds::Items) => RESPONSE_ITEMS,
        };
        let (rule, witness) = match change {
            Change::Equal => (&rules::VALUES_REWRITTEN, None),
            Change::Narrowed(values) => (
                table.narrowed,
                self.witness(at, Version::Old, &input(values)),
            ),
            Change::Widened(values) => (
                table.widened,
                self.witness(at, Version::New, &input(values)),
            ),
            Change::Incomparable(only_old, only_new) => {
                // The value that breaks something: what a request could carry, or what a response never had.
                let (version, values) = match at.side {
                    Side::Request(_) => (Version::Old, only_old),
                    Side::Response(_) => (Version::New, only_new),
                };
                (
                    table.incomparable,
                    self.witness(at, version, &input(values)),
                )
            }
            Change::Undecided(limit) => {
                let value = format!("undecided: {limit}");
                (
                    table.undecided,
                    Some(Witness {
                        value,
                        proof: Proof::Unconfirmed,
                    }),
                )
            }
        };
        let finding = self.report_at(rule, at);
        (finding.old, finding.new) = (Some(described.old), Some(described.new));
        finding.witness = witness;
    }

    /// Returns a witness that one version accepts and the other refuses.
    pub(super) fn witness(&self, at: &At<'p>, by: Version, values: &[Input]) -> Option<Witness> {
        match at.side {
            Side::Request(operations) => self.probe.witness(operations, &at.steps, by, values),
            Side::Response(cases) => self.probe.response_witness(cases, &at.steps, by, values),
        }
    }

    fn objects(&mut self, objects: Pair<ObjectId>, at: &At<'p>) {
        if self.within.contains(&objects) {
            return;
        }
        let plans = self.plans;
        let types = Pair {
            old: &plans.old.objects[objects.old],
            new: &plans.new.objects[objects.new],
        };
        if types.old.in_request && types.new.in_request {
            self.type_name(&types.old.name, types.map(|object| object.rust.as_str()));
        }
        let tagging = types.map(|object| object.tagging.as_ref());
        if !tagging.is_same() {
            let rule = at.by_side(&rules::TYPE_CHANGED, &rules::RESPONSE_TYPE_CHANGED);
            self.report_change(rule, at, tagging.map(words::tagging));
        }
        if tagging.old.is_some() != tagging.new.is_some() {
            return;
        }
        self.within.push(objects);
        self.object_fields(types, &at.within(&types.old.name));
        self.within.pop();
    }

    /// Compares the names of the Rust types of an enum or an object, once.
    fn type_name(&mut self, name: &str, rust: Pair<&str>) {
        let key = (name.to_owned(), rust.old.to_owned());
        if !self.named.contains(&key) {
            self.named.push(key);
            self.rust_name(&format!("types.{name}"), rust);
        }
    }

    fn enums(&mut self, enums: Pair<EnumId>, at: &At<'p>) {
        let plans = self.plans;
        let types = Pair {
            old: &plans.old.enums[enums.old],
            new: &plans.new.enums[enums.new],
        };
        let is_request = match at.side {
            Side::Request(_) => true,
            Side::Response(_) => false,
        };
        if is_request {
            self.type_name(&types.old.name, types.map(|it| it.rust.as_str()));
        }
        let at = &at.within(&types.old.name);
        for value in &types.old.values {
            let Some(other) = types.new.values.iter().find(|it| it.value == value.value) else {
                let rule = at.by_side(
                    &rules::ENUM_VALUE_REMOVED,
                    &rules::RESPONSE_ENUM_VALUE_REMOVED,
                );
                let witness = self.witness(at, Version::Old, &[Input::Text(value.value.clone())]);
                let finding = self.report_at(rule, at);
                finding.old = Some(value.value.clone());
                finding.witness = witness;
                continue;
            };
            if is_request {
                let place = format!("{}.{}", at.place, value.value);
                self.rust_name(
                    &place,
                    Pair {
                        old: &value.rust,
                        new: &other.rust,
                    },
                );
            }
            let rule = match (&value.deprecated, &other.deprecated) {
                (None, Some(_)) => &rules::ENUM_VALUE_DEPRECATED,
                (Some(_), None) => &rules::ENUM_VALUE_UNDEPRECATED,
                (None, None) | (Some(_), Some(_)) => continue,
            };
            let finding = self.report_at(rule, at);
            finding.new = Some(value.value.clone());
        }
        if is_request {
            self.enum_order(types, at);
        }
        for value in &types.new.values {
            if !types.old.values.iter().any(|it| it.value == value.value) {
                let rule = at.by_side(&rules::ENUM_VALUE_ADDED, &rules::RESPONSE_ENUM_VALUE_ADDED);
                let witness = self.witness(at, Version::New, &[Input::Text(value.value.clone())]);
                let finding = self.report_at(rule, at);
                finding.new = Some(value.value.clone());
                finding.witness = witness;
            }
        }
    }
}

impl<'p> Comparison<'p> {
    /// Reports an enum whose values have another order, which is the order of the Rust type.
    fn enum_order(&mut self, types: Pair<&'p EnumType>, at: &At<'p>) {
        let order = |one: &EnumType, other: &EnumType| -> Vec<String> {
            let values = one.values.iter().map(|it| it.value.clone());
            let is_common = |value: &String| other.values.iter().any(|it| it.value == *value);
            values.filter(is_common).collect()
        };
        let orders = Pair {
            old: order(types.old, types.new),
            new: order(types.new, types.old),
        };
        if !orders.is_same() {
            let change = orders.map(|order| order.join(", "));
            self.report_change(&rules::ENUMS_REORDERED, at, change);
        }
    }
}

/// Whether a change is about values or about the number of items.
#[derive(Clone, Copy)]
enum Kinds {
    Values,
    Items,
}

impl At<'_> {
    /// Returns the rule for this side.
    pub(super) fn by_side(&self, request: &'static Rule, response: &'static Rule) -> &'static Rule {
        match self.side {
            Side::Request(_) => request,
            Side::Response(_) => response,
        }
    }
}

/// Returns the steps that bring values into their normal form.
fn normal_steps(primitive: Primitive<'_>) -> &[NormalStep] {
    text_facets(primitive).map_or(&[], |facets| facets.normal.as_slice())
}

/// Returns the facets of a text without its normal form.
fn without_form(primitive: Primitive<'_>) -> Option<TextFacets> {
    text_facets(primitive).map(|facets| TextFacets {
        normal: Vec::new(),
        ..facets.clone()
    })
}
