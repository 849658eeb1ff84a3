//! Reads what the table of the language cannot express. Each function gets the node of a key, or of the whole
//! construct.

use super::read::{
    any_text, boolean, count, fitting, integer, list, meanings, name_of, number, one_or_more,
    scalar, text, texts, word,
};
use super::table::{
    read_json, read_response_json, read_response_xml, read_type_json, read_type_xml, read_xml,
};
use crate::source::{Node, NodeKind, Spanned};
use crate::syntax::{
    Alternative, CheckKind, Clear, Comparison, Computed, Condition, ContextKind, Count, DigestName,
    Effect, Envelope, Facets, Format, Function, HmacKeys, Map, NormalForm, NormalStep, Permission,
    ResponseBody, ResponseTest, Retry, Test, Text, TreeShape, ValueTest, Wire, scalars,
};

/// Reads a clear.
pub(super) fn clear(node: Option<&Node>) -> Option<Spanned<Clear>> {
    let node = node?;
    Some(Spanned::new(scalars::clear(node)?, node.span))
}

/// Reads a dotted path. A dot alone is the whole, which has no names.
pub(super) fn path(node: Option<&Node>) -> Option<Spanned<Vec<String>>> {
    let node = node?;
    if node.text() == Some(".") {
        return Some(Spanned::new(vec![".".to_owned()], node.span));
    }
    let parts: Vec<_> = text(node)?.split('.').map(str::to_owned).collect();
    let complete = parts.iter().all(|part| !part.trim().is_empty());
    complete.then(|| Spanned::new(parts, node.span))
}

/// Reads permissions in all of their forms.
pub(super) fn permissions(node: Option<&Node>) -> Vec<Permission> {
    if let Some(NodeKind::Map(entries)) = node.map(|node| &node.kind) {
        let permissions = entries.iter().filter_map(|(name, node)| {
            Some(Permission {
                name: name_of(name)?,
                unless: one_or_more(node.get("unless"), scalar),
            })
        });
        return permissions.collect();
    }
    let names = texts(node).into_iter();
    let permissions = names.map(|name| Permission {
        name,
        unless: Vec::new(),
    });
    permissions.collect()
}

/// Reads the kind of a context fact from its keys.
pub(super) fn context_kind(context: &Node) -> ContextKind {
    if let Some(set) = context.get("set_of") {
        match set.get("enum") {
            Some(values) => ContextKind::SetOfEnum(meanings(Some(values))),
            None => ContextKind::SetOfString,
        }
    } else if let Some(values) = context.get("enum") {
        ContextKind::Enum(meanings(Some(values)))
    } else if context.get("type").and_then(Node::text) == Some("string") {
        ContextKind::String
    } else {
        ContextKind::Boolean
    }
}

/// Reads the kind of a check.
pub(super) fn check_kind(check: &Node) -> CheckKind {
    given_check(check).map(|(kind, _)| kind).unwrap_or_default()
}

/// Reads the pattern of a check.
pub(super) fn check_pattern(check: &Node) -> Text {
    let pattern = given_check(check).and_then(|(_, node)| text(node));
    pattern.unwrap_or_default()
}

fn given_check(check: &Node) -> Option<(CheckKind, &Node)> {
    let kinds = [
        ("contains", CheckKind::Contains),
        ("excludes", CheckKind::Excludes),
        ("pattern", CheckKind::Pattern),
    ];
    kinds
        .into_iter()
        .find_map(|(key, kind)| Some((kind, check.get(key)?)))
}

/// Reads an envelope.
pub(super) fn envelope(node: Option<&Node>) -> Option<Spanned<Map<Envelope>>> {
    let node = node?;
    match node.kind {
        NodeKind::Map(_) => Some(Spanned::new(children(node), node.span)),
        NodeKind::Scalar(_) | NodeKind::List(_) | NodeKind::Broken => None,
    }
}

fn children(node: &Node) -> Map<Envelope> {
    let NodeKind::Map(entries) = &node.kind else {
        return Vec::new();
    };
    let children = entries.iter().filter_map(|(key, node)| {
        let name = name_of(key)?;
        let child = match &node.kind {
            _ if *name == "$rest" => Envelope::Rest(key.span),
            NodeKind::Scalar(_) => Envelope::Scalar(scalar(node)?),
            NodeKind::Map(_) => Envelope::Map(Spanned::new(children(node), node.span)),
            NodeKind::List(items) => {
                let maps = items.iter();
                let maps = maps.map(|item| Spanned::new(children(item), item.span));
                Envelope::List(Spanned::new(maps.collect(), node.span))
            }
            NodeKind::Broken => return None,
        };
        Some((name, child))
    });
    children.collect()
}

