//! Rules about the rules and the context facts of a schema.

super::table! {
    RULE_ADDED = "rule-added" {
        "a request is subject to another rule",
        wire: Breaks, rust: Adds, mirror: "rule-removed",
        "A request that was accepted is refused.",
    }
    RULE_REMOVED = "rule-removed" {
        "a rule is gone",
        wire: Adds, rust: Breaks, mirror: "rule-added",
        "Requests that were refused are accepted. A caller that waives the rule does not compile.",
    }
    RULE_RENAMED = "rule-renamed" {
        "a rule has another name and refuses the same requests",
        wire: Unaffected, rust: Breaks, mirror: itself,
        "A caller that waives the rule names it as it was.",
    }
    RULE_REWORDED = "rule-reworded" {
        "the sentence of a rule changed",
        wire: Unaffected, rust: Unaffected, mirror: itself,
        "Only the text of the violation changes.",
    }
    RULE_NARROWED = "rule-narrowed" {
        "a rule refuses more requests",
        wire: Breaks, rust: Unaffected, mirror: "rule-widened",
        "A request that was accepted is refused.",
    }
    RULE_WIDENED = "rule-widened" {
        "a rule refuses fewer requests",
        wire: Adds, rust: Unaffected, mirror: "rule-narrowed",
        "Every request that was accepted is still accepted.",
    }
    RULE_INCOMPARABLE = "rule-incomparable" {
        "a rule refuses other requests, and accepts some that it refused",
        wire: Breaks, rust: Unaffected, mirror: itself,
        "A request that was accepted is refused.",
    }
    RULE_UNDECIDED = "rule-undecided" {
        "a rule changed, and no request was found that shows how",
        wire: Undecided, rust: Unaffected, mirror: itself,
        "A request that was accepted may be refused.",
    }
    RULE_REWRITTEN = "rule-rewritten" {
        "a rule is written in another way and refuses the same requests",
        wire: Unaffected, rust: Unaffected, mirror: itself,
        "Every combination of the values that the rule distinguishes has the same outcome.",
    }
    FACT_NEEDED = "fact-needed" {
        "a request needs another context fact",
        wire: Unaffected, rust: Breaks, mirror: "fact-unneeded",
        "The type of the context has another field. Nothing of it is sent.",
    }
    FACT_UNNEEDED = "fact-unneeded" {
        "a request no longer needs a context fact",
        wire: Unaffected, rust: Breaks, mirror: "fact-needed",
        "The type of the context has a field less. Nothing of it is sent.",
    }
    FACT_TYPE_CHANGED = "fact-type-changed" {
        "a context fact has another type",
        wire: Unaffected, rust: Breaks, mirror: itself,
        "Callers give a fact of another type.",
    }
    FACT_NARROWED = "fact-narrowed" {
        "a context fact accepts fewer texts",
        wire: Unaffected, rust: Differs, mirror: "fact-widened",
        "A call with a fact that was accepted ends in a violation.",
    }
    FACT_WIDENED = "fact-widened" {
        "a context fact accepts more texts",
        wire: Unaffected, rust: Unaffected, mirror: "fact-narrowed",
        "Every fact that was accepted is still accepted.",
    }
    FACT_INCOMPARABLE = "fact-incomparable" {
        "a context fact accepts other texts",
        wire: Unaffected, rust: Differs, mirror: itself,
        "A call with a fact that was accepted ends in a violation.",
    }
    FACT_VALUE_ADDED = "fact-value-added" {
        "a context fact has a new value",
        wire: Unaffected, rust: Breaks, mirror: "fact-value-removed",
        "A `match` that lists every variant does not compile.",
    }
    FACT_VALUE_REMOVED = "fact-value-removed" {
        "a value of a context fact is gone",
        wire: Unaffected, rust: Breaks, mirror: "fact-value-added",
        "The variant does not exist.",
    }
    CURRENT_TAKEN = "current-taken" {
        "a request takes the contact as read",
        wire: Unaffected, rust: Breaks, mirror: "current-not-taken",
        "The type of the context has another field.",
    }
    CURRENT_NOT_TAKEN = "current-not-taken" {
        "a request no longer takes the contact as read",
        wire: Unaffected, rust: Breaks, mirror: "current-taken",
        "The type of the context has a field less.",
    }
}
