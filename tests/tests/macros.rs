//! Checks the macros from their users' point of view.
//!
//! A file with mistakes gives one error for each of them, at its place. A file without mistakes gives the code that the
//! build script gives.

use std::fs;
use std::path::Path;
use std::process::Command;
use std::sync::Arc;

use proc_macro2::{Delimiter, TokenStream, TokenTree};
use quote::{ToTokens, quote};
use wireform_codegen::emit::{self, Options};
use wireform_codegen::lower::lower;
use wireform_tests::{hostile, macros, plans};

/// Compares rustc's messages with the expected ones, or writes them if `WIREFORM_BLESS` is set.
#[test]
fn each_mistake_is_one_error_and_each_shape_compiles() {
    let site = macros::lay_out(Path::new(env!("CARGO_TARGET_TMPDIR")));
    let said = macros::check(&site);
    let bless = std::env::var_os("WIREFORM_BLESS").is_some();
    let mut wrong = Vec::new();
    for name in macros::names("fail") {
        let text = said.get(&format!("fail_{name}")).map_or("", String::as_str);
        let file = macros::folder().join("fail").join(format!("{name}.stderr"));
        if bless {
            fs::write(&file, text).expect("the expected text can be written");
        }
        let expected = fs::read_to_string(&file).unwrap_or_default();
        if text.is_empty() || text != expected {
            wrong.push(format!("{name} says\n{text}"));
        }
        let source = fs::read_to_string(file.with_extension("rs")).expect("the case");
        let mistakes = mistakes(&source);
        let reported = text
            .lines()
            .filter(|line| line.starts_with("error"))
            .count();
        if reported != mistakes {
            wrong.push(format!(
                "{name} has {mistakes} mistakes, of which {reported} are reported\n{text}"
            ));
        }
    }
    for (name, ..) in macros::one_mistake_each() {
        let text = said.get(&name).map_or("", String::as_str);
        let errors = text.lines().filter(|line| line.starts_with("error"));
        // Both macros of the crate report the mistake.
        let expected = if name == "one_mistake_none" { 0 } else { 2 };
        let of_schema = "error: the schema has a mistake";
        if errors.clone().count() != expected || !errors.clone().all(|line| line == of_schema) {
            wrong.push(format!("{name} reports\n{text}"));
        }
    }
    for name in macros::names("pass") {
        if let Some(text) = said.get(&format!("pass_{name}")) {
            wrong.push(format!("{name} does not compile\n{text}"));
            continue;
        }
        let output = Command::new(wireform_tests::downstream::cargo().get_program())
            .current_dir(&site)
            .args([
                "run",
                "--quiet",
                "--offline",
                "--bin",
                &format!("pass_{name}"),
            ])
            .env("CARGO_TARGET_DIR", site.with_file_name("macros-target"))
            .env("CARGO_INCREMENTAL", "0")
            .output()
            .expect("cargo runs");
        if !output.status.success() {
            let text = String::from_utf8_lossy(&output.stderr).into_owned();
            wrong.push(format!("{name} fails\n{text}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n\n"));
}

/// Checks that a change of a schema rebuilds the crate that includes it, also after a mistake, and that nothing is rebuilt
/// without a change.
#[test]
fn a_changed_schema_causes_a_rebuild() {
    let site = macros::lay_out_tracked(Path::new(env!("CARGO_TARGET_TMPDIR")));
    let schema = site.join("schemas/example.yaml");
    let good = fs::read_to_string(&schema).expect("the schema");
    let built = |what: &str, expected: Result<bool, &str>| {
        let built = macros::build_tracked(&site);
        match (expected, &built) {
            (Ok(anew), Ok(seen)) => assert_eq!(anew, *seen, "{what}"),
            (Err(place), Err(said)) => assert!(said.contains(place), "{what}: {said}"),
            _ => panic!("{what}: {built:?}"),
        }
    };
    let write = |text: &str| fs::write(&schema, text).expect("the schema can be written");
    // An earlier run may have left files.
    write(&good.replace("maxLength: 20, means: name", "maxLength: 21, means: name"));
    macros::build_tracked(&site).expect("it builds");
    built("nothing", Ok(false));
    write(&good);
    built("a length", Ok(true));
    built("nothing", Ok(false));
    write(&good.replace("maxLength: 20, means: name", "maxLenght: 20, means: name"));
    built("a mistake", Err("schemas/example.yaml:25:45"));
    built("the same mistake", Err("schemas/example.yaml:25:45"));
    write(&good);
    built("mended", Ok(true));
    built("nothing", Ok(false));
}

/// Returns the number of mistakes in a case: one, unless its first line has another number.
fn mistakes(source: &str) -> usize {
    let said = source
        .lines()
        .next()
        .and_then(|line| line.strip_prefix("// mistakes: "));
    said.map_or(1, |count| count.parse().expect("a number of mistakes"))
}

/// Checks that `include_schema!` gives the tokens of the build script's file, except for the path of the runtime.
#[test]
fn entry_points_give_the_same_tokens() {
    let hostile = hostile::schemas();
    let hostile = hostile
        .iter()
        .map(|(name, text)| plans::compile(name, text));
    for plan in plans::shipped().into_iter().chain(hostile) {
        let options = Options {
            tests: true,
            ..Options::default()
        };
        let built = emit::generate(std::slice::from_ref(&plan), &options)
            // The first is the module's own. Those of inner modules go one module further out.
            .replacen(
                "use super::__wireform;",
                "use wireform::__rt as __wireform;",
                1,
            );
        let included = emit::tokens(
            &lower(&plan, &Arc::default()),
            &options,
            &quote!(wireform::__rt),
        );
        let (included, built) = (words(included), words(built.parse().expect("it is Rust")));
        assert!(included.len() > 100, "{}", plan.schema);
        let differs = included
            .iter()
            .zip(&built)
            .position(|(one, other)| one != other);
        assert_eq!(
            differs.map(|at| (&included[at], &built[at])),
            None,
            "{}",
            plan.schema
        );
        assert_eq!(included.len(), built.len(), "{}", plan.schema);
    }
}

/// Returns the words of tokens without the differences of layout: a comma before a closing delimiter, the spelling of
/// literals, and groups without delimiters.
fn words(tokens: TokenStream) -> Vec<String> {
    let mut words = Vec::new();
    for token in tokens {
        match token {
            TokenTree::Group(group) => {
                let (open, close) = match group.delimiter() {
                    Delimiter::Parenthesis => ("(", ")"),
                    Delimiter::Bracket => ("[", "]"),
                    Delimiter::Brace => ("{", "}"),
                    Delimiter::None => ("", ""),
                };
                words.push(open.to_owned());
                words.extend(self::words(group.stream()));
                words.pop_if(|word| word == ",");
                words.push(close.to_owned());
            }
            TokenTree::Punct(punct) => words.push(punct.as_char().to_string()),
            TokenTree::Ident(ident) => words.push(ident.to_string()),
            TokenTree::Literal(literal) => words.push(match syn::Lit::new(literal) {
                syn::Lit::Str(text) => format!("{:?}", text.value()),
                syn::Lit::ByteStr(bytes) => format!("{:?}", bytes.value()),
                other => other.to_token_stream().to_string(),
            }),
        }
    }
    words.retain(|word| !word.is_empty());
    words
}
