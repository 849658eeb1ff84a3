//! The effects of a change: on the wire, on the Rust API, and on the version number.

/// The effect of a change on the wire.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Wire {
    /// Every request and every response means what it meant before.
    Unaffected,
    /// More requests are accepted, or a response says more. What was accepted before is still accepted.
    Adds,
    /// The change could not be decided. It may refuse what was accepted before.
    Undecided,
    /// A request that was accepted is refused, or a response may contain what it never contained before.
    Breaks,
    /// The same request is still accepted, but does something else.
    Redefines,
}

/// The effect of a change on the code that calls the generated Rust.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum RustApi {
    /// Callers compile and mean the same.
    Unaffected,
    /// There are new items. Callers compile and mean the same.
    Adds,
    /// Callers compile with new warnings.
    Warns,
    /// Callers compile but mean something else.
    Differs,
    /// Some caller does not compile.
    Breaks,
}

/// How serious a change is, on both axes together.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Level {
    /// Nothing changes for requests, responses and callers.
    Note,
    /// Something is added.
    Addition,
    /// The change may break something.
    Risk,
    /// A request is refused, a response is not understood, or a caller does not compile.
    Breaking,
    /// The same request does something else. Nothing reports it.
    Grave,
}

/// The part of a version number (`MAJOR.MINOR.PATCH`) that a change increments.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Bump {
    /// The third number.
    Patch,
    /// The second number.
    Minor,
    /// The first number.
    Major,
}

impl Wire {
    /// Returns its name in reports.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Unaffected => "unaffected",
            Self::Adds => "adds",
            Self::Undecided => "undecided",
            Self::Breaks => "breaks",
            Self::Redefines => "redefines",
        }
    }

    /// Returns how serious the effect is.
    #[must_use]
    pub const fn level(self) -> Level {
        match self {
            Self::Unaffected => Level::Note,
            Self::Adds => Level::Addition,
            Self::Undecided => Level::Risk,
            Self::Breaks => Level::Breaking,
            Self::Redefines => Level::Grave,
        }
    }
}

impl RustApi {
    /// Returns its name in reports.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Unaffected => "unaffected",
            Self::Adds => "adds",
            Self::Warns => "warns",
            Self::Differs => "differs",
            Self::Breaks => "breaks",
        }
    }

    /// Returns how serious the effect is.
    #[must_use]
    pub const fn level(self) -> Level {
        match self {
            Self::Unaffected => Level::Note,
            Self::Adds | Self::Warns => Level::Addition,
            Self::Differs => Level::Risk,
            Self::Breaks => Level::Breaking,
        }
    }
}

impl Level {
    /// All levels, the least serious first.
    pub const ALL: [Self; 5] = [
        Self::Note,
        Self::Addition,
        Self::Risk,
        Self::Breaking,
        Self::Grave,
    ];

    /// Returns its name in reports.
    ///
    /// ```
    /// assert_eq!(wireform_upkeep::breaking::Level::Grave.name(), "grave");
    /// ```
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Note => "note",
            Self::Addition => "addition",
            Self::Risk => "risk",
            Self::Breaking => "breaking",
            Self::Grave => "grave",
        }
    }

    /// Returns the part of the version that a change of this level increments.
    #[must_use]
    pub const fn bump(self) -> Bump {
        match self {
            Self::Note => Bump::Patch,
            Self::Addition => Bump::Minor,
            Self::Risk | Self::Breaking | Self::Grave => Bump::Major,
        }
    }
}

impl Bump {
    /// Returns its name in reports.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Patch => "patch",
            Self::Minor => "minor",
            Self::Major => "major",
        }
    }
}
