//! Computes the contrast of the colours of the stylesheet (WCAG 2.2, success criteria 1.4.3 and 1.4.11).

use std::collections::BTreeMap;

/// The colours of texts, and of what they stand on.
const TEXTS: &[&str] = &["text", "quiet", "link", "good", "bad", "warn"];
const GROUNDS: &[&str] = &["ground", "raised", "mark"];

/// Checks each set of colours of a stylesheet.
pub(super) fn check(style: &str) {
    let mut sets = 0;
    for block in style.split(":root {").skip(1) {
        let (block, _) = block.split_once('}').expect("the end of the block");
        let colors: BTreeMap<&str, [f64; 3]> = block.lines().filter_map(color).collect();
        for text in TEXTS {
            for ground in GROUNDS {
                let found = contrast(colors[text], colors[ground]);
                assert!(found >= 4.5, "{text} on {ground}: {found:.2} in{block}");
            }
        }
        let focus = contrast(colors["focus"], colors["ground"]);
        assert!(focus >= 3.0, "focus: {focus:.2} in{block}");
        sets += 1;
    }
    assert_eq!(sets, 3, "light, dark and print");
}

/// Returns the name and the parts of a colour.
fn color(line: &str) -> Option<(&str, [f64; 3])> {
    let (name, value) = line.trim().strip_prefix("--")?.split_once(": #")?;
    let value = value.strip_suffix(';')?;
    let part = |at: usize| u8::from_str_radix(&value[at..at + 2], 16).map(f64::from);
    Some((name, [part(0).ok()?, part(2).ok()?, part(4).ok()?]))
}

fn contrast(one: [f64; 3], other: [f64; 3]) -> f64 {
    let (one, other) = (luminance(one), luminance(other));
    (one.max(other) + 0.05) / (one.min(other) + 0.05)
}

fn luminance(color: [f64; 3]) -> f64 {
    let [red, green, blue] = color.map(|part| {
        let part = part / 255.0;
        match part <= 0.04045 {
            true => part / 12.92,
            false => ((part + 0.055) / 1.055).powf(2.4),
        }
    });
    0.2126 * red + 0.7152 * green + 0.0722 * blue
}
