//! The stamp of a generated file: which wireform wrote it, from which schema, a fingerprint of its code, and its options.
//!
//! Input: generated code and the text of its schema. Output: the code with a line of comment, from which a later run tells
//! whether the schema, the generator or the file itself has changed since.

use std::fmt;

use wireform_codegen::emit::Options;

/// The version of this package, which all packages of wireform share.
const VERSION: &str = env!("CARGO_PKG_VERSION");

/// What a stamp says about code of `wireform generate --serde`.
const WITH_SERDE: &str = ", with serde";

/// What a stamp says about code of `wireform generate --no-tests`.
const WITHOUT_TESTS: &str = ", without tests";

/// What a generated file says about its origin.
///
/// ```
/// use wireform_codegen::emit::Options;
/// use wireform_upkeep::regenerate::Stamp;
///
/// let code = "// Generated.\n\npub mod sample {}\n";
/// let code = Stamp::new(code, "wireform: 1\n", &Options::default()).add_to(code);
/// let stamp = Stamp::of(&code).expect("the code has a stamp");
/// assert!(stamp.is_of_schema("wireform: 1\n") && !stamp.is_of_schema("wireform: 2\n"));
/// assert!(!stamp.is_edited(&code));
/// assert!(stamp.is_edited(&code.replace("sample", "other")));
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stamp {
    version: String,
    schema: u64,
    code: u64,
    serde: bool,
    tests: bool,
}

impl Stamp {
    /// Returns the stamp of code that was generated from the text of a schema.
    #[must_use]
    pub fn new(code: &str, schema: &str, options: &Options) -> Self {
        Stamp {
            version: VERSION.to_owned(),
            schema: fingerprint(schema),
            code: fingerprint(code),
            serde: options.serde,
            tests: options.tests,
        }
    }

    /// Returns code with the stamp after the comment at its start.
    #[must_use]
    pub fn add_to(&self, code: &str) -> String {
        let head = code
            .split_inclusive('\n')
            .take_while(|line| is_comment(line));
        let (head, rest) = code.split_at(head.map(str::len).sum());
        format!("{head}{self}\n{rest}")
    }

    /// Returns the stamp of a file; none if it has none.
    #[must_use]
    pub fn of(text: &str) -> Option<Self> {
        Self::find(text).map(|(_, stamp)| stamp)
    }

    /// Returns the stamp of a file, and the position of its line, from 0.
    pub(super) fn find(text: &str) -> Option<(usize, Self)> {
        let mut head = text.lines().take_while(|line| is_comment(line)).enumerate();
        head.find_map(|(at, line)| Some((at, parse(line)?)))
    }

    /// Returns the options of the file, and those of `others` that a stamp does not state.
    pub(super) fn options(&self, others: &Options) -> Options {
        Options {
            serde: self.serde,
            tests: self.tests,
            ..others.clone()
        }
    }

    /// Returns whether this version of wireform wrote the file.
    #[must_use]
    pub fn is_of_this_version(&self) -> bool {
        self.version == VERSION
    }

    /// Returns the version of wireform that wrote the file.
    #[must_use]
    pub fn version(&self) -> &str {
        &self.version
    }

    /// Returns whether the file was generated from this text of a schema.
    #[must_use]
    pub fn is_of_schema(&self, schema: &str) -> bool {
        self.schema == fingerprint(schema)
    }

    /// Returns whether the code of the file, which has this stamp, was changed since it was generated.
    #[must_use]
    pub fn is_edited(&self, text: &str) -> bool {
        !self.is_of_code(&without_stamp(text))
    }

    /// Returns whether the stamp is that of code without a stamp.
    pub(super) fn is_of_code(&self, code: &str) -> bool {
        self.code == fingerprint(code)
    }
}

/// The line of comment. It states the options that are not the default of `wireform generate`.
impl fmt::Display for Stamp {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Stamp {
            version,
            schema,
            code,
            serde,
            tests,
        } = self;
        let serde = if *serde { WITH_SERDE } else { "" };
        let tests = if *tests { "" } else { WITHOUT_TESTS };
        write!(
            f,
            "// wireform {version}, schema {schema:016x}, code {code:016x}{serde}{tests}"
        )
    }
}

/// Returns the text of a file without its stamp.
pub(super) fn without_stamp(text: &str) -> String {
    let head = text
        .split_inclusive('\n')
        .take_while(|line| is_comment(line));
    let (head, rest) = text.split_at(head.map(str::len).sum());
    let kept = head
        .split_inclusive('\n')
        .filter(|line| parse(line).is_none());
    kept.chain([rest]).collect()
}

fn is_comment(line: &str) -> bool {
    line.starts_with("// ")
}

fn parse(line: &str) -> Option<Stamp> {
    let line = line.trim_end().strip_prefix("// wireform ")?;
    let (line, tests) = match line.strip_suffix(WITHOUT_TESTS) {
        Some(line) => (line, false),
        None => (line, true),
    };
    let (line, serde) = match line.strip_suffix(WITH_SERDE) {
        Some(line) => (line, true),
        None => (line, false),
    };
    let mut parts = line.split(", ");
    let version = parts.next()?.to_owned();
    let number =
        |part: Option<&str>, name: &str| u64::from_str_radix(part?.strip_prefix(name)?, 16).ok();
    let schema = number(parts.next(), "schema ")?;
    let code = number(parts.next(), "code ")?;
    parts.next().is_none().then_some(Stamp {
        version,
        schema,
        code,
        serde,
        tests,
    })
}

/// Returns the fingerprint of a text (FNV-1a). The kind of line ends does not count.
fn fingerprint(text: &str) -> u64 {
    let bytes = text.bytes().filter(|byte| *byte != b'\r');
    bytes.fold(0xcbf2_9ce4_8422_2325, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
    })
}
