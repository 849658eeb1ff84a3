//! Generates schemas that are too large for the repository.

use std::fmt::Write as _;

/// Returns a schema with these fields in its only operation.
fn with_fields(fields: &str) -> String {
    format!(
        "wireform: 1\nprovider: {{ name: Bomb }}\nendpoints: {{ api: {{}} }}\noperations:\n  contact_update:\n    \
         http: POST /contacts\n    body: json\n    update: patch\n    fields:\n{fields}"
    )
}

/// Returns a schema whose only field has this pattern.
fn with_pattern(pattern: &str) -> String {
    with_fields(&format!(
        "      name: {{ type: string, pattern: '{}' }}\n",
        pattern.replace('\'', "''")
    ))
}

/// Returns `count` lines.
fn lines(count: usize, line: impl Fn(usize) -> String) -> String {
    (0..count).fold(String::new(), |mut text, at| {
        let _ = writeln!(text, "{}", line(at));
        text
    })
}

/// Returns the schemas, by name.
#[must_use]
pub fn bombs() -> Vec<(&'static str, Vec<u8>)> {
    const MEBIBYTE: usize = 1 << 20;
    let aliases = format!(
        "a0: &a0 [x, x]\n{}",
        lines(64, |at| format!(
            "a{}: &a{} [*a{at}, *a{at}, *a{at}]",
            at + 1,
            at + 1
        ))
    );
    let merges = format!(
        "a0: &a0 {{ x: 1 }}\n{}",
        lines(64, |at| format!(
            "a{0}: &a{0} {{ <<: [*a{at}, *a{at}, *a{at}], y{at}: 1 }}",
            at + 1
        ))
    );
    let long_alias = format!(
        "a: &a '{}'\nb: [{}]\n",
        "x".repeat(MEBIBYTE),
        "*a, ".repeat(1000)
    );
    let rules = format!(
        "      name: string\n    rules:\n{}",
        lines(2000, |at| format!(
            "      r{at}: {{ required: [name], says: x }}"
        ))
    );
    let types = lines(2000, |at| format!("  T{}: {{ type: T{at} }}", at + 1));
    let texts: Vec<(&'static str, String)> = vec![
        ("aliases", aliases),
        ("merges", merges),
        ("long-alias", long_alias),
        ("deep-flow", "[".repeat(100_000)),
        ("deep-maps", "{a: ".repeat(100_000)),
        (
            "deep-indentation",
            lines(3000, |at| format!("{}a:", " ".repeat(at))),
        ),
        ("deep-lists", "- ".repeat(100_000)),
        (
            "deep-conditions",
            with_fields(&format!(
                "      name: string\n    rules:\n      r: {{ when: {}{{ name: x }}{}, refuse: x }}\n",
                "{ not: ".repeat(50),
                " }".repeat(50)
            )),
        ),
        (
            "deep-objects",
            with_fields(&format!(
                "      a: {}string{}\n",
                "{ fields: { a: ".repeat(27),
                " } }".repeat(27)
            )),
        ),
        (
            "text-of-4-MiB",
            format!(
                "wireform: 1\nprovider: {{ name: '{}' }}\n",
                "x".repeat(4 * MEBIBYTE - 100)
            ),
        ),
        (
            "description-of-3-MiB",
            with_fields(&format!(
                "      a: {{ type: string, description: '{}' }}\n",
                "ab c ".repeat(600_000)
            )),
        ),
        (
            "key-of-1-MiB",
            with_fields(&format!(
                "      ? {}\n      : string\n",
                "k".repeat(MEBIBYTE)
            )),
        ),
        ("over-4-MiB", " ".repeat(5 * MEBIBYTE)),
        ("comment-of-4-MiB", "#".repeat(4 * MEBIBYTE)),
        ("line-ends", "\r".repeat(MEBIBYTE)),
        ("empty-lines", "\n".repeat(4 * MEBIBYTE)),
        ("open-quote", format!("a: \"{}", "x\n".repeat(100_000))),
        ("syntax-errors", lines(20_000, |at| format!("a{at}: b: c"))),
        ("unknown-keys", lines(20_000, |at| format!("a{at}: c"))),
        ("duplicate-keys", lines(20_000, |_| "a: c".to_owned())),
        (
            "undefined-aliases",
            lines(20_000, |at| format!("a{at}: *a{at}")),
        ),
        (
            "fields",
            with_fields(&lines(5_000, |at| format!("      f{at}: string"))),
        ),
        (
            "fields-beyond-all-limits",
            with_fields(&lines(100_000, |at| format!("      f{at}: string"))),
        ),
        (
            "fields-of-one-name",
            with_fields(&lines(20_000, |at| {
                format!(
                    "      {}a{}: string",
                    "_".repeat(at % 50 + 1),
                    "_".repeat(at / 50 + 1)
                )
            })),
        ),
        (
            "fields-at-one-place",
            with_fields(&lines(1_000, |at| {
                format!("      f{at}: {{ type: string, wire: same }}")
            })),
        ),
        (
            "fields-of-unknown-types",
            with_fields(&lines(10_000, |at| format!("      f{at}: Typ{at}"))),
        ),
        (
            "values",
            with_fields(&format!(
                "      kind:\n        enum:\n{}",
                lines(5_000, |at| format!("          V{at}: x"))
            )),
        ),
        ("rules", with_fields(&rules)),
        (
            "type-chain",
            format!(
                "types:\n  T0: string\n{types}{}",
                with_fields("      a: T2000\n")
            ),
        ),
        (
            "type-ring",
            format!(
                "types:\n  T0: {{ type: T2000 }}\n{types}{}",
                with_fields("      a: T2000\n")
            ),
        ),
        (
            "object-fan",
            format!(
                "types:\n  T0: {{ fields: {{ a: string }} }}\n{}{}",
                lines(40, |at| format!(
                    "  T{}: {{ fields: {{ a: T{at}, b: T{at}, c: T{at} }} }}",
                    at + 1
                )),
                with_fields("      a: T40\n")
            ),
        ),
        (
            "numbers",
            with_fields(
                "      a: { type: integer, minimum: -9223372036854775809, maximum: 999999999999999999999999999 }\n      b: { type: string, minLength: 18446744073709551615, maxLength: 9223372036854775808 }\n      c: { type: list, items: string, maxItems: 9223372036854775807 }\n",
            ),
        ),
        ("pattern-of-letters", with_pattern(r"\p{L}{1,1000}")),
        (
            "pattern-nest",
            with_pattern(r"((\p{L}{1,1000}){1,1000}){1,1000}"),
        ),
        ("pattern-counts", with_pattern(r"(a{1,1000}){1,1000}")),
        ("pattern-count-too-large", with_pattern("a{1,99999999999}")),
        (
            "pattern-groups",
            with_pattern(&format!("{}a{}", "(".repeat(5_000), ")".repeat(5_000))),
        ),
        (
            "pattern-stars",
            with_pattern(&format!("{}a{}", "(".repeat(200), ")*".repeat(200))),
        ),
        (
            "pattern-alternatives",
            with_pattern(&vec!["ab"; 50_000].join("|")),
        ),
        (
            "pattern-look-aheads",
            with_pattern(&format!("{}a", "(?=a)".repeat(1_000))),
        ),
        ("pattern-empty", with_pattern("")),
        (
            "pattern-class",
            with_pattern(&format!("[{}]", "a-z".repeat(20_000))),
        ),
        (
            "patterns",
            with_fields(&lines(300, |at| {
                format!(
                    "      f{at}: {{ type: string, pattern: '\\p{{L}}{{1,{}}}' }}",
                    at + 1
                )
            })),
        ),
        (
            "nul",
            "wireform: 1\0\nprovider: { name: \"\\0\" }\n\0".to_owned(),
        ),
        (
            "surrogates",
            with_fields(
                "      a: { type: string, description: \"\\ud800 \\udc00\\ud83d\\ude00 \\U0010ffff \\U00110000\" }\n",
            ),
        ),
        (
            "bidi",
            with_fields(
                "      \"\u{202e}a\": { type: string, rust: a, description: \"\u{2066}\u{202e}*/\u{2069}\" }\n",
            ),
        ),
        (
            "carriage-returns",
            with_fields("      a: { type: string, description: \"a\\rb\\r\\nc\" }\n")
                .replace('\n', "\r"),
        ),
        (
            "line-separators",
            with_fields(
                "      \"a\\u2028b\": { type: string, rust: a, description: \"\\u85\\u2028\\u2029 x\" }\n",
            ),
        ),
        (
            "placeholders",
            with_fields(&format!(
                "      a: string\n    envelope: {{ {} }}\n",
                "b: $a, ".repeat(2_000)
            )),
        ),
    ];
    texts
        .into_iter()
        .map(|(name, text)| (name, text.into_bytes()))
        .collect()
}