/// Reads the shapes of a kind of value.
pub(super) fn tree_shapes(node: Option<&Node>) -> Vec<TreeShape> {
    one_or_more(node, |node| {
        let content = match &node.kind {
            NodeKind::Scalar(_) => Envelope::Scalar(scalar(node)?),
            NodeKind::Map(_) => Envelope::Map(Spanned::new(children(node), node.span)),
            NodeKind::List(_) | NodeKind::Broken => return None,
        };
        let span = node.span;
        Some(TreeShape { content, span })
    })
}

/// Reads the statuses of a match.
pub(super) fn statuses(node: Option<&Node>) -> Vec<Text> {
    one_or_more(node, |node| {
        text(node).filter(|status| scalars::is_status(status))
    })
}

/// Reads the tests of headers, places or fields.
pub(super) fn response_tests(node: Option<&Node>) -> Map<ResponseTest> {
    fitting(node, response_test)
}

fn response_test(node: &Node) -> Option<ResponseTest> {
    if let Some(present) = node.get("present") {
        return boolean(present).map(|present| ResponseTest::Present(*present));
    }
    if let Some(item) = node.get("every_item") {
        return value_test(item).map(ResponseTest::Every);
    }
    if let Some(item) = node.get("any_item") {
        return value_test(item).map(ResponseTest::Any);
    }
    value_test(node).map(ResponseTest::Value)
}

fn value_test(node: &Node) -> Option<ValueTest> {
    Some(match &node.kind {
        NodeKind::Broken => return None,
        NodeKind::Scalar(_) | NodeKind::List(_) => ValueTest {
            one_of: one_or_more(Some(node), scalar),
            ..ValueTest::default()
        },
        NodeKind::Map(_) => ValueTest {
            one_of: Vec::new(),
            none_of: one_or_more(node.get("not"), scalar),
            minimum: node.get("minimum").and_then(integer),
            maximum: node.get("maximum").and_then(integer),
            matches: node.get("matches").and_then(text),
        },
    })
}

/// Reads whether a request can be sent again.
pub(super) fn retry(node: Option<&Node>) -> Option<Spanned<Retry>> {
    let node = node?;
    let retry = match &node.kind {
        NodeKind::Map(_) => Retry::After(node.get("after").and_then(text)?),
        NodeKind::Scalar(_) => match node.text()? {
            "never" => Retry::Never,
            "safe" => Retry::Safe,
            "later" => Retry::Later,
            _ => return None,
        },
        NodeKind::List(_) | NodeKind::Broken => return None,
    };
    Some(Spanned::new(retry, node.span))
}

/// Reads how a field is written in JSON, or where a response has it. The checker reports the keys that the other cannot have.
pub(super) fn json_wire(node: Option<&Node>) -> Option<Wire> {
    let node = node?;
    Some(Wire {
        first_of: read_response_json(node).first_of,
        written: read_type_json(node).written,
        ..read_json(node)
    })
}

/// Reads how a field is written in XML, or where a response has it.
pub(super) fn xml_wire(node: Option<&Node>) -> Option<Wire> {
    let node = node?;
    Some(Wire {
        first_of: read_response_xml(node).first_of,
        written: read_type_xml(node).written,
        ..read_xml(node)
    })
}

/// Reads how a field is written in lines, or where a response has it.
pub(super) fn lines_wire(node: Option<&Node>) -> Option<Wire> {
    let node = node?;
    Some(Wire {
        index: super::table::read_response_lines_field(node).index,
        ..super::table::read_lines_field(node)
    })
}

/// Reads the formats of a text.
pub(super) fn text_formats(node: Option<&Node>) -> Vec<Spanned<Format>> {
    one_or_more(node, |node| word(node, Format::WORDS))
}

