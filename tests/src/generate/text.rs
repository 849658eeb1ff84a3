//! Generates texts that satisfy facets, and texts that break one of them.

use fancy_regex::Regex;
use proptest::strategy::{Strategy, ValueTree};
use proptest::test_runner::TestRunner;
use rand_core::Rng as _;
use wireform_codegen::pattern::Language;
use wireform_codegen::pattern::automaton::Window;
use wireform_codegen::plan::{
    Automaton, CheckKind, Format, LengthUnit, Location, NormalStep, TextFacets, normal_form,
};

/// The place of a text, as far as it forbids some texts.
pub(super) struct Place {
    /// Path, query, header or body.
    pub(super) location: Location,
    /// The separator, for an item of a joined list.
    pub(super) separator: Option<String>,
    /// Whether the empty text is the clear token.
    pub(super) token: bool,
}

/// Returns a text that satisfies the facets except those with these codes.
pub(super) fn make(
    runner: &mut TestRunner,
    facets: &TextFacets,
    place: &Place,
    codes: &[&str],
) -> String {
    let mut text = valid(runner, facets, place);
    for code in codes {
        text = spoil(runner, facets, place, &text, code);
    }
    denormalized(runner, &facets.normal, text)
}

/// Returns a text with the same normal form.
fn denormalized(runner: &mut TestRunner, steps: &[NormalStep], text: String) -> String {
    let normal = normal_form(steps, &text).into_owned();
    let mut other = text;
    for step in steps.iter().rev() {
        if below(runner, 2) == 0 {
            continue;
        }
        other = match step {
            NormalStep::Trim => format!(" {other}\t"),
            NormalStep::CollapseSpaces => other.replace(' ', " \n "),
            NormalStep::Replace(texts) => {
                let (it, text) = &texts[below(runner, texts.len())];
                match text.is_empty() {
                    true => format!("{it}{other}"),
                    false => other.replace(&**text, &it.to_string()),
                }
            }
            NormalStep::Lowercase => other.to_ascii_uppercase(),
            NormalStep::Uppercase => other.to_ascii_lowercase(),
            NormalStep::Remove(removed) => {
                let middle = other.char_indices().nth(1).map_or(0, |(at, _)| at);
                let (before, after) = other.split_at(middle);
                format!("{before}{removed}{after}{removed}")
            }
        };
    }
    assert_eq!(normal_form(steps, &other), normal);
    other
}

/// The material of texts without a pattern: plain, special in some format, and long in bytes.
const MATERIAL: [&str; 24] = [
    "a", "Z", "7", " ", "&", "<", ">", "\"", "'", "+", "%", "/", "\\", "=", ";", "#", "ä", "ß",
    "é", "漢", "😀", "-", ".", "~",
];

fn valid(runner: &mut TestRunner, facets: &TextFacets, place: &Place) -> String {
    for _ in 0..10_000 {
        let text = match (facets.formats.first(), facets.patterns.first()) {
            (Some(group), _) => {
                let format = group[below(runner, group.len())];
                format_sample(runner, format)
            }
            (None, Some(pattern)) => {
                // If a look-ahead refuses the text, another one is drawn.
                let plain = without_look_ahead(&pattern.expression);
                sample(runner, &plain, &pattern.set)
            }
            (None, None) if !facets.checks.is_empty() => composed(runner, facets),
            (None, None) => plain(runner, facets, place),
        };
        let text = normal_form(&facets.normal, &text).into_owned();
        if satisfies(facets, place, &text) {
            return text;
        }
    }
    panic!("no valid text was found in 10,000 tries for {facets:?}");
}

fn plain(runner: &mut TestRunner, facets: &TextFacets, place: &Place) -> String {
    let least = facets.min_length.unwrap_or(0).max(1) as usize;
    let most = facets
        .max_length
        .map_or(least + 12, |most| (most as usize).min(least + 12));
    let count = least + below(runner, most.saturating_sub(least) + 1);
    (0..count)
        .map(|_| match place.location {
            Location::Header => MATERIAL[below(runner, 3)],
            _ => MATERIAL[below(runner, MATERIAL.len())],
        })
        .collect()
}

