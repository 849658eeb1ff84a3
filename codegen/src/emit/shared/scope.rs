//! What every part of the emitter looks at: the plan, the options, the names, and what follows from the whole plan
//! (which types borrow, on which wires an object stands, which patterns were met).

use std::cell::RefCell;
use std::collections::BTreeSet;

use crate::emit::options::Options;
use crate::emit::shared::fields::members;
use crate::emit::shared::names::{Names, ident};
use crate::emit::shared::pattern_statics::Patterns;
use crate::emit::shared::value_access::Lists;
use crate::emit::shared::wire_situation::Wires;
use crate::lower::Lowered;
use crate::plan::{ObjectId, Plan, Primitive, Structure, Table, Type};

/// One module in the making.
pub(crate) struct Scope<'p> {
    pub(crate) plan: &'p Plan,
    pub(crate) lowered: &'p Lowered<'p>,
    pub(crate) options: &'p Options,
    pub(crate) names: Names,
    pub(crate) patterns: RefCell<Patterns>,
    /// What a list is in the types of this module.
    pub(crate) lists: Lists,
    /// What tells this schema from others, in the types of views.
    pub(crate) key: u64,
    borrowing: Table<ObjectId, bool>,
    wires: Table<ObjectId, BTreeSet<Wires>>,
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
            wires: no_wires(plan),
        };
        scope.find_borrowing();
        for operation in &plan.operations {
            let wires = Wires::of(operation);
            for field in &operation.fields {
                scope.find_wires(&field.ty, wires);
            }
        }
        scope
    }

    /// The scope of views: of a plan with one operation, or of one object in one wire situation.
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

    /// An object borrows if one of its members does; objects may contain one another, so this runs to a fixed point.
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

    /// Whether a value of this type has the lifetime `'a`.
    pub(crate) fn borrows(&self, ty: &Type) -> bool {
        let views = self.lists == Lists::Views;
        match ty.structure() {
            Structure::Primitive(Primitive::Text(_) | Primitive::Enum(_)) => true,
            Structure::Primitive(Primitive::Timestamp) => views,
            Structure::Primitive(Primitive::Integer(_) | Primitive::Boolean | Primitive::Date) => {
                false
            }
            Structure::Object(index) => views || self.borrowing[index],
            Structure::List(list) => views || self.borrows(&list.item),
        }
    }

    /// Whether the struct of this object has the lifetime `'a`.
    pub(crate) fn object_borrows(&self, object: ObjectId) -> bool {
        self.borrowing[object]
    }

    /// Each wire situation that an object is in; most objects are in one.
    pub(crate) fn wires_of(&self, object: ObjectId) -> impl Iterator<Item = Wires> {
        self.wires[object].iter().copied()
    }

    /// The method that checks an object in a wire situation.
    pub(crate) fn check_method(&self, object: ObjectId, wires: Wires) -> proc_macro2::Ident {
        if self.wires[object].len() > 1 {
            ident(&format!("__check_{}", wires.suffix()))
        } else {
            ident("__check")
        }
    }

    pub(crate) fn object_on_json(&self, object: ObjectId) -> bool {
        self.wires[object].iter().any(|wires| wires.json)
    }

    pub(crate) fn object_on_xml(&self, object: ObjectId) -> bool {
        self.wires[object].iter().any(|wires| wires.xml)
    }
}

/// Returns a table in which no object is on a wire yet.
fn no_wires(plan: &Plan) -> Table<ObjectId, BTreeSet<Wires>> {
    plan.objects.iter().map(|_| BTreeSet::new()).collect()
}
