//! Rules about operations.

super::table! {
    OPERATION_ADDED = "operation-added" {
        "an operation is new",
        wire: Adds, rust: Adds, mirror: "operation-removed",
        "Nothing that exists refers to the new operation.",
    }
    OPERATION_REMOVED = "operation-removed" {
        "an operation is gone",
        wire: Breaks, rust: Breaks, mirror: "operation-added",
        "The provider no longer documents the call, and its request type does not exist.",
    }
    OPERATION_RENAMED = "operation-renamed" {
        "an operation seems to have another name (a proposal: method and path are equal)",
        wire: Unaffected, rust: Breaks, mirror: itself,
        "The request on the wire is the same, but its Rust type and module have other names.",
    }
    OPERATION_WITHDRAWN = "operation-withdrawn" {
        "the provider no longer accepts an operation",
        wire: Breaks, rust: Warns, mirror: "operation-restored",
        "Every request is refused. The request type is deprecated, so that callers see it when they compile.",
    }
    OPERATION_RESTORED = "operation-restored" {
        "the provider accepts an operation again",
        wire: Adds, rust: Unaffected, mirror: "operation-withdrawn",
        "Requests that were refused are accepted.",
    }
    OPERATION_DEPRECATED = "operation-deprecated" {
        "an operation is deprecated",
        wire: Unaffected, rust: Warns, mirror: "operation-undeprecated",
        "The provider still accepts requests. Callers get a warning when they compile.",
    }
    OPERATION_UNDEPRECATED = "operation-undeprecated" {
        "an operation is no longer deprecated",
        wire: Unaffected, rust: Unaffected, mirror: "operation-deprecated",
        "A warning disappears.",
    }
    METHOD_CHANGED = "method-changed" {
        "an operation has another HTTP method",
        wire: Breaks, rust: Unaffected, mirror: itself,
        "A request with the old method reaches something else, or nothing.",
    }
    PATH_CHANGED = "path-changed" {
        "an operation has another path",
        wire: Breaks, rust: Unaffected, mirror: itself,
        "A request to the old path reaches something else, or nothing.",
    }
    HEADER_ADDED = "header-added" {
        "an operation sends another constant header",
        wire: Breaks, rust: Unaffected, mirror: "header-removed",
        "A request without the header is not what the provider describes.",
    }
    HEADER_REMOVED = "header-removed" {
        "an operation no longer sends a constant header",
        wire: Adds, rust: Unaffected, mirror: "header-added",
        "Requests without the header are accepted.",
    }
    HEADER_CHANGED = "header-changed" {
        "a constant header has another value",
        wire: Breaks, rust: Unaffected, mirror: itself,
        "A request with the old value is not what the provider describes.",
    }
    MOMENT_NEEDED = "moment-needed" {
        "a request needs the moment of sending",
        wire: Unaffected, rust: Breaks, mirror: "moment-unneeded",
        "`AtSending` is `Moment` instead of `()`, so that callers of `to_http` and `write_body` do not compile. What is sent is a finding of its own.",
    }
    MOMENT_UNNEEDED = "moment-unneeded" {
        "a request no longer needs the moment of sending",
        wire: Unaffected, rust: Breaks, mirror: "moment-needed",
        "`AtSending` is `()` instead of `Moment`, so that callers that give a moment do not compile. What is sent is a finding of its own.",
    }
    PATCH_BECAME_REPLACE = "patch-became-replace" {
        "an update that kept absent fields now deletes them",
        wire: Redefines, rust: Unaffected, mirror: "replace-became-patch",
        "The gravest change there is: a request that was a small correction now deletes every field that it does not mention, and the provider answers with success.",
    }
    REPLACE_BECAME_PATCH = "replace-became-patch" {
        "an update that deleted absent fields now keeps them",
        wire: Redefines, rust: Unaffected, mirror: "patch-became-replace",
        "A request that left a field out to delete it now leaves the field as it is.",
    }
    BECAME_REPLACE = "became-replace" {
        "an operation is now known to delete absent fields",
        wire: Redefines, rust: Unaffected, mirror: "no-longer-replace",
        "A request that leaves a field out deletes it.",
    }
    NO_LONGER_REPLACE = "no-longer-replace" {
        "an operation is no longer said to delete absent fields",
        wire: Undecided, rust: Unaffected, mirror: "became-replace",
        "A request that left a field out to delete it may leave the field as it is.",
    }
    BECAME_PATCH = "became-patch" {
        "an operation is now known to keep absent fields",
        wire: Undecided, rust: Unaffected, mirror: "no-longer-patch",
        "A request that relied on something else for an absent field does not get it.",
    }
    NO_LONGER_PATCH = "no-longer-patch" {
        "an operation is no longer said to keep absent fields",
        wire: Undecided, rust: Unaffected, mirror: "became-patch",
        "A request that leaves a field out may delete it.",
    }
    UPDATE_UNSTATED = "update-unstated" {
        "an operation may now change existing data, and the page does not say how",
        wire: Undecided, rust: Unaffected, mirror: "update-excluded",
        "A request that leaves a field out may delete it.",
    }
    UPDATE_EXCLUDED = "update-excluded" {
        "an operation no longer changes existing data",
        wire: Undecided, rust: Unaffected, mirror: "update-unstated",
        "A request that was meant to change existing data may not do so.",
    }
    IDEMPOTENCE_LOST = "idempotence-lost" {
        "an operation can no longer be repeated without another effect",
        wire: Redefines, rust: Unaffected, mirror: "idempotence-gained",
        "A client that sends a request again after a time-out may do the same twice. Our own client no longer does.",
    }
    IDEMPOTENCE_GAINED = "idempotence-gained" {
        "an operation can be repeated without another effect",
        wire: Adds, rust: Unaffected, mirror: "idempotence-lost",
        "A client that gives up after a time-out may send the request again. Our own client does.",
    }
    CONSTRUCTORS_REMOVED = "constructors-removed" {
        "a request is built by naming every field",
        wire: Unaffected, rust: Breaks, mirror: "constructors-added",
        "A field that is left out is deleted, or may be. The type has no `new`, no struct of required fields and no `Default`.",
    }
    CONSTRUCTORS_ADDED = "constructors-added" {
        "a request is built from its required fields",
        wire: Unaffected, rust: Adds, mirror: "constructors-removed",
        "A field that is left out stays as it is. The type has a constructor.",
    }
    READ_BACK_ADDED = "read-back-added" {
        "a request can be made from a response",
        wire: Unaffected, rust: Adds, mirror: "read-back-removed",
        "The request type has the function `from_read`.",
    }
    READ_BACK_REMOVED = "read-back-removed" {
        "a request can no longer be made from a response",
        wire: Unaffected, rust: Breaks, mirror: "read-back-added",
        "A caller of `from_read` does not compile.",
    }
    READ_BACK_SOURCE_CHANGED = "read-back-source-changed" {
        "a request is made from another response",
        wire: Unaffected, rust: Breaks, mirror: itself,
        "A caller of `from_read` gives the old response and does not compile.",
    }
    READ_BACK_CHANGED = "read-back-changed" {
        "a request is made from another place in a response, or takes or drops other values of it",
        wire: Unaffected, rust: Differs, mirror: itself,
        "The same call of `from_read` returns another request.",
    }
    READ_BACK_ARGUMENTS_CHANGED = "read-back-arguments-changed" {
        "a request that is made from a response takes other values from the caller",
        wire: Unaffected, rust: Breaks, mirror: itself,
        "A call of `from_read` gives other arguments.",
    }
    KEPT_MEMBERS_CHANGED = "kept-members-changed" {
        "a request starts or stops to write back members that no field describes",
        wire: Unaffected, rust: Breaks, mirror: itself,
        "The request type gets or loses the field `undescribed`, which a struct literal names.",
    }
    PERMISSION_ADDED = "permission-added" {
        "a request needs another permission",
        wire: Breaks, rust: Unaffected, mirror: "permission-removed",
        "The provider refuses the request of an account without the permission.",
    }
    PERMISSION_REMOVED = "permission-removed" {
        "a request no longer needs a permission",
        wire: Adds, rust: Unaffected, mirror: "permission-added",
        "Accounts without the permission can send the request.",
    }
}
