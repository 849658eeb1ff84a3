//! Determines the structs of the syntax tree: their fields, the types of the fields, and how each is read and written.
//!
//! Input: the table of the language. Output: a [`Struct`] for each construct or family of constructs. The shape of a
//! key decides both reading and writing here, so that tree, builder and printer cannot disagree.

use super::snake;
use crate::language::{Construct, Fold, Key, Language};
use crate::shape::Shape;

/// A struct of the syntax tree.
pub(crate) struct Struct<'l> {
    pub(crate) name: String,
    pub(crate) meaning: &'l str,
    pub(crate) constructs: Vec<&'l Construct>,
    pub(crate) span: bool,
    /// Its fields in the order of the keys, including those of its part.
    pub(crate) fields: Vec<Field>,
}

/// The struct that contains a field.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Home {
    /// The struct itself.
    Own,
    /// The struct with this name, which is a field of the struct itself.
    Part(String),
    /// None. The key is written, but its value is not stored.
    Nowhere,
}

/// A field of a struct.
pub(crate) struct Field {
    pub(crate) name: String,
    pub(crate) home: Home,
    pub(crate) ty: String,
    pub(crate) meaning: String,
    /// The key that it is read from, or `None` if it is made from several keys.
    pub(crate) key: Option<String>,
    /// The expression that reads it, in which `$` stands for the node of the key.
    pub(crate) read: String,
    /// The call that writes it, in which `$` stands for the field, or `None` if another call writes it.
    pub(crate) write: Option<String>,
}

impl Struct<'_> {
    /// Returns the name of the struct that contains some of its fields.
    pub(crate) fn part(&self) -> Option<&str> {
        self.fields.iter().find_map(|field| match &field.home {
            Home::Part(name) => Some(name.as_str()),
            Home::Own | Home::Nowhere => None,
        })
    }

    /// Returns the fields that the struct itself contains.
    pub(crate) fn own(&self) -> impl Iterator<Item = &Field> {
        self.fields.iter().filter(|field| field.home == Home::Own)
    }
}

/// Returns the parts, each with its fields.
pub(crate) fn parts<'s>(structs: &'s [Struct<'_>]) -> Vec<(&'s str, Vec<&'s Field>)> {
    let mut parts: Vec<(&str, Vec<&Field>)> = Vec::new();
    for field in structs.iter().flat_map(|structure| &structure.fields) {
        let Home::Part(name) = &field.home else {
            continue;
        };
        let index = match parts.iter().position(|(known, _)| known == name) {
            Some(index) => index,
            None => {
                parts.push((name, Vec::new()));
                parts.len() - 1
            }
        };
        let fields = &mut parts[index].1;
        if !fields.iter().any(|known| known.name == field.name) {
            fields.push(field);
        }
    }
    parts
}

/// Returns the structs, in the order of the table.
pub(crate) fn structs(language: &Language) -> Result<Vec<Struct<'_>>, String> {
    let mut structs: Vec<Struct<'_>> = Vec::new();
    for construct in &language.constructs {
        let Some(name) = &construct.structure else {
            continue;
        };
        let index = match structs.iter().position(|known| known.name == *name) {
            Some(index) => index,
            None => {
                structs.push(Struct {
                    name: name.clone(),
                    meaning: &construct.meaning,
                    constructs: Vec::new(),
                    span: construct.span,
                    fields: Vec::new(),
                });
                structs.len() - 1
            }
        };
        let known = &mut structs[index];
        known.constructs.push(construct);
        for field in fields(language, construct)? {
            if !known.fields.iter().any(|it| it.name == field.name) {
                known.fields.push(field);
            }
        }
    }
    Ok(structs)
}

