//! Which answers hold a contact, and where its data stand in them.
//!
//! In: an operation whose responses and objects are resolved. Out: its [`Reading`]: the first successful answer in JSON of
//! which some field means a datum, with what stands beside the data. An answer that only a header or a pattern tells from others is not read.

use crate::plan::{
    BodyTest, Content, Field, Location, Operation, Outcome, Plan, ReadDatum, ReadOther, Reading,
    Response, ResponseBody, Source, Type, WireNode,
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
    let mut responses = operation.responses.iter().enumerate();
    let (response, found) = responses.find_map(|(at, response)| {
        let found = Found::of(plan, response);
        let reads = response.outcome == Outcome::Success
            && response.body == Some(ResponseBody::Json)
            && !found.data.is_empty();
        reads.then_some((at, found))
    })?;
    let plain = |response: &Response| {
        let pattern = |(_, test): &(String, BodyTest)| matches!(test, BodyTest::Matches(_));
        response.headers.is_empty() && !response.body_tests.iter().any(pattern)
    };
    let others = found.others();
    operation.responses[..=response]
        .iter()
        .all(plain)
        .then_some(Reading {
            response,
            data: found.data.into_iter().map(|(_, datum)| datum).collect(),
            others,
        })
}

/// Whether a term is about a customer, and not about the contact as an object of the provider.
fn is_datum(term: &str) -> bool {
    !matches!(
        term,
        "id" | "auth_info" | "disclose" | "remarks" | "type" | "gender"
    )
}

/// What a response has, each with the place of the object that it is a member of.
struct Found<'p> {
    plan: &'p Plan,
    data: Vec<(String, ReadDatum)>,
    beside: Vec<(String, ReadOther)>,
}

impl<'p> Found<'p> {
    fn of(plan: &'p Plan, response: &Response) -> Self {
        let mut found = Found {
            plan,
            data: Vec::new(),
            beside: Vec::new(),
        };
        for (index, (field, at)) in response.fields.iter().enumerate() {
            if field.location == Location::Body {
                found.follow(field, "", at, response.spelled.contains(&index), DEEPEST);
            }
        }
        found
    }

    /// What is no datum, of the objects that have one.
    fn others(&self) -> Vec<ReadOther> {
        let beside = self.beside.iter();
        beside
            .filter(|(object, _)| self.data.iter().any(|(of, _)| of == object))
            .map(|(_, other)| other.clone())
            .collect()
    }

    /// What a field means, and what is inside of it. What is spelled otherwise than it is meant is no text of a customer.
    fn follow(&mut self, field: &Field, object: &str, at: &str, spelled: bool, depth: usize) {
        let term = field.means.as_ref().filter(|term| is_datum(term));
        if let (Some(term), false) = (term, spelled) {
            let datum = ReadDatum {
                at: at.to_owned(),
                means: term.clone(),
                convert: field.convert.clone(),
                join: match &field.ty {
                    Type::List(list) => list.join.clone(),
                    _ => None,
                },
            };
            self.data.push((object.to_owned(), datum));
            return;
        }
        let other = ReadOther {
            at: at.to_owned(),
            field: field.name.clone(),
            is_text: !spelled,
        };
        self.beside.push((object.to_owned(), other));
        let (inner, at) = match &field.ty {
            Type::Object(inner) => (*inner, at.to_owned()),
            Type::List(list) => match list.item {
                Type::Object(inner) => (inner, format!("{at}[]")),
                _ => return,
            },
            _ => return,
        };
        if depth > 0 {
            let plan = self.plan;
            self.nodes(inner, &plan.objects[inner].json, &at, &at, depth);
        }
    }

    fn nodes(&mut self, inner: usize, nodes: &[WireNode], object: &str, at: &str, depth: usize) {
        for node in nodes {
            let at = format!("{at}.{}", node.name);
            match &node.content {
                Content::Group { children, .. } => self.nodes(inner, children, object, &at, depth),
                Content::Leaf(leaf) => {
                    if let Source::Field(field) = leaf.source {
                        let plan = self.plan;
                        let field = &plan.objects[inner].fields[field];
                        self.follow(field, object, &at, !leaf.values.is_empty(), depth - 1);
                    }
                }
            }
        }
    }
}
