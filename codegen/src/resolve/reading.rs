//! Which answers hold a contact, and where its data stand in them.
//!
//! In: an operation whose responses and objects are resolved. Out: its [`Reading`]: the first successful answer in JSON of
//! which some field means a datum. An answer that only a header or a pattern tells from others is not read.

use crate::plan::{
    BodyTest, Content, Field, Operation, Outcome, Plan, ReadDatum, Reading, Response, ResponseBody,
    Source, Type, WireNode,
};

/// How deep objects are followed: the draft of a wrong schema may lead back to itself.
const DEEPEST: usize = 8;

/// The reading of every operation of a plan.
pub(super) fn readings(plan: &Plan) -> Vec<Option<Reading>> {
    plan.operations
        .iter()
        .map(|operation| reading(plan, operation))
        .collect()
}

fn reading(plan: &Plan, operation: &Operation) -> Option<Reading> {
    let mut found = operation.responses.iter().enumerate();
    let (response, data) = found.find_map(|(at, response)| {
        let data = data(plan, response);
        let reads = response.outcome == Outcome::Success
            && response.body == Some(ResponseBody::Json)
            && data.iter().any(|datum| is_datum(&datum.means));
        reads.then_some((at, data))
    })?;
    let plain = |response: &Response| {
        let pattern = |(_, test): &(String, BodyTest)| matches!(test, BodyTest::Matches(_));
        response.headers.is_empty() && !response.body_tests.iter().any(pattern)
    };
    operation.responses[..=response]
        .iter()
        .all(plain)
        .then_some(Reading { response, data })
}

/// Whether a term is about a customer, and not about the contact as an object of the provider.
fn is_datum(term: &str) -> bool {
    !matches!(term, "id" | "auth_info" | "disclose" | "remarks")
}

fn data(plan: &Plan, response: &Response) -> Vec<ReadDatum> {
    let mut data = Vec::new();
    for (field, at) in &response.fields {
        if field.location == crate::plan::Location::Body {
            follow(plan, field, at, DEEPEST, &mut data);
        }
    }
    data
}

/// What a field means, and what is inside of it.
fn follow(plan: &Plan, field: &Field, at: &str, depth: usize, data: &mut Vec<ReadDatum>) {
    if let Some(term) = &field.means {
        data.push(ReadDatum {
            at: at.to_owned(),
            means: term.clone(),
            convert: field.convert.clone(),
            join: match &field.ty {
                Type::List(list) => list.join.clone(),
                _ => None,
            },
        });
        return;
    }
    let (object, at) = match &field.ty {
        Type::Object(object) => (*object, at.to_owned()),
        Type::List(list) => match list.item {
            Type::Object(object) => (object, format!("{at}[]")),
            _ => return,
        },
        _ => return,
    };
    if depth > 0 {
        nodes(plan, object, &plan.objects[object].json, &at, depth, data);
    }
}

fn nodes(
    plan: &Plan,
    object: usize,
    nodes_of: &[WireNode],
    at: &str,
    depth: usize,
    data: &mut Vec<ReadDatum>,
) {
    for node in nodes_of {
        let at = format!("{at}.{}", node.name);
        match &node.content {
            Content::Group { children, .. } => nodes(plan, object, children, &at, depth, data),
            // What is spelled otherwise than it is meant is no text of a customer.
            Content::Leaf(leaf) if leaf.values.is_empty() => {
                if let Source::Field(field) = leaf.source {
                    let field = &plan.objects[object].fields[field];
                    follow(plan, field, &at, depth - 1, data);
                }
            }
            Content::Leaf(_) => {}
        }
    }
}
