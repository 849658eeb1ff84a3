//! The admissible reasons for skipping a case.

/// Why a case is skipped. `docs/conformance.md` explains the words.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Reason {
    /// The body is a stream or a stream of events.
    Stream,
    /// A trait changes the endpoint.
    Endpoint,
    /// The body is compressed or has a checksum.
    Encoding,
    /// The suite's engine has another feature, or reads a construct in another way.
    Engine,
    /// The pattern exceeds a limit of the compiler.
    Limit,
    /// The set of values is not regular: that of a pattern with a back-reference or a recursion, or of the format `regex`.
    NotRegular,
    /// The case passes a value of a kind that a typed field cannot have.
    Kind,
    /// The suite defines what is valid in its own way.
    Opinion,
    /// The suite tests a program that reads schemas, not the validation of values.
    Other,
    /// The language cannot express the case yet.
    Finding,
}

impl Reason {
    /// All reasons with their words.
    pub const WORDS: &[(&str, Reason)] = &[
        ("stream", Reason::Stream),
        ("endpoint", Reason::Endpoint),
        ("encoding", Reason::Encoding),
        ("engine", Reason::Engine),
        ("limit", Reason::Limit),
        ("not_regular", Reason::NotRegular),
        ("kind", Reason::Kind),
        ("opinion", Reason::Opinion),
        ("other", Reason::Other),
        ("finding", Reason::Finding),
    ];

    /// Returns the reason with a word.
    #[must_use]
    pub fn of_word(word: &str) -> Option<Self> {
        let found = Self::WORDS.iter().find(|(known, _)| *known == word);
        found.map(|(_, reason)| *reason)
    }

    /// Returns the word of the reason.
    #[must_use]
    pub fn word(self) -> &'static str {
        let found = Self::WORDS.iter().find(|(_, reason)| *reason == self);
        found.map_or("finding", |(word, _)| word)
    }
}
