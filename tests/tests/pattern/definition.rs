//! What a pattern means, straight from the definition: from each place, the places where a part can end.
//!
//! Reads what `random` draws and nothing else. It has no order of trying and no loop that stops early, as engines have
//! that go back: some of them refuse a value whose parts repeat the empty string.

use std::collections::BTreeSet;

/// A part of a pattern.
enum Part {
    Letters(Vec<char>, bool),
    All(Vec<Part>),
    Either(Vec<Part>),
    Repeated(Box<Part>, usize, Option<usize>),
    Ahead(Box<Part>, bool),
    Behind(Box<Part>, bool),
    Start,
    End,
}

/// Whether a value matches as a whole.
pub(super) fn matches(pattern: &str, value: &str) -> bool {
    let letters: Vec<char> = pattern.chars().collect();
    let part = either(&letters, &mut 0);
    let value: Vec<char> = value.chars().collect();
    ends(&part, &value, 0).contains(&value.len())
}

fn ends(part: &Part, value: &[char], at: usize) -> BTreeSet<usize> {
    let here = |is: bool| is.then_some(at).into_iter().collect();
    match part {
        Part::Letters(letters, negated) => value
            .get(at)
            .filter(|letter| letters.contains(letter) != *negated)
            .map(|_| at + 1)
            .into_iter()
            .collect(),
        Part::All(parts) => parts
            .iter()
            .fold(BTreeSet::from([at]), |from, part| step(part, value, &from)),
        Part::Either(parts) => parts.iter().flat_map(|one| ends(one, value, at)).collect(),
        Part::Repeated(part, least, most) => {
            let mut from = BTreeSet::from([at]);
            for _ in 0..*least {
                from = step(part, value, &from);
            }
            let mut all = from.clone();
            // More rounds than letters say nothing new.
            let rounds = most.map_or(value.len() + 1, |most| most - least);
            for _ in 0..rounds {
                from = step(part, value, &from);
                all.extend(&from);
            }
            all
        }
        Part::Ahead(part, negated) => here(ends(part, value, at).is_empty() == *negated),
        Part::Behind(part, negated) => {
            let ends_here = (0..=at).any(|from| ends(part, value, from).contains(&at));
            here(ends_here != *negated)
        }
        Part::Start => here(at == 0),
        Part::End => here(at == value.len()),
    }
}

fn step(part: &Part, value: &[char], from: &BTreeSet<usize>) -> BTreeSet<usize> {
    from.iter().flat_map(|at| ends(part, value, *at)).collect()
}

fn either(text: &[char], at: &mut usize) -> Part {
    let mut parts = vec![all(text, at)];
    while text.get(*at) == Some(&'|') {
        *at += 1;
        parts.push(all(text, at));
    }
    Part::Either(parts)
}

fn all(text: &[char], at: &mut usize) -> Part {
    let mut parts = Vec::new();
    while *at < text.len() && !['|', ')'].contains(&text[*at]) {
        let one = one(text, at);
        parts.push(repeated(one, text, at));
    }
    Part::All(parts)
}

fn one(text: &[char], at: &mut usize) -> Part {
    let first = text[*at];
    *at += 1;
    match first {
        '(' => {
            let kind = text[*at + 1];
            let is_behind = kind == '<';
            let kind = if is_behind { text[*at + 2] } else { kind };
            *at += 2 + usize::from(is_behind);
            let inner = Box::new(either(text, at));
            *at += 1;
            match kind {
                ':' => *inner,
                _ if is_behind => Part::Behind(inner, kind == '!'),
                '=' => Part::Ahead(inner, false),
                _ => Part::Ahead(inner, true),
            }
        }
        '[' => {
            let end = *at + text[*at..].iter().position(|c| *c == ']').expect("closed");
            let negated = text[*at] == '^';
            let letters = match text[*at + usize::from(negated)..end] {
                [first, '-', last] => (first..=last).collect(),
                ref letters => letters.to_vec(),
            };
            *at = end + 1;
            Part::Letters(letters, negated)
        }
        '.' => Part::Letters(vec!['\n'], true),
        '^' => Part::Start,
        '\\' => {
            *at += 1;
            if text[*at - 1] == 'A' {
                Part::Start
            } else {
                Part::End
            }
        }
        letter => Part::Letters(vec![letter], false),
    }
}

fn repeated(part: Part, text: &[char], at: &mut usize) -> Part {
    let (least, most, length) = match text.get(*at) {
        Some('*') => (0, None, 1),
        Some('+') => (1, None, 1),
        Some('?') => (0, Some(1), 1),
        Some('{') => {
            let end = text[*at..].iter().position(|c| *c == '}').expect("closed");
            let inner: String = text[*at + 1..*at + end].iter().collect();
            let (least, most) = inner.split_once(',').expect("two bounds");
            (least.parse().expect("a number"), most.parse().ok(), end + 1)
        }
        _ => return part,
    };
    *at += length;
    Part::Repeated(Box::new(part), least, most)
}
