//! Rules about the documents that a request is written as.

super::table! {
    BINDING_ADDED = "binding-added" {
        "a request can be written in another format",
        wire: Adds, rust: Breaks, mirror: "binding-removed",
        "The formats that exist still work. A `match` that lists every binding does not compile.",
    }
    BINDING_REMOVED = "binding-removed" {
        "a request can no longer be written in some format",
        wire: Breaks, rust: Breaks, mirror: "binding-added",
        "The provider refuses the format, and its variant does not exist.",
    }
    DEFAULT_BINDING_CHANGED = "default-binding-changed" {
        "requests are written in another format unless the caller chooses one",
        wire: Unaffected, rust: Differs, mirror: itself,
        "Both formats are accepted. The same call sends another document.",
    }
    BODY_FORMAT_CHANGED = "body-format-changed" {
        "the body of a request has another format",
        wire: Breaks, rust: Unaffected, mirror: itself,
        "The provider does not read the old format.",
    }
    CONTENT_TYPE_CHANGED = "content-type-changed" {
        "the body of a request has another content type",
        wire: Breaks, rust: Unaffected, mirror: itself,
        "The provider may refuse the old content type.",
    }
    WIRE_NAME_CHANGED = "wire-name-changed" {
        "a field is written at another place of the document",
        wire: Breaks, rust: Unaffected, mirror: itself,
        "The provider does not look for the field at its old place.",
    }
    LOCATION_CHANGED = "location-changed" {
        "a field is sent in another part of the request: path, query, header or body",
        wire: Breaks, rust: Unaffected, mirror: itself,
        "The provider does not look for the field at its old place.",
    }
    SPELLING_CHANGED = "spelling-changed" {
        "the values of a field are spelled in another way on the wire",
        wire: Breaks, rust: Unaffected, mirror: itself,
        "The provider does not understand the old spelling, or understands another value.",
    }
    LIST_FORM_CHANGED = "list-form-changed" {
        "a list is written in another way",
        wire: Breaks, rust: Unaffected, mirror: itself,
        "The provider does not find the items of an old request.",
    }
    ABSENT_CHANGED = "absent-changed" {
        "something else is written for an absent field",
        wire: Redefines, rust: Unaffected, mirror: itself,
        "Nothing, null and the empty text mean different things to a provider, and one of them may delete.",
    }
    ENVELOPE_CHANGED = "envelope-changed" {
        "the document around the fields changed",
        wire: Breaks, rust: Unaffected, mirror: itself,
        "The provider does not understand the old document.",
    }
    ELEMENTS_REORDERED = "elements-reordered" {
        "the elements of an XML document have another order",
        wire: Undecided, rust: Unaffected, mirror: itself,
        "A reader of XML may demand the order.",
    }
    MEMBERS_REORDERED = "members-reordered" {
        "the members of a JSON object, or the parameters of a form, have another order",
        wire: Unaffected, rust: Unaffected, mirror: itself,
        "Readers of JSON and forms ignore the order. The bytes of a request change.",
    }
}