/// Returns a text for a composition rule, with letters, digits and marks.
fn composed(runner: &mut TestRunner, facets: &TextFacets) -> String {
    let least = facets.min_length.unwrap_or(1) as usize;
    let most = facets.max_length.map_or(least + 8, |most| most as usize);
    let count = least + below(runner, most - least + 1);
    (0..count)
        .map(|_| ["a", "Q", "3", "9", "!", "$", "£", "&", "-"][below(runner, 9)])
        .collect()
}

/// Returns some texts that the first pattern refuses.
fn outside(facets: &TextFacets) -> Vec<String> {
    let set = facets.patterns[0].set.complement();
    let window = Window::ANY;
    let samples = Language { set, window }.samples(8, 1);
    let mut samples = samples.expect("a small set");
    samples.retain(|sample| !sample.is_empty());
    samples
}

/// Returns a text that an expression matches. If it has places that the generator does not read, the text is a member of
/// its set.
fn sample(runner: &mut TestRunner, expression: &str, set: &Automaton) -> String {
    let bare = expression
        .strip_prefix(r"\A")
        .and_then(|rest| rest.strip_suffix(r"\z"))
        .unwrap_or(expression);
    let Ok(strategy) = proptest::string::string_regex(bare) else {
        let language = Language {
            set: set.clone(),
            window: Window::ANY,
        };
        let seed = below(runner, 1 << 16) as u64;
        let mut samples = language.samples(1, seed).expect("a small set");
        return samples.pop().expect("a set with members");
    };
    strategy
        .new_tree(runner)
        .unwrap_or_else(|error| panic!("{bare}: {error}"))
        .current()
}

fn format_sample(runner: &mut TestRunner, format: Format) -> String {
    let samples: &[&str] = match format {
        Format::Email => &["a@example.com", "first.last+tag@sub.example.org"],
        Format::Ipv4 => &["192.0.2.1", "203.0.113.255"],
        Format::Ipv6 => &["2001:db8::1", "::1"],
        Format::Hostname => &["example.com", "a-b.example"],
        Format::Host => &["localhost", "ns1.example.com", "192.0.2.1", "[::1]"],
        Format::HostAndPort => &["localhost:0", "ns1.example.com:53", "[2001:db8::1]:65535"],
        Format::Ipv4Cidr => &["192.0.2.0/24", "0.0.0.0/0", "203.0.113.7/32"],
        Format::Ipv6Cidr => &["2001:db8::/32", "::/0", "::1/128"],
        Format::Ipv4Prefix => &["192.0.2.0/24", "0.0.0.0/0", "203.0.113.7/32"],
        Format::UriReference => &["/a?b#c", "a/b", "https://example.com/"],
        Format::Uri => &["https://example.com/a?b#c", "urn:a:b"],
        Format::Uuid => &["123e4567-e89b-12d3-a456-426614174000"],
        Format::Country => &["NL", "DE", "CA"],
        Format::CountryLike => &["NL", "XX", "ZZ"],
        Format::E164 => &["+31384530759", "+15551234567"],
    };
    samples[below(runner, samples.len())].to_owned()
}