fn fields(language: &Language, construct: &Construct) -> Result<Vec<Field>, String> {
    let mut fields = Vec::new();
    for key in &construct.keys {
        let folded = |fold: &&Fold| fold.keys.contains(&key.name);
        match construct.folds.iter().find(folded) {
            // All folds are at the position of their first key.
            Some(fold) if fold.keys.first() == Some(&key.name) => {
                let together = construct
                    .folds
                    .iter()
                    .filter(|it| it.field == fold.field || it.keys.is_empty());
                fields.extend(together.map(folded_field));
            }
            Some(_) => {}
            None => fields.push(
                field(language, key)
                    .ok_or_else(|| format!("{}: `{}` needs a `tree`", construct.id, key.name))?,
            ),
        }
    }
    Ok(fields)
}

fn folded_field(fold: &Fold) -> Field {
    let write = fold.write.as_ref();
    Field {
        name: fold.field.clone(),
        home: Home::Own,
        ty: fold.ty.clone(),
        meaning: fold.meaning.clone(),
        key: None,
        read: format!("special::{}(node)", fold.read),
        write: write.map(|write| format!(".append(special::{write}(it))")),
    }
}

/// Returns the field of a key, or `None` if its shape has no type.
fn field(language: &Language, key: &Key) -> Option<Field> {
    let (ty, read, write) = match &key.tree {
        Some(tree) => (
            tree.ty.clone(),
            format!("special::{}($)", tree.read),
            format!(".put({:?}, special::{}(&it.$))", key.name, tree.write),
        ),
        None => by_shape(language, key)?,
    };
    let home = match (&key.of, &key.shape) {
        (_, Shape::Version) => Home::Nowhere,
        (Some(part), _) => Home::Part(part.clone()),
        (None, _) => Home::Own,
    };
    Some(Field {
        name: key.field.clone(),
        home,
        ty,
        meaning: format!("{} The key `{}`.", key.meaning, key.name),
        key: Some(key.name.clone()),
        read,
        write: Some(write),
    })
}

