//! Writes what the table of the language cannot express. Each function gets the value of a key, or the whole construct.

use super::table::{write_enum_value, write_wire};
use super::yaml::{Keys, Yaml, map, plain, scalar, scalars, some_list, text, word};
use crate::plan::Decimal;
use crate::source::Spanned;
use crate::syntax::{
    Alternative, Check, CheckKind, Clear, Computed, Condition, Context, ContextKind, Count, Effect,
    Envelope, Facets, Format, Function, HmacKeys, Map, NormalStep, Permission, ResponseBody,
    ResponseTest, Retry, Rule, Test, Text, TreeShape, ValueTest, Wire,
};

/// Writes a clear.
pub(super) fn clear(clear: &Option<Spanned<Clear>>) -> Option<Yaml> {
    let spelling = match clear.as_ref()?.value {
        Clear::Empty => "\"\"",
        Clear::Null => "null",
        Clear::EmptyList => "[]",
        Clear::AllItems => "all_items",
    };
    Some(Yaml::Scalar(spelling.to_owned()))
}

/// Writes a dotted path.
pub(super) fn path(path: &Option<Spanned<Vec<String>>>) -> Option<Yaml> {
    Some(word(&path.as_ref()?.join(".")))
}

/// Writes permissions in their long form.
pub(super) fn permissions(permissions: &[Permission]) -> Option<Yaml> {
    let entries = permissions.iter().map(|permission| {
        let unless = &permission.unless;
        let unless = (!unless.is_empty()).then(|| scalars(unless));
        let keys = Keys::default().put("unless", unless).done();
        (permission.name.value.clone(), keys)
    });
    (!permissions.is_empty()).then(|| Yaml::Map(entries.collect()))
}

/// Writes one text without a list, and several texts as a list.
pub(super) fn one_or_more(texts: &[Text]) -> Option<Yaml> {
    match texts {
        [only] => Some(text(only)),
        several => some_list(several, text),
    }
}

/// Writes the kind of a context fact.
pub(super) fn context_kind(context: &Context) -> Keys {
    let values = |values| map(values, write_enum_value);
    let keys = Keys::default();
    match &context.kind {
        ContextKind::SetOfString => keys.put("set_of", word("string")),
        ContextKind::SetOfEnum(members) => {
            let set = Keys::default().put("enum", values(members));
            keys.put("set_of", set.done())
        }
        ContextKind::Enum(members) => keys.put("enum", values(members)),
        ContextKind::Boolean => keys.put("type", word("boolean")),
        ContextKind::String => keys.put("type", word("string")),
    }
}

/// Writes the pattern of a check under the key of its kind.
pub(super) fn check_pattern(check: &Check) -> Keys {
    let key = match check.kind {
        CheckKind::Contains => "contains",
        CheckKind::Excludes => "excludes",
        CheckKind::Pattern => "pattern",
    };
    Keys::default().put(key, text(&check.pattern))
}

/// Writes an envelope.
pub(super) fn envelope(envelope: &Option<Spanned<Map<Envelope>>>) -> Option<Yaml> {
    Some(children(envelope.as_ref()?))
}

fn children(tree: &Map<Envelope>) -> Yaml {
    map(tree, child)
}

fn child(child: &Envelope) -> Yaml {
    match child {
        Envelope::Scalar(inner) => scalar(inner),
        Envelope::Rest(_) => Yaml::Scalar(String::new()),
        Envelope::Map(inner) => children(inner),
        Envelope::List(items) => Yaml::List(items.iter().map(|item| children(item)).collect()),
    }
}

/// Writes the shapes of a kind of value.
pub(super) fn tree_shapes(shapes: &[TreeShape]) -> Option<Yaml> {
    let shapes: Vec<Yaml> = shapes.iter().map(|shape| child(&shape.content)).collect();
    match shapes.len() {
        0 => None,
        1 => shapes.into_iter().next(),
        _ => Some(Yaml::List(shapes)),
    }
}

/// Writes the tests of headers, places or fields.
pub(super) fn response_tests(tests: &Map<ResponseTest>) -> Option<Yaml> {
    let each = |test: &ResponseTest| match test {
        ResponseTest::Present(present) => Keys::default().put("present", plain(present)).done(),
        ResponseTest::Value(test) => value_test(test),
        ResponseTest::Any(test) => Keys::default().put("any_item", value_test(test)).done(),
        ResponseTest::Every(test) => Keys::default().put("every_item", value_test(test)).done(),
    };
    (!tests.is_empty()).then(|| map(tests, each))
}

