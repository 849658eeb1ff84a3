//! Converts places to the types of the runtime.

use wireform::__rt::Index;
use wireform_codegen::plan::{BodyFormat, ItemIndex, Operation};

/// Converts the index to the type that the runtime's paths take.
pub(crate) fn runtime_index(index: ItemIndex<'_>) -> Index<'_> {
    match index {
        ItemIndex::None => Index::None,
        ItemIndex::Pointer => Index::Pointer,
        ItemIndex::Element => Index::Element,
        ItemIndex::Wrapped(item) => Index::Wrapped(item),
        ItemIndex::Numbered(template, first) => Index::Numbered { template, first },
    }
}

/// Returns whether some binding of an operation has a format.
pub(crate) fn writes(operation: &Operation, format: BodyFormat) -> bool {
    let mut bindings = operation.bindings.iter();
    bindings.any(|binding| binding.body.format() == Some(format))
}
