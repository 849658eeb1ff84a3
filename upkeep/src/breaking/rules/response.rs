//! Rules about responses. The direction is the opposite of that of requests: the provider writes, and the caller reads.

super::table! {
    RESPONSE_ADDED = "response-added" {
        "an operation has a new response",
        wire: Breaks, rust: Adds, mirror: "response-removed",
        "A caller that handles every documented response does not know this one.",
    }
    RESPONSE_REMOVED = "response-removed" {
        "a response is gone",
        wire: Adds, rust: Breaks, mirror: "response-added",
        "The provider no longer sends what callers handle.",
    }
    OUTCOME_CHANGED = "outcome-changed" {
        "a response means another outcome",
        wire: Redefines, rust: Unaffected, mirror: itself,
        "What was reported as done is reported as not done, or the reverse.",
    }
    RESPONSE_MATCH_CHANGED = "response-match-changed" {
        "a response is recognized in another way",
        wire: Breaks, rust: Unaffected, mirror: itself,
        "A caller takes the response for another one, or for none.",
    }
    RESPONSE_BODY_CHANGED = "response-body-changed" {
        "the body of a response has another format",
        wire: Breaks, rust: Unaffected, mirror: itself,
        "A caller cannot read it.",
    }
    RESPONSE_FIELD_ADDED = "response-field-added" {
        "a response says more",
        wire: Adds, rust: Adds, mirror: "response-field-removed",
        "A caller that does not know the field ignores it.",
    }
    RESPONSE_FIELD_REMOVED = "response-field-removed" {
        "a field of a response is gone",
        wire: Breaks, rust: Breaks, mirror: "response-field-added",
        "A caller looks for it in vain.",
    }
    RESPONSE_FIELD_BECAME_OPTIONAL = "response-field-became-optional" {
        "a field that every response had may be absent",
        wire: Breaks, rust: Breaks, mirror: "response-field-became-required",
        "A caller may look for it in vain.",
    }
    RESPONSE_FIELD_BECAME_REQUIRED = "response-field-became-required" {
        "a field that could be absent is in every response",
        wire: Adds, rust: Breaks, mirror: "response-field-became-optional",
        "A caller can rely on it.",
    }
    RESPONSE_FIELD_RENAMED = "response-field-renamed" {
        "a field of a response seems to have another logical name (a proposal: it stands at the same place)",
        wire: Unaffected, rust: Breaks, mirror: itself,
        "The document on the wire is the same.",
    }
    RESPONSE_FIELD_PLACED = "response-field-placed" {
        "a field of a response stands at another place",
        wire: Breaks, rust: Unaffected, mirror: itself,
        "A caller looks for it at its old place in vain.",
    }
    RESPONSE_TYPE_CHANGED = "response-type-changed" {
        "a field of a response has another type",
        wire: Breaks, rust: Breaks, mirror: itself,
        "A caller reads another kind of value.",
    }
    RESPONSE_SPELLING_CHANGED = "response-spelling-changed" {
        "a response spells the values of a field in another way",
        wire: Undecided, rust: Unaffected, mirror: itself,
        "A caller may not understand the value.",
    }
    RESPONSE_VALUES_WIDENED = "response-values-widened" {
        "a field of a response has values that it never had",
        wire: Breaks, rust: Unaffected, mirror: "response-values-narrowed",
        "A caller that relies on the old constraints gets a value outside of them.",
    }
    RESPONSE_VALUES_NARROWED = "response-values-narrowed" {
        "a field of a response has fewer values",
        wire: Adds, rust: Unaffected, mirror: "response-values-widened",
        "Every value satisfies the old constraints.",
    }
    RESPONSE_VALUES_INCOMPARABLE = "response-values-incomparable" {
        "a field of a response has other values",
        wire: Breaks, rust: Unaffected, mirror: itself,
        "A caller that relies on the old constraints gets a value outside of them.",
    }
    RESPONSE_VALUES_UNDECIDED = "response-values-undecided" {
        "the values of a field of a response changed, and the comparison exceeded a limit",
        wire: Undecided, rust: Unaffected, mirror: itself,
        "A caller that relies on the old constraints may get a value outside of them.",
    }
    RESPONSE_ENUM_VALUE_ADDED = "response-enum-value-added" {
        "an enum in a response has a new value",
        wire: Breaks, rust: Breaks, mirror: "response-enum-value-removed",
        "A caller gets a value that it does not know.",
    }
    RESPONSE_ENUM_VALUE_REMOVED = "response-enum-value-removed" {
        "an enum in a response no longer has a value",
        wire: Adds, rust: Breaks, mirror: "response-enum-value-added",
        "The provider no longer sends what callers handle.",
    }
    RESPONSE_VARIANT_ADDED = "response-variant-added" {
        "a union in a response has a new variant",
        wire: Breaks, rust: Adds, mirror: "response-variant-removed",
        "A caller gets a variant that it does not know.",
    }
    RESPONSE_VARIANT_REMOVED = "response-variant-removed" {
        "a union in a response no longer has a variant",
        wire: Adds, rust: Breaks, mirror: "response-variant-added",
        "The provider no longer sends what callers handle.",
    }
    RESPONSE_ITEMS_WIDENED = "response-items-widened" {
        "a list in a response has numbers of items that it never had, or equal items",
        wire: Breaks, rust: Unaffected, mirror: "response-items-narrowed",
        "A caller that relies on the old bounds gets a list outside of them.",
    }
    RESPONSE_ITEMS_NARROWED = "response-items-narrowed" {
        "a list in a response has fewer numbers of items, or no equal items any more",
        wire: Adds, rust: Unaffected, mirror: "response-items-widened",
        "Every list satisfies the old bounds.",
    }
    RESPONSE_ITEMS_INCOMPARABLE = "response-items-incomparable" {
        "a list in a response has other numbers of items",
        wire: Breaks, rust: Unaffected, mirror: itself,
        "A caller that relies on the old bounds gets a list outside of them.",
    }
    ERROR_CODE_ADDED = "error-code-added" {
        "a response has a new error code",
        wire: Undecided, rust: Adds, mirror: "error-code-removed",
        "A caller that acts on the code does not know this one.",
    }
    ERROR_CODE_REMOVED = "error-code-removed" {
        "a response no longer has an error code",
        wire: Adds, rust: Breaks, mirror: "error-code-added",
        "The provider no longer sends what callers handle, and the variant does not exist.",
    }
    ERROR_CODES_DOCUMENTED = "error-codes-documented" {
        "a response has documented error codes for the first time",
        wire: Unaffected, rust: Breaks, mirror: "error-codes-undocumented",
        "`code()` returned a text. It returns a documented code or another text.",
    }
    ERROR_CODES_UNDOCUMENTED = "error-codes-undocumented" {
        "a response has no documented error code any more",
        wire: Unaffected, rust: Breaks, mirror: "error-codes-documented",
        "`code()` returned a documented code or another text. It returns a text, and the enum of the codes does not exist.",
    }
    ERROR_CODE_REDEFINED = "error-code-redefined" {
        "an error code means something else",
        wire: Redefines, rust: Unaffected, mirror: itself,
        "A caller acts on the old meaning, outcome, retry or session.",
    }
    ERROR_PLACE_ADDED = "error-place-added" {
        "a response has a place for an error code",
        wire: Adds, rust: Unaffected, mirror: "error-place-removed",
        "A caller that asks for the code gets one.",
    }
    ERROR_PLACE_REMOVED = "error-place-removed" {
        "a response no longer has a place for an error code",
        wire: Breaks, rust: Unaffected, mirror: "error-place-added",
        "A caller that asks for the code gets none, and what single codes mean is lost.",
    }
    ERROR_PLACE_CHANGED = "error-place-changed" {
        "the error code of a response stands at another place",
        wire: Breaks, rust: Unaffected, mirror: itself,
        "A caller looks for it at its old place in vain.",
    }
    MESSAGE_PLACE_CHANGED = "message-place-changed" {
        "the message of a response stands at another place",
        wire: Undecided, rust: Unaffected, mirror: itself,
        "A caller that shows the message looks for it at its old place in vain.",
    }
    REPORTS_CHANGED = "reports-changed" {
        "a response reports about fields of the request in another way",
        wire: Undecided, rust: Unaffected, mirror: itself,
        "A caller that shows what is wrong with a field may look for it in vain.",
    }
    RETRY_ALLOWED = "retry-allowed" {
        "a request can be sent again after a response",
        wire: Adds, rust: Unaffected, mirror: "retry-forbidden",
        "A caller that gives up still may.",
    }
    RETRY_FORBIDDEN = "retry-forbidden" {
        "a request must not be sent again after a response",
        wire: Redefines, rust: Unaffected, mirror: "retry-allowed",
        "A caller that sends it again may do the same twice, and the provider accepts it.",
    }
    RETRY_TIMED_OTHERWISE = "retry-timed-otherwise" {
        "a request can be sent again at another time",
        wire: Undecided, rust: Unaffected, mirror: itself,
        "A caller that sends it at the old time may be refused.",
    }
    SESSION_ENDED = "session-ended" {
        "a session ends with a response",
        wire: Breaks, rust: Unaffected, mirror: "session-kept",
        "A caller that goes on with the session is refused.",
    }
    SESSION_KEPT = "session-kept" {
        "a session no longer ends with a response",
        wire: Adds, rust: Unaffected, mirror: "session-ended",
        "A caller that opens another session still can.",
    }
    SESSION_ENDED_OTHERWISE = "session-ended-otherwise" {
        "a session expires instead of being closed, or the reverse",
        wire: Undecided, rust: Unaffected, mirror: itself,
        "Who sends the request again in a new session may get another result.",
    }
    CONTACT_READ = "contact-read" {
        "a contact can be read from a response",
        wire: Unaffected, rust: Adds, mirror: "contact-not-read",
        "The operation has a function more.",
    }
    CONTACT_NOT_READ = "contact-not-read" {
        "a contact can no longer be read from a response",
        wire: Unaffected, rust: Breaks, mirror: "contact-read",
        "A caller that reads the contact does not compile.",
    }
    CONTACT_READ_OTHERWISE = "contact-read-otherwise" {
        "a contact is read from other places of a response",
        wire: Unaffected, rust: Differs, mirror: itself,
        "The same response gives other data.",
    }
}
