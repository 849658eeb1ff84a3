//! Describes a language in words.

use super::strings::Language;
use crate::pattern::automaton::{Automaton, Lengths, LimitExceeded, describe_set};
use crate::plan::LengthUnit;

/// Returns lines about the characters, starts, ends, lengths and number of the members.
///
/// # Errors
/// Returns the limit that was exceeded.
pub fn words(language: &Language) -> Result<Vec<String>, LimitExceeded> {
    let Language { set, window } = language;
    let Some(shortest) = language.shortest()? else {
        return Ok(vec!["no string at all".to_owned()]);
    };
    let states = set.states() as u32;
    let used = |class: u16| (0..states).any(|state| set.step(state, class) != Automaton::DEAD);
    let first = |class: u16| set.step(set.start(), class) != Automaton::DEAD;
    let last = |class: u16| (0..states).any(|state| set.accepts(set.step(state, class)));
    let mut lines = Vec::new();
    if shortest.is_empty() {
        lines.push("the empty string is a member".to_owned());
    }
    let made_of = named(set, &used);
    for (verb, found) in [
        ("begin with", named(set, &first)),
        ("end with", named(set, &last)),
    ] {
        if found != made_of {
            lines.push(format!("{verb} {found}"));
        }
    }
    lines.insert(0, format!("made of {made_of}"));
    let mut lengths = Lengths::new(set, window.unit);
    let noun = match window.unit {
        LengthUnit::Chars => "character",
        LengthUnit::Utf16 => "UTF-16 code unit",
        LengthUnit::Bytes => "byte",
    };
    let counted = |length: usize| match length {
        1 => format!("1 {noun}"),
        length => format!("{length} {noun}s"),
    };
    let least = lengths.least_in(*window)?.unwrap_or(0);
    lines.push(match lengths.greatest_in(*window)? {
        Some(most) if most == least => format!("exactly {}", counted(most)),
        Some(most) => {
            let gaps: Vec<String> = (least..=most)
                .filter(|length| !lengths.has(*length))
                .map(|length| length.to_string())
                .collect();
            let but = if gaps.is_empty() || gaps.len() > 8 {
                String::new()
            } else {
                format!(" but not {}", gaps.join(", "))
            };
            format!("{least} to {}{but}", counted(most))
        }
        None => format!("{} or more", counted(least)),
    });
    lines.push(match magnitude(language, &mut lengths)? {
        Some(size) => format!("{size} strings"),
        None => "infinitely many strings".to_owned(),
    });
    Ok(lines)
}

fn named(set: &Automaton, is_member: &dyn Fn(u16) -> bool) -> String {
    let ranges: Vec<(char, char)> = set
        .alphabet()
        .ranges()
        .filter(|(_, _, class)| is_member(*class))
        .map(|(first, last, _)| (first, last))
        .collect();
    describe_set(&ranges)
}

/// Describes the number of members, exactly if it is small.
fn magnitude(language: &Language, lengths: &mut Lengths) -> Result<Option<String>, LimitExceeded> {
    let Some(most) = lengths.greatest_in(language.window)? else {
        return Ok(None);
    };
    let least = usize::try_from(language.window.min).unwrap_or(usize::MAX);
    let counts = lengths.counts(most)?;
    // A very large number is a power of ten.
    let counts = &counts[least.min(counts.len())..];
    let power = counts.iter().map(|count| count.1).fold(0.0, f64::max);
    let total: f64 = counts
        .iter()
        .map(|(count, own)| count * 10_f64.powf(own - power))
        .sum();
    Ok(Some(if power == 0.0 && total < 1e15 {
        format!("{total:.0}")
    } else {
        format!("about 10^{:.0}", total.log10() + power)
    }))
}