/// Returns the type, the reading expression and the writing call of a key by its shape.
fn by_shape(language: &Language, key: &Key) -> Option<(String, String, String)> {
    let name = &key.name;
    let each = |ty: &str, read: &str, write: &str| {
        (
            format!("Option<{ty}>"),
            format!("$.and_then({read})"),
            format!(".put({name:?}, it.$.as_ref().map({write}))"),
        )
    };
    let text = |read: &str| {
        (
            "Option<Text>".to_owned(),
            format!("$.and_then({read})"),
            format!(".text({name:?}, it.$.as_ref())"),
        )
    };
    let texts = |read: &str| {
        if key.given {
            (
                "Option<Vec<Text>>".to_owned(),
                format!("$.map(|node| {})", read.replace('$', "Some(node)")),
                format!(".put({name:?}, it.$.as_ref().map(|it| all(it, text)))"),
            )
        } else {
            (
                "Vec<Text>".to_owned(),
                read.to_owned(),
                format!(".texts({name:?}, &it.$)"),
            )
        }
    };
    let map = |ty: &str, read: &str, write: &str| {
        if key.given {
            (
                format!("Option<Map<{ty}>>"),
                format!("$.map(|node| {})", read.replace('$', "Some(node)")),
                format!(".put({name:?}, it.$.as_ref().map(|it| map(it, {write})))"),
            )
        } else {
            (
                format!("Map<{ty}>"),
                read.to_owned(),
                format!(".map({name:?}, &it.$, {write})"),
            )
        }
    };
    Some(match &key.shape {
        Shape::Version => (
            String::new(),
            String::new(),
            format!(".put({name:?}, plain(1))"),
        ),
        Shape::Text if key.required => (
            "Text".to_owned(),
            "$.and_then(text).unwrap_or_default()".to_owned(),
            format!(".put({name:?}, text(&it.$))"),
        ),
        Shape::Text | Shape::Separator => text("text"),
        Shape::Scalar if key.as_text => text("any_text"),
        Shape::Scalar => each("Spanned<Scalar>", "scalar", "|it| scalar(it)"),
        Shape::Bool => each("Spanned<bool>", "boolean", "|it| plain(it.value)"),
        Shape::Integer => each("Spanned<i64>", "integer", "|it| plain(it.value)"),
        Shape::Count => each("Spanned<u64>", "count", "|it| plain(it.value)"),
        Shape::Number => each("Spanned<Decimal>", "number", "|it| plain(&it.value)"),
        Shape::Date => text("date"),
        Shape::Reason => each("Text", "reason", "reason"),
        Shape::Words(words) => text(&format!("|node| listed(node, &{words:?})")),
        Shape::Value => (
            "Option<Spanned<Value>>".to_owned(),
            "$.map(value)".to_owned(),
            format!(".put({name:?}, it.$.as_ref().map(|it| value(it)))"),
        ),
        Shape::Texts => texts("texts($)"),
        Shape::List(item) if **item == Shape::Text => texts("list($, text)"),
        Shape::Tuple(length, item) if **item == Shape::Text => {
            texts(&format!("tuple($, {length})"))
        }
        Shape::List(item) if **item == Shape::Value => (
            "Vec<Spanned<Value>>".to_owned(),
            "list($, |node| Some(value(node)))".to_owned(),
            format!(".put({name:?}, some_list(&it.$, |it| value(it)))"),
        ),
        Shape::List(item) => {
            let (id, ty) = structure(language, item)?;
            (
                format!("Vec<{ty}>"),
                format!("list($, |node| Some(read_{}(node)))", snake(id)),
                format!(".put({name:?}, some_list(&it.$, write_{}))", snake(ty)),
            )
        }
        Shape::Spellings => map("Spanned<Scalar>", "fitting($, scalar)", "|it| scalar(it)"),
        Shape::Meanings => map("EnumValue", "meanings($)", "write_enum_value"),
        Shape::Map(item) => match &**item {
            Shape::Text => map("Text", "fitting($, text)", "text"),
            Shape::Scalar if key.as_text => map("Text", "fitting($, any_text)", "text"),
            Shape::Scalar => map("Spanned<Scalar>", "fitting($, scalar)", "|it| scalar(it)"),
            Shape::Value => map("Spanned<Value>", "constructs($, value)", "|it| value(it)"),
            shape => {
                let (id, ty) = structure(language, shape)?;
                let read = format!("constructs($, read_{})", snake(id));
                map(ty, &read, &format!("write_{}", snake(ty)))
            }
        },
        Shape::Named(words, _) if language.words(words).is_some() => {
            let words_of = format!("word(node, tree::{words}::WORDS)");
            if key.or_default {
                (
                    format!("Spanned<{words}>"),
                    format!("$.and_then(|node| {words_of}).unwrap_or_default()"),
                    format!(".put({name:?}, word(it.$.value.word()))"),
                )
            } else {
                each(
                    &format!("Spanned<{words}>"),
                    &format!("|node| {words_of}"),
                    "|it| word(it.value.word())",
                )
            }
        }
        shape => {
            let (id, ty) = structure(language, shape)?;
            let (read, write) = (
                format!("read_{}", snake(id)),
                format!("write_{}", snake(ty)),
            );
            if key.or_default {
                (
                    ty.to_owned(),
                    format!("$.map({read}).unwrap_or_default()"),
                    format!(".put({name:?}, some({write}(&it.$)))"),
                )
            } else if key.boxed {
                (
                    format!("Option<Box<{ty}>>"),
                    format!("$.map(|node| Box::new({read}(node)))"),
                    format!(".put({name:?}, it.$.as_ref().map(|it| {write}(it)))"),
                )
            } else {
                (
                    format!("Option<{ty}>"),
                    format!("$.map({read})"),
                    format!(".put({name:?}, it.$.as_ref().map({write}))"),
                )
            }
        }
    })
}

/// Returns the construct and the struct of a shape that is a construct, with or without a shorthand.
fn structure<'l>(language: &'l Language, shape: &'l Shape) -> Option<(&'l str, &'l str)> {
    let id = match shape {
        Shape::Named(id, _) => id,
        Shape::Any(shapes) => match &shapes[..] {
            [Shape::Text, Shape::Named(id, _)] => id,
            _ => return None,
        },
        _ => return None,
    };
    let construct = language.construct(id)?;
    Some((id, construct.structure.as_deref()?))
}
