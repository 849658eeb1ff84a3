//! Converts scalars of a document to literals.

use crate::plan::{Decimal, Literal, Primitive, Structure, Type};
use crate::syntax::{Scalar, Style};

/// Returns a text as a literal of a type; `None` if it is not a value of the type.
pub(super) fn typed_literal(text: &str, ty: &Type) -> Option<Literal> {
    match ty.structure() {
        Structure::Primitive(Primitive::Integer(_)) => text
            .parse::<i64>()
            .ok()
            .map(|_| Literal::Number(text.to_owned())),
        Structure::Primitive(Primitive::Number(_)) => {
            Decimal::parse(text).map(|number| Literal::Number(number.to_string()))
        }
        Structure::Primitive(Primitive::Boolean) => match text {
            "true" => Some(Literal::Boolean(true)),
            "false" => Some(Literal::Boolean(false)),
            _ => None,
        },
        Structure::Primitive(
            Primitive::Text(_) | Primitive::Date | Primitive::Timestamp | Primitive::Enum(_),
        ) => Some(Literal::String(text.to_owned())),
        Structure::Primitive(Primitive::Any(_))
        | Structure::List(_)
        | Structure::Map(_)
        | Structure::Object(_) => None,
    }
}

/// Returns the literal of a scalar without a declared type: plain numbers, `true`, `false` and `null` mean what they mean in
/// JSON.
pub(super) fn plain_literal(scalar: &Scalar) -> Literal {
    let text = &scalar.text;
    if scalar.style == Style::Quoted {
        return Literal::String(text.clone());
    }
    match text.as_str() {
        "true" => Literal::Boolean(true),
        "false" => Literal::Boolean(false),
        "null" | "~" | "" => Literal::Null,
        _ if json_number(text) => Literal::Number(text.clone()),
        _ => Literal::String(text.clone()),
    }
}

/// Returns whether a text is a number in the grammar of JSON.
fn json_number(text: &str) -> bool {
    let digits = |text: &str| !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
    let text = text.strip_prefix('-').unwrap_or(text);
    let (mantissa, exponent) = match text.split_once(['e', 'E']) {
        Some((mantissa, exponent)) => (mantissa, Some(exponent)),
        None => (text, None),
    };
    let (whole, fraction) = match mantissa.split_once('.') {
        Some((whole, fraction)) => (whole, Some(fraction)),
        None => (mantissa, None),
    };
    digits(whole)
        && (whole == "0" || !whole.starts_with('0'))
        && fraction.is_none_or(digits)
        && exponent.is_none_or(|e| digits(e.strip_prefix(['+', '-']).unwrap_or(e)))
}
