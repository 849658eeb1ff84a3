//! Recognizes JSON records without violations, in one pass over their bytes.
//!
//! Input: an operation, compiled once to flat tables. Output: whether a record surely has no violation. It makes no violation and no
//! input tree: what it does not accept goes through [`Call::read`] and [`Call::validate`], which decide. It calls the runtime's checks
//! of texts and numbers, with facets that are translated once.

mod compile;
mod record;
mod scan;

use wireform::__rt::{Integer, Items, NamedCheck, NormalStep, Number, Pattern, TextPlace};
use wireform_codegen::plan::{FieldId, ObjectId, Table};

use crate::call::Call;
use crate::facts::Facts;

/// Recognizes records of one operation that have no violation.
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

/// The fields of the operation, or the members of an object.
struct Members<'i> {
    fields: Vec<Member<'i>>,
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
    min_length: Option<u64>,
    max_length: Option<u64>,
    unit: wireform::__rt::LengthUnit,
    patterns: Vec<&'i Pattern>,
    /// The formats of the only group.
    formats: Vec<wireform::Format>,
    checks: Vec<NamedCheck<'i>>,
    clear_token: bool,
    place: TextPlace,
    separator: Option<&'i str>,
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
    /// Compiles the operation to tables that recognize records without violations. Returns `None` if no record can be recognized, as
    /// without a fact that a rule needs.
    ///
    /// A record that is accepted has neither violations nor rules that could not be decided, whatever is waived. A record that is not
    /// accepted can be valid.
    #[must_use]
    pub fn acceptor(
        &self,
        facts: &'i Facts,
        options: crate::call::ReadOptions,
    ) -> Option<Acceptor<'i>> {
        compile::acceptor(*self, facts, options)
    }
}
