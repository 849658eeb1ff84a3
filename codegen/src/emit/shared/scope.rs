//! The scope of a module: plan, options and names, and properties that depend on the whole plan. These are which types
//! borrow, in which formats an object is written, and which patterns the module needs.

use std::cell::RefCell;
use std::collections::BTreeSet;

use proc_macro2::TokenStream;
use quote::quote;

use crate::emit::options::Options;
use crate::emit::shared::fields::members;
use crate::emit::shared::names::{Names, ident, uses};
use crate::emit::shared::pattern_statics::Patterns;
use crate::emit::shared::value_access::Lists;
use crate::emit::shared::wire_situation::Wires;
use crate::lower::Lowered;
use crate::plan::{
    BodyFormat, Field, FieldId, ObjectId, Plan, Primitive, Structure, Table, Type, WrittenField,
    objects_with_moments, written_fields,
};

/// The scope of the module that is emitted.
pub(crate) struct Scope<'p> {
    pub(crate) plan: &'p Plan,
    pub(crate) lowered: &'p Lowered<'p>,
    pub(crate) options: &'p Options,
    pub(crate) names: Names,
    pub(crate) patterns: RefCell<Patterns>,
    /// The Rust type of a list in this module.
    pub(crate) lists: Lists,
    /// The number that distinguishes this schema from others, in the types of views.
    pub(crate) key: u64,
    borrowing: Table<ObjectId, bool>,
    /// The objects that have a text with a normal form.
    normalizing: Table<ObjectId, bool>,
    wires: Table<ObjectId, BTreeSet<Wires>>,
    /// The objects that requests write in JSON, and those in XML.
    written: (Written, Written),
    /// The objects that contain the time or the nonce of an attempt.
    moments: BTreeSet<ObjectId>,
}

impl<'p> Scope<'p> {
    pub(crate) fn new(lowered: &'p Lowered<'p>, options: &'p Options) -> Self {
        let plan = lowered.plan;
        let mut scope = Self {
            plan,
            lowered,
            options,
            names: Names::of(plan),
            patterns: RefCell::default(),
            lists: Lists::Vecs,
            key: 0,
            borrowing: plan.objects.iter().map(|_| false).collect(),
            normalizing: plan.objects.iter().map(|_| false).collect(),
            wires: no_wires(plan),
            written: written_objects(plan),
            moments: objects_with_moments(&plan.objects),
        };
        scope.find_borrowing();
        scope.find_normalizing();
        for operation in &plan.operations {
            let wires = Wires::of(operation);
            for field in &operation.fields {
                scope.find_wires(&field.ty, wires);
            }
        }
        scope
    }

    /// Creates the scope of a view: of the only operation of a plan, or of one object in one wire situation.
    pub(crate) fn of_views(
        lowered: &'p Lowered<'p>,
        options: &'p Options,
        key: u64,
        object: Option<(ObjectId, Wires)>,
    ) -> Self {
        let plan = lowered.plan;
        let mut scope = Self::new(lowered, options);
        scope.lists = Lists::Views;
        scope.key = key;
        if let Some((object, wires)) = object {
            scope.wires = no_wires(plan);
            scope.wires[object].insert(wires);
            for field in &plan.objects[object].fields {
                scope.find_wires(&field.ty, wires);
            }
        }
        scope
    }

    /// Finds the objects that borrow: those with a member that borrows. Objects may contain each other, so this repeats
    /// until nothing changes.
    fn find_borrowing(&mut self) {
        loop {
            let before = self.borrowing.clone();
            for (index, object) in self.plan.objects.iter_ids() {
                self.borrowing[index] =
                    members(&object.fields).any(|field| self.borrows(&field.ty));
            }
            if self.borrowing == before {
                return;
            }
        }
    }

    /// Finds the objects that have a text with a normal form, as [`Scope::find_borrowing`] does.
    fn find_normalizing(&mut self) {
        loop {
            let before = self.normalizing.clone();
            for (index, object) in self.plan.objects.iter_ids() {
                self.normalizing[index] =
                    members(&object.fields).any(|field| self.normalizes(&field.ty));
            }
            if self.normalizing == before {
                return;
            }
        }
    }

    /// Returns whether values of this type have a text with a normal form. In a view, an object is normalized when it is read.
    pub(crate) fn normalizes(&self, ty: &Type) -> bool {
        let item = ty.item();
        let is_view = self.lists == Lists::Views;
        item.text().is_some_and(|facets| !facets.normal.is_empty())
            || item
                .object()
                .is_some_and(|it| !is_view && self.normalizing[it])
    }

    fn find_wires(&mut self, ty: &Type, wires: Wires) {
        let Some(object) = ty.object_within() else {
            return;
        };
        if self.wires[object].insert(wires) {
            for field in &self.plan.objects[object].fields {
                self.find_wires(&field.ty, wires);
            }
        }
    }

