//! Draws the chart of the README from the figures of `docs/benchmarks.md`.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};

/// The rows of the chart: what is done, the title of its table on the page, and the peer in that table.
const ROWS: &[(&str, &str, &str)] = &[
    ("validate a contact", "validate", "garde"),
    ("report all violations", "invalid", "garde"),
    ("write JSON", "json", "serde_json"),
    ("write XML", "xml", "quick-xml"),
    ("write a form", "form", "serde_html_form"),
    ("read a JSON response", "JSON response", "serde_json"),
];

const STYLE: &str = "
    text { font: 13px system-ui, 'Segoe UI', Helvetica, Arial, sans-serif; fill: #1f2328 }
    .note { fill: #59636e; font-size: 12px }
    .ours { fill: #1a7f37 }
    .peer { fill: #8c959f }
    @media (prefers-color-scheme: dark) {
      text { fill: #e6edf3 }
      .note { fill: #9198a1 }
      .ours { fill: #3fb950 }
      .peer { fill: #6e7681 }
    }
";

/// The place of the bars and their length for a ratio of 1, in pixels.
const LEFT: f64 = 160.0;
const UNIT: f64 = 34.0;

/// Returns the path of a file in `docs/`.
fn path(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("../docs")
        .join(name)
}

/// Returns the time of a peer, as a multiple of wireform's, from a table of the page.
fn ratio(page: &str, table: &str, peer: &str) -> Option<f64> {
    let (_, rows) = page.split_once(&format!("\n| {table} | ns hot |"))?;
    let row = rows
        .lines()
        .find(|line| line.starts_with(&format!("| {peer} |")))?;
    row.split('|').nth(3)?.trim().parse().ok()
}

/// Returns the chart for a page of figures.
///
/// # Errors
/// Names the figure that the page does not have.
fn draw(page: &str) -> Result<String, String> {
    let mut out = format!(
        r#"<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 760 {}" role="img" aria-labelledby="title">
  <title id="title">The time of wireform and of other libraries for the same contact</title>
  <style>{STYLE}  </style>
"#,
        ROWS.len() * 46 + 24
    );
    let mut y = 8;
    for (what, table, peer) in ROWS {
        let ratio = ratio(page, table, peer).ok_or_else(|| {
            format!("docs/benchmarks.md has no ratio of {peer} in the table `{table}`")
        })?;
        let _ = writeln!(
            out,
            r#"  <text x="{}" y="{}" text-anchor="end">{what}</text>"#,
            LEFT - 12.0,
            y + 20
        );
        for (class, name, ratio, y) in [("ours", "wireform", 1.0, y), ("peer", peer, ratio, y + 16)]
        {
            let width = ratio * UNIT;
            let _ = writeln!(
                out,
                r#"  <rect class="{class}" x="{LEFT}" y="{y}" width="{width:.1}" height="13" rx="2"/>"#
            );
            let label = if class == "ours" {
                name.to_owned()
            } else {
                format!("{name}: {ratio:.1} times")
            };
            let _ = writeln!(
                out,
                r#"  <text class="note" x="{:.1}" y="{}">{label}</text>"#,
                LEFT + width + 6.0,
                y + 11
            );
        }
        y += 46;
    }
    let _ = writeln!(
        out,
        r#"  <text class="note" x="{LEFT}" y="{}">CPU time for one contact of Realtime Register; shorter is better</text>"#,
        y + 8
    );
    out.push_str("</svg>\n");
    Ok(out)
}

/// Draws the chart for the page as it is.
///
/// # Errors
/// Names the figure that the page does not have.
fn draw_page() -> Result<String, String> {
    let page = std::fs::read_to_string(path("benchmarks.md")).map_err(|error| error.to_string())?;
    draw(&page.replace("\r\n", "\n"))
}

/// Writes the chart.
///
/// # Errors
/// Names the figure that the page does not have, or the reason why the file cannot be written.
pub(crate) fn write() -> Result<(), String> {
    std::fs::write(path("images/speed.svg"), draw_page()?).map_err(|error| error.to_string())
}

/// Checks that the chart shows the figures of the page.
///
/// # Errors
/// Says how to write the chart.
pub(crate) fn check() -> Result<(), String> {
    let found = std::fs::read_to_string(path("images/speed.svg")).unwrap_or_default();
    if found.replace("\r\n", "\n") == draw_page()? {
        Ok(())
    } else {
        Err("docs/images/speed.svg does not show the figures of docs/benchmarks.md: run with `chart`".to_owned())
    }
}
