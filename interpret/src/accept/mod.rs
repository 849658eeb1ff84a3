//! Validates JSON records in one pass over their bytes, as far as they have the usual form.
//!
//! Input: an operation, compiled once to flat tables. Output: the violations of a record, or nothing if the record has to go through
//! [`Call::read`] and [`Call::validate`], which decide. The walk over the bytes makes no violation and no input tree. Only the fields
//! that it does not accept are read and checked as those of any input. It calls the runtime's checks of texts and numbers, with facets
//! that are translated once.

mod compile;
mod decide;
mod record;
mod scan;
mod text;

use wireform::__rt::{Integer, Items, NamedCheck, NormalStep, Number, Pattern, TextPlace};
use wireform_codegen::plan::{FieldId, ObjectId, Table};

use crate::call::{Call, Outcome};
use crate::facts::Facts;
use scan::Key;
use text::QuickText;

/// Validates records of one operation that have the usual form.
pub struct Acceptor<'i> {
    call: Call<'i>,
    facts: &'i Facts,
    members: Members<'i>,
    /// The objects of the plan, as far as the operation reaches them.
    objects: Table<ObjectId, Option<Members<'i>>>,
    /// The fields that a record must mention, because the operation replaces.
    mentioned: u128,
    /// Whether null means that a field has no value.
    null_is_absent: bool,
    /// Whether rules need the values.
    has_rules: bool,
}

/// The result for the first line of a text.
#[derive(Debug, Clone)]
pub struct ValidatedLine {
    /// The violations and the undecided rules of the record.
    pub outcome: Outcome,
    /// The number of bytes up to the next line.
    pub length: usize,
}

/// The fields of the operation, or the members of an object.
struct Members<'i> {
    fields: Vec<Member<'i>>,
    /// The names of the fields, in the same order.
    keys: Vec<Key>,
    /// The number of fields in the plan.
    slots: usize,
    /// The fields that must be there, by their positions in `fields`.
    required: u128,
}

/// A field that a record can have.
struct Member<'i> {
    name: &'i str,
    id: FieldId,
    is_required: bool,
    is_clearable: bool,
    node: Node<'i>,
}

/// How a value is checked.
enum Node<'i> {
    Text(Box<TextNode<'i>>),
    /// One of these values.
    Choice(Vec<&'i str>),
    Integer(Integer),
    Number(Number<'i>),
    /// The truth values that can be written.
    Boolean {
        on: bool,
        off: bool,
    },
    Date,
    Timestamp,
    List(Box<ListNode<'i>>),
    Object {
        id: ObjectId,
        /// Whether an object without members leaves nothing on the wire.
        needs_item: bool,
    },
    /// A value that this walk does not examine.
    Other,
}

struct TextNode<'i> {
    /// The test that most texts pass.
    quick: Option<QuickText<'i>>,
    min_length: Option<u64>,
    max_length: Option<u64>,
    unit: wireform::__rt::LengthUnit,
    patterns: Vec<&'i Pattern>,
    /// The formats of the only group.
    formats: Vec<wireform::Format>,
    checks: Vec<NamedCheck<'i>>,
    clear_token: bool,
    place: TextPlace,
    separator: Option<(&'i str, u64)>,
    xml: bool,
    normal: Vec<NormalStep<'i>>,
}

struct ListNode<'i> {
    items: Items,
    /// The number of items from which on it is certain that they leave something on the wire.
    least: usize,
    is_unique: bool,
    item: Node<'i>,
}

impl<'i> Call<'i> {
    /// Compiles the operation to tables that validate records in one pass over their bytes. Returns `None` if every record needs more
    /// than that, as without a fact that a rule needs.
    #[must_use]
    pub fn acceptor(
        &self,
        facts: &'i Facts,
        options: crate::call::ReadOptions,
    ) -> Option<Acceptor<'i>> {
        compile::acceptor(*self, facts, options)
    }
}