    /// Returns whether a value of this type has the lifetime `'a`.
    pub(crate) fn borrows(&self, ty: &Type) -> bool {
        let views = self.lists == Lists::Views;
        match ty.structure() {
            Structure::Primitive(Primitive::Text(_) | Primitive::Enum(_)) => true,
            Structure::Primitive(
                Primitive::Number(_) | Primitive::Any(_) | Primitive::Timestamp,
            ) => views,
            Structure::Primitive(Primitive::Integer(_) | Primitive::Boolean | Primitive::Date) => {
                false
            }
            Structure::Object(index) => views || self.borrowing[index],
            Structure::List(list) => views || self.borrows(&list.item),
            // The keys are texts.
            Structure::Map(_) => true,
        }
    }

    /// Returns whether the struct of this object has the lifetime `'a`.
    pub(crate) fn object_borrows(&self, object: ObjectId) -> bool {
        self.borrowing[object]
    }

    /// Returns the wire situations of an object. Most objects have one.
    pub(crate) fn wires_of(&self, object: ObjectId) -> impl Iterator<Item = Wires> {
        self.wires[object].iter().copied()
    }

    /// Returns the name of the method that checks an object in a wire situation.
    pub(crate) fn check_method(&self, object: ObjectId, wires: Wires) -> proc_macro2::Ident {
        if self.wires[object].len() > 1 {
            ident(&format!("__check_{}", wires.suffix()))
        } else {
            ident("__check")
        }
    }

    /// Returns the argument that gives a value of a type the moment of sending, behind a comma; nothing if the value does not contain it.
    pub(crate) fn moment_argument(&self, ty: &Type) -> TokenStream {
        let object = ty.object_within();
        let has_moment = object.is_some_and(|object| self.moments.contains(&object));
        match has_moment && self.lists == Lists::Vecs {
            true => quote!(, at_sending),
            false => TokenStream::new(),
        }
    }

    /// Returns the parameter for [`Scope::moment_argument`] of the method that writes an object with these fields.
    pub(crate) fn moment_parameter(
        &self,
        fields: &Table<FieldId, Field>,
        body: &TokenStream,
    ) -> TokenStream {
        let has_moment = fields.iter().any(|it| it.has_moment(&self.moments));
        if !has_moment || self.lists == Lists::Views {
            return TokenStream::new();
        }
        match uses(body, "at_sending") {
            true => quote!(, at_sending: &__wireform::Moment),
            false => quote!(, _at_sending: &__wireform::Moment),
        }
    }

    /// Returns whether some request writes an object in a format, other than as entries. Code that does not know the type of an object
    /// can.
    pub(crate) fn writes_object(&self, object: ObjectId, format: BodyFormat) -> bool {
        let is_plain = self.lists == Lists::Views;
        let is_written = match format {
            BodyFormat::Json => is_plain || self.written.0.plain.contains(&object),
            BodyFormat::Xml => is_plain || self.written.1.plain.contains(&object),
            BodyFormat::Query | BodyFormat::Form | BodyFormat::Lines | BodyFormat::Text => {
                !self.plan.objects[object].parameters(format).is_empty()
            }
        };
        is_written && self.is_on(object, format)
    }

    fn is_on(&self, object: ObjectId, format: BodyFormat) -> bool {
        self.wires[object].iter().any(|wires| wires.has(format))
    }

    /// Returns whether a request writes an object as entries in JSON.
    pub(crate) fn object_as_json_entries(&self, object: ObjectId) -> bool {
        self.is_on(object, BodyFormat::Json) && self.written.0.as_entries.contains(&object)
    }

    /// Returns whether a request writes an object as entries in XML.
    pub(crate) fn object_as_xml_entries(&self, object: ObjectId) -> bool {
        self.is_on(object, BodyFormat::Xml) && self.written.1.as_entries.contains(&object)
    }
}

/// The objects that requests write, by how they are written.
#[derive(Default)]
struct Written {
    plain: BTreeSet<ObjectId>,
    as_entries: BTreeSet<ObjectId>,
}

impl Written {
    fn add(&mut self, written: &[WrittenField<'_>], fields: &Table<FieldId, Field>) {
        for field in written {
            let ty = &fields[field.field].ty;
            match (field.is_entries, ty.object()) {
                (true, Some(object)) => self.as_entries.insert(object),
                (true, None) | (false, _) => {
                    self.plain.extend(ty.object_within());
                    false
                }
            };
        }
    }
}

/// Returns the objects that requests write in JSON, and those in XML.
fn written_objects(plan: &Plan) -> (Written, Written) {
    let (mut json, mut xml) = (Written::default(), Written::default());
    for operation in &plan.operations {
        for binding in &operation.bindings {
            let format = if binding.body.is_xml() {
                &mut xml
            } else {
                &mut json
            };
            format.add(&binding.body.fields(), &operation.fields);
            for value in binding.body.tree_values() {
                json.add(&written_fields(value.nodes()), &operation.fields);
            }
        }
    }
    for object in plan.objects.iter().filter(|object| object.in_request) {
        json.add(&written_fields(&object.json), &object.fields);
        xml.add(&written_fields(&object.xml), &object.fields);
    }
    (json, xml)
}

/// Returns a table in which no object has a wire situation.
fn no_wires(plan: &Plan) -> Table<ObjectId, BTreeSet<Wires>> {
    plan.objects.iter().map(|_| BTreeSet::new()).collect()
}