/// Reads the steps of `normalize:`.
pub(super) fn normal_steps(node: Option<&Node>) -> Vec<Spanned<NormalStep>> {
    one_or_more(node, |node| match &node.kind {
        NodeKind::Scalar(_) => word(node, NormalForm::WORDS).map(|form| form.map(NormalStep::Form)),
        NodeKind::Map(_) => {
            let step = match node.get("remove") {
                Some(removed) => NormalStep::Remove(text(removed)?),
                None => NormalStep::Replace(fitting(Some(node.get("replace")?), text)),
            };
            Some(Spanned::new(step, node.span))
        }
        NodeKind::List(_) | NodeKind::Broken => None,
    })
}

/// Reads the formats of the body of a response.
pub(super) fn response_bodies(node: Option<&Node>) -> Vec<Spanned<ResponseBody>> {
    one_or_more(node, |node| word(node, ResponseBody::WORDS))
}

/// Reads the effects of a rule, in document order.
pub(super) fn effects(rule: &Node) -> Vec<Spanned<Effect>> {
    let NodeKind::Map(entries) = &rule.kind else {
        return Vec::new();
    };
    let effects = entries.iter().filter_map(|(key, node)| effect(key, node));
    effects.collect()
}

/// Reads a key of a rule, if it is an effect.
fn effect(key: &Node, node: &Node) -> Option<Spanned<Effect>> {
    let fields = || texts(Some(node));
    let alternatives = || list(Some(node), alternative);
    let effect = match key.text()? {
        "required" => Effect::Required(fields()),
        "forbidden" => Effect::Forbidden(fields()),
        "at_least_one" => Effect::AtLeastOne(alternatives()),
        "exactly_one" => Effect::ExactlyOne(alternatives()),
        "at_most_one" => Effect::AtMostOne(alternatives()),
        "all_or_none" => Effect::AllOrNone(fields()),
        "count" => Effect::Count(Count {
            of: texts(node.get("of")),
            minimum: node.get("minimum").and_then(count),
            maximum: node.get("maximum").and_then(count),
        }),
        "matches" => Effect::Matches(fitting(Some(node), text)),
        "all_texts" => Effect::AllTexts(match &node.kind {
            NodeKind::Scalar(_) => vec![(None, text(node)?)],
            NodeKind::Map(_) | NodeKind::List(_) | NodeKind::Broken => {
                let named = fitting(Some(node), text).into_iter();
                named.map(|(name, text)| (Some(name), text)).collect()
            }
        }),
        "within" => Effect::Within(fitting(Some(node), |node| Some(range(node)))),
        "limited_to" => {
            let values = |node: &Node| Some(one_or_more(Some(node), scalar));
            Effect::LimitedTo(fitting(Some(node), values))
        }
        "unchanged" => Effect::Unchanged(fields()),
        "unchanged_except" => Effect::UnchangedExcept(fields()),
        "refuse" => Effect::Refuse(text(node)?),
        other => Effect::Compare(Comparison::of_key(other)?, fitting(Some(node), text)),
    };
    Some(Spanned::new(effect, key.span))
}

/// Reads a range of numbers.
fn range(node: &Node) -> Facets {
    let bound = |key: &str| node.get(key).and_then(number);
    Facets {
        minimum: bound("minimum"),
        maximum: bound("maximum"),
        exclusive_minimum: bound("exclusiveMinimum"),
        exclusive_maximum: bound("exclusiveMaximum"),
        multiple_of: bound("multipleOf"),
        ..Facets::default()
    }
}

fn alternative(node: &Node) -> Option<Alternative> {
    match &node.kind {
        NodeKind::Scalar(_) => text(node).map(Alternative::Field),
        NodeKind::Map(_) => Some(Alternative::All(texts(node.get("all")))),
        NodeKind::List(_) | NodeKind::Broken => None,
    }
}

/// Reads the conditions of a map, which all hold.
pub(super) fn conditions(node: Option<&Node>) -> Vec<Condition> {
    let Some(NodeKind::Map(entries)) = node.map(|node| &node.kind) else {
        return Vec::new();
    };
    let conditions = entries.iter().filter_map(|(key, node)| {
        let name = name_of(key)?;
        Some(match (name.as_str(), &node.kind) {
            ("all", NodeKind::List(items)) => Condition::All(items.iter().map(together).collect()),
            ("any", NodeKind::List(items)) => Condition::Any(items.iter().map(together).collect()),
            ("not", NodeKind::Map(_)) => Condition::Not(Box::new(together(node))),
            ("all" | "any" | "not", _) => return None,
            _ => Condition::Test(name, test(node)?),
        })
    });
    conditions.collect()
}

