//! Writes verdicts as JSON, one object for each operation.
//!
//! Input: a verdict. Output: the same content as the table, under names that do not change.

use serde_json::{Value, json};
use wireform::contact::{Adjustments, Refusals, Sent, Verdict};
use wireform_interpret::Call;
use wireform_site::account::{is_refused, sent_value};

/// Returns the JSON object of an operation. `verdict` is `None` if nothing differs.
pub(super) fn operation_object(call: &Call<'_>, verdict: Option<&Verdict>, is_diff: bool) -> Value {
    let operation = call.operation();
    let mut object = json!({
        "provider": call.plan().provider,
        "operation": operation.name,
    });
    for (key, reason) in [
        ("withdrawn", &operation.withdrawn),
        ("deprecated", &operation.deprecated),
    ] {
        if let Some(reason) = reason {
            object[key] = json!(reason);
        }
    }
    if is_diff {
        object["differs"] = json!(verdict.is_some());
    }
    object["accepted"] = json!(!verdict.is_some_and(is_refused));
    object["supply"] = json!(verdict.map(Verdict::to_supply).unwrap_or_default());
    object["would_delete"] = json!(verdict.map(Verdict::would_delete).unwrap_or_default());
    object["sent"] = verdict.map_or_else(|| json!([]), |it| sent(it.sent()));
    object["adjustments"] = verdict.map_or_else(|| json!([]), |it| adjustments(it.adjustments()));
    object["refusals"] = verdict.map_or_else(|| json!([]), |it| refusals(it.refusals()));
    object["unchecked"] = verdict.map_or_else(|| json!([]), |it| json!(it.unchecked()));
    object
}

fn sent(sent: &[Sent]) -> Value {
    sent.iter()
        .map(|sent| match sent.removal() {
            Some(removal) => json!({
                "path": sent.path(),
                "datum": sent.datum(),
                "clear": true,
                "removal": removal.as_str(),
            }),
            None => {
                json!({ "path": sent.path(), "datum": sent.datum(), "value": sent_value(sent) })
            }
        })
        .collect()
}

fn adjustments(adjustments: &Adjustments) -> Value {
    adjustments
        .iter()
        .map(|it| {
            json!({
                "datum": it.datum(),
                "path": it.path(),
                "change": it.change().as_str(),
                "reversible": it.is_reversible(),
            })
        })
        .collect()
}

fn refusals(refusals: &Refusals) -> Value {
    refusals
        .iter()
        .filter(|refusal| !refusal.is_to_supply() && !refusal.is_deletion())
        .map(|it| {
            json!({
                "datum": it.datum(),
                "path": it.path(),
                "wire_path": it.wire_path(),
                "code": it.code().as_str(),
                "message": it.message(),
            })
        })
        .collect()
}