fn value_test(test: &ValueTest) -> Yaml {
    if !test.one_of.is_empty() {
        return scalars(&test.one_of);
    }
    let none_of = (!test.none_of.is_empty()).then(|| scalars(&test.none_of));
    Keys::default()
        .text("matches", test.matches.as_ref())
        .put("minimum", test.minimum.as_ref().map(|it| plain(it.value)))
        .put("maximum", test.maximum.as_ref().map(|it| plain(it.value)))
        .put("not", none_of)
        .done()
}

/// Writes whether a request can be sent again.
pub(super) fn retry(retry: &Option<Spanned<Retry>>) -> Option<Yaml> {
    Some(match &retry.as_ref()?.value {
        Retry::Never => word("never"),
        Retry::Safe => word("safe"),
        Retry::Later => word("later"),
        Retry::After(header) => Keys::default().put("after", text(header)).done(),
    })
}

/// Writes how a field is written, or where a response has it.
pub(super) fn wire(wire: &Option<Wire>) -> Option<Yaml> {
    wire.as_ref().map(write_wire)
}

/// Writes the formats of a text.
pub(super) fn text_formats(formats: &[Spanned<Format>]) -> Option<Yaml> {
    match formats {
        [only] => Some(word(only.value.word())),
        several => some_list(several, |format| word(format.value.word())),
    }
}

/// Writes the steps of `normalize:`.
pub(super) fn normal_steps(steps: &[Spanned<NormalStep>]) -> Option<Yaml> {
    some_list(steps, |step| match &step.value {
        NormalStep::Form(form) => word(form.word()),
        NormalStep::Remove(removed) => Keys::default().put("remove", Some(text(removed))).done(),
        NormalStep::Replace(texts) => Keys::default()
            .put("replace", Some(map(texts, text)))
            .done(),
    })
}

/// Writes the formats of the body of a response.
pub(super) fn response_bodies(bodies: &[Spanned<ResponseBody>]) -> Option<Yaml> {
    match bodies {
        [only] => Some(word(only.value.word())),
        several => some_list(several, |body| word(body.value.word())),
    }
}

/// Writes the effects of a rule.
pub(super) fn effects(rule: &Rule) -> Keys {
    rule.effects.iter().fold(Keys::default(), |keys, effect| {
        let (key, value) = self::effect(effect);
        keys.put(key, value)
    })
}

fn effect(effect: &Effect) -> (&'static str, Option<Yaml>) {
    match effect {
        Effect::Required(fields) => ("required", some_list(fields, text)),
        Effect::Forbidden(fields) => ("forbidden", some_list(fields, text)),
        Effect::AtLeastOne(fields) => ("at_least_one", some_list(fields, alternative)),
        Effect::ExactlyOne(fields) => ("exactly_one", some_list(fields, alternative)),
        Effect::AtMostOne(fields) => ("at_most_one", some_list(fields, alternative)),
        Effect::AllOrNone(fields) => ("all_or_none", some_list(fields, text)),
        Effect::Count(count) => ("count", Some(self::count(count))),
        Effect::Matches(patterns) => ("matches", Some(map(patterns, text))),
        Effect::AllTexts(patterns) => ("all_texts", Some(all_texts(patterns))),
        Effect::Compare(comparison, fields) => (comparison.key(), Some(map(fields, text))),
        Effect::Within(ranges) => ("within", Some(map(ranges, range))),
        Effect::LimitedTo(values) => ("limited_to", Some(map(values, |values| scalars(values)))),
        Effect::Unchanged(fields) => ("unchanged", some_list(fields, text)),
        Effect::UnchangedExcept(fields) => ("unchanged_except", some_list(fields, text)),
        Effect::Refuse(reason) => ("refuse", Some(text(reason))),
    }
}

fn count(count: &Count) -> Yaml {
    Keys::default()
        .texts("of", &count.of)
        .put("minimum", count.minimum.as_ref().map(|it| plain(it.value)))
        .put("maximum", count.maximum.as_ref().map(|it| plain(it.value)))
        .done()
}

fn range(facets: &Facets) -> Yaml {
    let bound = |bound: &Option<Spanned<Decimal>>| bound.as_ref().map(|it| plain(&it.value));
    Keys::default()
        .put("minimum", bound(&facets.minimum))
        .put("maximum", bound(&facets.maximum))
        .put("exclusiveMinimum", bound(&facets.exclusive_minimum))
        .put("exclusiveMaximum", bound(&facets.exclusive_maximum))
        .put("multipleOf", bound(&facets.multiple_of))
        .done()
}

