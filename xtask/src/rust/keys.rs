//! Generates the table of keys as constants, which the checker reads.

use std::fmt::Write as _;

use super::screaming;
use crate::language::{Key, Language};
use crate::shape::Shape;

/// Returns the code of `syntax/keys/table.rs`.
pub(crate) fn write(language: &Language) -> String {
    let mut out = String::from(
        "//! The keys of the language as constants.\n\nuse super::{Choice, Construct, Key, Shape};\n\n\
         /// The constructs, in the order of the reference.\n\
         #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]\npub enum Id {\n",
    );
    for construct in &language.constructs {
        let _ = writeln!(out, "/// {}\n{},", construct.meaning, construct.id);
    }
    out.push_str("}\n\nimpl Id {\n/// All constructs.\npub const ALL: &[Self] = &[");
    for construct in &language.constructs {
        let _ = write!(out, "Self::{}, ", construct.id);
    }
    out.push_str(
        "];\n\n/// Returns the construct.\n#[must_use]\npub const fn construct(self) -> &'static Construct {\nmatch self {\n",
    );
    for construct in &language.constructs {
        let id = &construct.id;
        let _ = writeln!(out, "Self::{id} => &{},", screaming(id));
    }
    out.push_str("}\n}\n}\n\n");
    let shared = shared(language);
    for (name, code) in &shared {
        let _ = writeln!(out, "const {name}: Key = {code};");
    }
    for construct in &language.constructs {
        let _ = writeln!(
            out,
            "\nstatic {}: Construct = Construct {{ name: {:?}, meaning: {:?}, keys: &[",
            screaming(&construct.id),
            construct.name,
            construct.meaning
        );
        for key in &construct.keys {
            let code = key_code(language, key);
            let constant = shared.iter().find(|(_, known)| *known == code);
            let _ = writeln!(
                out,
                "{},",
                constant.map_or(code.as_str(), |(name, _)| name.as_str())
            );
        }
        let _ = write!(out, "], order: &{:?}, others: ", construct.order);
        match &construct.others {
            Some(others) => {
                let shape = shape_code(language, &others.shape);
                let _ = write!(out, "Some(({:?}, {shape}))", others.names);
            }
            None => out.push_str("None"),
        }
        out.push_str(", choice: ");
        match &construct.choice {
            Some(choice) => {
                let _ = write!(
                    out,
                    "Some(Choice {{ keys: &{:?}, exactly: {} }})",
                    choice.keys, choice.exactly
                );
            }
            None => out.push_str("None"),
        }
        out.push_str("};\n");
    }
    out
}

/// Returns the keys that several constructs have, each with the name of its constant.
fn shared(language: &Language) -> Vec<(String, String)> {
    let mut counted: Vec<(&Key, String, usize, &str)> = Vec::new();
    for construct in &language.constructs {
        for key in &construct.keys {
            let code = key_code(language, key);
            match counted.iter_mut().find(|(_, known, ..)| *known == code) {
                Some((_, _, count, _)) => *count += 1,
                None => counted.push((key, code, 1, &construct.id)),
            }
        }
    }
    let mut constants: Vec<(String, String)> = Vec::new();
    for (key, code, _, id) in counted.into_iter().filter(|(_, _, count, _)| *count > 1) {
        let mut name = format!("KEY_{}", screaming(&key.name));
        if constants.iter().any(|(known, _)| *known == name) {
            name = format!("{name}_OF_{}", screaming(id));
        }
        constants.push((name, code));
    }
    constants
}

fn key_code(language: &Language, key: &Key) -> String {
    format!(
        "Key {{ name: {:?}, shape: {}, required: {}, default: {:?}, meaning: {:?}, example: {:?} }}",
        key.name,
        shape_code(language, &key.shape),
        key.required,
        key.default,
        key.meaning,
        key.example
    )
}

fn shape_code(language: &Language, shape: &Shape) -> String {
    let inner = |shape: &Shape| shape_code(language, shape);
    match shape {
        Shape::Words(words) => format!("Shape::Word(&{words:?})"),
        Shape::Named(name, subset) if language.words(name).is_some() => {
            format!("Shape::Word(&{:?})", language.allowed_words(name, subset))
        }
        Shape::Named(id, _) => format!("Shape::Keys(Id::{id})"),
        Shape::List(item) => format!("Shape::List(&{})", inner(item)),
        Shape::Tuple(length, item) => format!("Shape::Tuple({length}, &{})", inner(item)),
        Shape::Map(item) => format!("Shape::Map(&{})", inner(item)),
        Shape::Any(shapes) => {
            let shapes: Vec<_> = shapes.iter().map(inner).collect();
            format!("Shape::Any(&[{}])", shapes.join(", "))
        }
        Shape::Text
        | Shape::Separator
        | Shape::Scalar
        | Shape::Bool
        | Shape::Integer
        | Shape::Count
        | Shape::Number
        | Shape::Date
        | Shape::Version
        | Shape::Status
        | Shape::Path
        | Shape::Reason
        | Shape::Clear
        | Shape::Value
        | Shape::Texts
        | Shape::Spellings
        | Shape::Meanings
        | Shape::Envelope => format!("Shape::{shape:?}"),
    }
}