/// Reads the conditions of a map as one.
fn together(node: &Node) -> Condition {
    let mut conditions = conditions(Some(node));
    match conditions.len() {
        1 => conditions.swap_remove(0),
        _ => Condition::All(conditions),
    }
}

fn test(node: &Node) -> Option<Test> {
    let NodeKind::Map(entries) = &node.kind else {
        return Some(Test::OneOf(one_or_more(Some(node), scalar)));
    };
    entries.iter().find_map(|(key, node)| {
        Some(match key.text()? {
            "has" => Test::HasAny(scalar(node).into_iter().collect()),
            "has_any" => Test::HasAny(one_or_more(Some(node), scalar)),
            "has_all" => Test::HasAll(one_or_more(Some(node), scalar)),
            "present" => Test::Present(*boolean(node)?),
            "matches" => Test::Matches(text(node)?),
            "within" => Test::Within(Box::new(range(node))),
            "any_item" => Test::AnyItem(Box::new(test(node)?)),
            "every_item" => Test::EveryItem(Box::new(test(node)?)),
            "when" => Test::When(conditions(Some(node))),
            "not" => Test::Not(Box::new(test(node)?)),
            other => Test::Compare(Comparison::of_key(other)?, text(node)?),
        })
    })
}

/// Reads the values that a step computes.
pub(super) fn computed(node: Option<&Node>) -> Map<Computed> {
    fitting(node, computed_value)
}

fn computed_value(node: &Node) -> Option<Computed> {
    Some(match &node.kind {
        NodeKind::Scalar(_) => Computed::Template(any_text(node)?),
        NodeKind::List(_) => Computed::List(list(Some(node), computed_value)),
        NodeKind::Map(entries) => {
            let function = entries.iter().find_map(|(key, argument)| {
                Some(Spanned::new(
                    function(node, key.text()?, argument)?,
                    key.span,
                ))
            });
            Computed::Function(function?.map(Box::new))
        }
        NodeKind::Broken => return None,
    })
}

/// Reads the function of a node from its key. Options are in other keys of the node.
fn function(node: &Node, key: &str, argument: &Node) -> Option<Function> {
    let all = |node: Option<&Node>| list(node, computed_value);
    let option = |key: &str| node.get(key).and_then(text);
    Some(match key {
        "join" => Function::Join {
            separator: argument.get("separator").and_then(any_text)?,
            of: all(argument.get("of")),
        },
        "lines" => Function::Lines(all(Some(argument))),
        "percent" => Function::Percent(computed_value(argument)?),
        "query" => Function::Query {
            parameters: text(argument)?,
            sort: option("sort"),
            escape: option("escape"),
        },
        "header_names" => Function::HeaderNames {
            names: list(Some(argument), text),
            separator: option("separator"),
        },
        "header_lines" => Function::HeaderLines {
            names: list(Some(argument), text),
            trim: option("trim"),
        },
        "canonical_path" => Function::CanonicalPath(text(argument)?),
        "hex" => Function::Hex(computed_value(argument)?),
        "base64" => Function::Base64(computed_value(argument)?),
        "now" => Function::Now(text(argument)?),
        "nonce" => Function::Nonce(text(argument)?),
        "signer" => Function::Signer {
            algorithm: argument.get("algorithm").and_then(text)?,
            key: argument.get("key").and_then(any_text),
            of: computed_value(argument.get("of")?)?,
        },
        key => match key.strip_prefix("hmac_") {
            Some(name) => Function::Hmac {
                digest: digest(name)?,
                keys: match argument.get("chain") {
                    Some(chain) => HmacKeys::Chain(all(Some(chain))),
                    None => HmacKeys::One(computed_value(argument.get("key")?)?),
                },
                of: computed_value(argument.get("of")?)?,
            },
            None => Function::Digest(digest(key)?, computed_value(argument)?),
        },
    })
}

fn digest(name: &str) -> Option<DigestName> {
    let mut digests = DigestName::ALL.into_iter();
    digests
        .find(|(known, _)| *known == name)
        .map(|(_, digest)| digest)
}
