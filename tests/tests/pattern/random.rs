//! Random expressions over a small alphabet, and all strings over it.

use std::fmt::Write as _;

use wireform_codegen::pattern::automaton::Random;

/// The parts of an expression that look around.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Looks {
    /// None.
    Nowhere,
    Ahead,
    Behind,
    Around,
}

/// A random expression of the whole value; one in about four parts may look around.
pub(super) fn draw(random: &mut Random, looks: Looks) -> String {
    let mut text = String::new();
    expression(random, 4, looks, &mut text);
    format!(r"\A(?:{text})\z")
}

fn expression(random: &mut Random, depth: usize, looks: Looks, out: &mut String) {
    let kinds = match (depth, looks) {
        (0, _) => 4,
        (_, Looks::Nowhere) => 10,
        (_, Looks::Ahead | Looks::Behind | Looks::Around) => 14,
    };
    match random.below(kinds) {
        0 | 1 => out.push(['a', 'b', 'c'][random.below(3)]),
        2 => out.push_str(["[ab]", "[^a]", "[b-c]", "."][random.below(4)]),
        3 => out.push_str(["", "ab", "ba", "cc"][random.below(4)]),
        4..=6 => {
            expression(random, depth - 1, looks, out);
            expression(random, depth - 1, looks, out);
        }
        7 => {
            out.push_str("(?:");
            expression(random, depth - 1, looks, out);
            out.push('|');
            expression(random, depth - 1, looks, out);
            out.push(')');
        }
        8 | 9 => {
            out.push_str("(?:");
            expression(random, depth - 1, looks, out);
            if looks != Looks::Nowhere {
                // Other engines repeat nothing that consumes nothing.
                out.push_str("b?");
            }
            out.push(')');
            repetition(random, out);
        }
        _ if looks == Looks::Behind || looks == Looks::Around && random.below(3) == 0 => {
            out.push_str(["(?<=", "(?<!"][random.below(2)]);
            if random.below(6) == 0 {
                out.push('^');
            }
            expression(random, depth - 1, Looks::Behind, out);
            out.push(')');
        }
        _ => {
            let looks = Looks::Ahead;
            out.push_str(["(?=", "(?!"][random.below(2)]);
            if random.below(6) == 0 {
                out.push('^');
            }
            if random.below(3) == 0 {
                out.push_str(".*");
            }
            expression(random, depth - 1, looks, out);
            if random.below(4) == 0 {
                out.push_str(r"\z");
            }
            out.push(')');
        }
    }
}

fn repetition(random: &mut Random, out: &mut String) {
    let least = random.below(3);
    match random.below(5) {
        0 => out.push('*'),
        1 => out.push('+'),
        2 => out.push('?'),
        3 => {
            let _ = write!(out, "{{{least},{}}}", least + random.below(3));
        }
        _ => {
            let _ = write!(out, "{{{least},}}");
        }
    }
}

/// All strings over three letters up to a length, the shortest first.
pub(super) fn strings(longest: usize) -> Vec<String> {
    let mut all = vec![String::new()];
    let mut from = 0;
    for _ in 0..longest {
        let until = all.len();
        for at in from..until {
            for letter in ['a', 'b', 'c'] {
                all.push(format!("{}{letter}", all[at]));
            }
        }
        from = until;
    }
    all
}
