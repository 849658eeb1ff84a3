//! Takes bytes as a schema: no panic, bounded time, and every place inside the file.

use std::sync::Arc;
use std::time::{Duration, Instant};

use wireform_codegen::lower::{dump, lower};
use wireform_codegen::source::{Diagnostics, Renderer, Sources, Span};
use wireform_codegen::{emit, plan_sources};

/// The longest time for a schema, on a slow and busy machine, without optimisation.
const LONGEST: Duration = Duration::from_secs(120);

/// Runs every stage of the compiler. Returns the number of diagnostics; none if there is a plan.
///
/// # Panics
/// Panics if the compiler breaks a promise.
pub fn schema(bytes: &[u8]) -> usize {
    let begin = Instant::now();
    let text = String::from_utf8_lossy(bytes).into_owned();
    let mut sources = Sources::new();
    sources.add("fuzz.yaml", text);
    let (plans, diagnostics) = plan_sources(&sources);
    check_places(&sources, &diagnostics);
    assert!(
        !plans.is_empty() || diagnostics.has_errors(),
        "neither a plan nor an error"
    );
    assert!(
        plans.is_empty() || !diagnostics.has_errors(),
        "a plan in spite of an error"
    );
    for renderer in [
        Renderer::plain(),
        Renderer::colored(),
        Renderer::plain().hide_source(),
    ] {
        let _ = renderer.render_all(&diagnostics, &sources);
    }
    for plan in &plans {
        let _ = dump(&lower(plan, &Arc::default()));
    }
    if !plans.is_empty() {
        for asked in [false, true] {
            let options = emit::Options {
                serde: asked,
                tests: asked,
                ..emit::Options::default()
            };
            let code = emit::generate(&plans, &options);
            if let Err(error) = syn::parse_file(&code) {
                panic!("what is generated is no Rust: {error}");
            }
        }
    }
    assert!(begin.elapsed() < LONGEST, "took {:?}", begin.elapsed());
    diagnostics.0.len()
}

/// Checks that every place of every diagnostic is inside its file, on character boundaries.
///
/// # Panics
/// Panics if a place is not.
pub fn check_places(sources: &Sources, diagnostics: &Diagnostics) {
    let check = |code: &str, span: Span| {
        let text = sources.text(span.file);
        let (start, end) = (span.start as usize, span.end as usize);
        assert!(
            start <= end
                && end <= text.len()
                && text.is_char_boundary(start)
                && text.is_char_boundary(end),
            "{code} points at {start}..{end} of {} bytes",
            text.len()
        );
    };
    for diagnostic in &diagnostics.0 {
        assert!(
            !diagnostic.message.is_empty() && !diagnostic.message.ends_with('.'),
            "{}: {}",
            diagnostic.code,
            diagnostic.message
        );
        check(diagnostic.code, diagnostic.span);
        for label in &diagnostic.labels {
            check(diagnostic.code, label.span);
        }
    }
}
