//! A comparison as JSON.

use serde_json::{Value, json};

use super::{Cell, Common, Comparison, Datum, Pair, Relation};

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
        let pairs = datum.pairs.iter().map(|it| self.pair(it));
        json!({
            "datum": datum.term.name,
            "meaning": datum.term.meaning,
            "rfc5733": datum.term.element,
            "fields": fields.collect::<Vec<_>>(),
            "pairs": pairs.collect::<Vec<_>>(),
            "common": common(&datum.common),
        })
    }

    fn pair(&self, pair: &Pair) -> Value {
        let schema = |subject: usize| &self.subjects[subject].schema;
        let mut value = json!({
            "first": schema(pair.first),
            "second": schema(pair.second),
            "relation": pair.relation.word(),
        });
        if let Some(text) = pair.relation.only_here() {
            value["only_first"] = json!(text);
        }
        if let Some(text) = pair.relation.only_there() {
            value["only_second"] = json!(text);
        }
        if let Relation::Undecided(why) = &pair.relation {
            value["because"] = json!(why);
        }
        value
    }
}

fn cell(cell: &Cell) -> Value {
    json!({
        "schema": null,
        "field": cell.path,
        "wire": cell.wire,
        "required": cell.is_required,
        "bounds": cell.bounds,
        "language": cell.language,
        "convert": cell.convert,
    })
}

fn common(common: &Common) -> Value {
    match common {
        Common::NotComparable => {
            json!({ "decided": false, "because": "the kinds of values are not comparable" })
        }
        Common::Undecided(why) => json!({ "decided": false, "because": why }),
        Common::Nothing => json!({ "decided": true, "empty": true, "samples": [] }),
        Common::Values { words, samples } => {
            json!({ "decided": true, "empty": false, "words": words, "samples": samples })
        }
    }
}
