//! Rules about the values that a request may carry.

super::table! {
    VALUES_NARROWED = "values-narrowed" {
        "a field accepts fewer values",
        wire: Breaks, rust: Unaffected, mirror: "values-widened",
        "A value that was accepted is refused.",
    }
    VALUES_WIDENED = "values-widened" {
        "a field accepts more values",
        wire: Adds, rust: Unaffected, mirror: "values-narrowed",
        "Every value that was accepted is still accepted.",
    }
    VALUES_INCOMPARABLE = "values-incomparable" {
        "a field accepts some other values, and refuses some that it accepted",
        wire: Breaks, rust: Unaffected, mirror: itself,
        "A value that was accepted is refused.",
    }
    VALUES_UNDECIDED = "values-undecided" {
        "the values of a field changed, and the comparison exceeded a limit",
        wire: Undecided, rust: Unaffected, mirror: itself,
        "A value that was accepted may be refused.",
    }
    VALUES_REWRITTEN = "values-rewritten" {
        "the constraints of a field are written in another way and accept the same values",
        wire: Unaffected, rust: Unaffected, mirror: itself,
        "The languages are equal. A violation may name another constraint.",
    }
    NORMAL_FORM_CHANGED = "normal-form-changed" {
        "the values of a field are brought into another normal form before they are sent",
        wire: Redefines, rust: Unaffected, mirror: itself,
        "The same value is sent in another form. Without a step, a value that it made valid is refused.",
    }
    TYPE_CHANGED = "type-changed" {
        "a field has another type on the wire",
        wire: Breaks, rust: Breaks, mirror: itself,
        "The provider expects another kind of value, and so does the Rust type.",
    }
    RUST_TYPE_CHANGED = "rust-type-changed" {
        "a field has another Rust type and the same kind of value on the wire",
        wire: Unaffected, rust: Breaks, mirror: itself,
        "Callers give a value of another Rust type. Which values are accepted is a finding of its own.",
    }
    ENUM_VALUE_ADDED = "enum-value-added" {
        "an enum has a new value",
        wire: Adds, rust: Breaks, mirror: "enum-value-removed",
        "Every value that was accepted is still accepted. A `match` that lists every variant does not compile.",
    }
    ENUM_VALUE_REMOVED = "enum-value-removed" {
        "a value of an enum is gone",
        wire: Breaks, rust: Breaks, mirror: "enum-value-added",
        "The provider refuses the value, and its variant does not exist.",
    }
    ENUM_VALUE_DEPRECATED = "enum-value-deprecated" {
        "a value of an enum is deprecated",
        wire: Unaffected, rust: Warns, mirror: "enum-value-undeprecated",
        "The provider still accepts it. Callers get a warning when they compile.",
    }
    ENUM_VALUE_UNDEPRECATED = "enum-value-undeprecated" {
        "a value of an enum is no longer deprecated",
        wire: Unaffected, rust: Unaffected, mirror: "enum-value-deprecated",
        "A warning disappears.",
    }
    VARIANT_ADDED = "variant-added" {
        "a union has a new variant",
        wire: Adds, rust: Breaks, mirror: "variant-removed",
        "Every value that was accepted is still accepted. A `match` that lists every variant does not compile.",
    }
    VARIANT_REMOVED = "variant-removed" {
        "a variant of a union is gone",
        wire: Breaks, rust: Breaks, mirror: "variant-added",
        "The provider refuses the variant, and it does not exist in Rust.",
    }
    ENUMS_REORDERED = "enums-reordered" {
        "the values of an enum have another order",
        wire: Unaffected, rust: Differs, mirror: itself,
        "The Rust type is ordered by its variants. A caller that sorts or compares values gets another order.",
    }
    ITEMS_NARROWED = "items-narrowed" {
        "a list accepts fewer numbers of items, or no equal items any more",
        wire: Breaks, rust: Unaffected, mirror: "items-widened",
        "A list that was accepted is refused.",
    }
    ITEMS_WIDENED = "items-widened" {
        "a list accepts more numbers of items, or also equal items",
        wire: Adds, rust: Unaffected, mirror: "items-narrowed",
        "Every list that was accepted is still accepted.",
    }
    ITEMS_INCOMPARABLE = "items-incomparable" {
        "a list accepts other numbers of items, and refuses some that it accepted",
        wire: Breaks, rust: Unaffected, mirror: itself,
        "A list that was accepted is refused.",
    }
}
