//! Rules about a provider as a whole.

super::table! {
    PROVIDER_ADDED = "provider-added" {
        "a schema is new",
        wire: Adds, rust: Adds, mirror: "provider-removed",
        "Nothing that exists refers to the new provider.",
    }
    PROVIDER_REMOVED = "provider-removed" {
        "a schema is gone",
        wire: Breaks, rust: Breaks, mirror: "provider-added",
        "No request of the provider can be made any more, and its module does not exist.",
    }
    PROVIDER_DESCRIBED = "provider-described" {
        "the name or the site of a provider changed",
        wire: Unaffected, rust: Unaffected, mirror: itself,
        "Both appear in the documentation only.",
    }
    DECLARATION_ADDED = "declaration-added" {
        "a credential, an authentication, an endpoint or a context fact is new",
        wire: Unaffected, rust: Unaffected, mirror: "declaration-removed",
        "What it does to a request and to callers is a finding of the operations that use it.",
    }
    DECLARATION_REMOVED = "declaration-removed" {
        "a credential, an authentication, an endpoint or a context fact is gone",
        wire: Unaffected, rust: Unaffected, mirror: "declaration-added",
        "What it does to a request is a finding of the operations that use it.",
    }
    RUST_NAME_CHANGED = "rust-name-changed" {
        "an item of the generated Rust has another name",
        wire: Unaffected, rust: Breaks, mirror: itself,
        "The name on the wire is the same, but callers name the item as it was.",
    }
    UNCLASSIFIED = "unclassified" {
        "something changed that no other rule describes",
        wire: Undecided, rust: Differs, mirror: itself,
        "The plans differ. A difference without a rule is never reported as safe.",
    }
}