fn all_texts(patterns: &[(Option<Text>, Text)]) -> Yaml {
    let named = patterns.iter().filter_map(|(name, pattern)| {
        let name = name.as_ref()?;
        Some((name.value.clone(), text(pattern)))
    });
    match patterns {
        [(None, pattern)] => text(pattern),
        _ => Yaml::Map(named.collect()),
    }
}

fn alternative(alternative: &Alternative) -> Yaml {
    match alternative {
        Alternative::Field(field) => text(field),
        Alternative::All(fields) => Keys::default().texts("all", fields).done(),
    }
}

/// Writes the conditions of a rule.
pub(super) fn conditions(conditions: &[Condition]) -> Option<Yaml> {
    (!conditions.is_empty()).then(|| all_of(conditions))
}

fn all_of(conditions: &[Condition]) -> Yaml {
    let alone = |condition: &Condition| all_of(std::slice::from_ref(condition));
    let list = |inner: &[Condition]| Yaml::List(inner.iter().map(alone).collect());
    let keys = conditions
        .iter()
        .fold(Keys::default(), |keys, condition| match condition {
            Condition::Test(name, test) => keys.put(name, self::test(test)),
            Condition::All(inner) => keys.put("all", list(inner)),
            Condition::Any(inner) => keys.put("any", list(inner)),
            Condition::Not(inner) => keys.put("not", alone(inner)),
        });
    keys.done()
}

fn test(test: &Test) -> Yaml {
    let keys = Keys::default();
    match test {
        Test::OneOf(values) => return scalars(values),
        Test::HasAny(values) => keys.put("has_any", scalars(values)),
        Test::HasAll(values) => keys.put("has_all", scalars(values)),
        Test::Present(present) => keys.put("present", plain(present)),
        Test::Matches(pattern) => keys.put("matches", text(pattern)),
        Test::Within(facets) => keys.put("within", range(facets)),
        Test::AnyItem(inner) => keys.put("any_item", self::test(inner)),
        Test::EveryItem(inner) => keys.put("every_item", self::test(inner)),
        Test::When(conditions) => keys.put("when", all_of(conditions)),
        Test::Compare(comparison, field) => keys.put(comparison.key(), text(field)),
        Test::Not(inner) => keys.put("not", self::test(inner)),
    }
    .done()
}

/// Writes the values that a step computes.
pub(super) fn computed(values: &Map<Computed>) -> Option<Yaml> {
    (!values.is_empty()).then(|| map(values, computed_value))
}

fn computed_value(value: &Computed) -> Yaml {
    match value {
        Computed::Template(template) => text(template),
        Computed::List(values) => computed_list(values),
        Computed::Function(found) => function(found).done(),
    }
}

fn computed_list(values: &[Computed]) -> Yaml {
    Yaml::List(values.iter().map(computed_value).collect())
}

fn function(function: &Function) -> Keys {
    let keys = Keys::default();
    match function {
        Function::Join { separator, of } => {
            let join = Keys::default().put("separator", text(separator));
            keys.put("join", join.put("of", computed_list(of)).done())
        }
        Function::Lines(of) => keys.put("lines", computed_list(of)),
        Function::Percent(of) => keys.put("percent", computed_value(of)),
        Function::Query {
            parameters,
            sort,
            escape,
        } => keys
            .put("query", text(parameters))
            .text("sort", sort.as_ref())
            .text("escape", escape.as_ref()),
        Function::HeaderNames { names, separator } => keys
            .put("header_names", some_list(names, text))
            .text("separator", separator.as_ref()),
        Function::HeaderLines { names, trim } => keys
            .put("header_lines", some_list(names, text))
            .text("trim", trim.as_ref()),
        Function::CanonicalPath(path) => keys.put("canonical_path", text(path)),
        Function::Hex(of) => keys.put("hex", computed_value(of)),
        Function::Base64(of) => keys.put("base64", computed_value(of)),
        Function::Digest(digest, of) => keys.put(digest.word(), computed_value(of)),
        Function::Hmac {
            digest,
            keys: used,
            of,
        } => {
            let hmac = match used {
                HmacKeys::One(key) => Keys::default().put("key", computed_value(key)),
                HmacKeys::Chain(chain) => Keys::default().put("chain", computed_list(chain)),
            };
            let key = format!("hmac_{}", digest.word());
            keys.put(&key, hmac.put("of", computed_value(of)).done())
        }
        Function::Now(format) => keys.put("now", text(format)),
        Function::Nonce(format) => keys.put("nonce", text(format)),
        Function::Signer { algorithm, key, of } => {
            let signer = Keys::default().put("algorithm", text(algorithm));
            let signer = signer.text("key", key.as_ref());
            keys.put("signer", signer.put("of", computed_value(of)).done())
        }
    }
}