fn spoil(
    runner: &mut TestRunner,
    facets: &TextFacets,
    place: &Place,
    text: &str,
    code: &str,
) -> String {
    match code {
        "min_length" => {
            let least = facets.min_length.unwrap_or(1);
            let count = (least - 1).max(u64::from(place.token)) as usize;
            text.chars().take(count).collect()
        }
        "max_length" => {
            let filler = text.chars().last().unwrap_or('a').to_string();
            let mut long = text.to_owned();
            while length(facets.unit, &long) <= facets.max_length.unwrap_or(0) {
                long.push_str(&filler);
            }
            long
        }
        "pattern" => (0..200)
            .map(|_| {
                let at = below(runner, text.chars().count() + 1);
                let odd = ["\u{7f}", "漢", "[", " ", "\u{e9}"][below(runner, 5)];
                let mut spoiled: String = text.chars().take(at).collect();
                spoiled.push_str(odd);
                spoiled.extend(text.chars().skip(at + 1));
                spoiled
            })
            .chain([format!("{text}#")])
            .chain(outside(facets))
            .find(|spoiled| !patterns_hold(facets, spoiled))
            .unwrap_or_else(|| panic!("nothing breaks the pattern of {facets:?}")),
        // The text keeps its length, so that only the format is broken.
        "format" => "@".repeat(text.chars().count().max(1)),
        // The key of a map breaks one of its facets.
        "key" => {
            let facet = if !facets.patterns.is_empty() {
                "pattern"
            } else if facets.max_length.is_some() {
                "max_length"
            } else if facets.min_length.is_some() {
                "min_length"
            } else if !facets.formats.is_empty() {
                "format"
            } else {
                "check"
            };
            spoil(runner, facets, place, text, facet)
        }
        "check" => ["aaaaaa", "111111", "!!!!!!", "aaa111", "aaa!!!", "111!!!"][below(runner, 6)]
            .to_owned(),
        "separator" => format!("{text}{}{text}", place.separator.as_deref().unwrap_or("\n")),
        "path_segment" => ["", ".", ".."][below(runner, 3)].to_owned(),
        "header_value" => format!("{text}\r\nX-Injected: 1"),
        "unrepresentable" => format!("{text}\u{1}"),
        other => panic!("no text breaks {other}"),
    }
}

fn satisfies(facets: &TextFacets, place: &Place, text: &str) -> bool {
    let length = length(facets.unit, text);
    facets.min_length.is_none_or(|least| length >= least)
        && facets.max_length.is_none_or(|most| length <= most)
        && patterns_hold(facets, text)
        && facets.checks.iter().all(|check| {
            let found = matches(&check.regex, text);
            if check.kind == CheckKind::Excludes {
                !found
            } else {
                found
            }
        })
        && place
            .separator
            .as_ref()
            .is_none_or(|separator| !text.contains(separator.as_str()))
        && !(place.token && text.is_empty())
        && !(place.location == Location::Path && ["", ".", ".."].contains(&text))
        && !(place.location == Location::Header && (text.trim() != text || !text.is_ascii()))
}

fn patterns_hold(facets: &TextFacets, text: &str) -> bool {
    facets
        .patterns
        .iter()
        .all(|pattern| matches(&pattern.expression, text))
}

/// Returns the expression without a look-ahead at its beginning, which the generator cannot read.
fn without_look_ahead(expression: &str) -> String {
    let begin = r"\A(?:";
    let Some(rest) = expression
        .strip_prefix(begin)
        .filter(|rest| rest.starts_with("(?=") || rest.starts_with("(?!"))
    else {
        return expression.to_owned();
    };
    let close = rest.find(')').expect("a look-ahead without groups");
    format!("{begin}{}", &rest[close + 1..])
}

fn matches(expression: &str, text: &str) -> bool {
    use std::cell::RefCell;
    use std::collections::HashMap;

    thread_local! {
        static COMPILED: RefCell<HashMap<String, Regex>> = RefCell::new(HashMap::new());
    }
    COMPILED.with_borrow_mut(|compiled| {
        compiled
            .entry(expression.to_owned())
            .or_insert_with(|| {
                Regex::new(expression).unwrap_or_else(|error| panic!("{expression}: {error}"))
            })
            .is_match(text)
            .unwrap_or_else(|error| panic!("{expression}: {error}"))
    })
}

fn length(unit: LengthUnit, text: &str) -> u64 {
    (match unit {
        LengthUnit::Chars => text.chars().count(),
        LengthUnit::Utf16 => text.encode_utf16().count(),
        LengthUnit::Bytes => text.len(),
    }) as u64
}

fn below(runner: &mut TestRunner, limit: usize) -> usize {
    (runner.rng().next_u64() % (limit.max(1) as u64)) as usize
}
