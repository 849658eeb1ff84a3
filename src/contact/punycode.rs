//! Punycode (RFC 3492), and the domain of an e-mail address as A-labels and back.
//!
//! In: one label or one address. Out: the other spelling, or nothing where there is none. No table of Unicode is
//! needed: a label that IDNA 2008 would first have to fold (a capital outside of ASCII) is refused instead.

const BASE: u32 = 36;
const T_MIN: u32 = 1;
const T_MAX: u32 = 26;

fn adapt(delta: u32, points: u32, first: bool) -> u32 {
    let mut delta = if first { delta / 700 } else { delta / 2 };
    delta += delta / points;
    let mut k = 0;
    while delta > ((BASE - T_MIN) * T_MAX) / 2 {
        delta /= BASE - T_MIN;
        k += BASE;
    }
    k + (BASE - T_MIN + 1) * delta / (delta + 38)
}

fn threshold(k: u32, bias: u32) -> u32 {
    k.saturating_sub(bias).clamp(T_MIN, T_MAX)
}

fn digit(value: u32) -> char {
    let value = u8::try_from(value).unwrap_or(0);
    char::from(if value < 26 {
        b'a' + value
    } else {
        b'0' + value - 26
    })
}

/// A label in Punycode, without `xn--`.
pub(super) fn encode(label: &str) -> Option<String> {
    let mut out: String = label.chars().filter(char::is_ascii).collect();
    let basic = u32::try_from(out.len()).ok()?;
    if basic > 0 {
        out.push('-');
    }
    let total = u32::try_from(label.chars().count()).ok()?;
    let (mut next, mut delta, mut bias, mut handled) = (128_u32, 0_u32, 72_u32, basic);
    while handled < total {
        let least = label
            .chars()
            .map(u32::from)
            .filter(|&point| point >= next)
            .min()?;
        delta = delta.checked_add((least - next).checked_mul(handled + 1)?)?;
        next = least;
        for point in label.chars().map(u32::from) {
            if point < next {
                delta = delta.checked_add(1)?;
            }
            if point == next {
                let (mut rest, mut k) = (delta, BASE);
                loop {
                    let t = threshold(k, bias);
                    if rest < t {
                        break;
                    }
                    out.push(digit(t + (rest - t) % (BASE - t)));
                    rest = (rest - t) / (BASE - t);
                    k += BASE;
                }
                out.push(digit(rest));
                bias = adapt(delta, handled + 1, handled == basic);
                delta = 0;
                handled += 1;
            }
        }
        delta = delta.checked_add(1)?;
        next += 1;
    }
    Some(out)
}

/// The label that a text in Punycode (without `xn--`) stands for.
pub(super) fn decode(text: &str) -> Option<String> {
    let (basic, extended) = text.rsplit_once('-').unwrap_or(("", text));
    if !basic.is_ascii() {
        return None;
    }
    let mut label: Vec<char> = basic.chars().collect();
    let (mut next, mut at, mut bias) = (128_u32, 0_u32, 72_u32);
    let mut digits = extended.bytes();
    while digits.len() > 0 {
        let (before, mut weight, mut k) = (at, 1_u32, BASE);
        loop {
            let value = match digits.next()? {
                byte @ b'a'..=b'z' => u32::from(byte - b'a'),
                byte @ b'A'..=b'Z' => u32::from(byte - b'A'),
                byte @ b'0'..=b'9' => u32::from(byte - b'0') + 26,
                _ => return None,
            };
            at = at.checked_add(value.checked_mul(weight)?)?;
            let t = threshold(k, bias);
            if value < t {
                break;
            }
            weight = weight.checked_mul(BASE - t)?;
            k += BASE;
        }
        let length = u32::try_from(label.len()).ok()?.checked_add(1)?;
        bias = adapt(at - before, length, before == 0);
        next = next.checked_add(at / length)?;
        at %= length;
        label.insert(usize::try_from(at).ok()?, char::from_u32(next)?);
        at += 1;
    }
    Some(label.into_iter().collect())
}

/// An address whose domain is written in A-labels.
pub(super) fn to_ascii(address: &str) -> Option<String> {
    let (local, domain) = address.rsplit_once('@')?;
    if domain.is_ascii() {
        return Some(address.to_owned());
    }
    let labels: Option<Vec<String>> = domain.split('.').map(label_to_ascii).collect();
    Some(format!("{local}@{}", labels?.join(".")))
}

fn label_to_ascii(label: &str) -> Option<String> {
    if label.is_ascii() {
        return Some(label.to_owned());
    }
    let lower = label.to_ascii_lowercase();
    let folded = |c: char| c.to_lowercase().eq([c]) && !c.is_control() && !c.is_whitespace();
    if !lower.chars().all(folded) {
        return None;
    }
    let encoded = format!("xn--{}", encode(&lower)?);
    (encoded.len() <= 63).then_some(encoded)
}

/// An address whose domain is written in U-labels, if its A-labels are such as [`to_ascii`] writes.
pub(super) fn to_unicode(address: &str) -> Option<String> {
    let (local, domain) = address.rsplit_once('@')?;
    let labels: Option<Vec<String>> = domain
        .split('.')
        .map(|label| match label.strip_prefix("xn--") {
            Some(encoded) => decode(encoded),
            None => Some(label.to_owned()),
        })
        .collect();
    let unicode = format!("{local}@{}", labels?.join("."));
    let again = to_ascii(&unicode)?;
    again.eq_ignore_ascii_case(address).then_some(unicode)
}
