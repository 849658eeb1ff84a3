//! The stamp of a generated file: which wireform wrote it, from which schema, and a fingerprint of its code.
//!
//! Input: generated code and the text of its schema. Output: the code with a line of comment, from which a later run tells
//! whether the schema, the generator or the file itself has changed since.

use std::fmt;

/// The version of this package, which all packages of wireform share.
const VERSION: &str = env!("CARGO_PKG_VERSION");

/// What a generated file says about its origin.
///
/// ```
/// use wireform_upkeep::regenerate::Stamp;
///
/// let code = Stamp::add("// Generated.\n\npub mod sample {}\n", "wireform: 1\n");
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
}

impl Stamp {
    /// Returns generated code with a stamp after the comment at its start.
    #[must_use]
    pub fn add(code: &str, schema: &str) -> String {
        let stamp = Stamp {
            version: VERSION.to_owned(),
            schema: fingerprint(schema),
            code: fingerprint(code),
        };
        let head = code
            .split_inclusive('\n')
            .take_while(|line| is_comment(line));
        let (head, rest) = code.split_at(head.map(str::len).sum());
        format!("{head}{stamp}\n{rest}")
    }

    /// Returns the stamp of a file; none if it has none.
    #[must_use]
    pub fn of(text: &str) -> Option<Self> {
        let mut head = text.lines().take_while(|line| is_comment(line));
        head.find_map(parse)
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

/// The line of comment.
impl fmt::Display for Stamp {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Stamp {
            version,
            schema,
            code,
        } = self;
        write!(
            f,
            "// wireform {version}, schema {schema:016x}, code {code:016x}"
        )
    }
}

/// Returns the text of a file without its stamp.
fn without_stamp(text: &str) -> String {
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
    let mut parts = line.trim_end().strip_prefix("// wireform ")?.split(", ");
    let version = parts.next()?.to_owned();
    let number =
        |part: Option<&str>, name: &str| u64::from_str_radix(part?.strip_prefix(name)?, 16).ok();
    let schema = number(parts.next(), "schema ")?;
    let code = number(parts.next(), "code ")?;
    parts.next().is_none().then_some(Stamp {
        version,
        schema,
        code,
    })
}

/// Returns the fingerprint of a text (FNV-1a). The kind of line ends does not count.
fn fingerprint(text: &str) -> u64 {
    let bytes = text.bytes().filter(|byte| *byte != b'\r');
    bytes.fold(0xcbf2_9ce4_8422_2325, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
    })
}
