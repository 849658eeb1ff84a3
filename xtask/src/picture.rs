//! Draws the picture of the README: the way from a provider's page to a request and its response.

use std::fmt::Write as _;

/// The path of the picture below the root.
pub(crate) const PATH: &str = "docs/images/overview.svg";

/// The colors of light and dark pages.
const STYLE: &str = "
    text { font: 13px system-ui, 'Segoe UI', Helvetica, Arial, sans-serif; fill: #1f2328 }
    .title { font-weight: 600; font-size: 14px }
    .code { font: 12px ui-monospace, SFMono-Regular, Menlo, Consolas, 'DejaVu Sans Mono', monospace }
    .note { fill: #59636e; font-size: 12px }
    .card { fill: #f6f8fa; stroke: #8c959f }
    .good { stroke: #1a7f37; stroke-width: 1.5 }
    .bad { stroke: #cf222e; stroke-width: 1.5 }
    .row, .arrow { stroke: #8c959f; fill: none }
    .arrow { stroke-width: 1.5 }
    .head { fill: #8c959f; stroke: none }
    @media (prefers-color-scheme: dark) {
      text { fill: #e6edf3 }
      .note { fill: #9198a1 }
      .card { fill: #161b22; stroke: #6e7681 }
      .good { stroke: #3fb950 }
      .bad { stroke: #f85149 }
    }
";

/// A box with a title and lines of code.
struct Card {
    x: usize,
    y: usize,
    width: usize,
    class: &'static str,
    title: &'static str,
    lines: &'static [&'static str],
}

/// The distance of two lines of code, in pixels.
const LINE: usize = 19;

/// The width of a character of code, in pixels.
const CHARACTER: usize = 7;

impl Card {
    fn height(&self) -> usize {
        40 + LINE * self.lines.len()
    }

    fn draw(&self, out: &mut String) {
        let Card {
            x,
            y,
            width,
            class,
            title,
            ..
        } = self;
        let height = self.height();
        let _ = writeln!(
            out,
            r#"  <rect class="card {class}" x="{x}" y="{y}" width="{width}" height="{height}" rx="6"/>"#
        );
        let _ = writeln!(
            out,
            r#"  <text class="title" x="{}" y="{}">{title}</text>"#,
            x + 12,
            y + 23
        );
        for (line, at) in self.lines.iter().zip(0..) {
            let code = line.trim_start();
            // Viewers remove spaces at the beginning of a text.
            let indent = (line.len() - code.len()) * CHARACTER;
            let code = code
                .replace('&', "&amp;")
                .replace('<', "&lt;")
                .replace(' ', "\u{a0}");
            let _ = writeln!(
                out,
                r#"  <text class="code" x="{}" y="{}">{code}</text>"#,
                x + 12 + indent,
                y + 47 + LINE * at
            );
        }
    }
}

const PAGE: Card = Card {
    x: 10,
    y: 60,
    width: 226,
    class: "",
    title: "The provider's page",
    lines: &[
        "field    type    max",
        "name     string  80",
        "phone    +CC.NUMBER",
        "vat      if COMPANY",
        "200: done  422: errors",
    ],
};

const SCHEMA: Card = Card {
    x: 316,
    y: 30,
    width: 270,
    class: "",
    title: "Your schema, once",
    lines: &[
        "update: patch",
        "fields:",
        "  name: { maxLength: 80 }",
        "  phone: { pattern: '\\+[0-9]…' }",
        "rules:",
        "  vat: { when: { type: COMPANY },",
        "         required: [vat] }",
        "responses: { updated: … }",
    ],
};

const VIOLATIONS: Card = Card {
    x: 666,
    y: 10,
    width: 304,
    class: "bad",
    title: "All violations, before it is sent",
    lines: &["phone: does not match …", "vat: a company states it"],
};

const REQUEST: Card = Card {
    x: 666,
    y: 101,
    width: 304,
    class: "good",
    title: "A request that fits",
    lines: &["PATCH /v1/contacts/c-1001", "{\"phone\":\"+49.3012345\"}"],
};

const RESPONSE: Card = Card {
    x: 666,
    y: 192,
    width: 304,
    class: "good",
    title: "A typed response",
    lines: &["done | pending | not done | unknown"],
};

/// Returns the picture.
pub(crate) fn draw() -> String {
    let mut out = format!(
        r#"<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 980 270" role="img" aria-labelledby="title">
  <title id="title">A provider's page is transcribed to a schema. wireform compiles it to checked requests and typed responses.</title>
  <style>{STYLE}  </style>
"#
    );
    for card in [PAGE, SCHEMA, VIOLATIONS, REQUEST, RESPONSE] {
        card.draw(&mut out);
    }
    arrow(&mut out, (236, 130), (316, 130), "transcribe");
    for to in [46, 140, 222] {
        arrow(&mut out, (586, 130), (666, to), "");
    }
    let _ = writeln!(
        out,
        r#"  <text class="note" x="451" y="245" text-anchor="middle">build script, macro or command</text>"#
    );
    out.push_str("</svg>\n");
    out
}

/// Draws an arrow with a word above it.
fn arrow(out: &mut String, (x, y): (usize, usize), (to_x, to_y): (usize, usize), word: &str) {
    let (middle, end) = (usize::midpoint(x, to_x), to_x - 8);
    let _ = writeln!(
        out,
        r#"  <path class="arrow" d="M{x} {y} C{middle} {y} {middle} {to_y} {end} {to_y}"/>"#
    );
    let (above, below) = (to_y - 5, to_y + 5);
    let _ = writeln!(
        out,
        r#"  <path class="head" d="M{to_x} {to_y} L{end} {above} L{end} {below} Z"/>"#
    );
    if !word.is_empty() {
        let _ = writeln!(
            out,
            r#"  <text class="note" x="{middle}" y="{}" text-anchor="middle">{word}</text>"#,
            y - 10
        );
    }
}
