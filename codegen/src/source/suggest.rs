//! Suggests a known name for a misspelled one.

/// Returns the word that is most similar to a misspelled one, if one is similar enough: it differs only in case and
/// separators, or in a few letters.
#[must_use]
pub fn closest<'a>(word: &str, words: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let bare = |text: &str| -> String {
        let letters = text.chars().filter(|c| c.is_alphanumeric());
        letters.flat_map(char::to_lowercase).collect()
    };
    let length = word.chars().count();
    // A long text is not a misspelled name, and comparing it is expensive.
    if length > 64 {
        return None;
    }
    let most = (length / 3).max(1);
    let mut best: Option<(usize, &str)> = None;
    for candidate in words {
        if candidate.chars().count().abs_diff(length) > most && bare(candidate) != bare(word) {
            continue;
        }
        let distance = if bare(candidate) == bare(word) {
            0
        } else {
            distance(word, candidate)
        };
        if distance <= most && best.is_none_or(|(least, _)| distance < least) {
            best = Some((distance, candidate));
        }
    }
    best.map(|(_, candidate)| candidate)
}

/// Returns the word that a misspelled one certainly means: at most `most` letters differ, no digit does, and every other word
/// differs in at least two letters more.
pub(crate) fn certain<'a>(
    word: &str,
    words: impl IntoIterator<Item = &'a str>,
    most: usize,
) -> Option<&'a str> {
    let digits = |text: &str| -> String { text.chars().filter(char::is_ascii_digit).collect() };
    let length = word.chars().count();
    if !(3..=64).contains(&length) {
        return None;
    }
    let mut near: Vec<(usize, &str)> = Vec::new();
    for candidate in words {
        if candidate.chars().count().abs_diff(length) <= most + 1 {
            let distance = distance(word, candidate);
            if distance <= most + 1 {
                near.push((distance, candidate));
            }
        }
    }
    near.sort_unstable();
    near.dedup();
    let &(best, found) = near.first()?;
    let is_only = near.get(1).is_none_or(|(next, _)| *next >= best + 2);
    let is_near = best <= most && best * 3 <= length;
    (is_only && is_near && digits(word) == digits(found)).then_some(found)
}

/// Returns the number of letters to insert, delete, replace or swap with a neighbor.
fn distance(a: &str, b: &str) -> usize {
    let a: Vec<char> = a.chars().collect();
    let b: Vec<char> = b.chars().collect();
    let mut before: Vec<usize> = Vec::new();
    let mut above: Vec<usize> = (0..=b.len()).collect();
    for i in 1..=a.len() {
        let mut row = vec![i];
        for j in 1..=b.len() {
            let replace = above[j - 1] + usize::from(a[i - 1] != b[j - 1]);
            let mut least = replace.min(above[j] + 1).min(row[j - 1] + 1);
            if i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1] {
                least = least.min(before[j - 2] + 1);
            }
            row.push(least);
        }
        before = std::mem::replace(&mut above, row);
    }
    above[b.len()]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_near_word_is_certain() {
        let words = [
            "maxLength",
            "minLength",
            "pattern",
            "type",
            "line1",
            "line2",
            "base",
        ];
        let check = |word: &str, expected: Option<&str>| {
            assert_eq!(certain(word, words, 2), expected, "{word}");
        };
        check("maxLenght", Some("maxLength"));
        check("patern", Some("pattern"));
        check("tpye", Some("type"));
        check("mxnLength", None);
        check("line3", None);
        check("case", Some("base"));
        check("bse", Some("base"));
        check("ty", None);
    }

    #[test]
    fn suggests_the_most_similar_word() {
        let check = |word: &str, expected: Option<&str>| {
            let words = [
                "maxLength",
                "minLength",
                "pattern",
                "type",
                "required",
                "wire",
            ];
            assert_eq!(closest(word, words), expected, "{word}");
        };
        check("max_length", Some("maxLength"));
        check("MAXLENGTH", Some("maxLength"));
        check("patern", Some("pattern"));
        check("tpye", Some("type"));
        check("requierd", Some("required"));
        check("colour", None);
        check("", None);
        check(&"x".repeat(10_000), None);
    }
}
