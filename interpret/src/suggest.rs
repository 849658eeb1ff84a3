//! "Did you mean": the known name that a written one is closest to.

/// The closest of some names, if one is close.
pub fn closest<'n>(
    written: &str,
    names: impl IntoIterator<Item = &'n str>,
) -> Option<&'n str> {
    // A name of absurd length is close to nothing, and comparing it would cost its square.
    if written.len() > 100 {
        return None;
    }
    let simple = |name: &str| -> Vec<char> {
        name.chars()
            .filter(|c| c.is_alphanumeric())
            .flat_map(char::to_lowercase)
            .collect()
    };
    let written = simple(written);
    names
        .into_iter()
        .map(|name| (distance(&written, &simple(name)), name))
        .filter(|(distance, name)| *distance * 3 <= name.chars().count().max(3))
        .min_by_key(|(distance, _)| *distance)
        .map(|(_, name)| name)
}

/// What was expected in place of a name, with the closest of the known ones.
pub(crate) fn expected<'n>(
    what: &str,
    written: &str,
    names: impl IntoIterator<Item = &'n str>,
) -> String {
    match closest(written, names) {
        Some(name) => format!("{what} (did you mean `{name}`?)"),
        None => what.to_owned(),
    }
}

/// Levenshtein's distance.
fn distance(a: &[char], b: &[char]) -> usize {
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for (i, x) in a.iter().enumerate() {
        let mut diagonal = row[0];
        row[0] = i + 1;
        for (j, y) in b.iter().enumerate() {
            let change = diagonal + usize::from(x != y);
            diagonal = row[j + 1];
            row[j + 1] = change.min(row[j] + 1).min(diagonal + 1);
        }
    }
    row[b.len()]
}

#[cfg(test)]
mod tests {
    use super::closest;

    #[test]
    fn the_closest_name_is_found_or_none() {
        let names = ["address_line", "email", "voice", "fax"];
        for (written, expected) in [
            ("addressLine", Some("address_line")),
            ("adress-line", Some("address_line")),
            ("e-mail", Some("email")),
            ("voise", Some("voice")),
            ("telephone", None),
            ("", None),
        ] {
            assert_eq!(closest(written, names), expected, "{written}");
        }
    }
}
