//! Converts places to the types of the runtime.

use wireform::__rt::{AnyStep, Index, Path, Step};
use wireform_codegen::lower::Place;
use wireform_codegen::plan::{BodyFormat, Field, ItemIndex, Operation, Plan};

/// Converts the index to the type that the runtime's paths take.
pub(crate) fn runtime_index(index: ItemIndex<'_>) -> Index<'_> {
    match index {
        ItemIndex::None => Index::None,
        ItemIndex::Pointer => Index::Pointer,
        ItemIndex::Element => Index::Element,
        ItemIndex::Wrapped(item) => Index::Wrapped(item),
        ItemIndex::Numbered(template, first) => Index::Numbered { template, first },
        ItemIndex::NumberedMember(template, first) => Index::NumberedMember { template, first },
        ItemIndex::Members(template, first) => Index::Members { template, first },
    }
}

/// Returns the last step of the path of a field.
pub(crate) fn step<'p>(field: &'p Field, place: &'p Place<'_>) -> Step<'p> {
    Step {
        name: &field.name,
        wire: &place.wire,
        index: runtime_index(place.index),
    }
}

/// Returns the path of a field of the operation, or of a member of the object at a path.
pub(crate) fn path<'p>(object: Option<&'p Path<'p>>, step: &'p Step<'p>) -> Path<'p> {
    match object {
        Some(object) => object.member(AnyStep::Borrowed(step)),
        None => Path::step(AnyStep::Borrowed(step)),
    }
}

/// Returns whether some binding of an operation has a format.
pub(crate) fn writes(operation: &Operation, format: BodyFormat) -> bool {
    let mut bindings = operation.bindings.iter();
    bindings.any(|binding| binding.body.formats().contains(&format))
}

/// Returns the namespaces of XML documents, as the runtime takes them.
pub(crate) fn namespaces(plan: &Plan) -> Vec<(&str, &str)> {
    let namespaces = plan.namespaces.iter();
    namespaces
        .map(|it| (it.prefix.as_deref().unwrap_or_default(), it.uri.as_str()))
        .collect()
}
