//! Rules about the fields of requests.

super::table! {
    OPTIONAL_FIELD_ADDED = "optional-field-added" {
        "a request has a new optional field",
        wire: Adds, rust: Breaks, mirror: "optional-field-removed",
        "A request without it is still accepted. A struct literal or a pattern that lists every field does not compile; `new` and the setters do.",
    }
    OPTIONAL_FIELD_REMOVED = "optional-field-removed" {
        "an optional field of a request is gone",
        wire: Breaks, rust: Breaks, mirror: "optional-field-added",
        "The provider no longer understands a request that has it, and callers name a field that does not exist.",
    }
    REQUIRED_FIELD_ADDED = "required-field-added" {
        "a request has a new required field",
        wire: Breaks, rust: Breaks, mirror: "required-field-removed",
        "The provider refuses a request without it, and `new` takes another argument.",
    }
    REQUIRED_FIELD_REMOVED = "required-field-removed" {
        "a required field of a request is gone",
        wire: Breaks, rust: Breaks, mirror: "required-field-added",
        "Every old request has the field, and the provider no longer understands it.",
    }
    REPLACED_FIELD_ADDED = "replaced-field-added" {
        "a request that replaces has a new optional field",
        wire: Redefines, rust: Breaks, mirror: "replaced-field-removed",
        "The provider stores the field and deletes it when a request leaves it out, as every old request does.",
    }
    REPLACED_FIELD_REMOVED = "replaced-field-removed" {
        "an optional field of a request that replaces is gone",
        wire: Breaks, rust: Breaks, mirror: "replaced-field-added",
        "The provider no longer understands a request that has it, and callers name a field that does not exist.",
    }
    REQUIRED_FIELDS_REORDERED = "required-fields-reordered" {
        "the required fields have another order",
        wire: Unaffected, rust: Differs, mirror: itself,
        "`new` takes its arguments in this order. A caller whose arguments have one type compiles and fills the wrong fields.",
    }
    FIELD_RENAMED = "field-renamed" {
        "a field seems to have another logical name (a proposal: it is written at the same place)",
        wire: Unaffected, rust: Breaks, mirror: itself,
        "The document on the wire is the same, but callers name the field as it was.",
    }
    FIELD_REPLACED = "field-replaced" {
        "a field seems to have another name, also on the wire (a proposal: it means the same datum, or is the only one of its shape)",
        wire: Breaks, rust: Breaks, mirror: itself,
        "The provider does not understand the old name, and callers name the field as it was.",
    }
    FIELD_MOVED = "field-moved" {
        "a field seems to have moved into or out of an object (a proposal)",
        wire: Breaks, rust: Breaks, mirror: itself,
        "The provider does not look for the field at its old place.",
    }
    FIELD_SPLIT = "field-split" {
        "a field seems to be split into several (a proposal: they mean parts of its datum)",
        wire: Breaks, rust: Breaks, mirror: "field-merged",
        "The provider does not understand the whole.",
    }
    FIELD_MERGED = "field-merged" {
        "several fields seem to be merged into one (a proposal: they mean parts of its datum)",
        wire: Breaks, rust: Breaks, mirror: "field-split",
        "The provider does not understand the parts.",
    }
    FIELD_BECAME_REQUIRED = "field-became-required" {
        "an optional field is required",
        wire: Breaks, rust: Breaks, mirror: "field-became-optional",
        "The provider refuses a request without it, and its Rust type is no longer an `Option`.",
    }
    FIELD_BECAME_OPTIONAL = "field-became-optional" {
        "a required field is optional",
        wire: Adds, rust: Breaks, mirror: "field-became-required",
        "A request that has it is still accepted. Its Rust type becomes an `Option`.",
    }
    FIELD_BECAME_CLEARABLE = "field-became-clearable" {
        "a field can be cleared",
        wire: Adds, rust: Breaks, mirror: "field-no-longer-clearable",
        "A request can also delete the value. The Rust type becomes `Patch`.",
    }
    FIELD_NO_LONGER_CLEARABLE = "field-no-longer-clearable" {
        "a field can no longer be cleared",
        wire: Breaks, rust: Breaks, mirror: "field-became-clearable",
        "The provider refuses a request that clears it. The Rust type is no longer `Patch`.",
    }
    CLEAR_TOKEN_CHANGED = "clear-token-changed" {
        "a field is cleared by another value",
        wire: Redefines, rust: Unaffected, mirror: itself,
        "The provider may store the old token as a value, or refuse it.",
    }
    DEFAULT_CHANGED = "default-changed" {
        "the provider assumes another value for an absent field",
        wire: Redefines, rust: Unaffected, mirror: itself,
        "A request without the field is accepted and means something else.",
    }
    DEFAULT_ADDED = "default-added" {
        "the page states what the provider assumes for an absent field",
        wire: Unaffected, rust: Unaffected, mirror: "default-removed",
        "The statement contradicts nothing that the schema said before.",
    }
    DEFAULT_REMOVED = "default-removed" {
        "the page no longer states what the provider assumes for an absent field",
        wire: Undecided, rust: Unaffected, mirror: "default-added",
        "A request that relied on the default may mean something else.",
    }
    CONSTANT_CHANGED = "constant-changed" {
        "a constant field has another value",
        wire: Breaks, rust: Unaffected, mirror: itself,
        "A request with the old value is not what the provider describes.",
    }
    CONSTANT_ADDED = "constant-added" {
        "every request has a new constant field",
        wire: Breaks, rust: Unaffected, mirror: "constant-removed",
        "A request without it is not what the provider describes.",
    }
    CONSTANT_REMOVED = "constant-removed" {
        "requests no longer have a constant field",
        wire: Breaks, rust: Unaffected, mirror: "constant-added",
        "The provider no longer describes the field that every old request has.",
    }
    FIELD_BECAME_CONSTANT = "field-became-constant" {
        "a field has one value only",
        wire: Breaks, rust: Breaks, mirror: "constant-became-field",
        "Requests with another value are refused, and the field is no longer part of the Rust type.",
    }
    CONSTANT_BECAME_FIELD = "constant-became-field" {
        "a constant field takes values",
        wire: Adds, rust: Breaks, mirror: "field-became-constant",
        "The old value is still accepted. The Rust type has a field more.",
    }
    MEANING_CHANGED = "meaning-changed" {
        "a field means another datum of a contact",
        wire: Redefines, rust: Differs, mirror: itself,
        "The same customer record fills the field with other data.",
    }
    MEANING_ADDED = "meaning-added" {
        "a field means a datum of a contact",
        wire: Unaffected, rust: Differs, mirror: "meaning-removed",
        "A customer record fills a field that it left alone.",
    }
    MEANING_REMOVED = "meaning-removed" {
        "a field no longer means a datum of a contact",
        wire: Unaffected, rust: Differs, mirror: "meaning-added",
        "A customer record no longer fills the field.",
    }
    CONVERSION_CHANGED = "conversion-changed" {
        "a datum of a contact is converted in another way",
        wire: Unaffected, rust: Differs, mirror: itself,
        "The same customer record fills the field with another text.",
    }
    FIELD_DEPRECATED = "field-deprecated" {
        "a field is deprecated",
        wire: Unaffected, rust: Warns, mirror: "field-undeprecated",
        "The provider still accepts it. Callers get a warning when they compile.",
    }
    FIELD_UNDEPRECATED = "field-undeprecated" {
        "a field is no longer deprecated",
        wire: Unaffected, rust: Unaffected, mirror: "field-deprecated",
        "A warning disappears.",
    }
    FIELD_BECAME_SECRET = "field-became-secret" {
        "a field is secret",
        wire: Unaffected, rust: Unaffected, mirror: "field-no-longer-secret",
        "Reports mask what they showed before.",
    }
    FIELD_NO_LONGER_SECRET = "field-no-longer-secret" {
        "a field is no longer secret",
        wire: Unaffected, rust: Differs, mirror: "field-became-secret",
        "`Debug` and the command show what they masked before.",
    }
    FIELD_NO_LONGER_STORED = "field-no-longer-stored" {
        "a field belongs to the call and is not stored",
        wire: Undecided, rust: Unaffected, mirror: "field-became-stored",
        "Leaving it out deletes nothing, also where a request replaces.",
    }
    FIELD_BECAME_STORED = "field-became-stored" {
        "a field that belonged to the call is stored",
        wire: Undecided, rust: Unaffected, mirror: "field-no-longer-stored",
        "A request that replaces and leaves it out deletes it.",
    }
}
