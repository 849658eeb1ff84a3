//! Builds and runs the README's example.
//!
//! Input: README.md. The test writes a crate with the dependencies of the `cargo add` lines and the files that the README
//! shows. The crate must build without a warning and print what the README shows. A second crate sends the request as the
//! README shows it. It must build without a warning.

use wireform_tests::downstream::{Site, workspace};

/// Builds and runs the example.
pub(crate) fn check(site: &Site) -> Result<(), String> {
    let path = workspace().join("README.md");
    let readme =
        std::fs::read_to_string(&path).map_err(|error| format!("{}: {error}", path.display()))?;
    let example = Example::read(&readme)?;
    let folder = site.lay_out("readme", &example.manifest, &example.files)?;
    site.run(
        &folder,
        &["clippy", "--all-targets", "--", "-D", "warnings"],
    )?;
    let output = site.run(&folder, &["run", "--quiet"])?;
    let printed = String::from_utf8_lossy(&output.stdout);
    if printed.trim_end() != example.prints.trim_end() {
        return Err(format!(
            "prints\n{printed}\nwhere README.md shows\n{}",
            example.prints
        ));
    }
    let folder = site.lay_out("readme_sends", &example.manifest, &example.sending()?)?;
    site.run(
        &folder,
        &["clippy", "--all-targets", "--", "-D", "warnings"],
    )?;
    Ok(())
}

/// The parts of a crate in the README.
struct Example {
    manifest: String,
    files: Vec<(String, String)>,
    prints: String,
    sends: String,
}

/// The end of the line above the code that sends the request.
const BEFORE_THE_END: &str = "before `Ok(())`:";

impl Example {
    /// Returns the files with the code that sends the request before the end of `main`.
    fn sending(&self) -> Result<Vec<(String, String)>, String> {
        let mut files = self.files.clone();
        let main = files.iter_mut().find(|(name, _)| name == "src/main.rs");
        let (_, text) = main.ok_or("README.md shows no src/main.rs")?;
        let end = text.rfind("    Ok(())").ok_or("main has no `Ok(())`")?;
        text.insert_str(end, &self.sends);
        Ok(files)
    }

    /// Finds the blocks: `sh` blocks with `cargo add`, blocks under a line that is a file name in backquotes and a
    /// colon, the block under a line that ends in `prints:`, and the one under [`BEFORE_THE_END`].
    fn read(readme: &str) -> Result<Example, String> {
        let mut dependencies = Vec::new();
        let mut build_dependencies = Vec::new();
        let mut files = Vec::new();
        let mut prints = None;
        let mut sends = None;
        let mut title = "";
        let mut lines = readme.lines();
        while let Some(line) = lines.next() {
            if !line.starts_with("```") {
                if !line.trim().is_empty() {
                    title = line.trim();
                }
                continue;
            }
            let block: Vec<&str> = lines
                .by_ref()
                .take_while(|line| !line.starts_with("```"))
                .collect();
            for command in &block {
                if let Some(rest) = command.trim().strip_prefix("cargo add ") {
                    let (kind, line) = dependency(rest)?;
                    if kind == "--build" {
                        build_dependencies.push(line);
                    } else {
                        dependencies.push(line);
                    }
                }
            }
            let text = format!("{}\n", block.join("\n"));
            if let Some(file) = title
                .strip_prefix('`')
                .and_then(|rest| rest.strip_suffix("`:"))
            {
                files.push((file.to_owned(), text));
            } else if title.ends_with("prints:") {
                prints = Some(text);
            } else if title.ends_with(BEFORE_THE_END) {
                sends = Some(text);
            }
            title = "";
        }
        if dependencies.is_empty() || files.is_empty() {
            return Err("README.md shows no `cargo add` or no file".to_owned());
        }
        Ok(Example {
            manifest: format!(
                "[package]\nname = \"readme\"\nversion = \"0.1.0\"\nedition = \"2024\"\npublish = false\n\n[dependencies]\n{}\n[build-dependencies]\n{}",
                dependencies.concat(),
                build_dependencies.concat()
            ),
            files,
            prints: prints.ok_or("README.md does not show what its example prints")?,
            sends: sends.ok_or("README.md does not show how its example sends the request")?,
        })
    }
}

/// Converts a `cargo add` line to its table and its line in the manifest. The path is omitted, because the crate uses our
/// unpacked packages.
fn dependency(arguments: &str) -> Result<(&str, String), String> {
    let mut kind = "";
    let mut name = None;
    let mut features = Vec::new();
    let mut words = arguments.split_whitespace();
    while let Some(word) = words.next() {
        match word {
            "--build" => kind = "--build",
            "--path" => drop(words.next()),
            "--features" => {
                features.extend(
                    words
                        .next()
                        .unwrap_or_default()
                        .split(',')
                        .map(str::to_owned),
                );
            }
            _ if word.starts_with('-') => {
                return Err(format!("cargo add {arguments}: unknown option {word}"));
            }
            _ => name = Some(word),
        }
    }
    let name = name.ok_or_else(|| format!("cargo add {arguments}: no name"))?;
    let version = env!("CARGO_PKG_VERSION");
    Ok((
        kind,
        format!("{name} = {{ version = \"{version}\", features = {features:?} }}\n"),
    ))
}
