//! Applies the certain proposals of a drift to the text of a schema.

use super::Drift;
use crate::edit::{Edit, Schema, apply_edits};

/// The result of applying proposals.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Applied {
    /// The text of the schema with the edits.
    pub text: String,
    /// The findings whose edits are in the text, by their position.
    pub done: Vec<usize>,
    /// The findings whose edits would make the schema wrong or contradict others, by their position.
    pub refused: Vec<usize>,
}

/// Applies all certain proposals. An edit that the compiler does not accept is left out.
#[must_use]
pub fn apply(schema: &Schema, drift: &Drift) -> Applied {
    let certain = drift
        .findings
        .iter()
        .enumerate()
        .filter_map(|(at, finding)| {
            let proposal = finding.proposal.as_ref()?;
            (proposal.doubt.is_none() && !proposal.edits.is_empty())
                .then_some((at, &proposal.edits))
        });
    let certain: Vec<(usize, &Vec<Edit>)> = certain.collect();
    let compiles = |edits: &[Edit]| {
        let text = apply_edits(schema.text(), edits).ok()?;
        Schema::new(schema.name(), &text).is_ok().then_some(text)
    };
    let all: Vec<Edit> = certain
        .iter()
        .flat_map(|(_, edits)| (*edits).clone())
        .collect();
    if let Some(text) = compiles(&all) {
        return Applied {
            text,
            done: certain.iter().map(|(at, _)| *at).collect(),
            refused: Vec::new(),
        };
    }
    // One of them is wrong: the edits are tried one after the other.
    let mut applied = Applied {
        text: schema.text().to_owned(),
        done: Vec::new(),
        refused: Vec::new(),
    };
    let mut accepted: Vec<Edit> = Vec::new();
    for (at, edits) in certain {
        let tried: Vec<Edit> = accepted.iter().chain(edits).cloned().collect();
        match compiles(&tried) {
            Some(text) => {
                applied.text = text;
                applied.done.push(at);
                accepted = tried;
            }
            None => applied.refused.push(at),
        }
    }
    applied
}
