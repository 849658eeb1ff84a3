//! A comparison as JSON.

use serde_json::{Value, json};

use super::{Cell, Common, Comparison, Datum, Relation};

impl Comparison {
    /// Returns the comparison as JSON. `docs/site.md` describes it.
    #[must_use]
    pub fn json(&self) -> String {
        let subjects = self.subjects.iter().map(
            |it| json!({ "schema": it.schema, "provider": it.provider, "operation": it.operation }),
        );
        let data = self.data.iter().map(|it| self.datum(it));
        let object = json!({
            "version": 1,
            "providers": subjects.collect::<Vec<_>>(),
            "data": data.collect::<Vec<_>>(),
        });
        format!("{object:#}\n")
    }

    fn datum(&self, datum: &Datum) -> Value {
        let fields = self.subjects.iter().zip(&datum.cells);
        let fields = fields.filter_map(|(subject, found)| {
            let mut value = cell(found.as_ref()?);
            value["schema"] = json!(subject.schema);
            Some(value)
        });
        json!({
            "datum": datum.term.name,
            "meaning": datum.term.meaning,
            "rfc5733": datum.term.element,
            "fields": fields.collect::<Vec<_>>(),
            "common": common(&datum.common),
        })
    }
}

fn cell(cell: &Cell) -> Value {
    let mut value = json!({
        "schema": null,
        "field": cell.path,
        "wire": cell.wire,
        "required": cell.is_required,
        "bounds": cell.bounds,
        "language": cell.language,
        "convert": cell.convert,
        "relation": cell.relation.word(),
    });
    if let Some(text) = cell.relation.only_here() {
        value["only_here"] = json!(text);
    }
    if let Some(text) = cell.relation.only_there() {
        value["only_reference"] = json!(text);
    }
    if let Relation::Undecided(why) = &cell.relation {
        value["undecided"] = json!(why);
    }
    value
}

fn common(common: &Common) -> Value {
    match common {
        Common::NoText => json!({ "decided": false, "because": "no field is a text" }),
        Common::Undecided(why) => json!({ "decided": false, "because": why }),
        Common::Nothing => json!({ "decided": true, "empty": true, "samples": [] }),
        Common::Texts { words, samples } => {
            json!({ "decided": true, "empty": false, "words": words, "samples": samples })
        }
    }
}
